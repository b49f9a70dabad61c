"""The rows of the timeline, kept in their order while the dossier changes: an edit costs what it changes.

Ordering all rows again takes most of a second at 60,000 facts. What is kept stands in for looking again at what is
still the same object, so the rows are always those that `entries` gives.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from generator.dossier.dossier import Dossier
from generator.dossier.watched import whole
from generator.model.entity import Entity, Event
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.source import Source
from generator.render.timeline import (
    DatesOfEvents,
    Entry,
    Order,
    Statement,
    date_of,
    entries,
    happened,
    of_event,
    of_statement,
    order,
    statement,
)

FEW = 300  # rows that are put in their places one by one; more are sorted in


class KeptTimeline:
    """`entries` of one dossier as it is when asked, from the answer before."""

    def __init__(self) -> None:
        self._last: _Rows | None = None

    def __call__(self, dossier: Dossier) -> list[Entry]:
        facts = whole(dossier.facts, "when", "said", "by", "event")
        facts_of, entities = whole(dossier.event_facts), whole(dossier.entities, "when")
        sources = whole(dossier.sources)
        rows, self._last = self._last, None  # not to be gone on from, should anything be raised
        if len(facts) != sum(len(source.facts) for source in sources.values()):
            return entries(dossier)
        if rows is None or not rows.in_order(sources):
            rows = _Rows()
        rows.follow(sources, entities, facts_of, facts)
        self._last = rows
        return list(rows.rows)


class _Rows:
    """`rows` by the `keys` of their order; and from what each was made."""

    def __init__(self) -> None:
        self.keys: list[Order] = []
        self.rows: list[Entry] = []
        self._entities: Mapping[EntityId, Entity] = {}
        self._events: dict[EntityId, Event] = {}
        self._of_event: dict[EntityId, Entry] = {}
        self._shown: set[tuple[EntityId, str]] = set()
        self._facts: dict[EntityId, tuple[Fact, ...]] = {}  # of each source
        self._happened: dict[EntityId, dict[FactId, Entry]] = {}  # of each source
        self._said: dict[Statement, Entry] = {}
        self._gone: list[Entry] = []
        self._new: list[Entry] = []

    def in_order(self, sources: Iterable[EntityId]) -> bool:
        """Whether the sources that were there stand in the order in which they stood."""
        now = [ident for ident in sources if ident in self._facts]
        there = set(now)
        return now == [ident for ident in self._facts if ident in there]

    def follow(
        self,
        sources: Mapping[EntityId, Source],
        entities: Mapping[EntityId, Entity],
        facts_of: Mapping[EntityId, tuple[FactId, ...]],
        facts: Mapping[FactId, Fact],
    ) -> None:
        before, self._facts = self._facts, {ident: source.facts for ident, source in sources.items()}
        moved = self._follow_events(entities, facts_of)
        edited = [
            *(ident for ident, some in self._facts.items() if before.get(ident) is not some),
            *(ident for ident in before if ident not in sources),
        ]
        for ident in {**dict.fromkeys(edited), **dict.fromkeys(moved & self._facts.keys())}:
            self._follow_source(ident)
        self._follow_statements(before, edited, facts)
        self._put()

    def _change(self, old: Entry | None, new: Entry | None) -> Entry | None:
        """Have one row in the place of another; the old one stays where it is the same."""
        if old == new:
            return old
        if old:
            self._gone.append(old)
        if new:
            self._new.append(new)
        return new

    def _follow_events(
        self, entities: Mapping[EntityId, Entity], facts_of: Mapping[EntityId, tuple[FactId, ...]]
    ) -> set[EntityId]:
        """Returns the sources of the facts about events that have another date now."""
        rows, before = self._of_event, self._events
        touched = [ident for ident, row in rows.items() if facts_of.get(ident, ()) is not row.facts]
        if entities is not self._entities:
            self._entities = entities
            self._events = {one.id: one for one in entities.values() if isinstance(one, Event)}
            touched += [ident for ident, event in self._events.items() if before.get(ident) is not event]
            touched += [ident for ident in before if ident not in self._events]
        moved = set[EntityId]()
        for ident in dict.fromkeys(touched):
            old, event = rows.pop(ident, None), self._events.get(ident)
            row = of_event(event, facts_of.get(ident, ())) if event else None
            if row:
                rows[ident] = row
            self._change(old, row)
            moved |= self._dated(old, row)
        return moved

    def _dated(self, old: Entry | None, new: Entry | None) -> set[EntityId]:
        """An event's row is another one: the sources whose facts must be looked at, if its date is."""
        dates = [date_of(row) if row else None for row in (old, new)]
        if dates[0] == dates[1]:
            return set()
        if dates[0]:
            self._shown.discard(dates[0])
        if dates[1]:
            self._shown.add(dates[1])
        return {_source(fact) for row in (old, new) if row for fact in row.facts}

    def _follow_source(self, ident: EntityId) -> None:
        old = self._happened.pop(ident, {})
        new = _happened(self._facts.get(ident, ()), self._shown)
        for fact in old.keys() - new.keys():
            self._change(old[fact], None)
        rows = {fact: self._change(old.get(fact), row) or row for fact, row in new.items()}
        if rows:
            self._happened[ident] = rows

    def _follow_statements(
        self,
        before: Mapping[EntityId, tuple[Fact, ...]],
        edited: Iterable[EntityId],
        facts: Mapping[FactId, Fact],
    ) -> None:
        """A statement may be told by several sources; those that are not edited tell it as they did."""
        some, others = dict[Statement, list[FactId]](), dict.fromkeys(edited)
        for ident in others:
            for fact in before.get(ident, ()):
                some.setdefault(statement(fact), [])
            for fact in self._facts.get(ident, ()):
                some.setdefault(statement(fact), []).append(fact.id)
        rank = {ident: at for at, ident in enumerate(self._facts)} if some else {}
        for said, ids in some.items():
            old = self._said.pop(said, None)
            ids.extend(fact for fact in (old.facts if old else ()) if _source(fact) not in others)
            ids.sort(key=lambda fact: rank[_source(fact)])  # stable: those of one source are in order
            new = self._change(old, of_statement(facts[ids[0]].said, ids) if ids else None)
            if new:
                self._said[said] = new

    def _put(self) -> None:
        """Take the rows out that are gone, and put the new ones in."""
        gone, new = list(map(order, self._gone)), [(order(row), row) for row in self._new]
        self._gone, self._new = [], []
        if len(gone) + len(new) > FEW:
            out = set(gone)
            pairs = [pair for pair in zip(self.keys, self.rows, strict=True) if pair[0] not in out]
            pairs = sorted([*pairs, *new], key=lambda pair: pair[0])
            self.keys, self.rows = [key for key, _ in pairs], [row for _, row in pairs]
            return
        for key in gone:
            at = bisect_left(self.keys, key)
            del self.keys[at], self.rows[at]
        for key, row in new:
            at = bisect_left(self.keys, key)
            self.keys.insert(at, key)
            self.rows.insert(at, row)


def _source(fact: FactId) -> EntityId:
    return EntityId(fact.partition("#")[0])


def _happened(facts: Iterable[Fact], shown: DatesOfEvents) -> dict[FactId, Entry]:
    return {fact.id: row for fact in facts if (row := happened(fact, shown))}
