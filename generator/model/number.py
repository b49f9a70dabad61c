"""Numbers as editors may write them: digits, at most one point for decimals, no separators of thousands."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from generator.errors import BadValue

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:[.,'’_\u00a0\u202f\u2009 ][0-9]{3})+\Z")
LONGEST = 30


@lru_cache(maxsize=1 << 12)
def parse_number(text: str) -> Decimal:
    """An exact decimal number. `3.000` is refused: it is three in one country and three thousand in another."""
    if len(text) <= LONGEST and _GROUPED.match(text):
        plain = re.sub(r"[^0-9-]", "", text)
        if not _PLAIN.match(text):
            raise BadValue("figure-ambiguous", f"'{text}' has separators", f"write {plain}")
        whole = text.endswith(".000")
        hint = f"write {plain}" if whole else f"write {plain}, or {text}0 for a decimal number"
        raise BadValue("figure-ambiguous", f"'{text}' reads as {float(text)}", hint)
    if not _PLAIN.match(text) or len(text) > LONGEST:
        hint = "write digits only, with a point for decimals: 3000, 0.5"
        raise BadValue("bad-number", f"'{text}' is not a number", hint)
    return Decimal(text)
