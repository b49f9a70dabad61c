"""The dossier as an earlier process left it: each record is fetched when somebody asks for it.

Whoever goes through a whole table has all of it fetched, which takes as long as reading everything from the cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.followed import FACTS_OF
from generator.incremental.packed import unpack, unpack_links
from generator.incremental.state import State
from generator.model.fact import Fact
from generator.model.ids import FactId
from generator.model.origin import Tree
from generator.model.records import Records
from generator.model.source import Source

RECORDS = ("sources", "entities", "series", "facts")
LINKS = (
    *("mentions", "parts", "event_facts", "series_facts", "stances_on", "stances_by"),
    *("replaced_by", "shares_of", "old_keys", FACTS_OF),
)


def order_of(table: str) -> str:
    """Under which name the state has the keys of a table, in their order."""
    return f"order of {table}"


class StoredTree(Tree):
    """A file's tree that is fetched when it is asked for."""

    __slots__ = ("_things", "_whose")
    _things: Things
    _whose: str

    def __init__(self, things: Things, whose: str) -> None:
        object.__setattr__(self, "_things", things)
        object.__setattr__(self, "_whose", whose)

    @property
    def packed(self) -> bytes:
        return self._things.tree_of(self._whose)


class StoredSource(Source):
    """A source whose facts are fetched when they are asked for."""

    __slots__ = ("_things",)
    _things: Things

    @classmethod
    def of(cls, header: Source, things: Things) -> StoredSource:
        made = object.__new__(cls)
        for field in fields(Source):
            if field.name != "facts":
                object.__setattr__(made, field.name, getattr(header, field.name))
        object.__setattr__(made, "_things", things)
        return made

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self._things.facts_of(self.id)

    def whole(self) -> Source:
        """As it was read."""
        return Source(**{field.name: getattr(self, field.name) for field in fields(Source)})


class Things:
    """What is known of each id: its number, its record, its links. `new` records stand for those of the state."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.new: dict[str, Any] = {}
        self._kinds: dict[str, str] = {}
        self._numbers: dict[str, int | None] = {}
        self._packed: dict[str, bytes] = {}
        self._links: dict[str, Any] = {}
        self._records: dict[str, Any] = {}
        self._trees: dict[str, Tree] = {}
        self._bytes: dict[str, bytes] = {}

    def take(self, record: Any) -> None:
        """From now on the record of its id; of a source, its facts too."""
        self.new[record.id] = record
        if isinstance(record, Source):
            self.new.update((fact.id, fact) for fact in record.facts)

    def _fetch(self, ident: str) -> None:
        found = self.state.thing(ident)
        if found is None:
            self._numbers[ident], self._kinds[ident], self._links[ident] = None, "", {}
            return
        self._numbers[ident], self._kinds[ident], self._packed[ident] = found.number, found.kind, found.record
        self._links[ident] = unpack_links(found.links)

    def number(self, ident: str) -> int | None:
        if ident not in self._numbers:
            self._fetch(ident)
        return self._numbers[ident]

    def kind(self, ident: str) -> str:
        """The table that an id's record stands in; nothing for an id without one."""
        if ident not in self._kinds:
            self._fetch(ident)
        return self._kinds[ident]

    def links(self, ident: str) -> Mapping[str, Any]:
        if ident not in self._links:
            self._fetch(ident)
        found: Mapping[str, Any] = self._links[ident]
        return found

    def order(self, table: str) -> list[str]:
        found = (self.state.about(order_of(table)) or b"").decode()
        return found.split("\n") if found else []

    def record(self, ident: str) -> Any:
        """As it is now. Raises KeyError."""
        return self.new[ident] if ident in self.new else self.old(ident)

    def old(self, ident: str) -> Any:
        """As it was. Raises KeyError."""
        found = self._records.get(ident)
        if found is None:
            if not self.kind(ident):
                raise KeyError(ident)
            found = unpack(self._packed[ident], self._tree)
            if isinstance(found, Source):
                found = StoredSource.of(found, self)
            self._records[ident] = found
        return found

    def _tree(self, whose: str) -> Tree:
        found = self._trees.get(whose)
        if found is None:
            found = self._trees[whose] = StoredTree(self, whose)
        return found

    def tree_of(self, whose: str) -> bytes:
        """Of a file as it was."""
        if whose not in self._bytes:
            self._bytes[whose] = self.state.tree(whose)
        return self._bytes[whose]

    def facts_of(self, source: str) -> tuple[Fact, ...]:
        """As they were: an edited source is another record, which has its own."""
        return tuple([self.old(ident) for ident in self.links(source).get(FACTS_OF, ())])


class Table(Mapping[Any, Any]):
    """One table of records."""

    def __init__(self, name: str, things: Things) -> None:
        self._name, self._things = name, things
        self._all: dict[Any, Any] | None = None
        self._ids: list[str] | None = None

    def __getitem__(self, ident: Any) -> Any:
        if self._things.kind(ident) != self._name:
            raise KeyError(ident)
        return self._things.record(ident)

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and self._things.kind(ident) == self._name

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())

    def _keys(self) -> list[str]:
        if self._ids is None:
            self._ids = self._things.order(self._name)
        return self._ids

    def _whole(self) -> dict[Any, Any]:
        if self._all is None:
            self._all = {ident: self._things.record(ident) for ident in self._keys()}
        return self._all

    def values(self) -> Any:
        return self._whole().values()

    def items(self) -> Any:
        return self._whole().items()


class Links(Mapping[Any, Any]):
    """One table of links."""

    def __init__(self, name: str, things: Things) -> None:
        self._name, self._things = name, things
        self._all: dict[Any, Any] | None = None

    def __getitem__(self, ident: Any) -> Any:
        return self._things.links(ident)[self._name]

    def get(self, ident: Any, default: Any = None) -> Any:
        return self._things.links(ident).get(self._name, default)

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and self._name in self._things.links(ident)

    def _whole(self) -> dict[Any, Any]:
        if self._all is None:
            self._all = {ident: self._things.links(ident)[self._name] for ident in self._things.order(self._name)}
        return self._all

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def values(self) -> Any:
        return self._whole().values()

    def items(self) -> Any:
        return self._whole().items()


class StoredRecords(Records):
    """All records, fetched when they are asked for; the small ones are there."""

    __slots__ = ("_tables",)
    _tables: Mapping[str, Mapping[Any, Any]]

    def __init__(self, small: Records, tables: Mapping[str, Mapping[Any, Any]]) -> None:
        for name in ("briefing", "vocabulary", "redirects", "receipts", "broken"):
            object.__setattr__(self, name, getattr(small, name))
        object.__setattr__(self, "_tables", tables)

    @property
    def sources(self) -> tuple[Any, ...]:
        return tuple(self._tables["sources"].values())

    @property
    def entities(self) -> tuple[Any, ...]:
        return tuple(self._tables["entities"].values())

    @property
    def series(self) -> tuple[Any, ...]:
        return tuple(self._tables["series"].values())


def stored_dossier(
    things: Things, small: Records, languages: Languages, as_of: Any
) -> tuple[Dossier, Mapping[Any, tuple[FactId, ...]]]:
    """The dossier, and the facts of each source."""
    tables: dict[str, Mapping[Any, Any]] = {name: Table(name, things) for name in RECORDS}
    links = {name: Links(name, things) for name in LINKS}
    facts_of = links.pop(FACTS_OF)
    linked: dict[str, Any] = {**tables, **links}
    dossier = Dossier(
        languages=languages,
        records=StoredRecords(small, tables),
        briefing=small.briefing,
        units=dict(small.vocabulary.units) if small.vocabulary else {},
        as_of=as_of,
        **linked,
    )
    return dossier, facts_of
