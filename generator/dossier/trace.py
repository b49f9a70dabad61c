"""What each value was made from, for a process that makes a site once: values are kept as long as there is room.

In the ledger of a process that lives on, a value leads to its users. Here it is the other way round: a value brings all
inputs along that it rests on, as numbers, and whoever uses it takes them over. What a file was made from is then known
when the file is made, and can be written down for the next process.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

from generator.dossier.dossier import Dossier
from generator.dossier.followed import Followed
from generator.dossier.inputs import CODES, SHIFT, Inputs, Numbers, absent, inputs_from
from generator.dossier.ledger import Cell, Form, K, Ledger, Memo, Rank, V
from generator.dossier.watched import Watched
from generator.model.ids import EntityId, FactId

T = TypeVar("T")
SHELVED = (Rank.TABLE, Rank.VIEW, Rank.RANKING, Rank.SLICE)  # values over many records: kept for the next process


class Shelf(Protocol):
    """Values of an earlier process that would be made alike now."""

    def get(self, name: str, key: Any) -> tuple[Any, Inputs] | None: ...


class Common(Protocol):
    """Values that other processes of this build have made, each with its inputs, by name and the number of its key."""

    def get(self, name: str, number: int) -> Any: ...

    def put(self, name: str, number: int, value: Any) -> None: ...


class RowMade(NamedTuple):
    """A row of the page in the making: what made it, its key as words, and what became of it."""

    name: str
    label: str
    value: Any
    inputs: Inputs


Before: TypeAlias = Callable[[str, str], "tuple[Any, Inputs] | None"]
"""A row that would be made alike now, by what made it and its key."""


class Trace(Ledger):
    """Notes inputs as a ledger does, but by their numbers, as they are read and as values bring them along."""

    lasts = False

    def __init__(self, numbers: Numbers, shelf: Shelf | None = None) -> None:
        super().__init__()
        self.numbers, self.shelf = numbers, shelf
        self.shelved: dict[tuple[str, Any], tuple[Any, Inputs]] = {}  # what is worth keeping, made since it was asked
        self.rows: list[RowMade] = []  # of the page in the making
        self.before: Before | None = None
        self.common: Common | None = None

    def memo(
        self,
        make: Callable[[K], V],
        rank: Rank,
        *,
        cut: bool = False,
        size: int | None = None,
        form: Form | None = None,
    ) -> Memo[K, V]:
        if rank is Rank.ROW:
            return _TracedRows(self, make, rank, cut=cut)
        if form and name_of(make):
            return _CommonMemo(self, make, rank, cut=cut, size=size, form=form)
        return _TracedMemo(self, make, rank, cut=cut, size=size)

    def note(self, cell: Cell) -> None:
        if self.now is not None:
            self.now.add(self.numbers(cell))

    def noted(self, make: Callable[[], T]) -> tuple[T, Inputs]:
        """A value and the inputs that it rests on. Whatever `make` raises is raised."""
        outer, now = self.now, set[int]()
        self.now = now
        try:
            value = make()
        finally:
            self.now = outer
        return value, array("I", now)

    def page(self, make: Callable[[], T], before: Before | None = None) -> tuple[T, Inputs, list[RowMade]]:
        """As `noted`, with the rows that stand on the page; those that `before` has are not made again."""
        self.rows, self.before = [], before
        try:
            value, inputs = self.noted(make)
            return value, inputs, self.rows
        finally:
            self.rows, self.before = [], None


class _TracedMemo(Memo[K, V]):
    """Its values come with their inputs; those used least lately go."""

    __slots__ = ("_kept", "_name", "_trace")

    def __init__(self, trace: Trace, make: Callable[[K], V], rank: Rank, *, cut: bool, size: int | None) -> None:
        super().__init__(trace, make, rank, cut=cut)
        self._trace = trace
        self._kept = lru_cache(maxsize=size)(self._made)
        self._name = name_of(make) if rank in SHELVED else ""

    def __call__(self, key: K) -> V:
        value, inputs = self._kept(key)
        now = self._trace.now
        if now is not None:
            now.update(inputs)
        return value

    def _made(self, key: K) -> tuple[V, Inputs]:
        trace = self._trace
        if not self._name:
            return trace.noted(partial(self.make, key))
        kept = trace.shelf.get(self._name, key) if trace.shelf else None
        if kept is None:
            kept = trace.shelved[self._name, key] = trace.noted(partial(self.make, key))
        return kept


class _CommonMemo(_TracedMemo[K, V]):
    """Its values are made by one process, as a rule, and read by the others. Of no rank that is SHELVED."""

    __slots__ = ("_form",)

    def __init__(
        self, trace: Trace, make: Callable[[K], V], rank: Rank, *, cut: bool, size: int | None, form: Form
    ) -> None:
        super().__init__(trace, make, rank, cut=cut, size=size)
        self._form, self._name = form, name_of(make)

    def _made(self, key: K) -> tuple[V, Inputs]:
        trace, form = self._trace, self._form
        common, number = trace.common, trace.numbers.known(key)
        if common is None or number is None:
            return trace.noted(partial(self.make, key))
        found = common.get(self._name, number)
        if found is not None:
            return form.whole(key, found[0]), inputs_from(found[1])
        value, inputs = trace.noted(partial(self.make, key))
        common.put(self._name, number, (form.plain(value), inputs.tobytes()))
        return value, inputs


class _TracedRows(Memo[K, V]):
    """Rows stand on one page each, so none is kept; the page has them."""

    __slots__ = ("_name", "_trace")

    def __init__(self, trace: Trace, make: Callable[[K], V], rank: Rank, *, cut: bool) -> None:
        super().__init__(trace, make, rank, cut=cut)
        self._trace, self._name = trace, name_of(make)

    def __call__(self, key: K) -> V:
        trace, label = self._trace, str(key)
        found = trace.before(self._name, label) if trace.before else None
        value: V
        value, inputs = found or trace.noted(partial(self.make, key))
        trace.rows.append(RowMade(self._name, label, value, inputs))
        if trace.now is not None:
            trace.now.update(inputs)
        return value


class NumberedTable(Watched[K, V]):
    """A table whose readings are noted as numbers at once: there are thousands for a page."""

    ledger: Trace

    def __init__(self, name: str, trace: Trace, rows: Mapping[K, V]) -> None:
        super().__init__(name, trace, rows)
        self._known = trace.numbers.known
        self._at, self._there = CODES[name] << SHIFT, CODES[self.there] << SHIFT
        self._fields: dict[str, int] = {}

    def __getitem__(self, key: K) -> V:
        now = self.ledger.now
        if now is not None:
            number = self._known(key)
            now.add(self._at | (absent(key) if number is None else number))
        return self.rows[key]

    def get(self, key: Any, default: Any = None) -> Any:
        now = self.ledger.now
        if now is not None:
            number = self._known(key)
            now.add(self._at | (absent(key) if number is None else number))
        return self.rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        now = self.ledger.now
        if now is not None:
            number = self._known(key)
            now.add(self._there | (absent(key) if number is None else number))
        return key in self.rows

    def peek(self, key: K, field: str) -> Any:
        now = self.ledger.now
        if now is not None:
            at = self._fields.get(field)
            if at is None:
                at = self._fields[field] = CODES[f"{self.name}.{field}"] << SHIFT
            number = self._known(key)
            now.add(at | (absent(key) if number is None else number))
        return getattr(self.rows[key], field)


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


def traced(dossier: Dossier, trace: Trace, facts_of: Mapping[EntityId, tuple[FactId, ...]] | None = None) -> Followed:
    """A dossier of which every reading is noted. `facts_of`: the facts of each source, where that is known."""
    return Followed(dossier, trace, facts_of, NumberedTable)
