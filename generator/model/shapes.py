"""How a field is declared: its shape, what it means, an example. Read by `read`, by the reference and by the schema.

A record is a frozen dataclass whose fields are made with `field(...)`; nothing else says what a file may hold.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar, parsed by `parse`, which raises BadValue. `name` is what the reference calls it."""

    name: str
    parse: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed vocabulary."""

    words: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Day:
    """An EDTF date; with `alias`, also a name of the source's `days`."""

    alias: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Text per language, or a bare string in the default language; with `template`, placeholders are read."""

    template: bool = False
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class FactReference:
    """`key` inside a source, `source-id#key` anywhere."""


@dataclass(frozen=True, slots=True)
class AsserterShape:
    """An actor's id, `source`, or `{unnamed: Text}`."""


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Shape
    lenient: bool = False  # one value may stand without brackets


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping with free keys, kept in the order of the file as a tuple of pairs."""

    key: Value | Choice
    item: Shape


@dataclass(frozen=True, slots=True)
class Nested:
    """A mapping with declared fields. With `facts`, its key in the parent is the last part of its id."""

    record: type[Any]


Shape = Value | Choice | Day | Words | FactReference | AsserterShape | ListOf | MapOf | Nested


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    shape: Shape
    about: str
    required: bool
    example: str
    default: Any


def field(
    shape: Shape, about: str, *, required: bool = False, default: Any = None, example: str = "", late: bool = False
) -> Any:
    """Declare one field of a record. With `late`, it stands after those that a record adds to what it inherits."""
    meta = {"shape": shape, "about": about, "required": required, "example": example, "late": late}
    if required:
        return dataclasses.field(metadata=meta)
    if isinstance(shape, (ListOf, MapOf)) and default is None:
        default = ()
    return dataclasses.field(default=default, metadata=meta)


@cache
def fields_of(record: type[Any]) -> tuple[Field, ...]:
    """The declared fields of a record, in the order in which a file has them. Fields without a declaration (id, origin)
    are not the editor's.
    """
    out = []
    for entry in sorted(dataclasses.fields(record), key=lambda entry: bool(entry.metadata.get("late"))):
        if "shape" in entry.metadata:
            meta = entry.metadata
            absent = None if entry.default is dataclasses.MISSING else entry.default
            out.append(Field(entry.name, meta["shape"], meta["about"], meta["required"], meta["example"], absent))
    return tuple(out)
