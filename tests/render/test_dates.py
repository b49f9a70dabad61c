"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.edtf import Edtf, parse
from generator.render.dates import format_date, iso_datetime

DAYS = st.dates().map(lambda day: day.isoformat())


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2024", "2024", "2024"),
        ("2024-06", "June 2024", "juin 2024"),
        ("2025-03-27", "27 March 2025", "27 mars 2025"),
        ("2025-03-01", "1 March 2025", "1er mars 2025"),
        ("2024-06~", "about June 2024", "vers juin 2024"),
        ("2024-06-27~", "about 27 June 2024", "vers le 27 juin 2024"),
        ("2024-06?", "June 2024 (uncertain)", "juin 2024 (incertain)"),
        ("2024-06%", "about June 2024 (uncertain)", "vers juin 2024 (incertain)"),
        ("2024/2025", "2024 to 2025", "de 2024 à 2025"),
        ("2025-01/2025-02", "January to February 2025", "de janvier à février 2025"),
        ("2024-01/2025-02", "January 2024 to February 2025", "de janvier 2024 à février 2025"),
        ("2025-04/2025-10", "April to October 2025", "d\u2019avril à octobre 2025"),
        ("2025-03-01/2025-03-13", "1 to 13 March 2025", "du 1er au 13 mars 2025"),
        ("2025-03-06/2025-04-13", "6 March to 13 April 2025", "du 6 mars au 13 avril 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025", "du 30 décembre 2024 au 2 janvier 2025"),
        ("2025-03/2025-04-13", "March 2025 to 13 April 2025", "de mars 2025 au 13 avril 2025"),
        ("2025-01/2025-01", "January 2025", "janvier 2025"),
        ("2025-01~/2025-02?", "about January 2025 to February 2025 (uncertain)",
         "de janvier 2025 environ à février 2025 (incertain)"),
        ("../2025", "up to 2025", "jusqu\u2019en 2025"),
        ("../2025-03-27", "up to 27 March 2025", "jusqu\u2019au 27 mars 2025"),
        ("2022-02/..", "since February 2022", "depuis février 2022"),
        ("2022-02-24/..", "since 24 February 2022", "depuis le 24 février 2022"),
        ("2022-02~/..", "since about February 2022", "depuis février 2022 environ"),
        ("[2025-03-06,2025-03-13,2025-03-20,2025-03-27]", "6, 13, 20 or 27 March 2025", "6, 13, 20 ou 27 mars 2025"),
        ("[2025-03-06,2025-04-13]", "6 March or 13 April 2025", "6 mars ou 13 avril 2025"),
        ("[2024-03-06,2025-03-06]", "6 March 2024 or 6 March 2025", "6 mars 2024 ou 6 mars 2025"),
        ("[2025-03-06,2025-04,2026]", "6 March 2025, April 2025 or 2026", "6 mars 2025, avril 2025 ou 2026"),
        ("[2025-03-06,2025-03-13~]", "6 March 2025 or about 13 March 2025", "6 mars 2025 ou vers le 13 mars 2025"),
        ("[2025-03]", "March 2025", "mars 2025"),
        ("{2025-01,2025-02}", "January and February 2025", "janvier et février 2025"),
        ("{2023,2024,2025}", "2023, 2024 and 2025", "2023, 2024 et 2025"),
    ],
)  # fmt: skip
def test_words(text: str, english: str, french: str) -> None:
    assert format_date(parse(text), "en") == english
    assert format_date(parse(text), "fr") == french


@pytest.mark.parametrize("language", ["fr-CA", "fr_FR", "FR"])
def test_only_the_first_part_of_a_language_counts(language: str) -> None:
    assert format_date(parse("2025-03-01"), language) == "1er mars 2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03~", "2025-03~"),
        ("2025-01/2025-02", "2025-01 / 2025-02"),
        ("../2025", ".. / 2025"),
        ("[2025-03-06,2025-03-13]", "2025-03-06 / 2025-03-13"),
    ],
)
def test_other_languages_get_the_plain_form(text: str, expected: str) -> None:
    assert format_date(parse(text), "ko") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", "2025"),
        ("2025-03%", "2025-03"),
        ("2025-03-27", "2025-03-27"),
        ("0001", "0001"),
        ("2025/2025", ""),
        ("../2025", ""),
        ("[2025]", ""),
        ("{2025-01,2025-02}", ""),
    ],
)
def test_iso_datetime(text: str, expected: str) -> None:
    assert iso_datetime(parse(text)) == expected


@given(st.lists(DAYS, min_size=1, max_size=4, unique=True), st.sampled_from(["en", "fr"]))
def test_different_sets_read_differently(days: list[str], language: str) -> None:
    """Shortening loses nothing: each date is found again in the words, in its place."""

    def words(value: Edtf) -> str:
        return format_date(value, language)

    one_of, all_of = parse(f"[{','.join(days)}]"), parse("{" + ",".join(days) + "}")
    assert (words(one_of) == words(all_of)) == (len(days) == 1)
    for day in days:
        year, _, number = day.split("-")
        assert str(int(year)) in words(one_of)
        assert str(int(number)) in words(one_of)


@given(DAYS, DAYS, st.integers(4, 10), st.integers(4, 10), st.sampled_from(["en", "fr", "ko"]))
def test_intervals_have_no_stray_spaces(first: str, last: str, one: int, other: int, language: str) -> None:
    first, last = sorted([first[: one // 3 * 3 + 1], last[: other // 3 * 3 + 1]], key=lambda text: parse(text).sort_key)
    text = format_date(parse(f"{first}/{last}"), language)
    assert text == " ".join(text.split())
