"""Facts that were to be looked at again, and the day has passed. The day of the dossier counts, never the clock."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Severity
from generator.model.terms import FactType

_STANCES = (FactType.STANCE, FactType.DENIAL)


def _overdue(dossier: Dossier, *, stances: bool) -> Iterator[Found]:
    today = dossier.as_of.latest if dossier.as_of else None
    if today is None:
        return
    for fact in dossier.facts.values():
        day = fact.review.latest if fact.review else None
        if day is None or day >= today or (fact.type in _STANCES) is not stances or fact.id in dossier.replaced_by:
            continue
        what = "this stance" if stances else "this fact"
        yield (
            fact.origin.at("review"),
            f"{what} was to be looked at again by {fact.review}; the dossier speaks for {dossier.as_of}",
            "look for news: add a fact that replaces it, or set a later review",
        )


@rule(
    "stale-stance",
    "A silence or a denial may end any day; an old one must not pass for today's.",
    reach=Reach.SUCCESSOR,
    bad="review: 2031-08        # and the dossier is of 2031-10",
    good="review: 2031-12",
    severity=Severity.WARNING,
)
def stale_stance(dossier: Dossier) -> Iterator[Found]:
    """A stance or denial whose review is due."""
    yield from _overdue(dossier, stances=True)


@rule(
    "stale-fact",
    "What was to be looked at again may no longer hold.",
    reach=Reach.SUCCESSOR,
    bad="review: 2031-08        # and the dossier is of 2031-10",
    good="review: 2031-12",
    severity=Severity.WARNING,
)
def stale_fact(dossier: Dossier) -> Iterator[Found]:
    """Any other fact whose review is due."""
    yield from _overdue(dossier, stances=False)


STALENESS: tuple[Rule, ...] = (stale_stance, stale_fact)
