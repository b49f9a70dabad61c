"""What is known of a source's language: its abbreviations, months, weekdays, scales and words for about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from generator.checks.lexicon import FOLDER as LEXICON

FOLDER = Path(__file__).parent / "words"
APOSTROPHES = "'’ʼ"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language. Names are folded; a language without a word list has months, weekdays and separators only."""

    code: str
    months: Mapping[str, int]  # from 1
    weekdays: Mapping[str, int]  # Monday is 0
    short_weekdays: Mapping[str, int]  # in a key of days only: in a text, do and mer are other words
    thousands: str
    decimal: str
    capital_months: bool  # May is a month, may is not
    abbreviations: frozenset[str]
    ends: frozenset[str]
    starters: frozenset[str]
    before_ordinal: frozenset[str]
    ordinal_endings: frozenset[str]
    scale: Mapping[str, Decimal]
    collective: Mapping[str, Decimal]
    relative: Mapping[str, Mapping[int, tuple[str, ...]]]  # day, month, year: offset to phrases
    about_before: re.Pattern[str]  # directly before a number
    about_near: re.Pattern[str]  # a few words away from it

    @property
    def knows_about(self) -> bool:
        return self.about_near is not _NEVER


def fold(words: str) -> str:
    """For comparison: small letters, one kind of apostrophe. Not of the same length in all languages."""
    return re.sub(rf"[{APOSTROPHES}]", "'", words).casefold()


def whole_words(words: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern for any of some phrases, the longest first, as whole words with any white space in them."""
    longest = sorted(words, key=len, reverse=True)
    if not longest:
        return _NEVER
    any_of = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace("'", f"[{APOSTROPHES}]") for one in longest)
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", flags)


def _patterns(words: list[str]) -> re.Pattern[str]:
    any_of = "|".join(words).replace("'", f"[{APOSTROPHES}]").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE) if words else _NEVER


@cache
def tongue(language: str) -> Tongue:
    """The language of a BCP 47 tag; English separators where CLDR does not know it."""
    base = language.partition("-")[0]
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    symbols = locale.number_symbols.get("latn", {})
    data = _toml(FOLDER / f"{base}.toml")
    about = data.get("approximate") or _toml(LEXICON / f"{base}.toml").get("approximate", {})
    relative = data.get("relative", {})
    return Tongue(
        code=base,
        months=_named(locale.months, "wide") | _named(locale.months, "abbreviated"),
        weekdays=_named(locale.days, "wide"),
        short_weekdays=_named(locale.days, "abbreviated"),
        thousands=symbols.get("group", ","),
        decimal=symbols.get("decimal", "."),
        capital_months=locale.months["format"]["wide"][1][:1].isupper(),
        abbreviations=frozenset(data.get("abbreviations", ())),
        ends=frozenset(data.get("ends", ())),
        starters=frozenset(data.get("starters", ())),
        before_ordinal=frozenset(data.get("before_ordinal", ())),
        ordinal_endings=frozenset(data.get("ordinal_endings", ())),
        scale=_numbers(data.get("scale", {})),
        collective=_numbers(data.get("collective", {})),
        relative={unit: {int(by): tuple(words) for by, words in some.items()} for unit, some in relative.items()},
        about_before=_patterns(about.get("before", [])),
        about_near=_patterns(about.get("anywhere", [])),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _numbers(table: dict[str, list[str]]) -> dict[str, Decimal]:
    return {fold(word): Decimal(number.replace("_", "")) for number, words in table.items() for word in words}


def _named(names: Any, width: str) -> dict[str, int]:
    return {
        fold(name.rstrip(".")): number
        for form in ("format", "stand-alone")
        for number, name in names[form][width].items()
    }
