"""Dates in words, for each language of the pages.

English and French have a table of words here; month names come from Babel. In any other language a date is its plain
EDTF form (`2025-03`, with `~ ? %` where qualified), and the parts of an interval or a set are joined by " / ".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TypeVar

from babel import Locale

from generator.model.edtf import Date, Edtf, Precision

V = TypeVar("V")
_KEPT = 1 << 13  # dates of each function

_Preposition = tuple[str, str, str]
"""A preposition as it stands before a year or month, before a day, before a vowel (French: de, du, d')."""


@dataclass(frozen=True, slots=True)
class _Words:
    first_of_month: str
    about: _Preposition
    nearly: str  # "about" where another preposition already stands before the date; {} is the date
    uncertain: str  # {} is the date
    start: _Preposition
    end: _Preposition
    since: _Preposition
    until: _Preposition
    one_of: str
    all_of: str


_WORDS = {
    "en": _Words(
        first_of_month="1",
        about=("about ", "about ", "about "),
        nearly="about {}",
        uncertain="{} (uncertain)",
        start=("", "", ""),
        end=("to ", "to ", "to "),
        since=("since ", "since ", "since "),
        until=("up to ", "up to ", "up to "),
        one_of=" or ",
        all_of=" and ",
    ),
    "fr": _Words(
        first_of_month="1er",
        about=("vers ", "vers le ", "vers "),
        nearly="{} environ",
        uncertain="{} (incertain)",
        start=("de ", "du ", "d\u2019"),
        end=("à ", "au ", "à "),
        since=("depuis ", "depuis le ", "depuis "),
        until=("jusqu\u2019en ", "jusqu\u2019au ", "jusqu\u2019en "),
        one_of=" ou ",
        all_of=" et ",
    ),
}


def by_object(make: Callable[[Edtf], V]) -> Callable[[Edtf], V]:
    """`make` with its values kept by the date object: a date's hash goes through all of it, and takes longest."""
    kept: dict[int, tuple[Edtf, V]] = {}  # with the date, so that no other one gets its number

    def ask(day: Edtf) -> V:
        found = kept.get(id(day))
        if found is None:
            if len(kept) >= _KEPT:
                kept.clear()
            found = kept[id(day)] = day, make(day)
        return found[1]

    return ask


def _sort_key(day: Edtf) -> tuple[int, int, str]:
    return day.sort_key


sort_key = by_object(_sort_key)


@lru_cache(maxsize=64)
def _formatter(language: str) -> Callable[[Edtf], str]:
    return by_object(partial(_format_date, language=language))


def format_date(value: Edtf, language: str) -> str:
    """The value in words. `language` is a BCP 47 tag; only its first part counts (`fr-CA` is `fr`)."""
    return _formatter(language)(value)


@lru_cache(maxsize=1 << 12)
def _format_date(value: Edtf, language: str) -> str:
    language = language.replace("_", "-").partition("-")[0].lower()
    if language not in _WORDS:
        return " / ".join(".." if date is None else str(date) for date in value.dates)
    words = _WORDS[language]
    dates = [date for date in value.dates if date]
    if value.kind == "interval":
        return _interval(value.dates[0], value.dates[1], language)
    texts = _shortened(dates, language) or [_qualified(date, language) for date in dates]
    last_join = words.one_of if value.kind == "one-of" else words.all_of
    return last_join.join(part for part in (", ".join(texts[:-1]), texts[-1]) if part)


def iso_datetime(value: Edtf) -> str:
    """The text for `<time datetime>`: YYYY, YYYY-MM or YYYY-MM-DD of a single date, "" for everything else."""
    date = value.dates[0]
    return date.plain if value.kind == "date" and date else ""


def _interval(start: Date | None, end: Date | None, language: str) -> str:
    words = _WORDS[language]
    if start and end and start == end:
        return _qualified(start, language)
    if start and end:
        ends = [start, end]
        first, last = _shortened(ends, language) or [_after_preposition(date, language) for date in ends]
        return f"{_before(words.start, start, first)}{first} {_before(words.end, end, last)}{last}"
    if date := start or end:
        text = _after_preposition(date, language)
        return _before(words.since if start else words.until, date, text) + text
    return ""  # two open ends, which `parse` refuses


def _shortened(dates: list[Date], language: str) -> list[str]:
    """The dates with the month and year that they share said only once, in the last; [] if that is not possible.

    Possible for two or more unqualified dates of the same precision: "6", "13 March 2025".
    """
    one = dates[0]
    qualified = any(date.approximate or date.uncertain for date in dates)
    alike = all(date.precision is one.precision and date.year == one.year for date in dates)
    if qualified or not alike or len(dates) < 2 or one.precision is Precision.YEAR:
        return []
    same_month = one.precision is Precision.DAY and all(date.month == one.month for date in dates)
    short = [_text(date, language, month=not same_month, year=False) for date in dates[:-1]]
    return [*short, _text(dates[-1], language)]


def _qualified(date: Date, language: str) -> str:
    words, text = _WORDS[language], _text(date, language)
    if date.approximate:
        text = _before(words.about, date, text) + text
    return words.uncertain.format(text) if date.uncertain else text


def _after_preposition(date: Date, language: str) -> str:
    words, text = _WORDS[language], _text(date, language)
    if date.approximate:
        text = words.nearly.format(text)
    return words.uncertain.format(text) if date.uncertain else text


def _before(preposition: _Preposition, date: Date, text: str) -> str:
    plain, before_day, before_vowel = preposition
    return before_day if date.day else before_vowel if text[0] in "aeiou" else plain


def _text(date: Date, language: str, *, month: bool = True, year: bool = True) -> str:
    """The date without its qualifier; `month` and `year` false leave that part out."""
    day = _WORDS[language].first_of_month if date.day == 1 else str(date.day or "")
    name = _month_names(language)[date.month - 1] if month and date.month else ""
    return " ".join(part for part in (day, name, str(date.year) if year else "") if part)


@cache
def _month_names(language: str) -> list[str]:
    names = Locale.parse(language).months["format"]["wide"]
    return [names[number] for number in range(1, 13)]
