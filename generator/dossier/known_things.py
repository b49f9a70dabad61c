"""Entities and series as they were known on a day: what no known fact names is not there.

A thing none of whose facts is left out stays as it is, but for its summary, which is shown when all that it rests on is
known. Editors' remarks carry no date, so they go with the first fact that is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from generator.dossier.dossier import Dossier
from generator.dossier.known_days import facts_in
from generator.dossier.link import named
from generator.model.entity import Entity, Event, Weapon
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.origin import Origin
from generator.model.records import Records
from generator.model.series import Series
from generator.model.terms import EventKind, Role
from generator.model.text import Text, placeholders

_OF_EVENT = ("event", *(role.value for role in Role))  # how a fact dates an event
_SAID = (EventKind.ACCUSATION, EventKind.STATEMENT)  # such an event is the saying itself


def without(origin: Origin, *fields: str) -> Origin:
    """The place where a record was written, without what is not shown of it: pages print the YAML of a record."""
    node = origin.node
    kept = tuple((key, value) for key, value in node.entries if key.text not in fields)
    return Origin.of(origin.path, node._replace(entries=kept), origin.name)


def told(text: Text, rests_on: Iterable[FactId], facts: Collection[FactId]) -> bool:
    """Whether words of the editors' own may be shown: they rest on something, and all of it is known."""
    basis = {*rests_on, *facts_in(text)}
    return bool(basis) and all(fact in facts for fact in basis)


def named_in(text: Text) -> Iterator[EntityId]:
    for _, words in text.words:
        yield from (EntityId(part.name) for part in placeholders(words) if part.kind == "entity")


@dataclass(frozen=True, slots=True)
class Things:
    """`facts` are those that are known, `touched` every id that a fact which is left out names."""

    whole: Dossier
    facts: Mapping[FactId, Fact]
    touched: Set[EntityId]

    def kept(self, records: Records, also: Iterable[EntityId]) -> tuple[tuple[Entity, ...], tuple[Series, ...]]:
        """What known facts name, and `also`; then the larger ones that these belong to, and what their words name."""
        entities = {one.id: self._entity(one) for one in records.entities}
        series = {one.id: self._series(one) for one in records.series}
        found: set[EntityId] = set()
        left = [ident for fact in self.facts.values() for ident, _ in named(fact)]
        left += [*also, *(one.id for one in series.values() if one.derived)]
        while left:
            ident = left.pop()
            if ident in found:
                continue
            found.add(ident)
            if ident in entities:
                left += _leads_to(entities[ident])
            elif ident in series and (summary := series[ident].summary):
                left += named_in(summary)
        return (
            tuple(one for one in entities.values() if one.id in found),
            tuple(_within(one, found) for one in series.values() if one.id in found),
        )

    def _entity(self, entity: Entity) -> Entity:
        if entity.summary and not told(entity.summary, entity.basis, self.facts):
            entity = replace(entity, summary=None, basis=(), origin=without(entity.origin, "summary", "basis"))
        if entity.id in self.touched and entity.note:
            entity = replace(entity, note=None, origin=without(entity.origin, "note"))
        if isinstance(entity, Weapon):
            return self._weapon(entity)
        if isinstance(entity, Event) and entity.id in self.touched:
            return self._event(entity)
        return entity

    def _weapon(self, weapon: Weapon) -> Weapon:
        rows = [replace(row, facts=tuple(fact for fact in row.facts if fact in self.facts)) for row in weapon.specs]
        specs = tuple(row for row in rows if row.facts)
        return weapon if specs == weapon.specs else replace(weapon, specs=specs, origin=without(weapon.origin, "specs"))

    def _event(self, event: Event) -> Event:
        """Its date and places come from its facts: those are left out that only a later fact gives."""
        mine = [fact for fact in self.whole.mentioned(event.id, *_OF_EVENT) if fact.id in self.facts]
        places = tuple(place for place in event.place if any(place in ids for fact in mine for _, ids in fact.roles))
        if places != event.place:
            event = replace(event, place=places, origin=without(event.origin, "place"))
        dates = {fact.when for fact in mine} | {fact.said for fact in mine if event.kind in _SAID}
        if event.when and event.when not in dates:
            event = replace(event, when=None, origin=without(event.origin, "when"))
        return event

    def _series(self, series: Series) -> Series:
        if series.summary and not told(series.summary, series.basis, self.facts):
            series = replace(series, summary=None, basis=(), origin=without(series.origin, "summary", "basis"))
        if series.id in self.touched and series.note:
            series = replace(series, note=None, origin=without(series.origin, "note"))
        kept = tuple(one for one in series.derived if all(fact in self.facts for _, fact in one.facts))
        if kept == series.derived:
            return series
        return replace(series, derived=kept, origin=without(series.origin, "derived"))


def _leads_to(entity: Entity) -> Iterator[EntityId]:
    if entity.part_of:
        yield entity.part_of
    if entity.summary:
        yield from named_in(entity.summary)
    if isinstance(entity, Event):
        yield from entity.place


def _within(series: Series, found: Set[EntityId]) -> Series:
    """A series leads to no page that is not there."""
    covers = tuple(one for one in series.covers if one in found)
    about = tuple(one for one in series.about if one in found)
    if (covers, about) == (series.covers, series.about):
        return series
    return replace(series, covers=covers, about=about, origin=without(series.origin, "covers", "about"))
