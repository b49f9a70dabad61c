"""What a full-text search can be narrowed to: the kind of a page, and how the facts on it stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.dossier.status import Status, status
from generator.model.ids import FactId
from generator.render.edition import Edition
from generator.render.pages import NAV_KINDS, Page

HOME = "home"


def indexed(page: Page) -> bool:
    """Whether its prose is its own: lists, the editors' page and A to Z repeat the others."""
    return page.id is not None or page.about == HOME


def facets(page: Page, edition: Edition) -> list[tuple[str, str]]:
    """Name and value, in words of the page's language; each status once, in the order of the statuses."""
    if page.id is None:
        return []
    found = [("kind", edition.t.word("page_kind", page.about))]
    return found + [("status", edition.t.word("status", one)) for one in _statuses(_facts(page, edition), edition)]


def choices(edition: Edition) -> dict[str, list[str]]:
    """Every value of each facet that some page has."""
    kinds = [edition.t.word("page_kind", kind.value) for kind in NAV_KINDS if kind in edition.kinds(None)]
    every = [edition.t.word("status", one) for one in _statuses(edition.dossier.facts, edition)]
    return {"kind": kinds, "status": every}


def _facts(page: Page, edition: Edition) -> Iterable[FactId]:
    dossier = edition.dossier
    if page.id is None:
        return ()
    if page.id in dossier.sources:
        return [fact.id for fact in dossier.facts_of(page.id)]
    if page.id in dossier.series:
        return dossier.series_facts.get(page.id, ())
    return [fact.id for fact in dossier.mentioned(page.id)]


def _statuses(facts: Iterable[FactId], edition: Edition) -> Iterator[Status]:
    there = {status(edition.dossier, edition.dossier.facts[fact]) for fact in facts}
    return (one for one in Status if one in there)
