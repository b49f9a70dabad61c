"""From values to places: even, logarithmic, and of time, each with ticks at round values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.model.edtf import Edtf

WIDE = 200  # largest value over smallest from which an even scale would press the small ones onto the axis
MONTH, YEAR = 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Scale:
    """Takes values between `low` and `high` to places between `start` and `end`; never outside."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        low, high = self.low, self.high
        if self.log:
            value, low, high = (math.log10(max(one, self.low)) for one in (value, low, high))
        share = (value - low) / (high - low)
        share = 0.0 if share < 0 else 1.0 if share > 1 else share
        return self.start + share * (self.end - self.start)


def step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20, … that needs at most `most` steps."""
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))


def ticks(low: float, high: float, most: int = 5) -> list[Decimal]:
    """Round values that cover low to high, the ends included; exact, so that 0.3 is no 0.30000000000000004."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    size = step(high - low, most)
    one = Decimal(f"{size:.0e}")
    first, last = math.floor(low / size + 1e-9), math.ceil(high / size - 1e-9)
    return [plain(one * n) for n in range(first, last + 1)]


def plain(value: Decimal) -> Decimal:
    """Without a power of ten and without zeros at the end: 5E+3 is 5000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def powers(low: float, high: float, most: int = 5) -> list[Decimal]:
    """Powers of ten that cover low to high; every second or third where there are many."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    last = max(last, first + 1)
    by = -(-(last - first) // most)
    last = first + by * -(-(last - first) // by)
    return [plain(Decimal(10) ** n) for n in range(first, last + 1, by)]


def of_values(values: list[float], start: float, end: float) -> tuple[Scale, list[Decimal]]:
    """From zero, so that lengths can be compared; logarithmic only where the values are worlds apart."""
    low, high = min(values), max(values)
    if low > 0 and high / low >= WIDE:
        marks = powers(low, high)
        return Scale(float(marks[0]), float(marks[-1]), start, end, log=True), marks
    marks = ticks(min(low, 0.0), max(high, 0.0), 4)
    return Scale(float(marks[0]), float(marks[-1]), start, end), marks


@dataclass(frozen=True, slots=True)
class Tick:
    """A year (month 0) or a month, and the day on which it begins."""

    day: int
    year: int
    month: int


def days(when: Edtf) -> list[tuple[int, int]]:
    """First and last day of each date that the value may mean; an interval is one. Open ends are at their one date."""
    if when.kind == "interval":
        known = [one for one in when.dates if one]
        return [(known[0].first.toordinal(), known[-1].last.toordinal())]
    return sorted((one.first.toordinal(), one.last.toordinal()) for one in when.dates if one)


def of_time(first: int, last: int, start: float, end: float, most: int = 6) -> tuple[Scale, list[Tick]]:
    """Whole months or years around the first and last day, with at most `most` ticks."""
    months = max(1.0, (last - first) / MONTH)
    if months <= 4 * most:
        by = next(n for n in (1, 2, 3, 6) if months / n <= most)
        begin, stop = _month(first, by, 0), _month(last, by, 1)
        while (stop[0] - begin[0]) * 12 + stop[1] - begin[1] < 3:  # less than a quarter is no course of time
            begin, stop = _shift(begin, -by), _shift(stop, by)
    else:
        by = 12 * max(1, int(step(months / 12, most)))
        begin, stop = _years(first, by // 12, 0), _years(last, by // 12, 1)
    at, out = begin, []
    while at <= stop:
        out.append(Tick(_day(at), at[0], 0 if by % 12 == 0 else at[1]))
        at, before = _shift(at, by), at
        if at <= before:  # the end of the calendar
            break
    return Scale(out[0].day, max(_day(stop), out[-1].day), start, end), out


def _day(month: tuple[int, int]) -> int:
    return date(min(max(month[0], 1), 9999), month[1], 1).toordinal()


def _shift(month: tuple[int, int], by: int) -> tuple[int, int]:
    year, rest = divmod(month[0] * 12 + month[1] - 1 + by, 12)
    return (1, 1) if year < 1 else (9999, 12) if year > 9999 else (year, rest + 1)


def _month(day: int, by: int, after: int) -> tuple[int, int]:
    """The beginning of the group of `by` months with this day in it, or of the next one."""
    at = date.fromordinal(day)
    return _shift((at.year, (at.month - 1) // by * by + 1), by * after)


def _years(day: int, by: int, after: int) -> tuple[int, int]:
    year = date.fromordinal(day).year // by * by
    return _shift((max(year, 1), 1), 12 * by * after)
