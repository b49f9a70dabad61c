"""Tables of links after some facts changed: the rows that those facts stand in are made again, and no other one.

What comes out is, row by row and in the order of its keys, what grouping the pairs of all facts would give.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId, split_fact_id
from generator.model.source import Source

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Group(Generic[K, V]):
    """How a table is made: the pairs that a fact gives where these facts are there, and the fact that a value is of."""

    pairs: Callable[[Fact, Container[str]], Iterable[tuple[K, V]]]
    fact_of: Callable[[V], FactId]


class Places:
    """Where facts stand among all: by their source, and in it. Only sources that are asked for are gone through."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.id: (at, source) for at, source in enumerate(sources)}
        self._within: dict[EntityId, tuple[int, dict[FactId, int]]] = {}

    def __call__(self, fact: FactId) -> tuple[int, int]:
        ident, _ = split_fact_id(fact)
        found = self._within.get(ident)
        if found is None:
            at, source = self._sources[ident]
            found = self._within[ident] = at, {one.id: within for within, one in enumerate(source.facts)}
        return found[0], found[1][fact]


class Changed:
    """Some facts, as they were among all that there were, and as they are; each may be new, or gone.

    All others give the same pairs as before, and stand in the same order. `place` is that of a fact now.
    """

    def __init__(
        self,
        old: Mapping[FactId, Fact],
        new: Mapping[FactId, Fact],
        all_old: Mapping[FactId, Fact],
        all_new: Mapping[FactId, Fact],
        place: Callable[[FactId], tuple[int, int]],
    ) -> None:
        self.old, self.new, self.all_old, self.all_new, self.place = old, new, all_old, all_new, place
        self.in_order = [ident for ident in old if ident in new] == [ident for ident in new if ident in old]

    def pairs(self, group: Group[K, V]) -> tuple[_Pairs[K, V], _Pairs[K, V]]:
        """Of each fact that gives others than before, or perhaps stands elsewhere, what it gave and what it gives."""
        before = {ident: [*dict.fromkeys(group.pairs(fact, self.all_old))] for ident, fact in self.old.items()}
        after = {ident: [*dict.fromkeys(group.pairs(fact, self.all_new))] for ident, fact in self.new.items()}
        if self.in_order:
            for ident in [ident for ident, pairs in after.items() if before.get(ident) == pairs]:
                del before[ident], after[ident]
        return before, after


_Pairs = dict[FactId, list[tuple[K, V]]]


def regrouped(table: Mapping[K, tuple[V, ...]], group: Group[K, V], changed: Changed) -> Mapping[K, tuple[V, ...]]:
    """The table as it is now; the very same where nothing of it changed."""
    before, after = changed.pairs(group)
    added: dict[K, list[V]] = {key: [] for pairs in (*before.values(), *after.values()) for key, _ in pairs}
    if not added:
        return table
    for pairs in after.values():
        for key, value in pairs:
            added[key].append(value)
    rows, moved = dict(table), set[K]()
    for key, values in added.items():
        old = table.get(key, ())
        now = [value for value in old if group.fact_of(value) not in before]
        for value in values:
            insort(now, value, key=lambda value: changed.place(group.fact_of(value)))
        if not now:
            del rows[key]
            continue
        row = rows[key] = tuple(now)
        first = group.fact_of(row[0])
        if not old or group.fact_of(old[0]) != first or first in after:
            moved.add(key)
    return _in_order(rows, moved, group, changed) if moved else rows


def _in_order(
    rows: dict[K, tuple[V, ...]], moved: set[K], group: Group[K, V], changed: Changed
) -> dict[K, tuple[V, ...]]:
    """Keys stand in the order of their first facts, and those of one fact as it gives them.

    All but the `moved` ones are in order already, so these alone are put in their places.
    """
    given: dict[FactId, list[K]] = {}

    def place(key: K) -> tuple[tuple[int, int], int]:
        fact = group.fact_of(rows[key][0])
        if fact not in given:
            given[fact] = [key for key, _ in group.pairs(changed.all_new[fact], changed.all_new)]
        return changed.place(fact), given[fact].index(key)

    keys = [key for key in rows if key not in moved]
    for key in moved:
        insort(keys, key, key=place)
    return {key: rows[key] for key in keys}
