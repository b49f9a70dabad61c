"""Redirects: each leads from an id that is no more to one that is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.links import is_broken, kinds
from generator.checks.references import near
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier


def _ids(dossier: Dossier) -> set[str]:
    return {*kinds(dossier), *dossier.facts}


@rule(
    "redirect-target",
    "An old address that leads to nothing is as lost as without its redirect.",
    reach=Reach.IDS,
    bad="redirects: {ostmark-navy: ostmrak}",
    good="redirects: {ostmark-navy: ostmark}",
)
def redirect_target(dossier: Dossier) -> Iterator[Found]:
    """A redirect to an id that is not there, or from a thing to a fact and the other way round."""
    redirects = dossier.records.redirects
    if redirects is None:
        return
    ids = _ids(dossier)
    for old, new in redirects.redirects:
        position = redirects.origin.at("redirects", old)
        if ("#" in old) != ("#" in new):
            hint = "lead from a thing to a thing, and from a fact to a fact: source-id#key"
            yield position, f"'{old}' and '{new}' are not of one sort", hint
        elif new not in ids and not is_broken(dossier, new):
            hint = near(new, ids) or "name what it is called now, or delete the line"
            yield position, f"the redirect of '{old}' leads to '{new}', which is not there", hint


@rule(
    "redirect-live",
    "An address cannot both show a page and lead away from it.",
    reach=Reach.IDS,
    bad="# actors/ostmark.yaml is there\nredirects: {ostmark: ostmark-state}",
    good="# actors/ostmark.yaml is no more\nredirects: {ostmark: ostmark-state}",
)
def redirect_live(dossier: Dossier) -> Iterator[Found]:
    """A redirect from an id that is still in use."""
    redirects = dossier.records.redirects
    if redirects is None:
        return
    ids = _ids(dossier)
    for old, _ in redirects.redirects:
        if old in ids:
            hint = "delete the line, or give the thing that now bears the id another one: briefing rename"
            yield redirects.origin.key("redirects", old), f"'{old}' still names something", hint


REDIRECTS: tuple[Rule, ...] = (redirect_target, redirect_live)
