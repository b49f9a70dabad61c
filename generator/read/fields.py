"""Readers for each declared shape, and for records. See values.py for what a reader is."""

from __future__ import annotations

from functools import cache
from itertools import repeat
from operator import is_
from typing import Any, NamedTuple

from generator.errors import BadValue
from generator.model.fact import Fact
from generator.model.node import Node
from generator.model.origin import Origin
from generator.model.packed import Packed, mapping_of, pack, scalar_of, span_of
from generator.model.shapes import (
    AsserterShape,
    Choice,
    Day,
    FactReference,
    Field,
    ListOf,
    MapOf,
    Nested,
    Shape,
    Value,
    Words,
    fields_of,
)
from generator.read.door import Door
from generator.read.unknown import tell_unknown
from generator.read.values import BAD, Reader, asserter, chooser, day, day_or_alias, fact_reference, scalar, words


def _list(shape: ListOf) -> Reader:
    item = reader(shape.item)

    def read(node: Packed, door: Door) -> Any:
        inside = node[0]
        if inside.__class__ is not list:
            if shape.lenient and inside.__class__ is str:
                value = item(node, door)
                return BAD if value is BAD else (value,)
            if inside.__class__ is str and not inside.strip():
                door.refuse(node, "empty-value", "the list is empty", "write [a, b], or remove the field")
            else:
                door.refuse(node, "wrong-shape", "a list belongs here", "write [a, b], or one '- ' line for each")
            return BAD
        values = tuple([item(one, door) for one in inside])
        return BAD if any(map(is_, values, repeat(BAD))) else values

    return read


def _map(shape: MapOf) -> Reader:
    nested = shape.item.record if isinstance(shape.item, Nested) else None
    keyed = nested is not None and bool({"id", "key"} & set(nested.__dataclass_fields__))
    item = reader(shape.item)
    named = reader(shape.key)

    def read(node: Packed, door: Door) -> Any:
        if node[0].__class__ is not tuple:
            door.refuse(node, "wrong-shape", "fields belong here", "write 'name: value' lines")
            return BAD
        out: list[Any] = []
        good = True
        for key, below in node[0]:
            name = named(key, door)
            if keyed and nested:
                value = _record(nested, below, door, key) if name is not BAD else BAD
                if value is BAD:
                    door.broken.add(f"{door.source}#{key[0]}")
            else:
                value = item(below, door)
            if name is BAD or value is BAD:
                good = False
            else:
                out.append(value if keyed else (name, value))
        # A bad fact is left out and the others are still checked; a bad entry spoils any other mapping.
        return tuple(out) if good or keyed else BAD

    return read


@cache
def reader(shape: Shape) -> Reader:
    """The function that reads a shape; made once for each."""
    match shape:
        case Value(parse=parse):
            return scalar(parse)
        case Choice(words=vocabulary):
            return scalar(chooser(vocabulary))
        case Day(alias=alias):
            return day_or_alias if alias else day
        case Words():
            return words(shape)
        case FactReference():
            return fact_reference
        case AsserterShape():
            return asserter
        case ListOf():
            return _list(shape)
        case MapOf():
            return _map(shape)
        case Nested(record=record):
            return lambda node, door: _record(record, node, door)


class _Plan(NamedTuple):
    """How a record is read: for each field its reader and whether it is required; and what else it has."""

    table: dict[str, tuple[Reader, bool]]
    required: tuple[Field, ...]
    has_id: bool
    has_key: bool
    has_origin: bool


@cache
def _plan(record: type[Any]) -> _Plan:
    fields = fields_of(record)  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
    table = {field.name: (reader(field.shape), field.required) for field in fields}
    own = record.__dataclass_fields__
    return _Plan(table, tuple(field for field in fields if field.required), "id" in own, "key" in own, "origin" in own)


def read_record(
    record: type[Any], node: Node, door: Door, stand_ins: dict[str, Any] | None = None, **identity: Any
) -> Any:
    """A record from a mapping, or BAD when a required field is missing or wrong. All problems are told.

    A field that has a stand-in spoils nothing: the problem is told, and what hangs on the record is still checked.
    """
    return read_packed_record(record, pack(node), door, stand_ins, **identity)


def read_packed_record(
    record: type[Any], node: Packed, door: Door, stand_ins: dict[str, Any] | None = None, **identity: Any
) -> Any:
    """As `read_record`, from a tree as it is kept."""
    return _record(record, node, door, None, stand_ins, identity)


def _record(
    record: type[Any],
    node: Packed,
    door: Door,
    key_of_it: Packed | None = None,
    stand_ins: dict[str, Any] | None = None,
    identity: dict[str, Any] | None = None,
) -> Any:
    if node[0].__class__ is not tuple:
        door.refuse(node, "wrong-shape", "fields belong here", "write 'field: value' lines, or {field: value}")
        return BAD
    plan = _plan(record)  # type: ignore[arg-type]  # as above
    table = plan.table
    values: dict[str, Any] = {}
    bad: set[str] = set()  # fields that are written, and no value
    for key, below in node[0]:
        name = key[0]
        found = table.get(name)
        if found is None:
            tell_unknown(scalar_of(key), mapping_of(node), door, list(table))
            continue
        read, needed = found
        value = read(below, door)
        if needed and not value and value == ():
            door.refuse(below, "empty-value", f"'{name}' is empty", "write at least one")
            value = BAD
        if value is not BAD:
            values[name] = value
        else:
            bad.add(name)
    spare = stand_ins or {}
    missing = [field for field in plan.required if field.name not in values]
    if missing and not _spared(missing, bad, spare, door, key_of_it or node):
        return BAD
    if spare or identity:
        values = spare | values | (identity or {})
    return _made(record, plan, node, door, key_of_it, values)


def _spared(missing: list[Field], bad: set[str], spare: dict[str, Any], door: Door, where: Packed) -> bool:
    """Whether there are stand-ins for all required fields that have no value; those not written at all are told."""
    for field in missing:
        if field.name not in bad:
            hint = f"add '{field.name}: ...' ({field.about.rstrip('.')})"
            door.refuse(where, "missing-field", f"the field '{field.name}' is missing", hint)
    return all(field.name in spare for field in missing)


def _made(record: type[Any], plan: _Plan, node: Packed, door: Door, name: Packed | None, values: dict[str, Any]) -> Any:
    if name is not None:
        if plan.has_id:
            values["id"] = f"{door.source}#{name[0]}"
        if plan.has_key:
            values["key"] = name[0]
    if plan.has_origin:
        values["origin"] = _origin(node, door, name, values)
    if record is Fact and "said" not in values:
        if door.published is None:
            return BAD  # the source's own date is wrong, which is already told
        values["said"] = door.published
    try:
        return record(**values)
    except BadValue as bad:  # fields that are good alone and not together
        door.refuse(node, bad.code, bad.message, bad.hint)
        return BAD


def _origin(node: Packed, door: Door, name: Packed | None, values: dict[str, Any]) -> Origin:
    if door.tree is None:
        return Origin.of(door.path, mapping_of(node), name and scalar_of(name))
    if name is None:
        return Origin.inside_of(door.tree, door.path, node, "", (node[1], node[2], 0))
    return Origin.inside_of(door.tree, door.path, node, values.get("id") or name[0], span_of(name))
