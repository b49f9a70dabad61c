"""Whether two states of some records are linked alike: then each table of the dossier that has links is the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.dossier.link import named
from generator.model.entity import Entity
from generator.model.fact import Fact
from generator.model.source import Source


def same_links(pairs: Iterable[tuple[Any, Any]]) -> bool:
    """Of records before and after an edit: the same ids, the same links, no drafts among them."""
    return all(_alike(before, after) for before, after in pairs)


def _alike(before: Any, after: Any) -> bool:
    if type(before) is not type(after) or before.id != after.id:
        return False
    if isinstance(after, Source):
        return _links(before.facts) == _links(after.facts)
    if before.draft or after.draft:
        return False
    return not isinstance(after, Entity) or before.part_of == after.part_of


def _links(facts: tuple[Fact, ...]) -> list[tuple[Any, ...]]:
    """All that the tables take of a source's facts."""
    return [
        (
            *(fact.id, list(named(fact)), fact.on, fact.stance, fact.scope),
            *(fact.replaces and fact.replaces.fact, fact.figure and fact.figure.of),
        )
        for fact in facts
    ]
