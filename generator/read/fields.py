"""Readers for each declared shape. A reader returns a value, or BAD after it has told the door why."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, Final

from generator.errors import BadValue, suggest
from generator.model.edtf import parse as parse_date
from generator.model.fact import Asserter, Fact
from generator.model.ids import parse_fact_reference, parse_id
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.origin import Origin
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
from generator.model.text import Text, parts
from generator.read.door import Door
from generator.read.unknown import cut_off, tell_unknown

BAD: Final = object()
Reader = Callable[[Node, Door], Any]


def _parsed(node: Node, door: Door, parse: Callable[[str], Any]) -> Any:
    if not isinstance(node, Scalar):
        door.refuse(node, "wrong-shape", "one value belongs here, not a list or fields", "write it on one line")
    elif not node.text.strip():
        door.refuse(node, "empty-value", "the value is empty", "write it, or remove the field")
    else:
        try:
            return parse(node.text)
        except BadValue as bad:
            door.bad(node, bad)
    return BAD


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


def _date(node: Node, door: Door) -> Any:
    return _parsed(set_of_dates(node), door, parse_date)


def _date_or_alias(node: Node, door: Door) -> Any:
    if not isinstance(node, Scalar) or node.text not in door.days:
        # A word is more likely a misspelt alias than a date.
        if not isinstance(node, Scalar) or not node.text.isalpha():
            return _date(node, door)
        hint = suggest(node.text, door.days).removeprefix("; ")
        hint = hint or "add it to the source's days, or write a date such as 2025-03"
        door.refuse(node, "unknown-day", f"'{node.text}' is neither a date nor one of the source's days", hint)
        return BAD
    date = door.days[node.text]
    return BAD if date is None else date  # None: the alias is there, its own date is wrong, which is told there


def set_of_dates(node: Node) -> Node:
    """An unquoted [a,b] or {a,b} is a list or fields to YAML; here it is the text of a set of dates."""
    if isinstance(node, Sequence) and node.flow and all(isinstance(item, Scalar) for item in node.items):
        text = ",".join(item.text for item in node.items if isinstance(item, Scalar))
        return Scalar(f"[{text}]", node.line, node.column, node.line, node.column, plain=True)
    if isinstance(node, Mapping) and node.flow and all(isinstance(v, Scalar) and not v.text for _, v in node.entries):
        text = ",".join(key.text for key, _ in node.entries)
        return Scalar(f"{{{text}}}", node.line, node.column, node.line, node.column, plain=True)
    return node


def _words(shape: Words) -> Reader:
    def parse(text: str) -> str:
        if shape.template:
            parts(text)  # only to refuse what is no placeholder
        return text.strip()

    def read(node: Node, door: Door) -> Any:
        if not isinstance(node, Mapping):
            value = _parsed(node, door, parse)
            return value if value is BAD else Text(((door.languages[0], value),))
        out: list[tuple[str, str]] = []
        for key, below in node.entries:
            if node.flow and out and cut_off(key, below, door.languages):
                message = f"the comma before '{key.text}' ends the words"
                door.refuse(key, "bad-language", message, 'put the words in quotes: {en: "one, two"}')
                continue
            language = _language(key, door)
            value = BAD if language is BAD else _parsed(below, door, parse)
            if value is not BAD:
                out.append((language, value))
        if not node.entries:
            door.refuse(node, "empty-value", "no words are given", "write {en: ...}")
        return Text(tuple(out)) if out else BAD

    return read


def _language(key: Scalar, door: Door) -> Any:
    for known in door.languages:
        if known == key.text:
            return known  # the same string for every text of the site
    language = _parsed(key, door, parse_language)
    if language is not BAD:
        hint = suggest(language, door.languages).removeprefix("; ") or "add it to languages in mkdocs.yml"
        door.refuse(key, "unknown-language", f"the site has no language '{language}'", hint)
    return BAD


def _fact_reference(node: Node, door: Door) -> Any:
    return _parsed(node, door, lambda text: parse_fact_reference(text, door.source))


def _asserter(node: Node, door: Door) -> Any:
    if isinstance(node, Mapping):
        entry = node.entries[0] if len(node.entries) == 1 else None
        if entry is None or entry[0].text != "unnamed":
            message = "an asserter is an id, source, or {unnamed: words}"
            door.refuse(node, "bad-asserter", message, "write {unnamed: experts}")
            return BAD
        words = reader(Words())(entry[1], door)
        return words if words is BAD else Asserter(unnamed=words)
    value = _parsed(node, door, parse_id)
    if value is BAD:
        return BAD
    return Asserter() if value == "source" else Asserter(actor=value)


def _list(shape: ListOf) -> Reader:
    item = reader(shape.item)

    def read(node: Node, door: Door) -> Any:
        if not isinstance(node, Sequence):
            if shape.lenient and isinstance(node, Scalar):
                value = item(node, door)
                return BAD if value is BAD else (value,)
            if isinstance(node, Scalar) and not node.text.strip():
                door.refuse(node, "empty-value", "the list is empty", "write [a, b], or remove the field")
            else:
                door.refuse(node, "wrong-shape", "a list belongs here", "write [a, b], or one '- ' line for each")
            return BAD
        values = tuple(item(one, door) for one in node.items)
        return BAD if any(value is BAD for value in values) else values

    return read


def _map(shape: MapOf) -> Reader:
    nested = shape.item.record if isinstance(shape.item, Nested) else None
    keyed = nested is not None and bool({"id", "key"} & set(nested.__dataclass_fields__))
    item = reader(shape.item)
    parse = shape.key.parse if isinstance(shape.key, Value) else chooser(shape.key.words)

    def read(node: Node, door: Door) -> Any:
        if not isinstance(node, Mapping):
            door.refuse(node, "wrong-shape", "fields belong here", "write 'name: value' lines")
            return BAD
        out: list[Any] = []
        good = True
        for key, below in node.entries:
            name = _parsed(key, door, parse)
            if keyed and nested:
                value = read_record(nested, below, door, key) if name is not BAD else BAD
                if value is BAD:
                    door.broken.add(f"{door.source}#{key.text}")
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
            return lambda node, door: _parsed(node, door, parse)
        case Choice(words=words):
            choose = chooser(words)
            return lambda node, door: _parsed(node, door, choose)
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
            return lambda node, door: read_record(record, node, door)


@cache
def _table(record: type[Any]) -> tuple[dict[str, tuple[Reader, bool]], tuple[Field, ...]]:
    """For each field its reader and whether it is required; and the required fields."""
    fields = fields_of(record)  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
    required = tuple(field for field in fields if field.required)
    return {field.name: (reader(field.shape), field.required) for field in fields}, required


def read_record(
    record: type[Any],
    node: Node,
    door: Door,
    key_of_it: Scalar | None = None,
    stand_ins: dict[str, Any] | None = None,
    **identity: str,
) -> Any:
    """A record from a mapping, or BAD when a required field is missing or wrong. All problems are told.

    A field that has a stand-in spoils nothing: the problem is told, and what hangs on the record is still checked.
    """
    if not isinstance(node, Mapping):
        door.refuse(node, "wrong-shape", "fields belong here", "write 'field: value' lines, or {field: value}")
        return BAD
    table, required = _table(record)  # type: ignore[arg-type]  # as above
    values: dict[str, Any] = {}
    spare = stand_ins or {}
    written: set[str] = set()
    good = True
    for key, below in node.entries:
        name = key.text
        if name not in table:
            tell_unknown(key, node, door, list(table))
            continue
        written.add(name)
        read, needed = table[name]
        value = read(below, door)
        if needed and value == ():
            door.refuse(below, "empty-value", f"'{name}' is empty", "write at least one")
            value = BAD
        if value is not BAD:
            values[name] = value
        elif needed and name not in spare:
            good = False
    for field in required:
        if field.name not in written:
            good = good and field.name in spare
            where = key_of_it or node
            hint = f"add '{field.name}: ...' ({field.about.rstrip('.')})"
            door.refuse(where, "missing-field", f"the field '{field.name}' is missing", hint)
    return _made(record, node, door, key_of_it, spare | values | identity) if good else BAD


def _made(record: type[Any], node: Mapping, door: Door, name: Scalar | None, values: dict[str, Any]) -> Any:
    own = record.__dataclass_fields__
    if name is not None and "id" in own:
        values["id"] = f"{door.source}#{name.text}"
    if "origin" in own:
        values["origin"] = Origin.of(door.path, node, name, door.tree, values.get("id", "") if name else "")
    if name is not None and "key" in own:
        values["key"] = name.text
    if record is Fact and "said" not in values:
        if door.published is None:
            return BAD  # the source's own date is wrong, which is already told
        values["said"] = door.published
    try:
        return record(**values)
    except BadValue as bad:  # fields that are good alone and not together
        door.refuse(node, bad.code, bad.message, bad.hint)
        return BAD
