"""The rows of a state, for those that keep something of their own there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.incremental.state import State


class Rows(Mapping[str, bytes]):
    """By their names; not to be gone through, but for those whose names begin alike."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __getitem__(self, name: str) -> bytes:
        found = self._state.row(name)
        if found is None:
            raise KeyError(name)
        return found

    def scan(self, prefix: str) -> Iterable[tuple[str, bytes]]:
        return self._state.rows(prefix, after(prefix))

    def __iter__(self) -> Iterator[str]:
        raise TypeError("too many rows")

    def __len__(self) -> int:
        raise TypeError("too many rows")


def after(prefix: str) -> str:
    """What stands behind all names that begin so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
