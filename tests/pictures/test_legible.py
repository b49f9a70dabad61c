"""What a reader must be able to read off: whole names, marks where their dates are, words that no line goes through."""

from __future__ import annotations

from dataclasses import replace

from generator.pictures import matrix, standing, timeline
from generator.pictures.labels import ELLIPSIS, parts, wrap
from generator.pictures.matrix import Party, Row
from generator.pictures.standing import Bar
from tests.pictures import making
from tests.pictures.reading import links, sound, texts

FOUR = ("Armée sud-coréenne", "État-major interarmées sud-coréen", "Russie", "Corée du Nord")


def test_the_names_above_four_columns_are_whole() -> None:
    row = Row("s.html#a", "A fact", "A fact", {0: making.cell("asserts"), 2: making.cell("silent", 1)})
    root = sound(matrix.draw("p", [row], [Party(name, "a.html") for name in FOUR], making.matrix_words(), "#list"))
    heads = [said.words for said in texts(root)][: len(FOUR)]
    assert ["".join(f"{line} " for line in lines).replace("- ", "-").strip() for lines in heads] == list(FOUR)


def test_a_word_too_wide_is_broken_after_its_hyphen_and_only_then() -> None:
    assert wrap("nord-coréen", 300) == ("nord-coréen",)
    assert wrap("un état-major", 105, 3) == ("un état-", "major")
    assert wrap("Unteilbarkeitserklärung", 105)[0].endswith(ELLIPSIS)


def test_marks_for_several_stand_at_their_dates_whatever_comes_first() -> None:
    """What is open towards the past comes first in the order of dates, and late on the axis."""
    some = ["../2025-03"] * 3 + ["2022-02", "2024", "2024-06"] + ["2025-03"] * 8
    entries = [making.entry(when, label="A long label that needs a row of its own", n=n) for n, when in enumerate(some)]
    root = sound(timeline.draw("p", entries, making.time_words()))
    marks = [one for one in links(root) if one.find("circle[@r='17']") is not None]
    found = [(one.find("title").text, one.find("text").text) for one in marks]  # type: ignore[union-attr]
    assert found == [("(2022, 2): 1", "1"), ("(2024, 0): 2", "2"), ("(2025, 3): 11", "11")]


def test_what_stands_is_named_before_what_was_replaced() -> None:
    """Side by side at one height, only one of the two has room for words."""
    old = replace(making.one(12, 12, "2031-03/2031-05", detail="supplied"), faded=True)
    root = sound(making.chart([old, making.one(14, 14, "2031-03/2031-06", detail="supplied")]))
    assert "14" in {line for said in texts(root) for line in said.words}


def test_the_grid_makes_way_for_words() -> None:
    assert list(parts(0, 100, [(20, 30), (25, 60), (95, 120)])) == [(0, 20), (60, 95)]
    day = 740000
    bars = [
        Bar(f"s.html#{n}", f"figure {n}", "14 boats · Varland Coastguard", (day + n, day + n), None, 0)
        for n in (0, 40, 80, 120)
    ]
    root = sound(standing.draw("p", bars, standing.Words("Title", "1", making.MONTHS)))
    grid = [one for one in root.iter("line") if one.get("class") == "grid"]
    boxes = [said.box for said in texts(root) if "boats" in said.words[0]]
    assert grid
    assert boxes
    for one in grid:
        x, top, bottom = (float(one.attrib[name]) for name in ("x1", "y1", "y2"))
        assert not any(box.left < x < box.right and top < box.bottom and box.top < bottom for box in boxes)
