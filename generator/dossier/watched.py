"""A table that notes what is read of it, for the values that are made meanwhile; see ledger.py."""

from __future__ import annotations

from collections.abc import Collection, Iterator, KeysView, Mapping
from typing import Any, TypeVar

from generator.dossier.ledger import Ledger

K = TypeVar("K")
V = TypeVar("V")
ORDER, ANY = "#order", "#any"  # keys of a table that no id can be: which keys it has, in which order; some value
THERE = "?"  # after a table's name: whether it has a key


class Watched(Mapping[K, V]):
    """Noted is a key, whether it is THERE, or one field of its value; ORDER; also ANY, for all the values."""

    def __init__(self, name: str, ledger: Ledger, rows: Mapping[K, V]) -> None:
        self.name, self.ledger, self.rows = name, ledger, rows
        self.there = f"{name}{THERE}"

    def __getitem__(self, key: K) -> V:
        now = self.ledger.now
        if now is not None:
            now.add((self.name, key))
        return self.rows[key]

    def get(self, key: Any, default: Any = None) -> Any:
        now = self.ledger.now
        if now is not None:
            now.add((self.name, key))
        return self.rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        now = self.ledger.now
        if now is not None:
            now.add((self.there, key))
        return key in self.rows

    def peek(self, key: K, field: str) -> Any:
        now = self.ledger.now
        if now is not None:
            now.add((f"{self.name}.{field}", key))
        return getattr(self.rows[key], field)

    def _note(self, *keys: str) -> None:
        for key in keys:
            self.ledger.note((self.name, key))

    def __iter__(self) -> Iterator[K]:
        self._note(ORDER)
        return iter(self.rows)

    def __len__(self) -> int:
        self._note(ORDER)
        return len(self.rows)

    def keys(self) -> KeysView[K]:
        self._note(ORDER)
        return self.rows.keys()

    def values(self) -> Any:
        self._note(ORDER, ANY)
        return self.rows.values()

    def items(self) -> Any:
        self._note(ORDER, ANY)
        return self.rows.items()

    def scan(self, *names: str) -> Collection[V]:
        """Every value, of which only these fields will be read."""
        self._note(ORDER)
        for name in names:
            self.ledger.note((f"{self.name}.{name}", ANY))
        return self.rows.values()

    def whole(self, *names: str) -> Mapping[K, V]:
        if names:
            self.scan(*names)
        else:
            self._note(ORDER, ANY)
        return self.rows


def scan(table: Mapping[K, V], *names: str) -> Collection[V]:
    """Every value of a table, of which only these fields will be read. The keys are known as well, and their order."""
    return table.scan(*names) if isinstance(table, Watched) else table.values()


def whole(table: Mapping[K, V], *names: str) -> Mapping[K, V]:
    """A table that will be read in many places, of its records only these fields: noted once, not at each place."""
    return table.whole(*names) if isinstance(table, Watched) else table


def peek(table: Mapping[K, V], key: K, field: str) -> Any:
    """One field of a record that is there."""
    return table.peek(key, field) if isinstance(table, Watched) else getattr(table[key], field)
