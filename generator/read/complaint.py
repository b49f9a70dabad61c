"""A syntax error in words, and the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from generator.model.briefing import Briefing, Statement, Unit, Unknown, Vocabulary
from generator.model.entity import Actor, Event, Place, Specification, Weapon
from generator.model.fact import Fact, Replaces
from generator.model.figure import Figure
from generator.model.series import Derived, Series
from generator.model.shapes import fields_of
from generator.model.source import Archived, NumberStyle, PrivateText, Source

_RECORDS: tuple[type[Any], ...] = (
    *(Source, Fact, Figure, Replaces, PrivateText, NumberStyle, Archived, Actor, Weapon, Specification, Event, Place),
    *(Series, Derived, Briefing, Statement, Unknown, Vocabulary, Unit),
)


class Spot(NamedTuple):
    """A place in the text: line and column, counted from 1."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What is wrong, where the editor has to act, and the place that explains it, if there is one."""

    spot: Spot
    width: int
    message: str
    hint: str
    related: tuple[Spot, str] | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What libyaml says, and the text it says it of. `at` is where it gave up, `since` what it was in the middle of."""

    said: str
    at: Spot
    since: Spot | None
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def before(self) -> str:
        """The part of its line that stands before the place."""
        return self.line(self.at.line)[: self.at.column - 1]

    def character(self) -> str:
        return self.line(self.at.line)[self.at.column - 1 : self.at.column]

    def word_before(self) -> re.Match[str] | None:
        """A word that stands directly before the place, as a field's name stands before its colon."""
        return re.search(r"(?<![^\s{\[,])([a-z][a-z_-]*)\Z", self.before())


@cache
def field_names() -> frozenset[str]:
    """Every name that some record has a field of."""
    return frozenset(field.name for record in _RECORDS for field in fields_of(record))  # type: ignore[arg-type]


def is_field(word: str) -> bool:
    return word in field_names() or bool(re.fullmatch(r"[a-z]{2}", word))
