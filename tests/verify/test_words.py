"""Dates, days, quotations and copies, one change at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.ids import EntityId
from generator.verify.article import normal
from generator.verify.copies import IN_A_ROW, runs
from generator.verify.names import Names
from tests.dossiers import linked
from tests.verify.held import Changes, codes, held

DAYS = "days: {tue: 2031-05-06}"
BEFORE = "when: 2029"
SAID = "    said: tue\n    when: 2031-04\n    figure: {value: 12,"


@pytest.mark.parametrize("date", ["2029", "2029?", "2029-06~", "../2029", "2029/.."])
def test_a_supported_date(date: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "english", [(BEFORE, f'when: "{date}"')]) == []


@pytest.mark.parametrize("date", ["2028", "2029-06", "2028~", "2029-06-01", "2028/2029", "[2028,2029]"])
def test_a_guessed_date(date: str, tmp_path: Path) -> None:
    assert "date-unsupported" in codes(tmp_path, "english", [(BEFORE, f'when: "{date}"')])


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("last year", "2030"),
        ("last month", "2031-04"),
        ("yesterday", "2031-05-07"),
        ("this week", "2031-05"),
        ("in March", "2031-03"),
        ("on 3 March 2030", "2030-03-03"),
        ("on March 3, 2030", "2030-03-03"),
        ("on 2030-03-03", "2030-03-03"),
        ("on Monday", "2031-05-05"),
        ("in early 2029", "2029"),
    ],
)
def test_how_a_text_names_a_date(words: str, date: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "english", [(BEFORE, f"when: {date}")], [("In 2029 it", f"It had, {words}, it")]) == []


@pytest.mark.parametrize(
    ("words", "date"),
    [("last year", "2029"), ("yesterday", "2031-05-04"), ("on Monday", "2031-05-07"), ("in March", "2031-02")],
)
def test_how_a_text_names_another_date(words: str, date: str, tmp_path: Path) -> None:
    found = codes(tmp_path, "english", [(BEFORE, f"when: {date}")], [("In 2029 it", f"It had, {words}, it")])
    assert found == ["date-unsupported"]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("{tue: '[2031-05-06,2031-05-13]'}", 0),
        ("{tuesday: 2031-05-06, tue: 2031-05-06}", 0),
        ("{tue: 2031-05}", 0),
        ("{tue: 2031-05-07}", 1),
        ("{tue: 2031-04-22}", 1),
        ("{tue: '[2031-05-06,2031-05]'}", 1),
        ("{tue: 2031-05-06, fri: 2031-05-02}", 1),
    ],
)
def test_a_weekday_must_be_possible(days: str, found: int, tmp_path: Path) -> None:
    said = codes(tmp_path, "english", [(DAYS, f"days: {days}")])
    assert [code for code in said if code != "date-unsupported"] == ["day-impossible"] * found


def test_a_day_without_a_weekdays_name_is_the_one_of_its_sentences(tmp_path: Path) -> None:
    yaml = [(DAYS, "days: {tue: 2031-05-06, speech: 2031-05-07}"), (SAID, SAID.replace("tue", "speech"))]
    assert codes(tmp_path, "english", yaml) == ["day-impossible"]


QUOTED = "“a gift that keeps its distance”"


@pytest.mark.parametrize(
    "quoted",
    ["“gift that keeps”", "“A gift that keeps its distance.”", '\\"keeps its distance\\"', "“a gift […] distance”"],
)
def test_quoted_words_stand_there(quoted: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "english", [(QUOTED, quoted)]) == []


@pytest.mark.parametrize("quoted", ["“a gift that kept”", "«gifts»", "“reached Ostmark, a gift”"])
def test_quoted_words_that_do_not(quoted: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "english", [(QUOTED, quoted)]) == ["quote-not-found"]


def test_a_translated_quotation_needs_one(tmp_path: Path) -> None:
    yaml = [("“the start”", "“merely the beginning”")]
    assert codes(tmp_path / "quoted", "german", yaml) == []
    text = [("„Das ist erst der Anfang“", "Das ist erst der Anfang")]
    assert codes(tmp_path / "plain", "german", yaml, text) == ["quote-not-found"] * 2


SENTENCE = '"{By} counts {value} boats in {when}."'


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("most of them older than their crews and", True),
        ("MOST of them {value} older, than {ostmark} their crews and", True),
        ("most of them older than their crews", False),
        ("most of them older than the crews and none of them fit", False),
        ("most of these, older than their crews and none of them", True),
    ],
)
def test_eight_words_are_a_copy(words: str, copied: bool, tmp_path: Path) -> None:
    problems = held(tmp_path, "english", [(SENTENCE, f'"{{By}} counts {{value}}, {words}."')])
    assert [one.code for one in problems] == ["copied-words"] * copied
    assert all("older" not in one.message + one.hint for one in problems)


@pytest.mark.parametrize("place", ["p1: Heading; the paragraph below it says who says so.", "published: 2031-05-08"])
def test_copies_are_found_everywhere(place: str, tmp_path: Path) -> None:
    words = "none of them fit for a winter at sea"
    yaml = [(place, f"p1: {words}" if place.startswith("p1") else f"{place}\nnote: {words}")]
    assert codes(tmp_path, "english", yaml) == ["copied-words"]


def test_french_apostrophes_and_accents(tmp_path: Path) -> None:
    yaml: Changes = [("« un début »", "« n'est qu'un DÉBUT »")]
    assert codes(tmp_path, "french", yaml) == []


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]), min_size=0, max_size=30)


@given(WORDS, WORDS, WORDS)
def test_a_run_is_found_wherever_it_stands(before: list[str], after: list[str], copied: list[str]) -> None:
    row = tuple(f"w{'abcdefgh'[index]}" for index in range(IN_A_ROW))
    text = " ".join([*before, *row, *after])
    names = Names.__new__(Names)
    names._lengths = {}
    found = list(runs(text, {row: EntityId("herald")}, names))
    assert [(text[start:end], count) for start, end, count, _ in found] == [(" ".join(row), IN_A_ROW)]
    assert list(runs(" ".join(copied), {row: EntityId("herald")}, names)) == []


def test_the_longest_name_is_taken(tmp_path: Path) -> None:
    more = {"actors/ostmark-navy.yaml": "name: Ostmark Navy of 1912\nkind: armed-forces\n"}
    names = Names(linked(tmp_path, more))
    text = "The OSTMARK navy of 1912, the Ostmark navy, Ostmark"
    assert [text[start:end] for start, end in names.spans(text)] == ["OSTMARK navy of 1912", "Ostmark", "Ostmark"]


def test_words_are_compared_alike() -> None:
    assert normal(" A\u202fb’C–«d» ") == 'a b\'c-"d"'
