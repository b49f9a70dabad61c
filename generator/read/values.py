"""Readers of single values: scalars, dates, words, who asserts. A reader returns a value, or BAD after it has told the
door why.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, Final

from generator.errors import BadValue, suggest
from generator.model.edtf import parse as parse_date
from generator.model.fact import Asserter
from generator.model.ids import parse_fact_reference, parse_id
from generator.model.packed import Packed, node_of, scalar_of
from generator.model.scalars import parse_language
from generator.model.shapes import (
    Words,
)
from generator.model.text import Text, refuse_stray
from generator.read.door import Door
from generator.read.unknown import cut_off

BAD: Final = object()
Reader = Callable[[Packed, Door], Any]


def scalar(parse: Callable[[str], Any]) -> Reader:
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


_one_date = scalar(parse_date)


def day(node: Packed, door: Door) -> Any:
    return _one_date(node if node[0].__class__ is str else set_of_dates(node), door)


def day_or_alias(node: Packed, door: Door) -> Any:
    text = node[0]
    if text.__class__ is not str or text not in door.days:
        # A word is more likely a misspelt alias than a date.
        if text.__class__ is not str or not text.isalpha():
            return day(node, door)
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


def words(shape: Words) -> Reader:
    def parse(text: str) -> str:
        if shape.template:
            refuse_stray(text)
        return text.strip()

    one = scalar(parse)

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


_one_language = scalar(parse_language)


def _language(key: Packed, door: Door) -> Any:
    for known in door.languages:
        if known == key[0]:
            return known  # the same string for every text of the site
    language = _one_language(key, door)
    if language is not BAD:
        hint = suggest(language, door.languages).removeprefix("; ") or "add it to languages in mkdocs.yml"
        door.refuse(key, "unknown-language", f"the site has no language '{language}'", hint)
    return BAD


def fact_reference(node: Packed, door: Door) -> Any:
    return scalar(lambda text: parse_fact_reference(text, door.source))(node, door)


_one_id, _some_words = scalar(parse_id), words(Words())


def asserter(node: Packed, door: Door) -> Any:
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
