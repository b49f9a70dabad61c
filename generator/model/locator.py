"""Locators: the address of a paragraph or a sentence inside a source's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.errors import BadValue
from generator.model.number import parse_number

_LOCATOR = re.compile(r"p([1-9][0-9]{0,4})(?:\.s([1-9][0-9]{0,3}))?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """Paragraph and sentence, both counted from 1; sentence 0 is the whole paragraph."""

    paragraph: int
    sentence: int = 0

    def __str__(self) -> str:
        return f"p{self.paragraph}.s{self.sentence}" if self.sentence else f"p{self.paragraph}"

    def meets(self, other: Locator) -> bool:
        """Whether the two share a sentence."""
        return self.paragraph == other.paragraph and (
            not self.sentence or not other.sentence or self.sentence == other.sentence
        )


@lru_cache(maxsize=1 << 12)
def parse_locator(text: str) -> Locator:
    found = _LOCATOR.match(text)
    if not found:
        raise BadValue("bad-locator", f"'{text}' is not a locator", "write p3 for a paragraph, p5.s1 for a sentence")
    return Locator(int(found[1]), int(found[2] or 0))


@dataclass(frozen=True, slots=True, order=True)
class NumberAt:
    """A number and the part of the text in which it stands."""

    locator: Locator
    number: Decimal

    def __str__(self) -> str:
        return f"{self.locator} {self.number}"


def parse_number_at(text: str) -> NumberAt:
    locator, _, number = text.partition(" ")
    return NumberAt(parse_locator(locator), parse_number(number.strip()))
