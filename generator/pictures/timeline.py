"""The timeline: how much falls into each month, and beneath it what happened and what was said, as exactly as known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.model.edtf import Edtf, Precision
from generator.pictures import scale
from generator.pictures.density import FOOT, Words, extent, strip
from generator.pictures.frame import axis_time
from generator.pictures.labels import BOLD, Box, cut, upright, width
from generator.pictures.svg import HIT, LINE, WIDTH, el, hit, line, link, num, picture, text

MOST = 60  # marks
ROWS = 12  # rows of one lane, at most
EDGE = 14.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list. `lane` is a number of `Words.lanes`."""

    href: str
    name: str
    label: str
    when: Edtf
    lane: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: float
    end: float
    ticks: tuple[tuple[float, scale.Tick], ...]


def draw(name: str, entries: list[Entry], words: Words) -> Markup:
    if not entries:
        return Markup("")
    spans = [span for one in entries for span in scale.days(one.when)]
    x, ticks = scale.of_time(min(a for a, _ in spans), max(b for _, b in spans), EDGE, WIDTH - EDGE)
    counts: dict[tuple[int, int], int] = {}
    for one in entries:
        counts[begins(one.when)] = counts.get(begins(one.when), 0) + 1
    body = [strip(counts, x, words)]
    y = FOOT
    ticked = tuple((x(tick.day), tick) for tick in ticks)
    body.append(axis_time(_Stretch(20, WIDTH, ticked), y, words.months, ""))
    y += LINE * 1.5
    few, head, labels = len(entries) + len(counts) <= MOST, y, list[Box]()
    for number in range(len(words.lanes)):
        some = [one for one in entries if one.lane == number]
        if some:
            lane, high, boxes = _lane(some, x, y, words, one_by_one=few)
            body.append(lane)
            labels += boxes
            y += high
    grid = [line(at, a, at, b, "grid") for at, _ in ticked for a, b in upright(at, head, y - 6, labels)]
    return picture(name, "timeline", y, words.title, words.desc, el("g", *grid, aria_hidden="true"), *body)


def begins(when: Edtf) -> tuple[int, int]:
    """Year and month of the beginning, of the end where that is open; month 0 for a whole year."""
    first = next(one for one in when.dates if one)
    return first.year, first.month


def _lane(
    some: list[Entry], x: scale.Scale, top: float, words: Words, *, one_by_one: bool
) -> tuple[Markup, float, list[Box]]:
    """The marks of a lane in as few rows as keep them and their words apart; its height, and where words stand."""
    number = some[0].lane
    word = words.lanes[number]
    out = [line(0, top, WIDTH, top, "rule"), text(0, top + LINE * 0.7, cut(word, WIDTH), class_="lane-word")]
    rows: list[list[tuple[float, float]]] = []
    boxes = [Box(0, top, width(word, BOLD), top + LINE + 8)]
    top += LINE + 8
    marks = _single(some, x) if one_by_one else None
    if marks is None or any(_row_for(rows, _room(m)) >= ROWS for m in marks):
        rows = []
        marks = _summed(some, x, words)
        for m in marks:
            _row_for(rows, _room(m))
    rows = []
    for mark in marks:
        row = _row_for(rows, _room(mark))
        out.append(_drawn(mark, top + HIT * (row + 0.5), number))
        left, right = _room(mark)
        edge = mark.spots[-1][1] if mark.right else mark.spots[0][0]
        if not mark.count:
            left, right = (edge, right) if mark.right else (left, edge)
        boxes.append(Box(left, top + HIT * row, right, top + HIT * (row + 1)))
    return el("g", *out), LINE + 8 + HIT * max(1, len(rows)) + 8, boxes


@dataclass(frozen=True, slots=True)
class _Mark:
    href: str
    name: str
    label: str
    spots: tuple[tuple[float, float], ...]
    arrows: tuple[int, ...]
    precise: bool
    right: bool  # the words stand to its right
    count: bool = False


def _single(some: list[Entry], x: scale.Scale) -> list[_Mark]:
    out = []
    for one in some:
        spots = tuple((x(a), x(b + 1)) for a, b in scale.days(one.when))
        ends = one.when.dates if one.when.kind == "interval" else ()
        arrows = tuple(side for side, end in zip((-1, 1), ends, strict=False) if end is None)
        if arrows == (-1,):
            spots = ((max(0.0, spots[-1][1] - 40), spots[-1][1]),)
        elif arrows == (1,):
            spots = ((spots[0][0], min(WIDTH, spots[0][0] + 40)),)
        precise = (
            all(date_ and date_.precision is Precision.DAY for date_ in one.when.dates) and one.when.kind != "interval"
        )
        out.append(_Mark(one.href, one.name, one.label, spots, arrows, precise, spots[0][0] < WIDTH - spots[-1][1]))
    return out


def _summed(some: list[Entry], x: scale.Scale, words: Words) -> list[_Mark]:
    """One mark for each month; for several, in their midst, where months stand too close."""
    groups: list[tuple[float, list[tuple[int, int]]]] = []  # the sum of their places, and their months
    for at, key in sorted((sum(extent(begins(one.when), x)) / 2, begins(one.when)) for one in some):
        total, keys = groups[-1] if groups else (0.0, [])
        if keys and at - total / len(keys) < HIT + 2:
            keys.append(key)
            groups[-1] = total + at, keys
        else:
            groups.append((at, [key]))
    out = []
    for total, keys in groups:
        at = total / len(keys)
        href, name, label = words.month_href(min(keys)), _span(keys, words), words.number(Decimal(len(keys)))
        out.append(_Mark(href, name, label, ((at, at),), (), True, True, True))
    return out


def _span(keys: list[tuple[int, int]], words: Words) -> str:
    """The month that all have, or else the year, or the years from the first to the last."""
    first, last = min(keys), max(keys)
    if first == last or first[0] == last[0]:
        return words.month(first if first == last else (first[0], 0), len(keys))
    return words.years(first[0], last[0], len(keys))


def _room(mark: _Mark) -> tuple[float, float]:
    """From where to where a mark takes its row, words and target included."""
    left, right = mark.spots[0][0], mark.spots[-1][1]
    middle = (left + right) / 2
    target = min(middle - HIT / 2, left), max(middle + HIT / 2, right)
    if mark.count:
        return target
    broad = width(_label(mark)) + (22 if mark.arrows else 12)
    return (target[0], right + broad + 8) if mark.right else (left - broad - 8, target[1])


def _label(mark: _Mark) -> str:
    room = WIDTH - mark.spots[-1][1] - 26 if mark.right else mark.spots[0][0] - 26
    return cut(mark.label, min(room, 470)) if room > 60 else ""


def _row_for(rows: list[list[tuple[float, float]]], room: tuple[float, float]) -> int:
    """The first row in which this is free; it is taken from now on."""
    for index, row in enumerate(rows):
        if all(room[1] <= a or b <= room[0] for a, b in row):
            row.append(room)
            return index
    rows.append([room])
    return len(rows) - 1


def _drawn(mark: _Mark, y: float, lane: int) -> Markup:
    """A dot for a day, a bar for a month or an interval, ticks on a line for a set, an arrow for an open end."""
    left, right = mark.spots[0][0], mark.spots[-1][1]
    middle = (left + right) / 2
    css = f"mark l{lane + 1}"
    parts = [hit(middle, y, max(HIT, right - left))]
    if mark.count:
        parts.append(el("circle", class_=css, cx=middle, cy=y, r=17))
        parts.append(text(middle, y, cut(mark.label, 34), class_="on-mark count", anchor="middle"))
        return link(mark.href, mark.name, *parts, counts=True)
    if len(mark.spots) > 1:
        parts.append(el("line", class_=f"time l{lane + 1}", x1=left, y1=y, x2=right, y2=y, stroke="currentColor"))
    for start, end in mark.spots:
        if mark.precise and len(mark.spots) == 1:
            parts.append(el("circle", class_=css, cx=(start + end) / 2, cy=y, r=8))
        else:
            broad = max(end - start, 4.0)
            height = 18 if mark.precise else 12
            parts.append(
                el("rect", class_=css, x=(start + end - broad) / 2, y=y - height / 2, width=broad, height=height)
            )
    for side in mark.arrows:
        tip = left if side < 0 else right
        parts.append(
            el("path", class_=f"{css} end", d=f"M{num(tip)} {num(y - 9)}l{num(side * 10)} 9l{num(-side * 10)} 9Z")
        )
    label = _label(mark)
    gap = 22 if mark.arrows else 12
    at, anchor = (right + gap, "start") if mark.right else (left - gap, "end")
    parts.append(text(at, y, label, anchor=anchor))
    return link(mark.href, mark.name, *parts)


__all__ = ["MOST", "Entry", "Words", "begins", "draw"]
