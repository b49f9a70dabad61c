"""What is computed over the whole dossier, in no language: each table once, and in parts, so that pages take parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from generator.dossier.corroboration import standing_origins
from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Rank, kept
from generator.dossier.status import contested
from generator.dossier.watched import peek, scan, whole
from generator.model.edtf import Edtf
from generator.model.entity import Event
from generator.model.ids import EntityId, FactId
from generator.render.timeline import Entry, entries
from generator.render.timeline_again import KeptTimeline

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
NEIGHBOURS = 2
LOOK = 50  # how far along the timeline a neighbour is looked for

Dated = tuple[EntityId, Edtf]


class Tables:
    """Read-only to its callers; fills itself on first use."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._entries = KeptTimeline() if dossier.ledger and dossier.ledger.lasts else entries
        self._timeline = self._keep(self._make_timeline, Rank.TABLE)
        self._contested = self._keep(self._make_contested, Rank.TABLE)
        self._replacing = self._keep(self._make_replacing, Rank.TABLE)
        self._dated = self._keep(self._make_dated, Rank.TABLE)
        self._places = self._keep(self._make_places, Rank.TABLE)
        self._series = self._keep(self._make_series, Rank.TABLE)
        self.origins = self._keep(self._make_origins, Rank.TABLE)
        self.timeline_parts = self._keep(self._count_timeline_parts, Rank.VIEW)
        self.timeline_part = self._keep(self._make_timeline_part, Rank.SLICE)
        self.neighbours = self._keep(self._make_neighbours, Rank.VIEW)
        self.events_at = self._keep(self._make_events_at, Rank.VIEW)
        self.series_about = self._keep(self._make_series_about, Rank.VIEW)

    def _keep(self, make: Callable[[K], V], rank: Rank) -> Callable[[K], V]:
        return kept(self.dossier.ledger, make, rank, cut=True)

    @property
    def timeline(self) -> list[Entry]:
        return self._timeline(None)

    @property
    def contested(self) -> tuple[FactId, ...]:
        """The facts that somebody denies or disputes."""
        return self._contested(None)

    @property
    def replacing(self) -> list[FactId]:
        """The facts that took another's place; the newest first."""
        return self._replacing(None)

    def when(self, event: EntityId) -> Edtf | None:
        """The date of an event; None for anything else."""
        if peek(self.dossier.entities, event, "page") != Event.page:
            return None
        found: Edtf | None = peek(self.dossier.entities, event, "when")
        return found

    def event_order(self, event: EntityId) -> tuple[bool, tuple[int, int, str], EntityId]:
        """Dated events in the order of their beginning, then the others."""
        when = self.when(event)
        return when is None, when.sort_key if when else (0, 0, ""), event

    def _make_timeline(self, _: None) -> list[Entry]:
        return self._entries(self.dossier)

    def _count_timeline_parts(self, size: int) -> int:
        """How many parts of at most so many rows there are, at least one: seldom another number where a row is new."""
        return max(1, -(-len(self.timeline) // size))

    def _make_timeline_part(self, bounds: tuple[int, int]) -> list[Entry]:
        return self.timeline[slice(*bounds)]

    def _make_contested(self, _: None) -> tuple[FactId, ...]:
        return tuple(fact.id for fact in contested(self.dossier))

    def _make_replacing(self, _: None) -> list[FactId]:
        facts = [self.dossier.facts[one] for one in whole(self.dossier.replaced_by).values()]
        newer = sorted(facts, key=lambda fact: (fact.said.sort_key, fact.id))
        return [fact.id for fact in reversed(newer) if fact.replaces]

    def _make_dated(self, _: None) -> list[tuple[tuple[int, int, str], Dated]]:
        """The events that have a date, in the order of their beginning."""
        events = (one for one in scan(self.dossier.entities, "when") if isinstance(one, Event))
        return sorted((event.when.sort_key, (event.id, event.when)) for event in events if event.when)

    def _make_places(self, _: None) -> dict[EntityId, list[EntityId]]:
        out: dict[EntityId, list[EntityId]] = {}
        for entity in scan(self.dossier.entities, "place"):
            if isinstance(entity, Event):
                for place in entity.place:
                    out.setdefault(place, []).append(entity.id)
        return out

    def _make_events_at(self, place: EntityId) -> list[EntityId]:
        return self._places(None).get(place, [])

    def _make_series(self, _: None) -> dict[EntityId, list[EntityId]]:
        out: dict[EntityId, list[EntityId]] = {}
        for one in scan(self.dossier.series, "about", "covers"):
            for ident in dict.fromkeys((*one.about, *one.covers)):
                out.setdefault(ident, []).append(one.id)
        return out

    def _make_series_about(self, ident: EntityId) -> list[EntityId]:
        """The series that an entity's page shows."""
        return self._series(None).get(ident, [])

    def _make_origins(self, series: EntityId) -> frozenset[str]:
        """Who has a figure that stands in a series."""
        return standing_origins(self.dossier, series)

    def _make_neighbours(self, event: EntityId) -> tuple[list[Dated], list[Dated]]:
        """The nearest dated events that certainly came before and after; what may overlap is in neither list."""
        when, events = self.when(event), self._dated(None)
        if when is None:
            return [], []
        rank = bisect_left(events, (when.sort_key, event), key=lambda row: (row[0], row[1][0]))

        def some(rows: list[tuple[tuple[int, int, str], Dated]], certain: Callable[[Edtf], bool]) -> Iterator[Dated]:
            found = (dated for _, dated in rows if certain(dated[1]))
            return (one for _, one in zip(range(NEIGHBOURS), found, strict=False))

        earlier = list(some(events[max(0, rank - LOOK) : rank][::-1], lambda other: _ends_before(other, when)))
        return earlier[::-1], list(some(events[rank + 1 : rank + LOOK], lambda other: _ends_before(when, other)))


def _ends_before(one: Edtf, other: Edtf) -> bool:
    """Whether all of `one` lies before all of `other`, as far as their dates are known."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


_TABLES: list[Tables] = []


def tables_of(dossier: Dossier) -> Tables:
    """The tables of this very dossier, made once per process."""
    for one in _TABLES:
        if one.dossier is dossier:
            return one
    made = Tables(dossier)
    _TABLES.append(made)
    del _TABLES[:-4]
    return made
