"""Figures, anchors, words for about, units and unused numbers, one change at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verify.held import Changes, codes, held

BOATS = "figure: {value: 12, unit: boat, kind: supplied}"
RIFLES = "figure: {value: 1200, unit: rifle, kind: supplied, approx: true}"
FLEET = "figure: {value: 40, unit: boat, kind: present}"
SENTENCE = "The navy of Ostmark has 40 boats"


@pytest.mark.parametrize("language", ["english", "french", "german"])
def test_what_is_honest_holds(language: str, tmp_path: Path) -> None:
    assert held(tmp_path, language) == []


@pytest.mark.parametrize("number", ["11", "13", "21", "120", "1.2", "1200", "0"])
def test_another_number_is_noticed(number: str, tmp_path: Path) -> None:
    assert "number-unused" in codes(tmp_path, "english", [(BOATS, BOATS.replace("12", number))])


def test_the_number_must_stand_in_the_cited_sentence(tmp_path: Path) -> None:
    yaml = [("    at: p3.s1\n    " + FLEET, "    at: p3.s2\n    " + FLEET)]
    problems = held(tmp_path, "english", yaml)
    assert [one.code for one in problems] == ["figure-not-in-sentence", "number-unused"]
    assert problems[0].message == "40 does not stand in p3.s2"
    assert problems[0].hint == "the numbers of p3.s2: 2029, 35; 40 stands in p3.s1"


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("1.200", 'numbers: {thousands: "."}\n'),
        ("1 200", "numbers: {thousands: space}\n"),
        ("1\u202f200", 'numbers: {thousands: "."}\n'),
        ("1\u00a0200", ""),
        ("1’200", 'numbers: {thousands: "\'"}\n'),
        ("1.2 thousand", ""),
        ("one thousand two hundred", ""),
    ],
)
def test_each_way_to_write_a_number(written: str, style: str, tmp_path: Path) -> None:
    yaml = [("days: {tue", style + "days: {tue")]
    assert codes(tmp_path, "english", yaml, [("1,200", written)]) == []


def test_a_number_under_other_separators_is_another_number(tmp_path: Path) -> None:
    found = codes(tmp_path, "english", text=[("1,200", "1.200")])
    assert found == ["figure-not-in-sentence", "number-unused"]


ANCHORED = "    figure: {value: 35, unit: boat, kind: present}\n"


@pytest.mark.parametrize(
    ("anchor", "found"),
    [
        ("reached Ostmark in April", ["figure-not-in-sentence"]),  # the rifles stand nearer
        ("12 patrol boats", []),
        ("coastguard said", []),
        ("Coastguard  said", []),
        ("coastguard says", ["anchor-not-found"]),
    ],
)
def test_the_number_beside_the_anchor_is_meant(anchor: str, found: list[str], tmp_path: Path) -> None:
    yaml = [(f"    {BOATS}", f"    anchor: {anchor}\n    {BOATS}")]
    assert codes(tmp_path, "english", yaml) == found


def test_the_same_number_twice_in_a_sentence_needs_an_anchor(tmp_path: Path) -> None:
    text = [(SENTENCE, "The navy of Ostmark has 40 boats for 40 captains")]
    assert codes(tmp_path / "without", "english", text=text) == ["figure-ambiguous-in-sentence"]
    yaml = [(f"    {FLEET}", f"    anchor: Ostmark has\n    {FLEET}")]
    assert codes(tmp_path / "with", "english", yaml, text) == []


def test_two_figures_of_a_sentence_cannot_change_places(tmp_path: Path) -> None:
    text = [("12 patrol boats and about 1,200 rifles", "12 boats of 14 promised")]
    yaml = [
        (f"    {BOATS}", f"    anchor: of 14 promised\n    {BOATS}"),
        (f"    {RIFLES}", "    anchor: said on Tuesday\n    figure: {value: 14, unit: boat, kind: supplied}"),
    ]
    assert codes(tmp_path, "english", yaml, text) == ["figure-not-in-sentence"] * 2


RANGE = "figure: {min: 40, max: 50, unit: boat, kind: present}"


@pytest.mark.parametrize("written", ["between 40 and 50", "40 to 50", "40–50"])
def test_both_ends_of_a_range(written: str, tmp_path: Path) -> None:
    text = [(SENTENCE, f"The navy of Ostmark has {written} boats")]
    assert codes(tmp_path / "both", "english", [(FLEET, RANGE)], text) == []
    assert codes(tmp_path / "one", "english", [(FLEET, RANGE.replace("50", "60"))], text) == [
        "figure-not-in-sentence",
        "number-unused",
    ]


def test_about_is_said_once_for_a_range(tmp_path: Path) -> None:
    text = [(SENTENCE, "The navy of Ostmark has about 40 to 50 boats")]
    assert codes(tmp_path / "about", "english", [(FLEET, RANGE.replace("}", ", approx: true}"))], text) == []
    assert codes(tmp_path / "exact", "english", [(FLEET, RANGE)], text) == ["approximation-differs"]


WORDS = "figure: {words: a good dozen, unit: boat, kind: present}"


def test_a_quantity_in_words_stands_there_in_these_words(tmp_path: Path) -> None:
    text = [(SENTENCE, "The navy of Ostmark has a good dozen boats")]
    assert codes(tmp_path / "same", "english", [(FLEET, WORDS)], text) == []
    other = WORDS.replace("a good", "a bad")
    assert codes(tmp_path / "other", "english", [(FLEET, other)], text) == ["figure-not-in-sentence"]


@pytest.mark.parametrize(
    ("yaml", "text"),
    [
        ([(", approx: true}", "}")], []),
        ([], [("about 1,200", "1,200")]),
        ([], [("has 40 boats", "has roughly 40 boats")]),
        ([], [("has 40 boats", "has 40 boats or so")]),
        ([], [("12 patrol", "almost 12 patrol")]),
    ],
)
def test_about_is_said_as_in_the_source(yaml: Changes, text: Changes, tmp_path: Path) -> None:
    assert codes(tmp_path, "english", yaml, text) == ["approximation-differs"]


def test_nothing_is_said_of_about_in_an_unknown_language(tmp_path: Path) -> None:
    assert "approximation-differs" not in codes(tmp_path, "english", [("lang: en", "lang: fi")])


@pytest.mark.parametrize(
    "figure",
    [BOATS.replace("boat", "rifle"), RIFLES.replace("unit: rifle", "unit: boat"), FLEET.replace("boat", "rifle")],
)
def test_another_unit_is_noticed(figure: str, tmp_path: Path) -> None:
    old = next(one for one in (BOATS, RIFLES, FLEET) if one.split(",")[0] == figure.split(",", maxsplit=1)[0])
    found = codes(tmp_path, "english", [(old, figure)])
    assert found
    assert set(found) <= {"unit-not-in-sentence", "figure-ambiguous-in-sentence"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ([("has 40 boats", "has 40 boats in 3 ports")], ["number-unused"]),
        ([("has 40 boats", "has 40 boats, the PB-20 among them")], []),
        ([("has 40 boats", "has 40 boats in three ports")], []),
        ([("In 2029", "At 14:30 in 2029")], []),
        ([("in April", "on 8 May 2031")], ["date-unsupported", "date-unsupported"]),
    ],
)
def test_every_number_of_the_text_is_used(text: Changes, found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, "english", text=text) == found


def test_a_number_may_be_left_out_with_a_reason(tmp_path: Path) -> None:
    text = [("has 40 boats", "has 40 boats in 3 ports")]
    yaml = [("facts:\n", "unused:\n  p3.s1 3: Where they lie does not matter here.\nfacts:\n")]
    assert codes(tmp_path, "english", yaml, text) == []


def test_a_number_of_a_name_is_used(tmp_path: Path) -> None:
    text = [("has 40 boats", "of the J. Halden 7 Institute has 40 boats")]
    assert codes(tmp_path, "english", text=text) == ["number-unused"]
    path = tmp_path / "project/content/actors/halden.yaml"
    assert "J. Halden" in path.read_text("utf-8")


def test_what_we_got_wrong_and_replaced_is_held_against_nothing(tmp_path: Path) -> None:
    mistyped = f"""  fleet-mistyped:
    type: figure
    by: source
    at: p3.s1
    {FLEET.replace("40", "48")}
    roles: {{owner: ostmark}}
    text: "{{By}} counts {{value}} boats in the fleet of {{ostmark}}, as we first had it."
  fleet:
    type: figure
"""
    reason = "    replaces: {{fact: fleet-mistyped, reason: {}}}\n    {}"
    for name, found in (("editor-error", []), ("newer-estimate", ["figure-not-in-sentence"])):
        yaml = [("  fleet:\n    type: figure\n", mistyped), (f"    {FLEET}", reason.format(name, FLEET))]
        assert codes(tmp_path / name, "english", yaml) == found
