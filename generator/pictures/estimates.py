"""Estimates over time: a sign and a range bar for each, by asserter; what holds for no stated time stands apart.

No line joins two estimates: what lies between them, nobody has said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from generator.pictures import scale, targets
from generator.pictures.estimate import Estimate, Mark, along, dodged, height_of
from generator.pictures.frame import Key, axis_time, axis_values, key_rows
from generator.pictures.labels import BOLD, Box, Placed, Placer, cut, width, wrap
from generator.pictures.shapes import colour_class, fallback, shape
from generator.pictures.svg import HIT, LINE, WIDTH, el, hit, line, link, num, picture, text

MOST = 60  # marks
BUCKETS = 12
PLOT = 320


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that the others are measured by: the base that they are part of, or a calculation of ours."""

    href: str
    name: str
    label: str
    low: Decimal
    high: Decimal
    ours: bool


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    desc: str
    undated: str
    log: str
    many: str  # with {n}: the label of a mark that stands for several
    number: Callable[[Decimal], str]
    months: tuple[str, ...]
    unit: str = ""  # of all values, where it is one and the same


def draw(
    name: str, estimates: list[Estimate], references: list[Reference], keys: list[Key], words: Words, more: str
) -> Markup:
    """The picture. `more` is the address of the table, where marks must be put together."""
    shown = [one for one in estimates if one.low is not None or one.high is not None]
    if not shown:
        return Markup("")
    if len(shown) > MOST:
        shown = together(shown, words, more)
    key, top = key_rows(keys)
    top += 16
    bottom = top + PLOT
    known = [value for one in shown for value in (one.low, one.high) if value is not None]
    values = [float(value) for value in (*known, *(end for one in references for end in (one.low, one.high)))]
    y, marks = scale.of_values(values, bottom, top + 34)
    labels = [words.number(mark) for mark in marks]
    left = max(width(one) for one in labels) + 12
    placed, time = along(shown, left)
    note = ", ".join(word for word in (words.unit, words.log if y.log else "") if word)
    placer = Placer(Box(left + 2, top + 4 if note else top - 14, WIDTH - 2, bottom - 2))
    frame = Box(0, top - 16, WIDTH, bottom + 8)
    signs = [_sign(one, y, placer, area) for one, area in _standing(placed, y, frame)]
    lines = [_reference(one, y, left, placer) for one in references]
    # what stands has its words before what was replaced
    ordered = sorted(signs, key=lambda one: one.mark.one.faded)
    named = [found for one in ordered if (found := _named(one, placer))]
    body = [
        key,
        axis_values(y, list(zip(marks, labels, strict=True)), left, note, top, [box for _, box in named]),
        *(axis_time(one, bottom, words.months, words.undated) for one in time),
        *lines,
        *(words for words, _ in named),
        *(one.drawn for one in signs),
    ]
    return picture(name, "estimates", bottom + LINE * 1.4, words.title, words.desc, *body)


def _standing(placed: list[Mark], y: scale.Scale, frame: Box) -> list[tuple[Mark, Box]]:
    """Where each sign stands and where a finger finds it; further apart where only that gives each its own area."""
    best: list[tuple[Mark, Box]] = []
    fewest = len(placed) + 1
    for step in (22, HIT + 2):
        stand = dodged(placed, y, step)
        fingers, lost = targets.areas([(one.x, height_of(one.one, y)) for one in stand], frame)
        if lost < fewest:
            best, fewest = list(zip(stand, fingers, strict=True)), lost
        if not lost:
            break
    return best


def together(some: list[Estimate], words: Words, more: str) -> list[Estimate]:
    """Fewer marks: those of one asserter that stand close in time become one, from the lowest to the highest."""
    spans = [scale.days(one.when)[0][0] if one.when else 0 for one in some]
    known = [day for day in spans if day]
    first, size = min(known, default=0), max(1.0, (max(known, default=1) - min(known, default=0) + 1) / BUCKETS)
    groups: dict[tuple[int, int], list[Estimate]] = {}
    most_keys = MOST // (BUCKETS + 1)
    for one, day in zip(some, spans, strict=True):
        bucket = int((day - first) / size) if day else -1
        groups.setdefault((bucket, min(one.by, most_keys - 1)), []).append(one)
    out = []
    for group in groups.values():
        if len(group) == 1:
            out.append(group[0])
            continue
        ends = [value for one in group for value in (one.low, one.high) if value is not None]
        label = words.many.format(n=words.number(Decimal(len(group))))
        middle = sorted(group, key=lambda one: str(one.when))[len(group) // 2]
        faded = all(one.faded for one in group)
        out.append(
            replace(
                middle,
                href=more,
                name=label,
                label=label,
                detail="",
                low=min(ends),
                high=max(ends),
                faded=faded,
                base=False,
            )
        )
    return out


@dataclass(frozen=True, slots=True)
class _Drawn:
    mark: Mark
    y: float
    drawn: Markup


def _sign(mark: Mark, y: scale.Scale, placer: Placer, area: Box) -> _Drawn:
    """The bar of its range, the bars or ticks of its dates, and the sign, all one link."""
    one, x, at = mark.one, mark.x, height_of(mark.one, y)
    css, colour = colour_class(one.by), fallback(one.by)
    parts = [hit((area.left + area.right) / 2, (area.top + area.bottom) / 2)]
    low = y(float(one.low)) if one.low is not None else min(at + 46, y.start)
    high = y(float(one.high)) if one.high is not None else max(at - 46, y.end - 12)
    if low - high > 1:
        parts.append(el("line", class_=f"bar {css}", x1=x, y1=low, x2=x, y2=high, stroke=colour, stroke_width=5))
    for known, end, side in ((one.low, low, 1), (one.high, high, -1)):
        if known is None:  # an open bound points to where it may go on
            arrow = f"M{num(x - 8)} {num(end - 9 * side)}L{num(x)} {num(end)}L{num(x + 8)} {num(end - 9 * side)}"
            parts.append(el("path", class_=f"open {css}", d=arrow, stroke=colour, fill="none", stroke_width=3))
        elif low - high > 1:
            parts.append(line(x - 7, end, x + 7, end, f"bar {css}", stroke_width=3))
    parts += _times(mark, at, css, colour, placer)
    parts.append(shape(one.by, x, at))
    if one.base:
        parts.append(el("circle", class_=f"ring {css}", cx=x, cy=at, r=15, fill="none", stroke=colour, stroke_width=2))
    placer.block(Box(x - 16, min(high, at) - 14, x + 16, max(low, at) + 14))
    return _Drawn(mark, at, link(one.href, one.name, *parts, class_="faded" if one.faded else None))


def _times(mark: Mark, at: float, css: str, colour: str, placer: Placer) -> list[Markup]:
    """How exactly the date is known: a bar for a month or an interval, a tick for each day of a set."""
    out: list[Markup] = []
    if not mark.spots:
        return out
    shift = mark.x - (mark.spots[0][0] + mark.spots[-1][1]) / 2
    first, last = mark.spots[0][0], min(mark.spots[-1][1], WIDTH - 2)
    if mark.arrows or abs(shift) < 0.1:
        shift = 0.0
    single = len(mark.spots) == 1
    if last - first > 26:
        out.append(
            el(
                "line",
                class_=f"time {css}",
                x1=min(first, mark.x),
                y1=at,
                x2=max(last, mark.x),
                y2=at,
                stroke=colour,
                stroke_width=2,
            )
        )
        placer.block(Box(min(first, mark.x), at - 8, max(last, mark.x), at + 8))
    for start, end in mark.spots if last - first > 26 else ():
        ends = (start, end) if single or end - start > 12 else ((start + end) / 2,)
        out += [
            el("line", class_=f"time {css}", x1=a, y1=at - 6, x2=a, y2=at + 6, stroke=colour)
            for a in ends
            if a <= last + 1
        ]
    for side in mark.arrows:
        tip = mark.x + side * 40
        d = f"M{num(mark.x)} {num(at)}H{num(tip)}m{num(-side * 7)} -6l{num(side * 7)} 6l{num(-side * 7)} 6"
        out.append(el("path", class_=f"time {css}", d=d, stroke=colour, fill="none"))
        placer.block(Box(min(mark.x, tip), at - 9, max(mark.x, tip), at + 9))
    return out


def _named(drawn: _Drawn, placer: Placer) -> tuple[Markup, Box] | None:
    """The value beside its sign and what it counts beneath; the value alone, or nothing, where there is no room."""
    one = drawn.mark.one
    value = cut(one.label, 300, BOLD)
    room = max(230.0, width(value, BOLD))
    for lines in ((value, *wrap(one.detail, room, 3)), (value,)) if one.detail else ((value,),):
        spot = placer.place(lines, (drawn.mark.x, drawn.y), 20, bold=1)
        if spot:
            label = text(spot.x, spot.y, *lines, class_="soft", anchor=spot.anchor, lead=("value", 1))
            css = "faded" if one.faded else None
            return el("a", label, href=one.href, aria_hidden="true", tabindex=-1, class_=css), _covered(spot)
    return None


def _covered(spot: Placed) -> Box:
    """What the words cover on a wide screen, where they are smaller than the room that they have."""
    spare = (spot.box.right - spot.box.left) / 4
    left, right = {"start": (0.0, spare), "end": (spare, 0.0), "middle": (spare / 2, spare / 2)}[spot.anchor]
    return Box(spot.box.left + left - 4, spot.box.top, spot.box.right - right + 4, spot.box.bottom)


def _reference(one: Reference, y: scale.Scale, left: float, placer: Placer) -> Markup:
    """A line across, or a band between two bounds, with its words on it."""
    high, low = y(float(one.high)), y(float(one.low))
    css = "ours" if one.ours else "basis"
    parts = [
        el(
            "rect",
            class_="hit",
            x=left,
            y=high - HIT / 2,
            width=WIDTH - left,
            height=low - high + HIT,
            fill="transparent",
        )
    ]
    if low - high > 1:
        parts.append(
            el("rect", class_=f"band {css}", x=left, y=high, width=WIDTH - left, height=low - high, fill_opacity=0.15)
        )
    parts.append(line(left, high, WIDTH, high, f"reference {css}", stroke_dasharray="7 5", stroke_width=2))
    lines = (cut(one.label, WIDTH - left - 20),)
    broad = width(lines[0])
    for x in (WIDTH - broad - 6, left + 8, (left + WIDTH - broad) / 2):
        for top in (high - LINE - 3, low + 4):
            box = Box(x, top, x + broad, top + LINE)
            if placer.free(box):
                placer.block(box)
                parts.append(text(x, top + LINE / 2, *lines, class_=css))
                placer.block(Box(left + 2, high - 3, WIDTH - 2, low + 3))
                return link(one.href, one.name, *parts)
    return link(one.href, one.name, *parts)


__all__ = ["Estimate", "Key", "Reference", "Words", "draw"]
