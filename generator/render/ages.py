"""How old a fact is: from the date on which it was said to the date for which the dossier speaks. Never to a clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.edtf import Date, Edtf, Precision
from generator.render import numbers
from generator.render.strings import Strings

_MONTH, _YEAR = 365.2425 / 12, 365.2425  # days, on average
_IN_DAYS, _IN_MONTHS = 60, 24  # below so many, an age is told in that unit

Unit = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Age:
    """So many calendar days, months or years; `about` where dates or counting are not exact."""

    n: int
    unit: Unit
    about: bool = False


def cover(day: Edtf) -> Date | None:
    """The most exact single date that holds every day that may be meant; None where there is none.

    `[2025-03-06,2025-03-13]` gives 2025-03, `2025-01/2025-03` gives 2025; an open end gives nothing.
    """
    dates = [date for date in day.dates if date]
    if len(dates) < len(day.dates):
        return None
    one, approximate = dates[0], any(date.approximate for date in dates)
    uncertain = any(date.uncertain for date in dates)
    if len(dates) == 1:
        return one
    if len({date.year for date in dates}) > 1:
        return None
    months = {date.month for date in dates}
    return Date(one.year, months.pop() if len(months) == 1 else 0, 0, approximate, uncertain)


def age(said: Edtf, as_of: Edtf) -> Age | None:
    """None where a date is too open for it, or lies after the dossier's.

    As exact as the less exact of the two: between two months it counts months, not days. A qualified date is never
    placed in the same or the last month or year.
    """
    first, last = cover(said), cover(as_of)
    if first is None or last is None:
        return None
    qualified = any(date.approximate or date.uncertain for date in (first, last))
    if first.day and last.day:
        days = (last.first - first.first).days
        found = _in_words(days, qualified)
    elif first.precision is not Precision.YEAR and last.precision is not Precision.YEAR:
        found = Age((last.year - first.year) * 12 + last.month - first.month, "month", about=True)
        if found.n >= _IN_MONTHS:
            found = Age(round(found.n / 12), "year", about=True)
    else:
        found = Age(last.year - first.year, "year", about=True)
    if found.n < 0 or (qualified and found.n < 2):
        return None
    return found


def _in_words(days: int, qualified: bool) -> Age:
    if days < _IN_DAYS:
        return Age(days, "day", qualified)
    if days < _IN_MONTHS * _MONTH:
        return Age(round(days / _MONTH), "month", about=True)
    return Age(round(days / _YEAR), "year", about=True)


def age_words(said: Edtf, as_of: Edtf | None, language: str, t: Strings) -> str:
    """`about 3 months before the as-of date`; nothing where no age can be told."""
    found = age(said, as_of) if as_of else None
    if found is None:
        return ""
    key = f"{found.unit}_{found.n}"
    if key in t["age"]:  # the same day, month or year, or the month or year before
        return t.word("age", key)
    words = f"{found.n} {numbers.counted(found.n, found.unit, language, t)}"
    if found.about:
        words = t.word("age", "about").format(age=words)
    return t.word("age", "before").format(age=words)
