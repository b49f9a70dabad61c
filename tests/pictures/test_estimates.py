"""Charts of estimates: the hard cases one by one, and what holds for whatever Hypothesis thinks of."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.pictures import estimates
from generator.pictures.estimates import Estimate, Reference
from generator.pictures.frame import Key
from tests.pictures.making import LONG, chart, estimate, one, words
from tests.pictures.reading import has, links, sound, texts, tree


def signs(svg: Markup) -> list[str]:
    """Where the marks lead."""
    root = tree(svg)
    return [
        a.attrib["href"] for a in links(root) if has(a, "mark") and has(a, "hit") and a.attrib["href"].startswith("s.")
    ]


@given(st.lists(estimate(), max_size=40, unique_by=lambda one: one.href), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_chart_is_sound_and_has_every_estimate(some: list[Estimate], french: bool) -> None:
    svg = chart(some, 9, french_words=french)
    if not some:
        assert svg == ""
        return
    sound(svg, crowded=len(some) > 2)
    assert sorted(signs(svg)) == sorted(one.href for one in some)
    assert svg == chart(some, 9, french_words=french)


@pytest.mark.parametrize("french", [False, True])
@pytest.mark.parametrize(
    "some",
    [
        [one(3000, 3000, "2025-01/2025-02")],
        [one(3000, 3000)],
        [one(0, 0, "2025")],
        [one(220, 220, "2025-03", by % 6, number_=by) for by in range(12)],
        [one(n * 37, n * 37, f"20{10 + n % 15}-{1 + n % 12:02}", n % 6, LONG, n) for n in range(50)],
        [one(1, 1, "2025-01"), one(10**12, 10**12, "2025-02", 1, number_=1)],
        [one("0.0001", "0.0001", "2025"), one("0.0002", "0.0003", "2026", number_=1)],
        [one(5, 9, "0001"), one(7, None, "9999", 1, number_=1), one(None, 3, "9999-12-31", number_=2)],
        [one(4000, 4000, "2025-03", 0, LONG), one(4000, 4000, None, 1, LONG, 1)],
        [one(-5, 5, "2025-03"), one(-900, -800, "2025-04", 1, number_=1)],
    ],
    ids=["point", "undated", "zero", "equal", "fifty", "huge", "tiny", "ends of time", "long names", "negative"],
)
def test_hard_cases(some: list[Estimate], french: bool) -> None:
    svg = chart(some, 6, french_words=french)
    sound(svg, crowded=len(some) > 3)
    assert len(signs(svg)) == len(some)


def test_signs_of_one_day_stand_apart_with_an_area_each() -> None:
    sound(chart([one(220, 220, "2025-03", by, number_=by) for by in range(6)], 6))
    sound(chart([one(220 + 9 * by, 300, f"2025-0{by + 1}-15", by, number_=by) for by in range(6)], 6))


def test_long_names_of_asserters() -> None:
    keys = [Key(LONG, "a.html"), Key("", ""), Key("W" * 300, "b.html")]
    sound(estimates.draw("p", [one(1, 1, "2025")], [], keys, words(), "#all"))


def test_more_than_sixty_become_fewer_and_lead_to_the_table() -> None:
    some = [one(n, n + 5, f"20{n % 25:02}-{1 + n % 12:02}", n % 9, number_=n) for n in range(400)]
    svg = chart(some, 9)
    root = sound(svg)
    marks = [a for a in links(root) if has(a, "mark") and has(a, "hit")]
    assert len(marks) - 9 <= estimates.MOST
    assert any(a.attrib["href"] == "#all" for a in marks)


def test_a_quantity_in_words_has_no_mark() -> None:
    assert chart([one(None, None, "2025")]) == ""
    assert len(signs(chart([one(None, None, "2025"), one(1, 1, "2025", number_=1)]))) == 1


def test_open_bounds_point_on_and_closed_ones_do_not() -> None:
    assert has(tree(chart([one(5, None, "2025")])), "open")
    assert has(tree(chart([one(None, 5, "2025")])), "open")
    assert not has(tree(chart([one(4, 5, "2025")])), "open")


def test_a_set_of_days_has_a_tick_for_each() -> None:
    svg = chart([one(5, 5, "[2025-03-06,2025-03-13,2025-03-20,2025-03-27]")])
    lines = [line for line in tree(svg).iter("line") if "time" in (line.get("class") or "")]
    assert len([line for line in lines if line.get("x1") == line.get("x2")]) == 4


def test_superseded_and_base_are_marked() -> None:
    old = Estimate("s.html#a", "n", "5", "", Decimal(5), Decimal(5), None, 0, faded=True)
    base = Estimate("s.html#b", "n", "6", "", Decimal(6), Decimal(6), None, 0, base=True)
    root = tree(chart([old, base]))
    faded = [a.attrib["href"] for a in root.iter("a") if a.get("class") == "faded" and has(a, "mark")]
    assert faded == ["s.html#a"]
    assert [a.attrib["href"] for a in root.iter("a") if has(a, "ring")] == ["s.html#b"]


def test_a_calculation_is_said_to_be_ours() -> None:
    ours = Reference("series/x.html#calc-all", "our calculation", "our calculation: 14", Decimal(14), Decimal(14), True)
    root = sound(estimates.draw("p", [one(11, 11), one(3, 3, "2025", number_=1)], [ours], [], words(), "#all"))
    assert any(said.words == ("our calculation: 14",) for said in texts(root))
    assert any(a.attrib["href"] == ours.href and has(a, "ours") for a in links(root))


def test_no_line_joins_two_estimates() -> None:
    svg = chart([one(11, 11), one(3, 3, "2025", number_=1)])
    assert "polyline" not in svg
    for line in tree(svg).iter("line"):
        slanted = line.get("x1") != line.get("x2") and line.get("y1") != line.get("y2")
        assert not slanted


def test_the_unit_stands_at_the_axis_and_so_does_a_logarithmic_scale() -> None:
    def notes(some: list[Estimate]) -> list[str]:
        made = dataclasses.replace(words(), unit="soldiers")
        return [said.words[0] for said in texts(sound(estimates.draw("p", some, [], [Key("A", "a.html")], made, "#")))]

    assert "soldiers" in notes([one(3000, 3000, "2025-01")])
    assert "soldiers, logarithmic scale" in notes([one(3, 3), one(30000, 30000, number_=1)])
