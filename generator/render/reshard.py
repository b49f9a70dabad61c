"""The tree of shards after some rows changed: down the branches of their words, and no other one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol

from generator.model.ids import FactId
from generator.render.pages import fact_path
from generator.render.search import Limits
from generator.render.search_memory import Shape
from generator.render.shards import HEAD, MAX_DEPTH, Row, size_of, tree_of

Order = tuple[int, Any]  # things before facts


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that changed, or that other words lead to than before. None: it was not there, or is no more."""

    id: str
    old: bytes | None
    new: bytes | None
    before: Set[str]
    after: Set[str]

    def at(self, start: str, used: frozenset[str]) -> tuple[bytes | None, bytes | None]:
        """What stood below a key, and what stands there now."""
        was, now = _leads(self.before, start, used), _leads(self.after, start, used)
        return self.old if was else None, self.new if now else None


def _leads(words: Set[str], start: str, used: frozenset[str]) -> bool:
    return used <= words and (not start or any(word.startswith(start) for word in words if word not in used))


class Rows(Protocol):
    """All rows as they are now, and the order of some as they were."""

    def ids(self, start: str, used: frozenset[str]) -> Set[str]:
        """Of those that have each word in `used`, and another one that begins with `start` if that is something."""
        ...

    def things(self, start: str, used: frozenset[str]) -> Set[str]: ...
    def facts(self, start: str, used: frozenset[str]) -> Set[str]: ...
    def data(self, ident: str) -> bytes: ...
    def order(self, ident: str) -> Order: ...
    def row(self, ident: str) -> Row: ...
    def was(self, ident: str) -> bytes: ...


class Reshard:
    """Takes a shape on to what it is after a change. `placed`: the keys that are new or not the same, with their rows.

    A key may be placed with the rows that it had.
    """

    def __init__(self, rows: Rows, shape: Shape, limits: Limits) -> None:
        self.rows, self.shape, self.limits = rows, shape, limits
        self.placed: dict[str, list[bytes]] = {}

    def follow(self, moved: Sequence[Moved]) -> None:
        self._visit("", "", frozenset(), moved)

    def _visit(self, base: str, start: str, used: frozenset[str], moved: Iterable[Moved]) -> None:
        here = [(one, pair) for one in moved if (pair := one.at(start, used)) != (None, None)]
        changed = [(one, *pair) for one, pair in here if pair[0] != pair[1]]
        key = base + start
        if key not in self.shape.splits:
            if changed:
                self._fill(base, start, used)
            return
        total, after = self.shape.splits[key]
        total += sum((size_of(new) if new else 0) - (size_of(old) if old else 0) for _, old, new in changed)
        if total <= self.limits.shard:
            self._fill(base, start, used)
            return
        if changed and key and self._may_be_first(after, [data for _, *pair in changed for data in pair if data]):
            after = self._place_first(key, start, used)
        self.shape.splits[key] = total, after
        if len(used) < MAX_DEPTH:
            self._down(base, start, used, [one for one, _ in here])

    def _down(self, base: str, start: str, used: frozenset[str], moved: Iterable[Moved]) -> None:
        length = len(start)
        longer: dict[str, list[Moved]] = defaultdict(list)
        for one in moved:
            words = [word for word in one.before | one.after if word.startswith(start) and word not in used]
            for letter in {word[length : length + 1] for word in words}:
                longer[letter].append(one)
        for letter, some in longer.items():
            if letter:
                self._visit(base, start + letter, used, some)
            else:
                self._visit(f"{base}{start} ", "", used | {start}, some)

    def _fill(self, base: str, start: str, used: frozenset[str]) -> None:
        """Make anew what stands at a key and below it: one shard, if it fits."""
        key = base + start
        if key in self.shape.splits:
            self.shape.keys = {one for one in self.shape.keys if not one.startswith(key)}
            self.shape.splits = {one: kept for one, kept in self.shape.splits.items() if not one.startswith(key)}
        self.shape.keys.discard(key)
        ids = self.rows.ids(start, used)
        if not ids and key:
            return
        ordered = sorted(ids, key=self.rows.order)
        if sum(size_of(self.rows.data(ident)) for ident in ordered) <= self.limits.shard:
            self._place(key, [self.rows.data(ident) for ident in ordered])
            return
        rows = [self.rows.row(ident) for ident in ordered]
        tree = tree_of(rows, self.limits.shard, self.limits.head, (base, start, used))
        self.shape.splits |= tree.splits
        for one, some in tree.shards.items():
            self._place(one, [row.data for row in some])

    def _may_be_first(self, after: str, changed: Iterable[bytes]) -> bool:
        """Whether a row that changed stands, or stood, before the first row that was not among the first ones, or is
        that row."""
        if not after:
            return True
        limit = order_of(self.rows.was(after))
        return any(order_of(data) <= limit for data in changed)

    def _place_first(self, key: str, start: str, used: frozenset[str]) -> str:
        """Place the first rows; returns the first one that is not among them."""
        limit = self.limits.shard if len(used) == MAX_DEPTH else self.limits.head
        taken: list[bytes] = []
        total, after = 0, ""
        for ident in self._in_order(start, used):
            data = self.rows.data(ident)
            total += size_of(data)
            if total > limit and taken:
                after = ident
                break
            taken.append(data)
        self._place(key + HEAD, taken)
        return after

    def _in_order(self, start: str, used: frozenset[str]) -> Iterator[str]:
        """Things before facts; facts only where they are asked for."""
        yield from sorted(self.rows.things(start, used), key=self.rows.order)
        yield from sorted(self.rows.facts(start, used), key=self.rows.order)

    def _place(self, key: str, rows: list[bytes]) -> None:
        self.shape.keys.add(key)
        self.placed[key] = rows


def order_of(data: bytes) -> Order:
    """Where a row stands among others; see search.rows_of."""
    row = json.loads(data)
    return (0, (len(row[0]), row)) if len(row) == 4 else (1, row[2])


def order_of_fact(fact: str) -> Order:
    """As `order_of` its row, from its id."""
    return 1, fact_path(FactId(fact))
