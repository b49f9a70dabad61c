"""What stands around the marks: the key of asserters, the axis of values, the axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from markupsafe import Markup

from generator.pictures.labels import Box, cut, parts, width
from generator.pictures.scale import Scale, Tick
from generator.pictures.shapes import shape
from generator.pictures.svg import HIT, LINE, WIDTH, el, hit, line, link, text

ROW = 44  # a finger's width on a phone


@dataclass(frozen=True, slots=True)
class Key:
    """An asserter; the place in the list of keys is its colour and shape. `href` may be empty."""

    label: str
    href: str


class Stretch(Protocol):
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def ticks(self) -> tuple[tuple[float, Tick], ...]: ...


def key_rows(keys: Sequence[Key]) -> tuple[Markup, float]:
    """Signs with names, as many in a row as fit; and how high that is."""
    x, y, out = 0.0, ROW / 2, []
    for index, key in enumerate(keys):
        label = cut(key.label, WIDTH - 34)
        broad = 30 + width(label)
        if x and x + broad > WIDTH:
            x, y = 0.0, y + ROW
        words = text(x + 28, y, label)
        sign = shape(index, x + 12, y, 8)
        target = hit(x + broad / 2, y, broad, ROW)
        out.append(link(key.href, key.label, target, sign, words) if key.href else el("g", sign, words))
        x += broad + 22
    return el("g", *out, class_="key"), y + ROW / 2 if keys else 0.0


def axis_values(
    y: Scale, marks: Sequence[tuple[Decimal, str]], left: float, note: str, top: float, words: Sequence[Box] = ()
) -> Markup:
    """Lines across at round values, in the parts that no words stand on; numbers at the left, the zero line darker."""
    out = []
    for mark, label in marks:
        at = y(float(mark))
        kind, taken = "zero" if mark == 0 else "grid", [(box.left, box.right) for box in words if box.over(at)]
        out += [line(a, at, b, at, kind) for a, b in parts(left, WIDTH, taken)]
        out.append(text(left - 8, at, label, class_="soft count", anchor="end"))
    if note:
        out.append(text(left, top - 8, cut(note, WIDTH - left), class_="soft"))
    return el("g", *out, class_="axis", aria_hidden="true")


def axis_time(part: Stretch, bottom: float, months: tuple[str, ...], undated: str) -> Markup:
    """Ticks with names of months, the year beneath each January and the first; or the word for no date."""
    base = bottom + LINE
    if not part.ticks:
        word = cut(undated, part.end - part.start)
        back = el("rect", class_="apart", x=part.start, y=bottom, width=part.end - part.start, height=6)
        return el(
            "g", back, text((part.start + part.end) / 2, base - 3, word, class_="soft", anchor="middle"), class_="axis"
        )
    out: list[Markup] = []
    free = max(0.0, part.start - 20)
    january = any(tick.month < 2 for _, tick in part.ticks)
    for index, (x, tick) in enumerate(part.ticks):
        out.append(line(x, bottom, x, bottom + 7, "tick"))
        words = _tick_word(tick, months, with_year=index == 0 and not january)
        half = width(words) / 2
        at = max(min(x, WIDTH - half), part.start - 20 + half)
        if at - half > free - 0.01:
            out.append(text(at, base - 3, words, class_="soft count", anchor="middle"))
            free = at + half + 6
    return el("g", *out, class_="axis", aria_hidden="true")


def _tick_word(tick: Tick, months: tuple[str, ...], *, with_year: bool) -> str:
    """The year of a January and of a whole year; else the month, with its year where no January stands near."""
    if tick.month < 2:
        return str(tick.year)
    return f"{months[tick.month - 1]} {tick.year}" if with_year else months[tick.month - 1]


def key_of_signs(signs: Sequence[tuple[Markup, str]], top: float) -> tuple[Markup, float]:
    """Signs drawn at (0, 0) with their words, in rows from `top` down; and where that ends."""
    if not signs:
        return Markup(""), top
    x, y, out = 0.0, top + ROW / 2, []
    for sign, word in signs:
        broad = 30 + width(word)
        if x and x + broad > WIDTH:
            x, y = 0.0, y + ROW
        out.append(el("g", sign, text(18, 0, word, class_="soft"), transform=f"translate({x + 12:.1f} {y:.1f})"))
        x += broad + 20
    return el("g", *out, class_="key"), y + ROW / 2


__all__ = ["HIT", "Key", "axis_time", "axis_values", "key_of_signs", "key_rows"]
