"""A source's private text as read: its paragraphs and sentences, and the numbers in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.locator import Locator
from generator.model.source import Source
from generator.verify.about import approximated
from generator.verify.numerals import Number, numbers
from generator.verify.split import Span, paragraphs, sentences
from generator.verify.spoken import number_words
from generator.verify.tongue import Tongue, tongue


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its words, where its sentences stand in them, and all numbers, the possible ones in words included."""

    text: str
    sentences: tuple[Span, ...]
    numbers: tuple[Number, ...]

    def sentence_of(self, place: int) -> int:
        """The number of the sentence in which a place lies, from 1."""
        return max(bisect_right(self.sentences, place, key=lambda span: span[0]), 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A number and the sentence it stands in."""

    at: Locator
    number: Number


@dataclass(frozen=True, slots=True)
class Article:
    known: Tongue
    paragraphs: tuple[Paragraph, ...]
    placed: tuple[Placed, ...]  # every number, in the order of the text

    @property
    def counts(self) -> list[int]:
        return [len(one.sentences) for one in self.paragraphs]

    def paragraph(self, number: int) -> Paragraph | None:
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else None

    def passages(self, at: Iterable[Locator]) -> Iterator[str]:
        """The words of the cited paragraphs and sentences; none for a locator outside of the text."""
        for one in at:
            paragraph = self.paragraph(one.paragraph)
            if paragraph and not one.sentence:
                yield paragraph.text
            elif paragraph and one.sentence <= len(paragraph.sentences):
                yield paragraph.text[slice(*paragraph.sentences[one.sentence - 1])]

    def whole_paragraphs(self, at: Iterable[Locator]) -> list[str]:
        """The paragraphs in which the cited sentences stand, each once."""
        return list(self.passages(Locator(number) for number in dict.fromkeys(one.paragraph for one in at)))

    def numbers(self) -> Iterator[Placed]:
        return iter(self.placed)

    def numbers_at(self, at: Iterable[Locator]) -> list[Placed]:
        """The numbers of the cited sentences."""
        cited = tuple(at)
        return [one for one in self.numbers() if any(one.at.meets(locator) for locator in cited)]


def read_article(text: str, source: Source) -> Article:
    """Read a text under the language and the number separators that its source declares."""
    known = tongue(source.lang)
    found = tuple(_paragraph(block, source, known) for block in paragraphs(text))
    placed = (
        Placed(Locator(index, paragraph.sentence_of(number.start)), number)
        for index, paragraph in enumerate(found, 1)
        for number in paragraph.numbers
    )
    return Article(known, found, tuple(placed))


def _paragraph(text: str, source: Source, known: Tongue) -> Paragraph:
    digits = numbers(text, source.numbers, known)
    words = (one for one in number_words(text, known) if not any(_meet(one, other) for other in digits))
    return Paragraph(text, tuple(sentences(text, known)), tuple(approximated([*digits, *words], text, known)))


def _meet(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


def normal(words: str) -> str:
    """Words for comparison: one kind of space, apostrophe, hyphen and quotation mark, small letters."""
    words = re.sub(r"[’ʼ]", "'", words)
    words = re.sub(r"[“”„«»‹›]", '"', words)
    words = re.sub(r"[‐‑–—]", "-", words)
    return re.sub(r"\s+", " ", words).strip().casefold()
