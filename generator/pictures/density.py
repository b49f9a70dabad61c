"""How much falls into each month, as a strip of bars; into years, or more, where there would be too many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from generator.pictures import scale, targets
from generator.pictures.labels import cut, width
from generator.pictures.svg import LINE, WIDTH, el, link, text

HEIGHT = 96.0
FOOT = LINE + HEIGHT + 4.0  # where the bars stand
MOST = 36  # bars
LABELLED = 14  # bars; of more, only the highest get their number
Month = tuple[int, int]  # month 0: known by the year only


@dataclass(frozen=True, slots=True)
class Words:
    """`month` and `years` say what a bar or a mark for several stands for; `month_href` leads into the list."""

    title: str
    desc: str
    density: str
    lanes: tuple[str, ...]
    month: Callable[[tuple[int, int], int], str]
    years: Callable[[int, int, int], str]  # first and last year, and how many
    month_href: Callable[[tuple[int, int]], str]
    number: Callable[[Decimal], str]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """`month` is where its part of the list begins; `place` from where to where it stands."""

    month: Month
    name: str
    count: int
    place: tuple[float, float]
    broad: bool

    @property
    def middle(self) -> float:
        return (self.place[0] + self.place[1]) / 2


def bars(counts: dict[Month, int], x: scale.Scale, words: Words) -> list[Bar]:
    """One for each month; of many, one for each year, ten years, and so on."""
    if len(counts) <= MOST:
        found = [Bar(key, words.month(key, n), n, extent(key, x), not key[1]) for key, n in counts.items()]
        return sorted(found, key=lambda bar: (bar.middle, bar.month))
    groups: dict[int, list[Month]] = {}
    by = 1
    for by in (1, 10, 100, 1000):
        groups = {}
        for key in sorted(counts):
            groups.setdefault(key[0] // by * by, []).append(key)
        if len(groups) <= MOST:
            break
    out = []
    for year, keys in groups.items():
        n = sum(counts[key] for key in keys)
        name = words.month((year, 0), n) if by == 1 else words.years(max(year, 1), year + by - 1, n)
        out.append(Bar(keys[0], name, n, extent((max(year, 1), 0), x, by), broad=False))
    return out


def extent(month: Month, x: scale.Scale, years: int = 1) -> tuple[float, float]:
    """From where to where a month or a number of years stands, at least a few units wide and inside the frame."""
    start = date(month[0], month[1] or 1, 1).toordinal()
    left, right = x(start), x(start + (scale.MONTH if month[1] else scale.YEAR * years))
    if right - left < 5:
        left, right = (left + right) / 2 - 2.5, (left + right) / 2 + 2.5
    left = min(max(left, 0), WIDTH - 5)
    return left + 0.5, max(min(right, WIDTH) - 0.5, left + 4)


def strip(counts: dict[Month, int], x: scale.Scale, words: Words) -> Markup:
    """The bars, leading to their part of the list, close ones together; a wide pale one for what has no month."""
    some = bars(counts, x, words)
    most = max(bar.count for bar in some)
    labels = _labelled(some, words)
    out = [text(0, LINE / 2, cut(words.density, WIDTH), class_="soft")]
    for group, left, right in targets.along([bar.middle for bar in some], WIDTH):
        hit = el("rect", class_="hit", x=left, y=LINE, width=right - left, height=HEIGHT + 4, fill="transparent")
        name = "; ".join([some[index].name for index in group])
        parts = [part for index in group for part in _bar(some[index], most, labels.get(index), words)]
        out.append(link(words.month_href(some[group[0]].month), name, hit, *parts, counts=True))
    return el("g", *out)


def _bar(bar: Bar, most: int, half: float | None, words: Words) -> list[Markup]:
    """A bar with its number above, where that is to stand: `half` of its width."""
    high = max(4.0, (HEIGHT - LINE) * bar.count / most)
    css = "density year" if bar.broad else "density"
    broad = bar.place[1] - bar.place[0]
    parts = [el("rect", class_=css, x=bar.place[0], y=FOOT - high, width=broad, height=high)]
    if half is not None:
        at = min(max(bar.middle, half), WIDTH - half)
        label = words.number(Decimal(bar.count))
        parts.append(text(at, FOOT - high - LINE / 2, label, class_="count", anchor="middle"))
    return parts


def _labelled(some: list[Bar], words: Words) -> dict[int, float]:
    """Which bars get their number, the highest first, with half of its width; of many bars only the highest do."""
    out: dict[int, float] = {}
    most = max(bar.count for bar in some)
    for index, bar in sorted(enumerate(some), key=lambda one: (-one[1].count, one[0])):
        half = width(words.number(Decimal(bar.count))) / 2 + 2
        at = min(max(bar.middle, half), WIDTH - half)
        apart = all(abs(at - min(max(some[o].middle, w), WIDTH - w)) > half + w for o, w in out.items())
        if apart and (len(some) <= LABELLED or bar.count == most):
            out[index] = half
    return out
