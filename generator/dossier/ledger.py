"""What was made from what: values are kept with all that they were made from, and forgotten when some of it changes.

For a process that lives through many edits. Whoever reads an input notes it; a kept value's own inputs are those noted
while it was made, and who uses a kept value depends on that value in turn. Without a ledger nothing is noted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Cell = tuple[Any, Any]  # an input, by its table and key; or a kept value, by its memo and key
_NOTHING = object()


class Rank(IntEnum):
    """The order in which changes pass through what is kept: a value may only use values of lower ranks."""

    NAME = 0
    TABLE = 1
    VIEW = 2  # a part of a table
    RANKING = 3  # a table of tables
    SLICE = 4
    WORDS = 5
    LINE = 6
    PAINTED = 7
    ROW = 8  # a part of one page, as it stands there
    FILE = 9


class Form(NamedTuple):
    """How a value goes to other processes: as text, numbers and tuples of them; and back, with its key."""

    plain: Callable[[Any], Any]
    whole: Callable[[Any, Any], Any]


class Memo(Generic[K, V]):
    """A function whose values are kept. `cut`: a value that is made again and is equal has not changed."""

    __slots__ = ("cut", "ledger", "make", "rank", "values")

    def __init__(self, ledger: Ledger, make: Callable[[K], V], rank: Rank, *, cut: bool) -> None:
        self.ledger, self.make, self.rank, self.cut = ledger, make, rank, cut
        self.values: dict[K, V] = {}

    def __call__(self, key: K) -> V:
        found = self.values.get(key, _NOTHING)
        if found is _NOTHING:
            return self.ledger.made(self, key)
        now = self.ledger.now
        if now is not None:
            now.add((self, key))
        return found  # type: ignore[return-value]  # the mark for nothing is no value

    def drop(self, key: K) -> None:
        """Forget a value that nobody will ask for again."""
        self.values.pop(key, None)
        self.ledger.forget((self, key))


class Ledger:
    """The inputs of every kept value, and the users of every input. `now` takes what the value in the making reads.

    `lasts`: values are made again after edits, so that it is worth keeping what makes that quick.
    """

    lasts = True

    def __init__(self) -> None:
        self.now: set[Any] | None = None  # of cells
        self._numbers: dict[Cell, int] = {}
        self._cells: list[Cell] = []
        self._users: list[set[int]] = []
        self._inputs: dict[int, array[int]] = {}

    def memo(
        self,
        make: Callable[[K], V],
        rank: Rank,
        *,
        cut: bool = False,
        size: int | None = None,  # noqa: ARG002 - all are kept
        form: Form | None = None,  # noqa: ARG002 - and in one process
    ) -> Memo[K, V]:
        return Memo(self, make, rank, cut=cut)

    def note(self, cell: Cell) -> None:
        """An input was read."""
        if self.now is not None:
            self.now.add(cell)

    def made(self, memo: Memo[K, V], key: K) -> V:
        """Make a value and keep it. Whatever `make` raises is raised, and nothing is kept."""
        outer, self.now = self.now, set()
        try:
            value = memo.make(key)
            inputs = self.now
        finally:
            self.now = outer
        self._record((memo, key), inputs)
        memo.values[key] = value
        if outer is not None:
            outer.add((memo, key))
        return value

    def _number(self, cell: Cell) -> int:
        found = self._numbers.get(cell)
        if found is None:
            found = self._numbers[cell] = len(self._cells)
            self._cells.append(cell)
            self._users.append(set())
        return found

    def _record(self, cell: Cell, inputs: set[Cell]) -> None:
        number, rank = self._number(cell), cell[0].rank
        found = array("I")
        for one in inputs:
            if isinstance(one[0], Memo) and one[0].rank >= rank:
                raise RuntimeError(f"a value of rank {rank} used {one[1]!r} of rank {one[0].rank}")
            at = self._number(one)
            found.append(at)
            self._users[at].add(number)
        self._inputs[number] = found

    def forget(self, cell: Cell) -> None:
        if cell in self._numbers:
            self._forget(self._numbers[cell])

    def _forget(self, number: int) -> None:
        for at in self._inputs.pop(number, ()):
            self._users[at].discard(number)

    def changed(self, inputs: Iterable[Cell]) -> list[Cell]:
        """Forget every value that was made from one of these inputs; returns the forgotten ones.

        They are the new ones by now: what is `cut` is made again at once, and passes nothing on where it is equal.
        """
        waiting: list[set[int]] = [set() for _ in Rank]

        def spread(number: int) -> None:
            for user in self._users[number]:
                waiting[self._cells[user][0].rank].add(user)

        for cell in inputs:
            if cell in self._numbers:
                spread(self._numbers[cell])
        gone: list[Cell] = []
        for some in waiting:
            for number in sorted(some):
                memo, key = cell = self._cells[number]
                if number not in self._inputs:
                    continue
                old = memo.values.pop(key, None)
                self._forget(number)
                if memo.cut and self._equal(memo, key, old):
                    continue
                gone.append(cell)
                spread(number)
        return gone

    def _equal(self, memo: Memo[Any, Any], key: Any, old: Any) -> bool:
        try:
            return bool(self.made(memo, key) == old)
        except Exception:  # such as of something that is no more: whoever still asks is told
            return False


def kept(
    ledger: Ledger | None,
    make: Callable[[K], V],
    rank: Rank,
    *,
    cut: bool = False,
    size: int | None = 1 << 15,
    form: Form | None = None,
) -> Callable[[K], V]:
    """`make` with its values kept: by the ledger, or, without one, the `size` that were asked for last.

    `form`: of values that are worth sharing among processes.
    """
    if ledger is None:
        return lru_cache(maxsize=size)(make)
    return ledger.memo(make, rank, cut=cut, size=size, form=form)
