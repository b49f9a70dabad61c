from __future__ import annotations

from copy import copy
from decimal import Decimal, localcontext

import pytest

from generator.model.briefing import Unit
from generator.model.figure import Figure
from generator.model.terms import FigureKind
from generator.model.text import Text
from generator.render import numbers
from generator.render.strings import strings

SHIP = Unit(one=Text((("en", "ship"), ("fr", "navire"))), other=Text((("en", "ships"), ("fr", "navires"))))


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("3000", "en", "3,000"),
        ("3000", "fr", "3\u202f000"),
        ("0.50", "fr", "0,50"),
        ("-1234567.125", "en", "-1,234,567.125"),
        ("12", "xx", "12"),
    ],
)
def test_numbers_keep_their_digits(value: str, language: str, expected: str) -> None:
    assert numbers.number(Decimal(value), language) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("3", "3", "3"),
        ("3", "5", "3–5"),
        ("3", None, "at least 3"),
        (None, "5", "at most 5"),
        (None, None, "no number"),
    ],
)
def test_bounds(low: str | None, high: str | None, expected: str) -> None:
    ends = [Decimal(end) if end else None for end in (low, high)]
    assert numbers.bounds(ends[0], ends[1], "en", strings("en")) == expected


def test_a_quantity_in_words_prints_the_words() -> None:
    figure = Figure(kind=FigureKind.SUPPLIED, words=Text((("en", "many"), ("fr", "beaucoup"))))
    assert numbers.value(figure, "fr", "en", strings("fr")) == "beaucoup"
    assert numbers.value(figure, "de", "en", strings("en")) == "many"


@pytest.mark.parametrize(
    ("amount", "language", "expected"),
    [("1", "en", "ship"), ("0", "en", "ships"), ("0", "fr", "navire"), ("1.5", "fr", "navire"), ("2", "fr", "navires")],
)
def test_units_follow_the_language_s_plural(amount: str, language: str, expected: str) -> None:
    assert numbers.unit_word(SHIP, Decimal(amount), language, "en") == expected


def test_a_unit_alone_is_plural_and_none_is_nothing() -> None:
    assert numbers.unit_word(SHIP, None, "en", "en") == "ships"
    assert numbers.unit_word(None, Decimal(1), "en", "en") == ""


@pytest.mark.parametrize(
    ("share", "language", "expected"),
    [("0.363636", "en", "36%"), ("0.363636", "fr", "36\u202f%"), ("0.0149", "en", "1.5%"), ("1.2", "en", "120%")],
)
def test_percentages(share: str, language: str, expected: str) -> None:
    assert numbers.percent(Decimal(share), language).replace("\xa0", "\u202f") == expected


def test_counts_and_lists() -> None:
    assert numbers.counted(1, "fact", "en", strings("en")) == "fact"
    assert numbers.counted(0, "fact", "fr", strings("fr")) == "fait"
    assert numbers.counted(2, "fact", "fr", strings("fr")) == "faits"
    assert numbers.joined(["a", "b", "c"], "fr") == "a, b et c"


def test_names_of_countries_and_languages() -> None:
    assert numbers.country("KR", "fr") == "Corée du Sud"
    assert numbers.country("XO", "fr") == "XO"
    assert numbers.language_name("fr", "en") == "French"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("714.2857", "714"), ("14.285", "14.3"), ("1.4285", "1.43"), ("12.5", "12.5"), ("300", "300"), ("-2.50", "-2.5")],
)
def test_results_are_no_more_precise_than_they_can_be(value: str, expected: str) -> None:
    assert str(numbers.rounded(Decimal(value))) == expected


def test_the_longest_numbers_are_printed() -> None:
    longest = Decimal("9" * 60 + ".123")
    assert numbers.number(numbers.rounded(longest), "en").startswith("999,")
    assert numbers.percent(longest, "en").endswith("%")


def test_equal_numbers_written_differently_stay_as_they_were_written() -> None:
    assert [numbers.number(Decimal(digits), "en") for digits in ("7", "7.0", "7.00", "7")] == ["7", "7.0", "7.00", "7"]
    unit = Unit(one=Text((("en", "ton"),)), other=Text((("en", "tons"),)))
    assert [numbers.unit_word(unit, Decimal(digits), "en", "en") for digits in ("1", "1.0", "1")] == [
        "ton",
        "tons",
        "ton",
    ]


@pytest.mark.parametrize(
    "language", ["en", "fr", "de", "de-CH", "es", "pl", "pt", "ru", "zh", "ar", "fa", "hi", "en-IN"]
)
@pytest.mark.parametrize("digits", ["0", "0.0", "12", "999", "1000", "3000.50", "1234567", "-1234567.8", "9" * 30])
def test_numbers_are_grouped_as_babel_groups_them(digits: str, language: str) -> None:
    after = len(digits.partition(".")[2])
    pattern = copy(numbers.locale(language).decimal_formats[None])
    pattern.frac_prec = (after, after)
    with localcontext(prec=40):
        expected = pattern.apply(Decimal(digits), numbers.locale(language))
    assert numbers.number(Decimal(digits), language) == expected
