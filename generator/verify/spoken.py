"""Numbers that a text writes in words. They are only possible: `second` may be a time, `one` a pronoun.

The package text2num reads them; it is optional (`pip install briefing[verify]`), and without it none is found.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.verify.numerals import Number
from generator.verify.tongue import Tongue, fold, whole_words

try:
    from text_to_num import find_numbers
except ImportError:  # pragma: no cover - the extra is not installed
    find_numbers = None

KNOWN = ("de", "en", "fr")
INSTALLED = find_numbers is not None
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|\s+|.", re.DOTALL)


class _Token:
    """One word or what stands between two, as text2num wants it."""

    def __init__(self, found: re.Match[str]) -> None:
        self.found = found

    def text(self) -> str:
        return "," if self.found[0].isdigit() else self.found[0]  # digits are not its business

    def nt_separated(self, _previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def number_words(text: str, known: Tongue) -> list[Number]:
    """Every possible number of a paragraph in words, with the value as the only reading; in no order."""
    found = []
    if known.collective:
        for match in whole_words(known.collective).finditer(text):
            word = re.sub(r"\s+", " ", fold(match[0]))
            found.append(Number(*match.span(), frozenset({known.collective[word]}), certain=False))
    if find_numbers is not None and known.code in KNOWN:
        tokens = [_Token(match) for match in _TOKEN.finditer(text)]
        for one in find_numbers(tokens, known.code, threshold=0.0):
            start, end = tokens[one.start].found.start(), tokens[one.end - 1].found.end()
            if fold(text[start:end]) not in known.scale:  # the million of `3 million` is read with its digits
                found.append(Number(start, end, frozenset({Decimal(str(one.value))}), certain=False))
    return found
