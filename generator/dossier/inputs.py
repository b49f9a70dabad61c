"""A number for each thing that can be read of a dossier, the same in every process that knows the same ids."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeAlias

from generator.dossier.followed import FACTS_OF, PLACES, PLAIN, TABLES, TREES
from generator.dossier.ledger import Cell
from generator.dossier.watched import ANY, ORDER, THERE
from generator.model.entity import Actor, Event, Place, Weapon
from generator.model.fact import Fact
from generator.model.series import Series
from generator.model.source import Source

Inputs: TypeAlias = "array[int]"  # "I": the numbers of cells
SHIFT = 24  # bits for the key: sixteen million ids
_MOST = (1 << SHIFT) - 1
_ABSENT = 1 << 16

_KINDS = {"sources": (Source,), "entities": (Actor, Weapon, Event, Place), "series": (Series,), "facts": (Fact,)}


def _names() -> list[str]:
    """Every table, with what can be read of it; in a fixed order."""
    out = ["field", PLACES, TREES, FACTS_OF, FACTS_OF + THERE, *TABLES, *(name + THERE for name in TABLES)]
    for table, kinds in _KINDS.items():
        some = sorted({"page", *(one.name for kind in kinds for one in fields(kind))})
        out += [f"{table}.{field}" for field in some]
    return out


CODES = {name: code for code, name in enumerate(_names())}


def inputs_from(packed: bytes) -> Inputs:
    """Those of `Inputs.tobytes`."""
    found = array("I")
    found.frombytes(packed)
    return found


def is_any(number: int) -> bool:
    """Whether it is of a whole table, or of what is no id: many files rest on such a one, each on other tables."""
    return number & _MOST > _MOST - 16 - _ABSENT


def absent(key: object) -> int:
    """For what is no id: one of many, so that few others are taken for it when it becomes one."""
    return _MOST - 16 - zlib.crc32(repr(key).encode()) % _ABSENT


class Numbers:
    """A number for each input, the same in every process that knows the same ids. `known`: the number of an id."""

    def __init__(self, known: Callable[[Any], int | None]) -> None:
        self.known = known

    @staticmethod
    def of(ids: Iterable[str]) -> Numbers:
        return Numbers({ident: number for number, ident in enumerate(ids)}.get)

    def __call__(self, cell: Cell) -> int:
        name, key = cell
        code = CODES.get(name)
        if code is None:
            code = CODES[name.partition(".")[0]]
        if key in (ANY, ORDER) or name == "field":
            index = _MOST - (ANY, ORDER, *PLAIN).index(key)
        else:
            found = self.known(key)
            index = absent(key) if found is None else found
        return code << SHIFT | index


def all_keys(tables: Iterable[Mapping[Any, Any]]) -> dict[str, None]:
    """Every key of the tables, each once, in their order."""
    return dict.fromkeys(key for table in tables for key in table)
