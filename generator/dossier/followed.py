"""A dossier that stays while its content changes: what reads it is noted, and what changed is told by table and key.

A record that only moved in its file, since lines were added above it, has not changed; its place has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import compress
from operator import eq, is_, is_not
from typing import Any

from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Cell, Ledger
from generator.dossier.watched import ANY, ORDER, THERE, Watched
from generator.errors import Position
from generator.model.alike import Pair
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.origin import Origin
from generator.model.source import Source

PLAIN = ("languages", "records", "briefing", "as_of", "known")  # fields that are no tables
TABLES: tuple[str, ...] = tuple(one.name for one in fields(Dossier) if one.name not in PLAIN)
RECORDS = ("sources", "entities", "series", "facts")  # the tables of what is written in files
FACTS_OF, PLACES, TREES = "facts_of", "places", "trees"


class Followed(Dossier):
    """The dossier of a process that lives through edits. `follow` takes it on to the next one."""

    __slots__ = ("_facts_of", "_now", "ledger")
    ledger: Ledger  # type: ignore[misc]  # a dossier that is not followed has none
    _now: Dossier
    _facts_of: Watched[EntityId, tuple[FactId, ...]]

    def __init__(
        self,
        dossier: Dossier,
        ledger: Ledger | None = None,
        facts_of: Mapping[EntityId, tuple[FactId, ...]] | None = None,
        table: Callable[[str, Any, Mapping[Any, Any]], Watched[Any, Any]] = Watched,
    ) -> None:
        put = object.__setattr__  # the class is frozen, for everybody else
        ledger = ledger or Ledger()
        put(self, "ledger", ledger)
        put(self, "_now", dossier)
        put(self, "_facts_of", table(FACTS_OF, ledger, _facts_of(dossier) if facts_of is None else facts_of))
        for name in TABLES:
            put(self, name, table(name, ledger, getattr(dossier, name)))

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def _note(self, table: str, key: str) -> None:
        self.ledger.note((table, key))

    def facts_of(self, source: EntityId) -> tuple[Fact, ...]:
        return tuple([self.facts[ident] for ident in self._facts_of[source]])

    def fact_ids_of(self, source: EntityId) -> tuple[FactId, ...]:
        return self._facts_of[source]

    def entire(self) -> Dossier:
        self._note("field", "records")
        return self._now

    def count_of(self, source: EntityId) -> int:
        return len(self._facts_of[source])

    def place_of(self, record: Any) -> Position:
        self._note(PLACES, record.id)
        return super().place_of(record)

    def origin_of(self, record: Any) -> Origin:
        self._note(TREES, record.id)
        return super().origin_of(record)

    def follow(self, new: Dossier) -> list[Cell]:
        """Become another dossier. Returns the kept values that were made from something that is not the same now."""
        old: Dossier = self._now
        found = [("field", name) for name in PLAIN if _differ(name, getattr(old, name), getattr(new, name))]
        facts_of = _facts_of(new, old, self._facts_of.rows)
        found.extend(differences(FACTS_OF, self._facts_of.rows, facts_of))
        among = _among(old, new)
        for name in TABLES:
            found.extend(differences(name, getattr(old, name), getattr(new, name), among if name == "facts" else None))
            getattr(self, name).rows = getattr(new, name)
        self._facts_of.rows = facts_of
        object.__setattr__(self, "_now", new)
        return self.ledger.changed(dict.fromkeys(found))


def _plain(name: str) -> property:
    def read(self: Followed) -> Any:
        self._note("field", name)
        return getattr(self._now, name)

    return property(read)


for _name in PLAIN:
    setattr(Followed, _name, _plain(_name))


def _facts_of(
    new: Dossier, old: Dossier | None = None, rows: Mapping[EntityId, tuple[FactId, ...]] | None = None
) -> Mapping[EntityId, tuple[FactId, ...]]:
    """Of each source; of one that is the same record, the old row."""
    before = old.sources if old and rows else {}
    if rows is not None and before is new.sources:
        return rows
    return {
        ident: rows[ident] if rows and before.get(ident) is source else tuple([fact.id for fact in source.facts])
        for ident, source in new.sources.items()
    }


def _among(old: Dossier, new: Dossier) -> tuple[list[FactId], list[FactId]] | None:
    """The facts that there were, and those that there are, in the sources that differ: all others are the same.

    None where sources are new, gone or in another order, or where not all facts are those of sources.
    """
    if not _same_keys(old.sources, new.sources):
        return None
    before, after = list[FactId](), list[FactId]()
    for ident in _changed_keys(old.sources, new.sources):
        before.extend([fact.id for fact in old.sources[ident].facts])
        after.extend([fact.id for fact in new.sources[ident].facts])
    return (before, after) if len(new.facts) - len(old.facts) == len(after) - len(before) else None


def _differ(name: str, old: Any, new: Any) -> bool:
    """Of a field that is no table."""
    if name == "briefing" and old and new:
        return bool(fields_that_differ(old, new))
    if name == "records":  # what is another record is taken to differ: looking at each field of thousands takes long
        return not all(_same(getattr(old, one.name), getattr(new, one.name)) for one in fields(new))
    return bool(old != new)


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(is_, old, new))
    return bool(old == new)


def differences(
    name: str,
    old: Mapping[Any, Any],
    new: Mapping[Any, Any],
    among: tuple[list[Any], list[Any]] | None = None,
) -> Iterator[Cell]:
    """What whoever read the old table would not find in the new one.

    `among`: where it is known, the keys of the old one and of the new one between which alone there are differences.
    """
    if old is new:
        return
    some: set[str] = set()
    same_keys = among[0] == among[1] if among else _same_keys(old, new)
    before, after = among or (old, new)
    if same_keys and not among:
        keys = _changed_keys(old, new)
    else:
        keys = [key for key in after if old.get(key) is not new[key]]
    trees = _Trees()
    for key in keys:
        if key not in old:
            yield from ((name, key), (name + THERE, key))
        elif name in RECORDS:
            changed = fields_that_differ(old[key], new[key])
            yield from _named(name, key, changed)
            yield from _moved(old[key], new[key], trees)
            some.update(changed)
        elif new[key] != old[key]:
            yield name, key
            some.add("")
    if not same_keys:
        yield name, ORDER
        for key in [key for key in before if key not in new]:
            yield name + THERE, key
            yield from _named(name, key, _all_fields(old[key]) if name in RECORDS else {""})
    yield from _named(name, ANY, some)


def _same_keys(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    """And in the same order."""
    return old is new or (len(old) == len(new) and all(map(eq, old, new)))


def _changed_keys(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> list[Any]:
    """Of two tables with the same keys in the same order: the keys of what is another object."""
    return list(compress(new, map(is_not, old.values(), new.values())))


def _named(name: str, key: Any, some: set[str]) -> Iterator[Cell]:
    """A value, and each of its fields that are not the same."""
    if some:
        yield name, key
    yield from ((f"{name}.{field}", key) for field in some)


class _Trees:
    """Pairs of trees, each taken apart once for all records of their file."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], Pair] = {}  # both trees live meanwhile

    def alike(self, one: Origin, other: Origin) -> bool:
        pair = id(one.tree), id(other.tree)
        found = self._found.get(pair)
        if found is None:
            found = self._found[pair] = Pair(one.tree, other.tree)
        return found.alike(other.fact.rpartition("#")[2])


def _moved(old: Any, new: Any, trees: _Trees) -> Iterator[Cell]:
    one, other = old.origin, new.origin
    if (one.begin, one.last, one.path) != (other.begin, other.last, other.path):
        yield PLACES, new.id
    if not trees.alike(one, other):
        yield TREES, new.id


def fields_that_differ(old: Any, new: Any) -> set[str]:
    """The fields in which two records differ. Not where they stand; and a source's facts have a table of their own."""
    if type(old) is not type(new):
        return _all_fields(old) | _all_fields(new)
    names = _names(type(new))  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
    found = {name for name in names if getattr(old, name) != getattr(new, name)}
    return found if old.origin.fields == new.origin.fields else found | {"origin"}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    apart = {"origin", "facts"} if kind is Source else {"origin"}
    return tuple(one.name for one in fields(kind) if one.name not in apart)


def _all_fields(record: Any) -> set[str]:
    return {"page", *(one.name for one in fields(record))}
