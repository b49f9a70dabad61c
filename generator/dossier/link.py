"""From records to the dossier: every link followed once and kept both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from typing import TypeVar

from generator.dossier.dossier import Dossier, Languages, Mention, StanceTaken
from generator.dossier.newest import newest
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId, split_fact_id
from generator.model.records import Records
from generator.model.text import parts

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, each once."""
    out: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        out[key].append(value)
    return {key: tuple(dict.fromkeys(values)) for key, values in out.items()}


def named(fact: Fact) -> Iterable[tuple[EntityId, str]]:
    """Every entity or series that a fact names, with how it names it; each pair once."""
    singles = ((fact.by.actor, "by"), (fact.event, "event"), (fact.series, "series"))
    found = {(entity, how): None for entity, how in singles if entity}
    for actor in fact.via:
        found[actor, "via"] = None
    for role, ids in fact.roles:
        for entity in ids:
            found[entity, role.value] = None
    for entity in fact.figure.covers if fact.figure else ():
        found[entity, "covers"] = None
    for party, _ in fact.stance:
        found[party, "stance"] = None
    for _, words in fact.text.words:
        for part in parts(words) if "{" in words else ():
            if not isinstance(part, str) and part.kind == "entity":
                found[EntityId(part.name), "text"] = None
    return found


def _mentions(facts: Iterable[Fact], known: Set[str]) -> dict[EntityId, tuple[Mention, ...]]:
    out: dict[EntityId, list[Mention]] = defaultdict(list)
    for fact in facts:
        name = fact.id
        for entity, how in named(fact):
            if entity in known:
                out[entity].append(Mention(name, how))
    return {entity: tuple(found) for entity, found in out.items()}


def _as_of(records: Records, facts: Iterable[Fact]) -> Edtf | None:
    """The day the dossier speaks for: as written, else the newest date on which something was said."""
    if records.briefing and records.briefing.as_of:
        return records.briefing.as_of
    return newest(facts)


def old_keys(records: Records, facts: Mapping[FactId, Fact]) -> Iterator[tuple[FactId, str]]:
    """The keys by which facts were known before, as the redirects say."""
    for old, new in records.redirects.redirects if records.redirects else ():
        fact = FactId(new)
        if fact in facts and "#" in old:
            key = split_fact_id(FactId(old))[1]
            if FactId(f"{facts[fact].source}#{key}") not in facts:
                yield fact, key


def _drafts(records: Records, facts: Iterable[Fact]) -> set[EntityId]:
    """The drafts that no fact names yet: they have no page. A draft that a fact names is one no more."""
    drafts = {one.id for one in records.drafts}
    return drafts - {entity for fact in facts for entity, _ in named(fact)} if drafts else drafts


def link(records: Records, languages: Languages, as_of: Edtf | None = None) -> Dossier:
    """Link all records. Pure; what dangles is left out of the links and stays in the records."""
    sources = {source.id: source for source in records.sources}
    facts: dict[FactId, Fact] = {fact.id: fact for source in sources.values() for fact in source.facts}
    drafts = _drafts(records, facts.values())
    entities = {entity.id: entity for entity in records.entities if entity.id not in drafts}
    series = {one.id: one for one in records.series if one.id not in drafts}
    taken = [
        StanceTaken(target, party, kind, fact.id, fact.scope)
        for fact in facts.values()
        for target in fact.on
        if target in facts
        for party, kind in fact.stance
    ]
    return Dossier(
        languages=languages,
        records=records,
        briefing=records.briefing,
        units=dict(records.vocabulary.units) if records.vocabulary else {},
        sources=sources,
        entities=entities,
        series=series,
        facts=facts,
        as_of=as_of or _as_of(records, facts.values()),
        mentions=_mentions(facts.values(), entities.keys() | series.keys()),
        parts=grouped((e.part_of, e.id) for e in entities.values() if e.part_of in entities and e.part_of),
        event_facts=grouped((f.event, f.id) for f in facts.values() if f.event and f.event in entities),
        series_facts=grouped((f.series, f.id) for f in facts.values() if f.series and f.series in series),
        stances_on=grouped((one.fact, one) for one in taken),
        stances_by=grouped((one.party, one) for one in taken if one.party in entities),
        replaced_by={f.replaces.fact: f.id for f in facts.values() if f.replaces and f.replaces.fact in facts},
        shares_of=grouped(
            (f.figure.of, f.id) for f in facts.values() if f.figure and f.figure.of and f.figure.of in facts
        ),
        old_keys=grouped(old_keys(records, facts)),
    )
