"""The parts of the world that maps may show: a fixed set of frames, so that maps of one region share one file.

Five steps from a part of a country to the globe. A map takes the first step, and in it the nearest frame, that holds
all it has to show. A frame is made from three whole numbers, and so is its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.pictures.basemap import Point
from generator.pictures.projection import Formula, View, cone, equal_earth, middle_of, wrapped
from generator.pictures.svg import WIDTH

HEIGHT = 400.0
MARGIN, NARROW = 36.0, 18.0  # units around what is shown: a mark and the beginning of its name; less in wide frames
STEPS = ((15, 8), (28, 13), (55, 18))  # degrees from north to south, and from one frame to the next
WIDE = ((58, 70), (10, 80))  # latitude of the middle and height, of frames as wide as a hemisphere
WIDE_EVERY = 20  # degrees of longitude
SOUTHERNMOST, NORTHERNMOST = -56, 80


@dataclass(frozen=True, slots=True)
class Region:
    """`south` and `north` bound the meridian in the middle, in degrees."""

    name: str
    middle: float
    south: float
    north: float
    view: View


@cache
def region(lat: int, lon: int, high: int) -> Region:
    """The frame around a point, in whole degrees, so many degrees high. 180: the globe."""
    middle, south, north = float(lon), lat - high / 2, lat + high / 2
    flat: Formula = cone(south, north) if abs(south + north) > 30 and high < 180 else equal_earth
    top, bottom = flat(0.0, math.radians(north))[1], flat(0.0, math.radians(south))[1]
    scale, height = HEIGHT / (top - bottom), HEIGHT
    if high == 180:
        scale = WIDTH / (2 * flat(math.pi, 0.0)[0])
        height = float(round((top - bottom) * scale))
    view = View(middle, flat, scale, WIDTH / 2, height / 2 + (top + bottom) / 2 * scale, WIDTH, height)
    name = f"{abs(lat)}{'s' if lat < 0 else 'n'}-{abs(lon)}{'w' if lon < 0 else 'e'}-{high}"
    return Region(name, middle, south, north, view)


def holding(focus: list[Point]) -> Region:
    """The closest frame with all points in it, `MARGIN` from its edges; the globe where no other has."""
    middle, span = middle_of(lon for lon, _ in focus)
    south, north = min(lat for _, lat in focus), max(lat for _, lat in focus)
    for high, _ in STEPS:
        if north - south < high and span < 120:
            found = _nearest(focus, _around(high, (south + north) / 2, middle))
            if found:
                return found
    wide = [region(lat, _round(middle, WIDE_EVERY), high) for lat, high in WIDE]
    return _nearest(focus, iter(wide), NARROW) or region(0, _round(middle, 90), 180)


def _around(high: int, lat: float, lon: float) -> Iterator[Region]:
    """The frames of one height whose middles are nearest to a point."""
    every = dict(STEPS)[high]
    for centre in range(SOUTHERNMOST + high // 2, NORTHERNMOST - high // 2 + every, every):
        if abs(centre - lat) <= high / 2:
            columns = _columns(centre, every)
            here = math.floor((lon + 180) / 360 * columns)
            for column in (here - 1, here, here + 1):
                yield region(centre, round(wrapped(360 * (column + 0.5) / columns - 180)), high)


def _columns(lat: int, every: int) -> int:
    """How many frames stand side by side around the globe: half as far apart again as from north to south."""
    return max(4, math.ceil(360 * math.cos(math.radians(lat)) / (every * 1.5)))


def _nearest(focus: list[Point], some: Iterator[Region], margin: float = MARGIN) -> Region | None:
    best, least = None, math.inf
    for one in some:
        view = one.view
        places = [view.point(*point) for point in focus]
        if all(margin <= x <= WIDTH - margin and margin <= y <= view.height - margin for x, y in places):
            xs, ys = [x for x, _ in places], [y for _, y in places]
            away = math.hypot(min(xs) + max(xs) - WIDTH, min(ys) + max(ys) - view.height)
            if away < least - 1e-6:
                best, least = one, away
    return best


def _round(lon: float, every: int) -> int:
    return round(wrapped(round(lon / every) * every))


@cache
def names() -> frozenset[str]:
    """Every frame that there is."""
    globe = [region(0, lon, 180) for lon in range(-180, 180, 90)]
    wide = [region(lat, lon, high) for lat, high in WIDE for lon in range(-180, 180, WIDE_EVERY)]
    near = [
        region(lat, round(wrapped(360 * (n + 0.5) / _columns(lat, every) - 180)), high)
        for high, every in STEPS
        for lat in range(SOUTHERNMOST + high // 2, NORTHERNMOST - high // 2 + every, every)
        for n in range(_columns(lat, every))
    ]
    return frozenset(one.name for one in (*globe, *wide, *near))
