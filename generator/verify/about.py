"""Which numbers of a text are approximate: a word for about belongs to the number after it, else to the one before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from generator.verify.numerals import Number
from generator.verify.tongue import Tongue

_GAP = re.compile(r"[^\d.,;:!?]{0,60}\Z")
MOST_BEFORE, MOST_AFTER = 3, 2  # words between the two
NEAR = 100  # characters, those of the number included


def approximated(found: Iterable[Number], text: str, known: Tongue) -> list[Number]:
    """The numbers with `about` said, in their order; None for a language whose words for it are not known."""
    numbers = sorted(found, key=lambda one: (one.start, one.end))
    if not known.knows_about:
        return numbers
    starts = [one.start for one in numbers]
    marked: set[int] = set()
    for match in known.about_before.finditer(text):
        marked |= {i for i in _after(match.end(), starts) if _gap(text, match.end(), starts[i], 0)}
    for match in known.about_near.finditer(text):
        ahead = [i for i in _after(match.end(), starts) if _gap(text, match.end(), starts[i], MOST_BEFORE)]
        behind = [i for i in _before(match.start(), starts) if _gap(text, numbers[i].end, match.start(), MOST_AFTER)]
        first = min((starts[i] for i in ahead), default=-1)
        last = max((numbers[i].end for i in behind), default=-1)
        marked |= {i for i in ahead if starts[i] == first}
        marked |= {i for i in behind if numbers[i].end == last and not ahead}
    return [replace(one, about=_about(one, index in marked)) for index, one in enumerate(numbers)]


def _about(one: Number, marked: bool) -> bool | None:
    """A dozen and a score may be meant exactly or not: of words, only a mark says something."""
    return True if marked else False if one.certain else None


def _after(place: int, starts: list[int]) -> range:
    return range(bisect_left(starts, place), bisect_left(starts, place + NEAR))


def _before(place: int, starts: list[int]) -> range:
    return range(bisect_left(starts, place - NEAR), bisect_left(starts, place))


def _gap(text: str, start: int, end: int, words: int) -> bool:
    """Whether two places are so near: only so many words, and no punctuation or other number, between them."""
    between = text[start:end] if start <= end else "."
    return bool(_GAP.match(between)) and len(between.split()) <= words
