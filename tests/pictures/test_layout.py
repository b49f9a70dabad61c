"""Scales, ticks and labels by themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.model.edtf import parse
from generator.pictures import scale
from generator.pictures.labels import ELLIPSIS, Box, Placer, cut, width, wrap
from generator.pictures.svg import el, num

finite = st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-9)


def test_ticks_are_round_and_exact() -> None:
    assert scale.ticks(0, 11000, 4) == [Decimal(n) for n in (0, 5000, 10000, 15000)]
    assert scale.ticks(0, 0.3, 4) == [Decimal(text) for text in ("0", "0.1", "0.2", "0.3")]
    assert scale.ticks(7, 7) == scale.ticks(7, 14)
    assert scale.powers(3, 5_000_000) == [Decimal(n) for n in (1, 100, 10_000, 1_000_000, 100_000_000)]


@given(finite, finite, st.integers(2, 9))
def test_ticks_cover_their_range(a: float, b: float, most: int) -> None:
    low, high = sorted((a, b))
    marks = scale.ticks(low, high, most)
    slack = 1e-6 * max(abs(low), abs(high), 1e-9)
    assert float(marks[0]) <= low + slack
    assert float(marks[-1]) >= high - slack
    assert 2 <= len(marks) <= most + 2
    assert marks == sorted(set(marks))


@given(st.lists(st.floats(1e-6, 1e12), min_size=1, max_size=9))
def test_a_scale_never_leaves_its_frame(values: list[float]) -> None:
    to, _ = scale.of_values(values, 300, 20)
    places = [to(value) for value in sorted(values)]
    assert all(20 <= place <= 300 for place in places)
    assert places == sorted(places, reverse=True)


@given(st.dates(), st.dates(), st.integers(3, 8))
def test_ticks_of_time(a: date, b: date, most: int) -> None:
    first, last = sorted((a.toordinal(), b.toordinal()))
    to, marks = scale.of_time(first, last, 0, 600, most)
    assert 1 <= len(marks) <= most + 4
    assert [mark.day for mark in marks] == sorted({mark.day for mark in marks})
    assert 0 <= to(first) <= to(last) <= 600


def test_what_days_a_date_means() -> None:
    def span(text: str) -> list[tuple[str, str]]:
        return [(str(date.fromordinal(a)), str(date.fromordinal(b))) for a, b in scale.days(parse(text))]

    assert span("2025-02") == [("2025-02-01", "2025-02-28")]
    assert span("2025-01/2025-02") == [("2025-01-01", "2025-02-28")]
    assert span("2025-01/..") == [("2025-01-01", "2025-01-31")]
    assert span("[2025-03-06,2025-03-13]") == [("2025-03-06", "2025-03-06"), ("2025-03-13", "2025-03-13")]


@given(st.text(max_size=80), st.floats(30, 500), st.integers(1, 5))
def test_wrapped_words_fit(words: str, room: float, most: int) -> None:
    lines = wrap(words, room, most)
    assert 1 <= len(lines) <= most
    assert all(width(line) <= room for line in lines)
    if not any(line.endswith(ELLIPSIS) for line in lines):
        assert "".join(lines).replace(" ", "") == words.replace(" ", "").rstrip() or "".join(lines).strip() in words


def test_cutting() -> None:
    assert cut("short", 500) == "short"
    assert cut("rather a long sentence", 100).endswith(ELLIPSIS)
    assert cut("x", 0) == ELLIPSIS


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 400), st.text(min_size=1, max_size=20)), max_size=40))
def test_placed_labels_never_meet(some: list[tuple[float, float, str]]) -> None:
    placer = Placer(Box(0, 0, 600, 400))
    placed = [spot for x, y, words in some if (spot := placer.place((words,), (x, y), 12))]
    for index, one in enumerate(placed):
        assert one.box.inside(placer.frame)
        assert not any(one.box.meets(other.box) for other in placed[index + 1 :])


def test_everything_is_escaped_once() -> None:
    made = el("text", "<b> & \"'", class_='"><script>', stroke_width=1.25, x=None)
    assert made == '<text class="&#34;&gt;&lt;script&gt;" stroke-width="1.2">&lt;b&gt; &amp; &#34;&#39;</text>'
    assert [num(value) for value in (0, -0.01, 1.0, 2.449, -3.5)] == ["0", "0", "1", "2.4", "-3.5"]
