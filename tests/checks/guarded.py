"""A dossier that complains when somebody goes through it, and not only looks something up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from generator.dossier.dossier import Dossier


class WentThrough(AssertionError):
    """Somebody asked for all of a table, or for the records."""


class LookedUp(Mapping[Any, Any]):
    """A table, or a memory, of which single keys are read; `asked` are they."""

    def __init__(self, rows: Mapping[Any, Any]) -> None:
        self.rows, self.asked = rows, set[Any]()

    def __getitem__(self, key: Any) -> Any:
        self.asked.add(key)
        return self.rows[key]

    def __iter__(self) -> Iterator[Any]:
        raise WentThrough

    def __len__(self) -> int:
        raise WentThrough


class Guarded(Dossier):
    """As a dossier that is read out of a store row by row."""

    __slots__ = ()

    def __init__(self, dossier: Dossier) -> None:
        for one in fields(Dossier):
            value = getattr(dossier, one.name)
            if one.name != "records":
                table = isinstance(value, Mapping) and one.name != "units"
                object.__setattr__(self, one.name, LookedUp(value) if table else value)

    def __getattribute__(self, name: str) -> Any:
        if name == "records":
            raise WentThrough
        return super().__getattribute__(name)

    def asked(self, table: str) -> set[Any]:
        found: LookedUp = getattr(self, table)
        return found.asked
