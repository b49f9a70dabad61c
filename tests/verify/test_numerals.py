"""Numbers in digits and in words, and which of them are approximate."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.source import NumberStyle
from generator.verify.about import approximated
from generator.verify.numerals import NO_BREAK, OTHER_SPACES, Number, numbers, plain
from generator.verify.spoken import number_words
from generator.verify.tongue import tongue

for code in ("fr", "en", "de"):
    number_words("x", tongue(code))  # read once, outside of the deadline of each example


def read(text: str, language: str = "en", style: NumberStyle | None = None) -> list[str]:
    return [plain(min(one.values)) for one in numbers(text, style, tongue(language))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3.000 soldats et 1,5 tonne", "de", ["3000", "1.5"]),
        ("3,000 men, 1.5 tons", "en", ["3000", "1.5"]),
        ("3 000 soldats, 12 345 678 euros", "fr", ["3000", "12345678"]),
        ("3\u202f000 and 4\u00a0000 and 5\u2009000", "en", ["3000", "4000", "5000"]),
        ("En 2024 300 bateaux", "fr", ["2024", "300"]),
        ("3 milliards, 2,5 millions", "fr", ["3000000000", "2500000"]),
        ("3,5 Mio. Schuss", "de", ["3500000"]),
        ("$3bn and 12 thousand", "en", ["3000000000", "12000"]),
        ("37 %, 40%, 170mm, 240 mm", "en", ["37", "40", "170", "240"]),
        ("le 1er mai, la 2e flotte, the 3rd and 21st", "fr", ["1", "2", "3", "21"]),
        ("PB-20, T-72, F-16, K9, Covid-19, 9M729", "en", []),
        ("mid-2031, a 12-year-old", "en", ["2031", "12"]),
        ("at 14:30, à 14h30, à 14 h 30", "fr", []),
        ("10.000 à 12.000 soldats, 1’200", "fr", ["10000", "12000", "1200"]),
        ("10 000 men, 10.125 tons", "en", ["10000", "10.125"]),
        ("$3.5m, €12 m, 3.5m, £40k", "en", ["3500000", "12", "3.5", "40000"]),
        ("10-15 boats, 3–4", "en", ["10", "15", "3", "4"]),
        ("1990s", "en", ["1990"]),
    ],
)
def test_numbers_in_digits(text: str, language: str, expected: list[str]) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("thousands", "decimal", "text", "expected"),
    [
        (".", ",", "3.000", "3000"),
        (".", None, "3.000,5", "3000.5"),
        (",", ".", "3.000", "3"),
        ("'", ".", "3’000.25", "3000.25"),
        (" ", ",", "3\u2007000", "3000"),
        (None, ",", "3.000", "3000"),
        (None, ".", "3,000", "3000"),
    ],
)
def test_the_source_says_how_it_writes_them(
    thousands: str | None, decimal: str | None, text: str, expected: str
) -> None:
    assert read(text, "fr", NumberStyle(thousands=thousands, decimal=decimal)) == [expected]


def test_an_hour_is_only_possible() -> None:
    found = numbers("at 5 p.m., 10h, 6 am, 7 hours, 8 amps", None, tongue("en"))
    assert [(plain(min(one.values)), one.certain) for one in found] == [
        ("5", False),
        ("10", False),
        ("6", False),
        ("7", True),
        ("8", True),
    ]


def test_a_range_shares_its_scale() -> None:
    first, second = numbers("5 to 6.5 million boats", None, tongue("en"))
    assert first.values == {Decimal(5), Decimal(5000000)}
    assert second.values == {Decimal(6500000)}


def test_dates_in_digits() -> None:
    assert [one.dates for one in numbers("2031-05, 2031-05-06", None, tongue("en"))] == [
        ((2031, 5, 0),),
        ((2031, 5, 6),),
    ]
    assert numbers("am 6.5.2031", None, tongue("de"))[0].dates == ((2031, 5, 6),)
    assert set(numbers("on 6/5/2031", None, tongue("en"))[0].dates) == {(2031, 5, 6), (2031, 6, 5)}
    assert numbers("on 26/5/31", None, tongue("en"))[0].dates == ((2031, 5, 26),)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le 6 mai", "fr"),
        ("1er mai", "fr"),
        ("May 6", "en"),
        ("6th of May", "en"),
        ("May 2031", "en"),
        ("6. Mai", "de"),
    ],
)
def test_a_month_beside_a_number(text: str, language: str) -> None:
    assert numbers(text, None, tongue(language))[0].month == 5


def test_may_is_no_month_in_small_letters() -> None:
    assert numbers("6 may sink", None, tongue("en"))[0].month == 0


GROUPED = st.integers(min_value=0, max_value=10**12)


@given(GROUPED, st.sampled_from(sorted({*NO_BREAK, *OTHER_SPACES})))
def test_any_space_of_unicode_joins_thousands(number: int, space: str) -> None:
    assert read(f"x {number:,} y".replace(",", space), "fr") == [str(number)]


@given(GROUPED, st.sampled_from([(".", ","), (",", "."), ("'", ".")]), st.integers(min_value=1, max_value=999))
def test_a_written_number_is_read_back(number: int, signs: tuple[str, str], part: int) -> None:
    thousands, decimal = signs
    text = f"{number:,}".replace(",", thousands) + f"{decimal}{part}"
    assert read(text, "en", NumberStyle(thousands=thousands, decimal=decimal)) == [plain(Decimal(f"{number}.{part}"))]


@given(st.text("0123456789 .,-–/'’:h\u00a0\u202fPemayà%", max_size=60), st.sampled_from(["fr", "en", "de"]))
def test_any_text_is_read(text: str, language: str) -> None:
    end = 0
    for one in numbers(text, None, tongue(language)):
        assert one.start >= end
        assert one.values
        end = one.end


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("vingt-quatre bateaux et deux mille trois cents marins", "fr", {24, 2300}),
        ("une vingtaine de bateaux, deux pays", "fr", {1, 20, 2}),
        ("twenty-four boats, two hundred and five men, half a dozen", "en", {24, 205, 6}),
        ("vierundzwanzig Boote, zwei Millionen Schuss, ein Dutzend", "de", {24, 2000000, 1, 12}),
        ("dua perahu", "id", set()),
    ],
)
def test_numbers_in_words_are_possible(text: str, language: str, expected: set[int]) -> None:
    found = number_words(text, tongue(language))
    assert {int(value) for one in found for value in one.values} == expected
    assert not any(one.certain for one in found)


@given(st.text(max_size=120), st.sampled_from(["fr", "en", "de"]))
def test_any_words_are_read(text: str, language: str) -> None:
    for one in number_words(text, tongue(language)):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("environ 85 pièces de 120 mm", "fr", [True, False]),
        ("85 pièces environ", "fr", [True]),
        ("120 mm et environ 155 mm", "fr", [False, True]),
        ("quelque 1 200 fusils et 12 bateaux", "fr", [True, False]),
        ("près de 40, plus 2", "fr", [True, False]),
        ("about 1,200 rifles, 12 boats or so", "en", [True, True]),
        ("roughly speaking, 12 boats", "en", [False]),
        ("some say 12 boats came", "en", [False]),
        ("rund 1.200 Gewehre und 12 Boote", "de", [True, False]),
        ("etwa ein Drittel von ca. 40 Booten", "de", [True]),
        ("noin 40", "fi", [None]),
    ],
)
def test_about_belongs_to_one_number(text: str, language: str, expected: list[bool | None]) -> None:
    known = tongue(language)
    found: list[Number] = approximated(numbers(text, None, known), text, known)
    assert [one.about for one in found] == expected
