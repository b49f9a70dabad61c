"""A figure: a value or a range, its unit, what it measures and what it counts together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model.ids import EntityId, FactId, parse_id
from generator.model.number import parse_number
from generator.model.scalars import parse_yes
from generator.model.shapes import Choice, FactReference, ListOf, MapOf, Value, Words, field
from generator.model.terms import FigureKind
from generator.model.text import Text

NUMBER = Value("number", parse_number)
ID = Value("id", parse_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Either `value`, or `min` and/or `max` (one alone is an open bound), or `words`."""

    value: Decimal | None = field(NUMBER, "The number as the source gives it.", example="12")
    min: Decimal | None = field(NUMBER, "Lower bound; alone it means at least.")
    max: Decimal | None = field(NUMBER, "Upper bound; alone it means at most.")
    words: Text | None = field(Words(), "A quantity that the source gives in words only.")
    unit: str | None = field(ID, "What is counted: a unit of vocabulary.yaml.", example="vessel")
    kind: FigureKind = field(Choice(FigureKind), "What the number measures.", required=True)
    approx: bool = field(Value("true or false", parse_yes), "The source says about, some, nearly.", default=False)
    of: FactId | None = field(FactReference(), "The fact whose figure this one is a part of.")
    covers: tuple[EntityId, ...] = field(ListOf(ID), "What is counted together in this one figure.")
    split: tuple[tuple[EntityId, Decimal], ...] = field(
        MapOf(ID, NUMBER), "The parts, only where the source itself gives them; they add up to the value."
    )

    @property
    def low(self) -> Decimal | None:
        return self.value if self.value is not None else self.min

    @property
    def high(self) -> Decimal | None:
        return self.value if self.value is not None else self.max
