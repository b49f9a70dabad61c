"""The numbers that a text writes in digits, under the separators of its source.

A group of thousands is joined by the source's separator; where that is a space, by any space of Unicode, and a no-break
one joins in every source. What is glued to a capital letter (PB-20, T-72) is a designation and no number, and a
time of day belongs to the date it stands with: neither is a figure.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.model.source import NumberStyle
from generator.verify.tongue import APOSTROPHES, Tongue, fold

NO_BREAK = "\u00a0\u202f\u2007\u2008\u2009\u200a"
NEAR = 40  # characters looked at on either side of a number
OTHER_SPACES = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u205f\u3000"

_DATE = re.compile(
    r"(?<![\d./-])(?:(?P<iso>\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?)|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2}))(?![\d-])"
)
_TIME = re.compile(r"(?<![\d.,])(?:[01]?\d|2[0-4])(?:[:h]|\s?h\s?)[0-5]\d(?!\d)")
_HOUR = re.compile(r"(?:h|\s?[ap]\.?\s?m)(?!\w)")  # 10h, 5 p.m.: an hour, or a number of hours
_CURRENCY = re.compile(r"[$€£¥]\s?\Z")
_MONEY = {"k": Decimal(1_000), "m": Decimal(1_000_000), "bn": Decimal(10**9), "tn": Decimal(10**12)}
_DESIGNATION_BEFORE = re.compile(r"(?:[^\W\d_]|[^\W\d_a-zß-ÿ]\w*-)\Z")
_GLUED = re.compile(r"[^\W_]+")
_BETWEEN_RANGE = re.compile(r"\s*(?:-|–|—|à|to|or|ou|bis|oder|and|et|und)\s*\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text. `values` are its possible readings, `day` its reading as part of a written date.

    `certain`: in digits. A number word is only possibly a number: it may serve a figure and asks for none.
    """

    start: int
    end: int
    values: frozenset[Decimal]
    certain: bool = True
    dates: tuple[tuple[int, int, int], ...] = ()  # year, month, day of a date in digits; 0 where it has none
    scale: Decimal = Decimal(1)  # of a word behind it, such as million
    month: int = 0  # the month whose name stands beside it
    about: bool | None = field(default=None, compare=False)  # None: cannot be said

    @property
    def plain(self) -> str:
        """As a message names it; a date as it is dated, any other by its first reading."""
        if self.dates:
            return "-".join(f"{part:02}" for part in self.dates[0] if part)
        return plain(min(self.values))


def plain(number: Decimal) -> str:
    """3000 for 3000.0 and 3E+3."""
    return format(number.normalize(), "f")


def separators(style: NumberStyle | None, known: Tongue) -> tuple[str, str]:
    """The characters that may join thousands, and the decimal sign. What the source leaves open is taken widely:
    any known separator that is not the decimal sign.
    """
    thousands = (style and style.thousands) or ""
    decimal = (style and style.decimal) or {".": ",", ",": "."}.get(thousands, known.decimal)
    joined = set(NO_BREAK)
    if not thousands or thousands.isspace():
        joined |= set(OTHER_SPACES)
    if not thousands or thousands in APOSTROPHES:
        joined |= set(APOSTROPHES)
    if not thousands.isspace():
        joined |= set(thousands or ".,")
    return "".join(sorted(joined - {decimal})), decimal


def numbers(text: str, style: NumberStyle | None, known: Tongue) -> list[Number]:
    """Every number of a paragraph that is written in digits, in order."""
    found = [_dated(match, known) for match in _DATE.finditer(text)]
    rest = _without(_without(text, _DATE), _TIME)
    thousands, decimal = separators(style, known)
    for match in _pattern(thousands, decimal).finditer(rest):
        start, end = match.span()
        before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
        glued = _GLUED.match(after)
        if _DESIGNATION_BEFORE.search(before) or (glued and re.search(r"\d", glued[0])):
            continue  # PB-20, 9M729
        whole = re.sub(rf"[{re.escape(thousands)}]", "", match[0]).replace(decimal, ".")
        scale = _scale(before, after, known)
        value = frozenset({Decimal(whole) * scale})
        month = _month(before, after, known)
        found.append(Number(start, end, value, certain=not _HOUR.match(after), scale=scale, month=month))
    return _ranged(sorted(found, key=lambda one: one.start), text)


def _without(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)


def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    joined, sign = re.escape(thousands), re.escape(decimal)
    # A sign inside (1.2.3) starts no group of its own; the same sign joins all groups of one number.
    return re.compile(
        rf"(?<![0-9])(?:[0-9]{{1,3}}(?:([{joined}])[0-9]{{3}})(?:\1[0-9]{{3}})*(?![0-9])|[0-9]+)(?:{sign}[0-9]+)?(?![0-9])"
    )


def _dated(match: re.Match[str], known: Tongue) -> Number:
    if match["iso"]:
        year, month, day = (*map(int, match["iso"].split("-")), 0)[:3]
        return Number(*match.span(), frozenset({Decimal(year)}), dates=((year, month, day),))
    year = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
    first, second = int(match["a"]), int(match["b"])
    readings = [(year, second, first)]
    if known.code == "en" and match["sep"] != ".":
        readings.append((year, first, second))  # which of the two an English text means cannot be seen
    dates = tuple(one for one in readings if _exists(*one)) or ((year, 0, 0),)
    return Number(*match.span(), frozenset({Decimal(year)}), dates=dates)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(datetime.date(year, month, day))
    except ValueError:
        return False


def _scale(before: str, after: str, known: Tongue) -> Decimal:
    """A thousand for `12 thousand`, a million for `$3m`; in a compound (3,5-Millionen) the word after the hyphen."""
    word = re.match(r"[\s-]?([^\W\d_]+)", after)
    if not word:
        return Decimal(1)
    if _CURRENCY.search(before) and word[0] in _MONEY:
        return _MONEY[word[0]]
    return known.scale.get(fold(word[1]), Decimal(1))


def _month(before: str, after: str, known: Tongue) -> int:
    """The month named directly after the number (6 mai, 5th of May, 1er mai) or before it (May 6, mai 2031)."""
    follows = re.match(r"[^\W\d_]{0,3}\.?\s+(?:of\s+|de\s+)?([^\W\d_]+)", after)
    precedes = re.search(r"([^\W\d_]+)\.?,?\s+\Z", before)
    for word in (follows, precedes):
        if word and (number := month_named(word[1], known)):
            return number
    return 0


def month_named(word: str, known: Tongue) -> int:
    """The number of the month that a word names, else 0."""
    if known.capital_months and not word[:1].isupper():
        return 0
    return known.months.get(fold(word), 0)


def _ranged(found: list[Number], text: str) -> list[Number]:
    """In `5 to 6 million`, five may be five million."""
    out: list[Number] = []
    for index, one in enumerate(found):
        ahead = found[index + 1] if index + 1 < len(found) else None
        if ahead and ahead.scale > one.scale and _BETWEEN_RANGE.match(text[one.end : ahead.start]):
            out.append(replace(one, values=one.values | {value * ahead.scale for value in one.values}))
        else:
            out.append(one)
    return out
