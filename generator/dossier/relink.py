"""Linking again after an edit: where no link is another one, the tables of the last dossier are those of the next.

Most edits are of that kind: a sentence, a number, a date, a name. After any other everything is linked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link, named
from generator.dossier.newest import newest
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.records import Records


def relink(last: Dossier | None, records: Records, languages: Languages, as_of: Edtf | None = None) -> Dossier:
    """As `link`, in less time where `last`, which `link` or this made, has the same links."""
    if last is None or last.languages != languages or not _same_links(last.records, records):
        return link(records, languages, as_of)
    facts: dict[FactId, Fact] = dict(last.facts)
    for _, source in _changed(last.records.sources, records.sources):
        facts.update((fact.id, fact) for fact in source.facts)
    day = as_of or (records.briefing.as_of if records.briefing else None)
    return replace(
        last,
        records=records,
        briefing=records.briefing,
        units=dict(records.vocabulary.units) if records.vocabulary else {},
        sources={source.id: source for source in records.sources},
        entities={entity.id: entity for entity in records.entities},
        series={one.id: one for one in records.series},
        facts=facts,
        as_of=day or newest(facts.values()),
    )


def _changed(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """What is another record now; both have the same ids in the same order."""
    return ((before, after) for before, after in zip(old, new, strict=True) if before is not after)


def _same_links(old: Records, new: Records) -> bool:
    if old.redirects is not new.redirects or old.drafts or new.drafts:
        return False
    for mine, theirs in ((old.sources, new.sources), (old.entities, new.entities), (old.series, new.series)):
        if len(mine) != len(theirs) or any(one.id != other.id for one, other in _changed(mine, theirs)):
            return False
    return all(one.part_of == other.part_of for one, other in _changed(old.entities, new.entities)) and all(
        _links(one.facts) == _links(other.facts) for one, other in _changed(old.sources, new.sources)
    )


def _links(facts: tuple[Fact, ...]) -> list[tuple[FactId, list[tuple[EntityId, str]], tuple[Any, ...]]]:
    """All that the tables take of a source's facts."""
    return [
        (
            fact.id,
            list(named(fact)),
            (fact.on, fact.stance, fact.scope, fact.replaces and fact.replaces.fact, fact.figure and fact.figure.of),
        )
        for fact in facts
    ]
