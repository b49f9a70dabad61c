"""Numbers as editors may write them: digits, at most one point for decimals, no separators of thousands."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.errors import BadValue

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[.,'’_\u00a0\u202f\u2009 ][0-9]{3})+\Z")
LONGEST = 30


def parse_number(text: str) -> Decimal:
    """An exact decimal number. `3.000` is refused: it is three in one country and three thousand in another."""
    if _GROUPED.match(text):
        plain = re.sub(r"[^0-9-]", "", text)
        seen = f"reads as {text[:-4]}.0" if text.count(".") == 1 else "has separators"
        raise BadValue("figure-ambiguous", f"'{text}' {seen}", f"write {plain}")
    if not _PLAIN.match(text) or len(text) > LONGEST:
        raise BadValue("bad-number", f"'{text}' is not a number", "write digits only, with a point for decimals: 3000, 0.5")
    return Decimal(text)
