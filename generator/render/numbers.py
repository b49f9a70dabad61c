"""Numbers, quantities and lists in words, in the format of a language."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from decimal import Decimal, localcontext
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_percent

from generator.model.briefing import Unit
from generator.model.figure import Figure
from generator.render.strings import Strings

_DIGITS = 90  # of any number: editors write at most 30, and a formula multiplies


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; English for a tag that Babel does not know."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def number(value: Decimal, language: str) -> str:
    """All digits that were written, grouped as the language does: `3,000`; `3 000` with U+202F."""
    return _grouped(str(value), language)


@lru_cache(maxsize=1 << 14)
def _grouped(digits: str, language: str) -> str:
    """By the digits, since 3 and 3.0 are equal as numbers and would be one in the memo."""
    value, signs = Decimal(digits), _signs(language)
    if signs and not value.is_signed():
        return f"{value:,f}".translate(signs)  # as below, in a twentieth of the time
    pattern = copy(locale(language).decimal_formats[None])
    after = max(0, -int(value.as_tuple().exponent))
    pattern.frac_prec = (after, after)
    with localcontext(prec=_DIGITS):
        return str(pattern.apply(value, locale(language)))


@lru_cache(maxsize=64)
def _signs(language: str) -> dict[int, str] | None:
    """What stands for comma and point, in a language that writes its numbers in groups of three and in our digits."""
    found = locale(language)
    pattern, symbols = found.decimal_formats[None], found.number_symbols.get("latn", {})
    plain = pattern.grouping == (3, 3) and pattern.int_prec[0] == 1 and not pattern.prefix[0] + pattern.suffix[0]
    if not plain or found.default_numbering_system != "latn" or not {"group", "decimal"} <= set(symbols):
        return None
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})


def percent(share: Decimal, language: str) -> str:
    """A share of one as a percentage: whole from ten per cent up, else with one decimal."""
    step = Decimal("0.01") if abs(share) >= Decimal("0.1") else Decimal("0.001")
    with localcontext(prec=_DIGITS):
        return format_percent(share.quantize(step), locale=locale(language), decimal_quantization=False)


def rounded(value: Decimal) -> Decimal:
    """The number itself where it has at most two decimals; else three digits that count, or all before the point."""
    with localcontext(prec=_DIGITS):
        exact = value == value.quantize(Decimal("0.01"))
        step = Decimal("0.01") if exact or abs(value) < 10 else Decimal("0.1") if abs(value) < 100 else Decimal(1)
        near = value.quantize(step)
        return near.quantize(Decimal(1)) if near == near.to_integral_value() else near.normalize()


def bounds(low: Decimal | None, high: Decimal | None, language: str, t: Strings) -> str:
    """A value, a range, or an open bound, in words where a sign would be read over."""
    if low is not None and low == high:
        return number(low, language)
    words = t.table("figure")
    if low is not None and high is not None:
        return str(words["range"]).format(min=number(low, language), max=number(high, language))
    if low is not None:
        return str(words["at_least"]).format(min=number(low, language))
    if high is not None:
        return str(words["at_most"]).format(max=number(high, language))
    return str(words["none"])


def value(figure: Figure, language: str, default: str, t: Strings) -> str:
    """What `{value}` prints: no unit, no `about`; the source's words where it gives no number."""
    if figure.words is not None:
        return figure.words.best(language, default)[0]
    return bounds(figure.low, figure.high, language, t)


def unit_word(unit: Unit | None, amount: Decimal | None, language: str, default: str) -> str:
    """The unit's word for an amount; nothing for a figure without a unit."""
    if unit is None:
        return ""
    one = unit.one != unit.other and amount is not None and _is_one(str(amount), language)
    return (unit.one if one else unit.other).best(language, default)[0]


def counted(n: int, table: str, language: str, t: Strings) -> str:
    """The words beside a count of the site's own: `facts` for 3."""
    forms = t.table("count").table(table)
    return str(forms["one" if _is_one(str(n), language) else "other"])


@lru_cache(maxsize=1 << 14)
def _is_one(digits: str, language: str) -> bool:
    """Whether the singular stands beside a number as it is written: English has `1 boat` and `1.0 boats`."""
    return locale(language).plural_form(Decimal(digits)) == "one"


def joined(words: Sequence[str], language: str) -> str:
    """`a, b and c`."""
    return format_list(list(words), locale=locale(language))


@lru_cache(maxsize=1024)
def country(code: str, language: str) -> str:
    return str(locale(language).territories.get(code, code))


@lru_cache(maxsize=1024)
def language_name(code: str, language: str) -> str:
    """The name of a language in a language: `French`, `français`."""
    return locale(code).get_display_name(locale(language)) or code
