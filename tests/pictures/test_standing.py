"""How long estimates stood: bars from day to day, thin where a day is not certain."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pictures import standing
from generator.pictures.standing import MOST, Bar, Words
from tests.pictures.making import MONTHS
from tests.pictures.reading import has, links, sound

WORDS = Words("Title", "1", MONTHS)
FIRST = datetime.date(2031, 3, 1).toordinal()


def bar(n: int, since: int, until: int | None, *, spread: int = 0) -> Bar:
    end = None if until is None else (FIRST + until - spread, FIRST + until)
    return Bar(
        f"s.html#f{n}", f"figure {n}", f"{n} boats · Varland", (FIRST + since - spread, FIRST + since), end, n % 8
    )


def strokes(one: ET.Element, css: str) -> list[tuple[float, float]]:
    """Where the strokes of a class begin and end."""
    found = (path.attrib["d"] for path in one.iter("path") if css in path.attrib.get("class", "").split())
    return [(float(d[1:].split()[0]), float(d.rpartition("H")[2])) for d in found if "H" in d]


def test_a_bar_ends_where_the_next_begins() -> None:
    root = sound(standing.draw("p", [bar(1, 0, 40), bar(2, 40, None)], WORDS))
    first, second = links(root)
    assert [one.get("href") for one in (first, second)] == ["s.html#f1", "s.html#f2"]
    ((begin, end),), ((start, last),) = strokes(first, "bar"), strokes(second, "bar")
    assert begin < end == start < last
    assert (has(first, "open"), has(second, "open")) == (False, True)


def test_what_is_not_certain_is_thin() -> None:
    root = sound(standing.draw("p", [bar(1, 30, 90, spread=20), bar(2, 90, None)], WORDS))
    (before, _), (_, after) = strokes(links(root)[0], "time")
    ((begin, end),) = strokes(links(root)[0], "bar")
    assert before < begin < end < after
    assert strokes(links(root)[1], "time") == []


def test_too_few_and_too_many_are_not_drawn() -> None:
    assert standing.draw("p", [bar(1, 0, None)], WORDS) == ""
    assert standing.draw("p", [bar(n, n, None) for n in range(MOST + 1)], WORDS) == ""


rows = st.tuples(st.integers(0, 9000), st.none() | st.integers(1, 4000), st.integers(0, 800))


@given(st.lists(rows, min_size=2, max_size=MOST), st.text("Ax€漢 ", max_size=80))
@settings(max_examples=60, deadline=None)
def test_every_course_is_sound(some: list[tuple[int, int | None, int]], label: str) -> None:
    bars = [
        Bar(f"s.html#f{n}", "x", label, (FIRST + since - spread, FIRST + since), end, n)
        for n, (since, more, spread) in enumerate(some)
        for end in [None if more is None else (FIRST + since + more - spread, FIRST + since + more)]
    ]
    root = sound(standing.draw("p", bars, WORDS))
    assert [one.get("href") for one in links(root)] == [one.href for one in bars]
