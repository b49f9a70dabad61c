"""From the globe to the frame: an equal-area cone for a region, Equal Earth for the world; and cutting at the edges."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.pictures.basemap import Line, Point

CUT = 179.0  # degrees from the middle at which the world is cut
Formula = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class View:
    """What of the globe is seen, and how it comes to the frame. `flat` takes radians from the middle meridian."""

    middle: float
    flat: Formula
    scale: float
    dx: float
    dy: float
    width: float
    height: float

    def point(self, lon: float, lat: float) -> Point:
        return self._at(wrapped(lon - self.middle), lat)

    def _at(self, away: float, lat: float) -> Point:
        x, y = self.flat(math.radians(away), math.radians(lat))
        return self.dx + x * self.scale, self.dy - y * self.scale

    def ring(self, ring: Line) -> list[list[Point]]:
        """A ring in the frame, cut at its edges: none, one, or two where the world's cut goes through."""
        out = []
        away = _unrolled(ring, self.middle)
        for shift in (0.0, -360.0, 360.0):
            part = [(x + shift, y) for x, y in away]
            if min(x for x, _ in part) > CUT or max(x for x, _ in part) < -CUT:
                continue
            part = cut(cut(part, 0, -CUT, 1), 0, CUT, -1)
            flat = [self._at(x, y) for x, y in part]
            if flat and _near(flat, self):
                for axis, limit, sign in (
                    (0, -8.0, 1),
                    (0, self.width + 8, -1),
                    (1, -8.0, 1),
                    (1, self.height + 8, -1),
                ):
                    flat = cut(flat, axis, limit, sign)
                if len(flat) > 2:
                    out.append(flat)
        return out

    def line(self, line: Line) -> list[list[Point]]:
        """The parts of a line that are in the frame or reach into it."""
        flat = [self._at(x, y) for x, y in _unrolled(line, self.middle)]
        out: list[list[Point]] = []
        inside = [-8 <= x <= self.width + 8 and -8 <= y <= self.height + 8 for x, y in flat]
        for index in range(1, len(flat)):
            if inside[index - 1] or inside[index]:
                if out and out[-1][-1] == flat[index - 1]:
                    out[-1].append(flat[index])
                else:
                    out.append([flat[index - 1], flat[index]])
        return out


def wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _unrolled(line: Line, middle: float) -> list[Point]:
    """Longitudes from the middle, without a jump where the line crosses the date line."""
    out: list[Point] = []
    before = 0.0
    for index, (lon, lat) in enumerate(line):
        away = wrapped(lon - middle)
        if index:
            away += 360 * round((before - away) / 360)
        out.append((away, lat))
        before = away
    return out


def _near(flat: list[Point], view: View) -> bool:
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    return max(xs) > -8 and min(xs) < view.width + 8 and max(ys) > -8 and min(ys) < view.height + 8


def cut(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """What of a ring lies on one side of a straight edge (Sutherland and Hodgman)."""
    if all((point[axis] - limit) * sign >= 0 for point in ring):
        return ring
    out: list[Point] = []
    for index, here in enumerate(ring):
        before = ring[index - 1]
        a, b = (before[axis] - limit) * sign, (here[axis] - limit) * sign
        if (a >= 0) != (b >= 0):
            share = a / (a - b)
            out.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if b >= 0:
            out.append(here)
    return out


def cone(south: float, north: float) -> Formula:
    """Albers, true along two parallels between the southern and the northern edge (degrees)."""
    span = north - south
    one, two = math.radians(south + span / 6), math.radians(north - span / 6)
    n = (math.sin(one) + math.sin(two)) / 2
    c = math.cos(one) ** 2 + 2 * n * math.sin(one)
    zero = math.sqrt(max(0.0, c - 2 * n * math.sin((one + two) / 2))) / n

    def flat(away: float, lat: float) -> Point:
        rho = math.sqrt(max(0.0, c - 2 * n * math.sin(lat))) / n
        return rho * math.sin(n * away), zero - rho * math.cos(n * away)

    return flat


def equal_earth(away: float, lat: float) -> Point:
    """Šavrič, Patterson and Jenny, 2018."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(lat))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = 2 * math.sqrt(3) * away * math.cos(t)
    x /= 3 * (9 * 0.003796 * t6 * t2 + 7 * 0.000893 * t6 + 3 * -0.081106 * t2 + 1.340264)
    return x, t * (0.003796 * t6 * t2 + 0.000893 * t6 - 0.081106 * t2 + 1.340264)


def middle_of(longitudes: Iterable[float]) -> tuple[float, float]:
    """The meridian in the middle of the shortest stretch that holds all of them, and its length."""
    some = sorted({lon % 360 for lon in longitudes})
    gaps = [((some[(i + 1) % len(some)] - lon) % 360 or 360.0, i) for i, lon in enumerate(some)]
    gap, last = max(gaps, key=lambda one: (one[0], -one[1]))
    span = 360 - gap
    start = some[(last + 1) % len(some)]
    return wrapped(start + span / 2), span
