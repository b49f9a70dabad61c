"""How long each estimate stood: a bar from the day on which it was said to the day on which another took its place.

One row for each. Where a day is not known for certain, the bar is thin over the days that may be meant; an arrow says
that no other has taken its place. What lies between two bars, nobody has said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.pictures import scale
from generator.pictures.frame import axis_time
from generator.pictures.labels import Box, cut, upright, width
from generator.pictures.scale import Tick
from generator.pictures.shapes import colour_class, fallback, shape
from generator.pictures.svg import LINE, WIDTH, el, line, link, num, picture, text

MOST = 24  # bars
ROW = 60
LEFT, RIGHT = 24, WIDTH - 34  # the arrows have their room at the right


@dataclass(frozen=True, slots=True)
class Bar:
    """Days as day numbers: the first that may be meant, and the certain one. `until` is None where it still stands."""

    href: str
    name: str
    label: str
    since: tuple[int, int]
    until: tuple[int, int] | None
    by: int


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    desc: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: float
    end: float
    ticks: tuple[tuple[float, Tick], ...]


def draw(name: str, bars: Sequence[Bar], words: Words) -> Markup:
    """The picture; nothing for fewer than two bars, or more than can be told apart."""
    if not 2 <= len(bars) <= MOST:
        return Markup("")
    days = [day for one in bars for day in (*one.since, *(one.until or ()))]
    x, ticks = scale.of_time(min(days), max(days), LEFT, RIGHT)
    bottom = ROW * len(bars) + 10
    time = _Stretch(LEFT, RIGHT, tuple((x(tick.day), tick) for tick in ticks))
    rows = (_row(one, x, ROW * index) for index, one in enumerate(bars))
    words_at = [_words_at(one, x, ROW * index) for index, one in enumerate(bars)]
    grid = (line(at, a, at, b, "grid") for at, _ in time.ticks for a, b in upright(at, 0, bottom, words_at))
    body = [el("g", *grid, class_="axis", aria_hidden="true"), *rows, axis_time(time, bottom, words.months, "")]
    return picture(name, "standing", bottom + LINE * 1.4, words.title, words.desc, *body)


def _row(one: Bar, x: scale.Scale, top: float) -> Markup:
    """The words, and the bar with its sign beneath them, all one link."""
    css, colour = colour_class(one.by), fallback(one.by)
    at, start = top + LINE + 18, x(one.since[1])
    first, last = x(one.until[0]) if one.until else WIDTH - 12.0, x(one.until[1]) if one.until else WIDTH - 12.0
    first = max(first, start)
    parts = [el("rect", class_="hit", x=0, y=top + 4, width=WIDTH, height=ROW - 8, fill="transparent")]
    for begin, end, broad in ((x(one.since[0]), start, 2), (start, first, 6), (first, last, 2)):
        if end - begin > 0.5:
            kind = "bar" if broad > 2 else "time"
            ends = f"M{num(begin)} {num(at)}H{num(end)}"
            parts.append(el("path", class_=f"{kind} {css}", d=ends, stroke=colour, stroke_width=broad))
    if one.until:
        parts.append(
            el("line", class_=f"bar {css}", x1=last, y1=at - 9, x2=last, y2=at + 9, stroke=colour, stroke_width=3)
        )
    else:
        arrow = f"M{num(last - 8)} {num(at - 8)}L{num(last)} {num(at)}L{num(last - 8)} {num(at + 8)}"
        parts.append(el("path", class_=f"open {css}", d=arrow, stroke=colour, fill="none", stroke_width=3))
    parts.append(shape(one.by, start, at))
    left, label = _label(one, start)
    return link(one.href, one.name, *parts, text(left, top + LINE / 2 + 4, label))


def _label(one: Bar, start: float) -> tuple[float, str]:
    """Where the words of a row begin, and as much of them as fits."""
    label = cut(one.label, WIDTH - 8)
    return max(4.0, min(start - 8, WIDTH - 4 - width(label))), label


def _words_at(one: Bar, x: scale.Scale, top: float) -> Box:
    left, label = _label(one, x(one.since[1]))
    return Box(left, top, left + width(label), top + LINE + 6)
