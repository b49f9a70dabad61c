"""A series: one measured quantity over time and over asserters, and the figures derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.model.figure import ID
from generator.model.ids import EntityId, FactId
from generator.model.scalars import parse_name, parse_yes
from generator.model.shapes import Choice, FactReference, ListOf, MapOf, Nested, Value, Words, field
from generator.model.source import STRING
from generator.model.terms import FigureKind, Kind
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.origin import Origin

NAME = Value("name", parse_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A figure that no source gives: our calculation, always shown with its formula and caveat."""

    key: str
    title: Text = field(Words(), "What it is.", required=True)
    formula: str = field(STRING, "Arithmetic over the names in facts.", required=True, example="a + b")
    facts: tuple[tuple[str, FactId], ...] = field(
        MapOf(NAME, FactReference()), "The figures that the formula names.", required=True
    )
    unit: str | None = field(ID, "Unit of the result.")
    percent: bool = field(Value("true or false", parse_yes), "Show the result as a percentage.", default=False)
    caveat: Text = field(Words(), "Why it is to be read with care.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    page: ClassVar[Kind] = Kind.SERIES
    id: EntityId
    origin: Origin
    title: Text = field(Words(), "The quantity, as a title.", required=True)
    kind: FigureKind = field(Choice(FigureKind), "What its figures measure.", required=True)
    unit: str | None = field(ID, "Unit of its figures.")
    covers: tuple[EntityId, ...] = field(ListOf(ID), "What each of its figures counts together.")
    about: tuple[EntityId, ...] = field(ListOf(ID), "The entities whose pages show it.")
    summary: Text | None = field(Words(template=True), "The finding in one or two sentences.")
    basis: tuple[FactId, ...] = field(ListOf(FactReference(), lenient=True), "The facts that the summary rests on.")
    derived: tuple[Derived, ...] = field(MapOf(ID, Nested(Derived)), "Our calculations.")
    note: Text | None = field(Words(markdown=True), "The editors' own remark, limited Markdown.")
    draft: bool = field(
        Value("true or false", parse_yes), "Written before the first fact that names it: no page yet.", default=False
    )
