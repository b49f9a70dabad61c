"""The front page, and the vocabulary of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.edtf import Edtf
from generator.model.figure import ID
from generator.model.ids import EntityId, FactId
from generator.model.scalars import parse_string
from generator.model.shapes import Day, FactReference, ListOf, MapOf, Nested, Value, Words, field
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.origin import Origin

STRING = Value("string", parse_string)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of the editors' that rests on facts."""

    text: Text = field(Words(template=True), "The sentence.", required=True)
    facts: tuple[FactId, ...] = field(ListOf(FactReference(), lenient=True), "What it rests on.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something that the sources leave open."""

    text: Text = field(Words(template=True), "What is not known.", required=True)
    facts: tuple[FactId, ...] = field(ListOf(FactReference(), lenient=True), "The facts that leave it open.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    origin: Origin
    title: Text = field(Words(), "Name of the briefing.", required=True)
    subtitle: Text | None = field(Words(), "What it is about, in one line.")
    as_of: Edtf | None = field(Day(), "Default: the newest date on which something was said.")
    bottom_line: Statement | None = field(  # None only in a dossier as it was known before the line was written
        Nested(Statement), "The situation in at most 40 words.", required=True
    )
    judgements: tuple[Statement, ...] = field(ListOf(Nested(Statement)), "Three to five key judgements.")
    figures: tuple[FactId, ...] = field(ListOf(FactReference()), "The numbers to quote.")
    sides: tuple[FactId, ...] = field(ListOf(FactReference()), "Who denies, who is silent.")
    chart: EntityId | None = field(ID, "The series that leads the page.")
    unknown: tuple[Unknown, ...] = field(ListOf(Nested(Unknown)), "What is not known.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    one: Text = field(Words(), "Singular.", required=True)
    other: Text = field(Words(), "Plural.", required=True)
    symbols: tuple[str, ...] = field(
        ListOf(STRING), "How else sources write it: symbols and synonyms, in any language.", example="[mm]"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    origin: Origin
    units: tuple[tuple[str, Unit], ...] = field(MapOf(ID, Nested(Unit)), "Units of figures.", required=True)
