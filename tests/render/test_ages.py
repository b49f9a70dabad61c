"""How old a fact is: no more exact than its dates, and counted to the dossier's date."""

from __future__ import annotations

import pytest

from generator.model.edtf import parse
from generator.render.ages import age_words, cover
from generator.render.strings import strings


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-27", "2025-03-27"),
        ("2025-03~", "2025-03~"),
        ("[2025-03-06,2025-03-13]", "2025-03"),
        ("[2025-03-06,2025-04-03]", "2025"),
        ("{2025-03-06,2025-03-13?}", "2025-03?"),
        ("2025-01/2025-02", "2025"),
        ("[2024-12-30,2025-01-06]", "None"),
        ("2024/2025", "None"),
        ("2025/..", "None"),
        ("../2025", "None"),
        ("2025-03/2025-03", "2025-03"),
        ("2025-03/2025", "2025"),
    ],
)
def test_a_date_that_holds_every_day_that_may_be_meant(day: str, expected: str) -> None:
    assert str(cover(parse(day))) == expected


@pytest.mark.parametrize(
    ("said", "as_of", "expected"),
    [
        ("2025-03-27", "2025-03-27", "on the as-of date"),
        ("2025-03-26", "2025-03-27", "1 day before the as-of date"),
        ("2025-02-27", "2025-03-27", "28 days before the as-of date"),
        ("2025-01-01", "2025-03-27", "about 3 months before the as-of date"),
        ("2022-03-27", "2025-03-27", "about 3 years before the as-of date"),
        ("2025-03-20~", "2025-03-27", "about 7 days before the as-of date"),
        ("[2025-03-06,2025-03-13,2025-03-20,2025-03-27]", "2025-03", "in the month of the as-of date"),
        ("2025-02", "2025-03-27", "in the month before the as-of date"),
        ("2024-12", "2025-03-27", "about 3 months before the as-of date"),
        ("2022-12", "2025-03", "about 2 years before the as-of date"),
        ("2025", "2025-03-27", "in the year of the as-of date"),
        ("2024", "2025-03-27", "in the year before the as-of date"),
        ("2014", "2025-03-27", "about 11 years before the as-of date"),
        ("2014~", "2025-03-27", "about 11 years before the as-of date"),
    ],
)
def test_an_age_in_words(said: str, as_of: str, expected: str) -> None:
    assert age_words(parse(said), parse(as_of), "en", strings("en")) == expected


@pytest.mark.parametrize(
    ("said", "as_of"),
    [
        ("2025-03-28", "2025-03-27"),  # later than the dossier's date
        ("2026", "2025-03-27"),
        ("2024/2025", "2025-03-27"),  # no single year
        ("../2025", "2025-03-27"),
        ("2025-03?", "2025-03-27"),  # perhaps not that month at all
        ("2025-03-01", "2024/.."),
    ],
)
def test_no_age_is_made_up(said: str, as_of: str) -> None:
    assert age_words(parse(said), parse(as_of), "en", strings("en")) == ""


def test_without_a_date_of_the_dossier_nothing_is_told() -> None:
    assert age_words(parse("2025"), None, "en", strings("en")) == ""


def test_in_french() -> None:
    words = [age_words(parse(said), parse("2025-03-27"), "fr", strings("fr")) for said in ("2025-03-26", "2014")]
    assert words == ["1 jour avant la date d’état", "environ 11 ans avant la date d’état"]
