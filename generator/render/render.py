"""One page to bytes: the same bytes for the same page, dossier, settings and templates, in whichever process."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.dossier.dossier import Dossier
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.render.cards import Lines
from generator.render.compiled import QuickEnvironment
from generator.render.drawings.of_page import pictures
from generator.render.edition import Edition, edition_of
from generator.render.endnotes import endnotes_of
from generator.render.facets import choices, facets, indexed
from generator.render.freshness import newest_on
from generator.render.pager import pager
from generator.render.pages import UNINDEXED, Page
from generator.render.shell import WITH_PROGRAM, shell_context
from generator.render.site import Site
from generator.render.views import curation, entity, home, lists, network, series, source
from generator.render.words import plain_text
from generator.render.writer import ANYWHERE, Writer

Context = dict[str, Any]

ONE: dict[str, Callable[[EntityId, Lines], Context]] = {
    **dict.fromkeys((Kind.ACTOR, Kind.WEAPON, Kind.EVENT, Kind.PLACE), entity.view),
    Kind.SOURCE: source.view,
    Kind.SERIES: series.view,
}
MANY: dict[str, Callable[[Page, Lines], Context]] = {
    **dict.fromkeys((kind.value for kind in Kind), lists.kind_list),
    "home": home.view,
    "timeline": lists.timeline,
    "contested": lists.contested,
    "changes": lists.changes,
    "search": lists.search,
    "data": lists.data,
    "network": network.view,
    UNINDEXED: curation.view,
}
DESCRIPTION = 200  # characters
_ANYWHERE = ANYWHERE.encode()


def make_environment(template_dirs: tuple[Path, ...]) -> Environment:
    """Templates of the first folder that has them, so that a project can replace a single one."""
    return QuickEnvironment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


_LINES: list[Lines] = []


def lines_of(edition: Edition, root: str, env: Environment) -> Lines:
    """The lines of an edition with a root, kept while the process works on the same dossier and templates."""
    for one in _LINES:
        if one.writer.edition is edition and one.writer.root == root and one.env is env:
            return one
    made = Lines(Writer(edition, root), env)
    _LINES.append(made)
    del _LINES[:-16]
    return made


def page_context(page: Page, dossier: Dossier, site: Site, env: Environment) -> dict[str, Any]:
    """All that a page's template gets: equal contexts make equal pages."""
    edition = edition_of(dossier, site, page.language)
    lines = lines_of(edition, ANYWHERE, env)
    context = shell_context(page.url, _title(page, edition), page.language, dossier, site)
    context["description"] = _description(page, edition)
    if fresh := newest_on(page, edition):
        context["newest"] = lines.writer.date(fresh)
    context["crumbs"] += _crumbs(page, edition, context["root"])
    if site.json_twins and page.id is not None:
        context["json_href"] = context["base"] + page.path.removesuffix(".html") + ".json"
    context["pager"] = pager(page)
    if site.full_text:
        context |= _full_text(page, edition)
    context |= ONE[page.about](page.id, lines) if page.id is not None else MANY[page.about](page, lines)
    return pictures(page, lines) | context


def _full_text(page: Page, edition: Edition) -> dict[str, Any]:
    """What an index takes of the page; on the first page from A to Z, what asking it needs."""
    if page.about == "search" and page.number == 1:
        return {"choices": choices(edition), "policy": WITH_PROGRAM}
    return {"indexed": indexed(page), "facets": facets(page, edition)}


def fill(page: Page, context: dict[str, Any], env: Environment) -> str:
    """What the template makes of its context, and of nothing else."""
    return env.get_template(page.template).render(context)


def finish(page: Page, filled: str, dossier: Dossier, site: Site) -> bytes:
    """A filled page as it is written: with its own root, and pages about one thing with their notes for paper."""
    if page.id is not None:
        filled = endnotes_of(edition_of(dossier, site, page.language)).number(filled, page)
    return filled.encode().replace(_ANYWHERE, b"../" * page.path.count("/"))


def render_page(page: Page, dossier: Dossier, site: Site, env: Environment) -> bytes:
    """The HTML of one page of the page table."""
    return finish(page, fill(page, page_context(page, dossier, site, env), env), dossier, site)


def _title(page: Page, edition: Edition) -> str:
    if page.id is not None:
        return edition.name(page.id)
    if page.about == "home":
        briefing = edition.dossier.briefing
        return briefing.title.best(page.language, edition.default)[0] if briefing else edition.site.name
    title = edition.t.word("nav", page.about)
    return title if page.numbers == 1 else f"{title} ({page.number}/{page.numbers})"


def _description(page: Page, edition: Edition) -> str:
    """One or two sentences for search engines: the summary, else the first fact; of a list, what it holds."""
    dossier = edition.dossier
    if page.id is not None:
        thing = dossier.entities.get(page.id) or dossier.series.get(page.id)
        if thing and thing.summary:
            return shortened(plain_text(edition, thing.summary))
        first = _first_fact(page.id, dossier)
        return shortened(plain_text(edition, first.text, first)) if first else ""
    if page.about == "home":
        line = dossier.briefing.bottom_line if dossier.briefing else None
        return shortened(plain_text(edition, line.text)) if line else ""
    table, key = ("list", page.about) if page.about in tuple(Kind) else (page.about, "lead")
    return shortened(edition.t.word(table, key))


def _first_fact(ident: EntityId, dossier: Dossier) -> Fact | None:
    if ident not in dossier.sources:
        return next(iter(dossier.mentioned(ident)), None)
    ids = dossier.fact_ids_of(ident)
    return dossier.facts[ids[0]] if ids else None


def shortened(text: str) -> str:
    """At most DESCRIPTION characters, cut between words."""
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"


def _crumbs(page: Page, edition: Edition, root: str) -> list[tuple[str, str]]:
    if page.id is None:
        return []
    return [(edition.t.word("nav", page.about), f"{root}{page.about}/index.html")]


_FACT = re.compile(rb'data-fact="([^"]+)"')


def cards_on(html: bytes) -> list[FactId]:
    """The facts whose own card stands on a page, in its order, one as often as it stands there."""
    return [FactId(found.decode()) for found in _FACT.findall(html)]


def facts_on(html: bytes) -> frozenset[FactId]:
    return frozenset(cards_on(html))
