"""What each value was made from, for a process that makes a site once: values are kept as long as there is room.

In the ledger of a process that lives on, a value leads to its users. Here it is the other way round: a value brings all
inputs along that it rests on, as numbers, and whoever uses it takes them over. What a file was made from is then known
when the file is made, and can be written down for the next process.
"""

from __future__ import annotations

import zlib
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

from generator.dossier.followed import FACTS_OF, PLACES, PLAIN, RECORDS, TABLES, TREES
from generator.dossier.ledger import Cell, K, Ledger, Memo, Rank, V
from generator.dossier.watched import ANY, ORDER, THERE
from generator.model.entity import Actor, Event, Place, Weapon
from generator.model.fact import Fact
from generator.model.series import Series
from generator.model.source import Source

T = TypeVar("T")
Inputs: TypeAlias = "array[int]"  # "I": the numbers of cells
_MISSING = object()
_SHIFT = 24  # bits for the key: sixteen million ids
_MOST = (1 << _SHIFT) - 1
_ABSENT = 1 << 16
SHELVED = (Rank.TABLE, Rank.VIEW, Rank.RANKING, Rank.SLICE)  # values over many records: kept for the next process


def _names() -> list[str]:
    """Every table, with what can be read of it; in a fixed order."""
    records = (Source, Actor, Weapon, Event, Place, Series, Fact)
    of_records = sorted({"page", *(one.name for record in records for one in fields(record))})
    out = ["field", PLACES, TREES, FACTS_OF, FACTS_OF + THERE, *TABLES, *(name + THERE for name in TABLES)]
    return out + [f"{name}.{field}" for name in RECORDS for field in of_records]


_CODES = {name: code for code, name in enumerate(_names())}


def inputs_from(packed: bytes) -> Inputs:
    """Those of `Inputs.tobytes`."""
    found = array("I")
    found.frombytes(packed)
    return found


def _absent(key: object) -> int:
    """For what is no id: one of many, so that few others are taken for it when it becomes one."""
    return _MOST - 16 - zlib.crc32(repr(key).encode()) % _ABSENT


class Numbers:
    """A number for each input, the same in every process that knows the same ids. `known`: the number of an id."""

    def __init__(self, known: Callable[[str], int | None]) -> None:
        self._known = known

    @staticmethod
    def of(ids: Iterable[str]) -> Numbers:
        return Numbers({ident: number for number, ident in enumerate(ids)}.get)

    def __call__(self, cell: Cell) -> int:
        name, key = cell
        code = _CODES.get(name)
        if code is None:
            code = _CODES[name.partition(".")[0]]
        if key is ANY or key is ORDER or name == "field":
            index = _MOST - ("#any", "#order", *PLAIN).index(key)
        else:
            found = self._known(key)
            index = _absent(key) if found is None else found
        return code << _SHIFT | index


class Shelf(Protocol):
    """Values of an earlier process that would be made alike now."""

    def get(self, name: str, key: Any) -> tuple[Any, Inputs] | None: ...


class Trace(Ledger):
    """Notes inputs as a ledger does. `now` holds cells as they are read, and the numbers of what values bring along."""

    def __init__(self, numbers: Numbers, shelf: Shelf | None = None) -> None:
        super().__init__()
        self.numbers, self.shelf = numbers, shelf
        self.shelved: dict[tuple[str, Any], tuple[Any, Inputs]] = {}  # what is worth keeping, made since it was asked

    def memo(self, make: Callable[[K], V], rank: Rank, *, cut: bool = False, size: int | None = None) -> Memo[K, V]:
        return _TracedMemo(self, make, rank, cut=cut, size=size)

    def noted(self, make: Callable[[], T]) -> tuple[T, Inputs]:
        """A value and the inputs that it rests on. Whatever `make` raises is raised."""
        outer, now = self.now, set[Any]()
        self.now = now
        try:
            value = make()
        finally:
            self.now = outer
        return value, self._inputs_of(now)

    def _inputs_of(self, now: set[Any]) -> Inputs:
        numbers = self.numbers
        return array("I", sorted({one if one.__class__ is int else numbers(one) for one in now}))


class _TracedMemo(Memo[K, V]):
    """Its values come with their inputs; those used least lately go."""

    __slots__ = ("_kept", "_name", "_size", "_trace")

    def __init__(self, trace: Trace, make: Callable[[K], V], rank: Rank, *, cut: bool, size: int | None) -> None:
        super().__init__(trace, make, rank, cut=cut)
        self._trace, self._size = trace, size
        self._kept: OrderedDict[K, tuple[V, Inputs]] = OrderedDict()
        self._name = name_of(make) if rank in SHELVED else ""

    def __call__(self, key: K) -> V:
        kept = self._kept.get(key)
        if kept is None:
            kept = self._made(key)
        elif self._size is not None:
            self._kept.move_to_end(key)
        now = self._trace.now
        if now is not None:
            now.update(kept[1])
        return kept[0]

    def _made(self, key: K) -> tuple[V, Inputs]:
        trace = self._trace
        kept = trace.shelf.get(self._name, key) if trace.shelf and self._name else None
        if kept is None:
            kept = trace.noted(partial(self.make, key))
            if self._name:
                trace.shelved[self._name, key] = kept
        self._kept[key] = kept
        if self._size is not None and len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return kept


def name_of(make: Callable[..., Any]) -> str:
    """What a memo's values are called in every process: its function, and the language of the edition it is of.

    Nothing for one that hangs on something else, such as a depth.
    """
    owner = getattr(make, "__self__", None)
    if isinstance(make, partial):
        owner, make = make.args[0], make.func
    if hasattr(owner, "root"):
        return ""
    return f"{make.__module__}.{make.__qualname__}:{getattr(owner, 'language', '')}"


def all_keys(tables: Iterable[Mapping[Any, Any]]) -> dict[str, None]:
    """Every key of the tables, each once, in their order."""
    return dict.fromkeys(key for table in tables for key in table)
