"""Part of a whole: each part in its own bar against its base. Never stacked, since parts may overlap; never a pie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.pictures.labels import cut, width, wrap
from generator.pictures.shapes import colour_class, fallback
from generator.pictures.svg import HIT, LINE, WIDTH, el, hatch, line, link, more_link, picture, text

BAR = 46
MOST = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One number that is a part of the base. One bound None: open."""

    href: str
    name: str
    label: str
    detail: str
    low: Decimal | None
    high: Decimal | None
    by: int
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """The base: its upper bound is the whole bar; where it is a range, its end is hatched too."""

    href: str
    name: str
    label: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    desc: str
    more: Callable[[int], str]


def draw(name: str, whole: Whole, parts: list[Part], words: Words, more: str) -> Markup:
    """The picture; nothing for a base of zero, of which there are no parts."""
    drawable = [part for part in parts if part.low is not None or part.high is not None]
    shown = drawable[:MOST]
    if whole.high <= 0 or not shown:
        return Markup("")
    y, body = 0.0, []
    for index, part in enumerate(shown):
        row, high = _row(f"{name}-h{index}", whole, part, y)
        body.append(row)
        y += high
    lines = wrap(whole.label, WIDTH - 8, 2)
    base = [
        line(1, y - 10, 1, y, "tick"),
        line(WIDTH - 1, y - 10, WIDTH - 1, y, "tick"),
        line(1, y - 5, WIDTH - 1, y - 5, "tick"),
    ]
    words_of_base = text(WIDTH, y + LINE * len(lines) / 2, *lines, class_="basis", anchor="end")
    target = el("rect", class_="hit", x=0, y=y - 12, width=WIDTH, height=LINE * len(lines) + 20, fill="transparent")
    body.append(link(whole.href, whole.name, target, *base, words_of_base))
    y += LINE * len(lines) + 8
    if len(drawable) > MOST:
        rest = words.more(len(drawable) - MOST)
        body.append(more_link(more, cut(rest, WIDTH), y + HIT / 2))
        y += HIT
    return picture(name, "share", y, words.title, words.desc, *body)


def _row(pattern: str, whole: Whole, part: Part, top: float) -> tuple[Markup, float]:
    """The part's words above its bar: filled to its lower bound, hatched between its bounds."""
    css, colour = colour_class(part.by), fallback(part.by)
    scale = (WIDTH - 2) / float(whole.high)
    low = min(float(part.low or 0) * scale, WIDTH - 2)
    high = min(float(part.high if part.high is not None else whole.high) * scale, WIDTH - 2)
    first = float(whole.low) * scale
    value = cut(part.label, WIDTH - 2)
    beside = WIDTH - width(value) - 14
    detail = wrap(part.detail, beside, 2) if part.detail and beside > 200 else ()
    middle = top + LINE * max(1, len(detail)) / 2
    parts = [
        text(1, middle, value, class_="value"),
        *((text(WIDTH, middle, *detail, class_="soft", anchor="end"),) if detail else ()),
    ]
    y = top + LINE * max(1, len(detail)) + 4
    parts.append(el("rect", class_="whole", x=1, y=y, width=WIDTH - 2, height=BAR, fill="none", stroke="currentColor"))
    if first < WIDTH - 3:
        parts.append(line(1 + first, y, 1 + first, y + BAR, "reference", stroke_dasharray="5 4"))
    parts.append(el("rect", class_=f"fill {css}", x=1, y=y, width=max(low, 1.5 if low else 0), height=BAR, fill=colour))
    if high - low > 0.5:
        parts.append(hatch(pattern, css, colour))
        parts.append(
            el(
                "rect",
                class_=f"between {css}",
                x=1 + low,
                y=y,
                width=high - low,
                height=BAR,
                fill=f"url(#{pattern})",
                stroke=colour,
            )
        )
    return link(part.href, part.name, *parts, class_="faded" if part.faded else None), y + BAR + 18 - top
