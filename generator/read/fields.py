"""Readers for each declared shape. A reader returns a value, or BAD after it has told the door why."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from itertools import repeat
from operator import is_
from typing import Any, Final, NamedTuple

from generator.errors import BadValue, suggest
from generator.model.edtf import parse as parse_date
from generator.model.fact import Asserter, Fact
from generator.model.ids import parse_fact_reference, parse_id
from generator.model.node import Node
from generator.model.origin import Origin
from generator.model.packed import Packed, mapping_of, node_of, pack, scalar_of, span_of
from generator.model.scalars import parse_language
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
from generator.model.text import Text, refuse_stray
from generator.read.door import Door
from generator.read.unknown import cut_off, tell_unknown

BAD: Final = object()
Reader = Callable[[Packed, Door], Any]


def _scalar(parse: Callable[[str], Any]) -> Reader:
    """Reads one value: there are some fifteen in each fact."""

    def read(node: Packed, door: Door) -> Any:
        text = node[0]
        if text.__class__ is str and text and not text.isspace():
            try:
                return parse(text)
            except BadValue as bad:
                door.bad(node, bad)
        elif text.__class__ is str:
            door.refuse(node, "empty-value", "the value is empty", "write it, or remove the field")
        else:
            door.refuse(node, "wrong-shape", "one value belongs here, not a list or fields", "write it on one line")
        return BAD

    return read


@cache
def chooser(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    """Finds the member that a text names, or raises BadValue `bad-enum` with the nearest one."""
    members = {member.value: member for member in words}

    def choose(text: str) -> StrEnum:
        found = members.get(text)
        if found is None:
            hint = suggest(text, members).removeprefix("; ") or "use one of " + ", ".join(members)
            raise BadValue("bad-enum", f"'{text}' is not one of the known words", hint)
        return found

    return choose


_one_date = _scalar(parse_date)


def _date(node: Packed, door: Door) -> Any:
    return _one_date(node if node[0].__class__ is str else set_of_dates(node), door)


def _date_or_alias(node: Packed, door: Door) -> Any:
    text = node[0]
    if text.__class__ is not str or text not in door.days:
        # A word is more likely a misspelt alias than a date.
        if text.__class__ is not str or not text.isalpha():
            return _date(node, door)
        hint = suggest(text, door.days).removeprefix("; ")
        hint = hint or "add it to the source's days, or write a date such as 2025-03"
        door.refuse(node, "unknown-day", f"'{text}' is neither a date nor one of the source's days", hint)
        return BAD
    date = door.days[text]
    return BAD if date is None else date  # None: the alias is there, its own date is wrong, which is told there


def set_of_dates(node: Packed) -> Packed:
    """An unquoted [a,b] or {a,b} is a list or fields to YAML; here it is the text of a set of dates."""
    inside = node[0]
    if inside.__class__ is str or not node[3]:
        return node
    if inside.__class__ is list:
        if all(item[0].__class__ is str for item in inside):
            return _one_line(f"[{','.join([item[0] for item in inside])}]", node)
    elif all(value[0] == "" for _, value in inside):
        return _one_line(f"{{{','.join([key[0] for key, _ in inside])}}}", node)
    return node


def _one_line(text: str, node: Packed) -> Packed:
    _, line, column, _ = node
    return text, line, column, line, column, True  # its end is not known


def _words(shape: Words) -> Reader:
    def parse(text: str) -> str:
        if shape.template:
            refuse_stray(text)
        return text.strip()

    one = _scalar(parse)

    def read(node: Packed, door: Door) -> Any:
        inside = node[0]
        if inside.__class__ is not tuple:
            value = one(node, door)
            return value if value is BAD else Text(((door.languages[0], value),))
        out: list[tuple[str, str]] = []
        for key, below in inside:
            if node[3] and out and cut_off(scalar_of(key), node_of(below), door.languages):
                message = f"the comma before '{key[0]}' ends the words"
                door.refuse(key, "bad-language", message, 'put the words in quotes: {en: "one, two"}')
                continue
            language = _language(key, door)
            value = BAD if language is BAD else one(below, door)
            if value is not BAD:
                out.append((language, value))
        if not inside:
            door.refuse(node, "empty-value", "no words are given", "write {en: ...}")
        return Text(tuple(out)) if out else BAD

    return read


_one_language = _scalar(parse_language)


def _language(key: Packed, door: Door) -> Any:
    for known in door.languages:
        if known == key[0]:
            return known  # the same string for every text of the site
    language = _one_language(key, door)
    if language is not BAD:
        hint = suggest(language, door.languages).removeprefix("; ") or "add it to languages in mkdocs.yml"
        door.refuse(key, "unknown-language", f"the site has no language '{language}'", hint)
    return BAD


def _fact_reference(node: Packed, door: Door) -> Any:
    return _scalar(lambda text: parse_fact_reference(text, door.source))(node, door)


_one_id, _some_words = _scalar(parse_id), _words(Words())


def _asserter(node: Packed, door: Door) -> Any:
    inside = node[0]
    if inside.__class__ is tuple:
        if len(inside) != 1 or inside[0][0][0] != "unnamed":
            message = "an asserter is an id, source, or {unnamed: words}"
            door.refuse(node, "bad-asserter", message, "write {unnamed: experts}")
            return BAD
        words = _some_words(inside[0][1], door)
        return words if words is BAD else Asserter(unnamed=words)
    value = _one_id(node, door)
    if value is BAD:
        return BAD
    return Asserter() if value == "source" else Asserter(actor=value)


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
            return _scalar(parse)
        case Choice(words=words):
            return _scalar(chooser(words))
        case Day(alias=alias):
            return _date_or_alias if alias else _date
        case Words():
            return _words(shape)
        case FactReference():
            return _fact_reference
        case AsserterShape():
            return _asserter
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
