"""What a chart of estimates is made of, and where each stands: along time, apart where it has no date, never hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.edtf import Edtf
from generator.pictures import scale
from generator.pictures.svg import WIDTH

UNDATED = 150.0  # units for what has no date, where something else has one


@dataclass(frozen=True, slots=True)
class Estimate:
    """One fact. `low` or `high` None: an open bound. `by` is a number of `keys`. `label` is its value in words,
    `detail` what tells it from its neighbours, `name` all that a screen reader should say."""

    href: str
    name: str
    label: str
    detail: str
    low: Decimal | None
    high: Decimal | None
    when: Edtf | None
    by: int
    faded: bool = False
    base: bool = False
    value: Decimal | None = None  # where a range has a best value of its own


@dataclass(frozen=True, slots=True)
class Mark:
    """An estimate with its place. `spots` are the x of the other days it may mean; `arrows` of -1 and 1: open ends."""

    one: Estimate
    x: float
    spots: tuple[tuple[float, float], ...]
    arrows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis of time: the dated one with its ticks, or the one of what is undated."""

    start: float
    end: float
    ticks: tuple[tuple[float, scale.Tick], ...]


def along(shown: list[Estimate], left: float) -> tuple[list[Mark], list[Stretch]]:
    """Each estimate's place along the axis. What has no date stands in the order given, left of all dates."""
    dated = [one for one in shown if one.when]
    undated = [one for one in shown if not one.when]
    stretches = []
    start = left + 24.0
    marks = []
    if undated:
        end = start + UNDATED if dated else WIDTH - 24.0
        for index, one in enumerate(undated):
            x = start + (end - start) * (index + 0.5) / len(undated)
            marks.append(Mark(one, x, (), ()))
        stretches.append(Stretch(start - 24, end, ()))
        start = end + 36
    if dated:
        spans = [span for one in dated if one.when for span in scale.days(one.when)]
        time, ticks = scale.of_time(min(a for a, _ in spans), max(b for _, b in spans), start, WIDTH - 30.0)
        stretches.append(Stretch(start - 24, WIDTH, tuple((time(tick.day), tick) for tick in ticks)))
        marks += [_dated(one, one.when, time) for one in dated if one.when]
    return marks, stretches


def _dated(one: Estimate, when: Edtf, x: scale.Scale) -> Mark:
    spots = tuple((x(a), x(b + 1)) for a, b in scale.days(when))
    middle = (spots[0][0] + spots[-1][1]) / 2
    ends = when.dates if when.kind == "interval" else ()
    arrows = tuple(side for side, end in zip((-1, 1), ends, strict=False) if end is None)
    if arrows:  # open towards one side: the known end is what there is
        middle = spots[0][0] if arrows == (1,) else spots[0][1]
    return Mark(one, min(middle, WIDTH - 14), spots, arrows)


def height_of(one: Estimate, y: scale.Scale) -> float:
    """Where the sign stands: at the best value, in the middle of a range, at an open bound."""
    if one.value is not None:
        return y(float(one.value))
    if one.low is not None and one.high is not None:
        return (y(float(one.low)) + y(float(one.high))) / 2
    return y(float(one.low if one.low is not None else one.high or 0))


def dodged(marks: list[Mark], y: scale.Scale, step: float = 22) -> list[Mark]:
    """Signs that would hide each other stand side by side instead, so many units apart."""
    taken: list[tuple[float, float]] = []
    out = []
    for mark in marks:
        height = height_of(mark.one, y)
        x = mark.x
        near = [a for a, b in taken if abs(height - b) < step - 2]
        for shift in _SHIFTS if near else ():
            x = mark.x + shift * step
            if _framed(x) and not any(abs(x - a) < step - 2 for a in near):
                break
        else:
            x = mark.x
        taken.append((x, height))
        out.append(replace(mark, x=x))
    return out


_SHIFTS = tuple(s * side for s in range(20) for side in ((1, -1) if s else (1,)))


def _framed(x: float) -> bool:
    return 70 <= x <= WIDTH - 14
