"""Maps: a country is a shaded area, a place with a position is a pin; disputed borders are dashed.

What has no position has no mark: the page says so in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from generator.pictures import basemap
from generator.pictures.basemap import Point
from generator.pictures.labels import BOLD, Box, Placer, cut, wrap
from generator.pictures.projection import View, fitted, wrapped
from generator.pictures.svg import HIT, LINE, WIDTH, el, hit, link, num, picture, text

HEIGHTS = (250.0, 430.0)
CELL = 5.0  # degrees
FINE = 2  # coordinates of outlines are whole numbers of half a unit
MOST = 60  # marks


@dataclass(frozen=True, slots=True)
class Area:
    """A country, by its ISO code."""

    href: str
    name: str
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A place with a position, in degrees. `broad`: the position stands for something larger than a town."""

    href: str
    name: str
    label: str
    lat: float
    lon: float
    broad: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    desc: str


def draw(name: str, areas: list[Area], pins: list[Pin], words: Words, worldview: str = "un") -> Markup:
    known = [area for area in areas if basemap.country(area.code, worldview)][:MOST]
    pins = pins[: MOST - len(known)]
    if not known and not pins:
        return Markup("")
    view = view_for(known, pins, worldview)
    placer = Placer(Box(4, 4, WIDTH - 4, view.height - 4))
    places = [view.point(pin.lon, pin.lat) for pin in pins]
    for x, y in places:
        placer.block(Box(x - 12, y - 12, x + 12, y + 12))
    shaded = [_area(area, view, worldview) for area in known]
    marks = [_pin(pin, place) for pin, place in zip(pins, places, strict=True)]
    labels = [_label(pin.href, pin.label, (place,), placer, 14) for pin, place in zip(pins, places, strict=True)]
    labels += [_label(area.href, area.label, middles(area.code, view, worldview), placer, 0) for area in known]
    frame = el("rect", class_="sea", x=0, y=0, width=WIDTH, height=view.height)
    body = [frame, _land(view), *shaded, _borders(view), *marks, *labels]
    return picture(name, "map", view.height, words.title, words.desc, *body)


def view_for(areas: list[Area], pins: list[Pin], worldview: str) -> View:
    """Pins count by the cell of the globe that they are in, so that maps of one region share their outlines."""
    cells = {(math.floor(pin.lon / CELL) * CELL, math.floor(pin.lat / CELL) * CELL) for pin in pins}
    corners = {(x + dx, max(-90.0, min(90.0, y + dy))) for x, y in cells for dx in (0, CELL) for dy in (0, CELL)}
    return view_of(tuple(sorted({area.code for area in areas})), tuple(sorted(corners)), worldview)


@lru_cache(maxsize=2048)
def view_of(codes: tuple[str, ...], pins: tuple[Point, ...], worldview: str) -> View:
    """The part of the world that holds all of them: of a country its largest part, not islands an ocean away."""
    focus = list(pins)
    for code in codes:
        ring = max(basemap.country(code, worldview), key=_extent)
        focus += ring[:: max(1, len(ring) // 60)]
        if code == "UA" and worldview == "un":
            focus += [point for part in basemap.piece("crimea") for point in part]
    return fitted(focus, WIDTH, HEIGHTS)


def _extent(ring: basemap.Line) -> float:
    middle = ring[0][0]
    xs = [wrapped(x - middle) for x, _ in ring]
    ys = [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


@lru_cache(maxsize=1024)
def _land(view: View) -> Markup:
    """Made once for a view: every page that looks at the same part of the world shares it."""
    d = path((part for ring in basemap.land() for part in view.ring(ring)), closed=True)
    return el("path", class_="land", d=d, transform="scale(.5)", fill_rule="evenodd")


@lru_cache(maxsize=1024)
def _borders(view: View) -> Markup:
    plain, disputed = basemap.borders()
    out = []
    for lines, css, dashes in ((plain, "border", None), (disputed, "border disputed", "10 7")):
        d = path((part for line in lines for part in view.line(line)), closed=False)
        if d:
            out.append(
                el(
                    "path",
                    class_=css,
                    d=d,
                    transform="scale(.5)",
                    fill="none",
                    stroke="currentColor",
                    stroke_dasharray=dashes,
                )
            )
    return el("g", *out, aria_hidden="true")


@lru_cache(maxsize=512)
def outline(code: str, view: View, worldview: str) -> str:
    return path((part for ring in basemap.country(code, worldview) for part in view.ring(ring)), closed=True)


def path(parts: Iterable[list[Point]], *, closed: bool) -> str:
    """Path data in whole half units, each point as the step from the one before; without what is smaller than a dot."""
    out = []
    for part in parts:
        points: list[tuple[int, int]] = []
        for x, y in part:
            here = round(x * FINE), round(y * FINE)
            if not points or abs(here[0] - points[-1][0]) + abs(here[1] - points[-1][1]) >= 3:
                points.append(here)
        if len(points) < (3 if closed else 2):
            continue
        steps = [f"{b[0] - a[0]} {b[1] - a[1]}".replace(" -", "-") for a, b in pairwise(points)]
        out.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}" + ("z" if closed else ""))
    return "".join(out)


def _area(area: Area, view: View, worldview: str) -> Markup:
    shape = el("path", class_="shade", d=outline(area.code, view, worldview), transform="scale(.5)", fill_opacity=0.3)
    return link(area.href, area.name, shape)


def _pin(pin: Pin, place: Point) -> Markup:
    x, y = place
    parts = [hit(x, y)]
    if pin.broad:
        parts.append(
            el(
                "circle",
                class_="pin-area",
                cx=x,
                cy=y,
                r=HIT / 2,
                fill="none",
                stroke="currentColor",
                stroke_dasharray="3 4",
            )
        )
    parts.append(el("circle", class_="pin", cx=x, cy=y, r=8, stroke_width=2.5))
    return link(pin.href, pin.name, *parts)


def _label(href: str, words: str, places: Iterable[Point], placer: Placer, gap: float) -> Markup:
    """The name beside its pin, or on its area at the first place where it fits; else none, the list has it."""
    for lines in (wrap(words, 190, 2, BOLD), (cut(words, 150, BOLD),)):
        for x, y in places:
            at = (x, y) if gap else (x, y + LINE * len(lines) / 2)
            spot = placer.place(lines, at, gap, "rlabRLAB" if gap else "a", bold=len(lines))
            if spot:
                label = text(spot.x, spot.y, *spot.lines, class_="place-name", anchor=spot.anchor)
                return el("a", label, href=href, aria_hidden="true", tabindex=-1)
    return Markup("")


@lru_cache(maxsize=512)
def middles(code: str, view: View, worldview: str) -> tuple[Point, ...]:
    """Places inside a country's largest visible part, those farthest from its edge first."""
    parts = [part for ring in basemap.country(code, worldview) for part in view.ring(ring)]
    if not parts:
        return ()
    part = max(parts, key=_size)
    left, right = min(x for x, _ in part), max(x for x, _ in part)
    top, bottom = min(y for _, y in part), max(y for _, y in part)
    found = []
    for i in range(1, 14):
        for j in range(1, 14):
            x, y = left + (right - left) * i / 14, top + (bottom - top) * j / 14
            if inside(part, x, y):
                # wide rather than high: words lie flat
                found.append((min((px - x) ** 2 + 4 * (py - y) ** 2 for px, py in part), x, y))
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    return tuple((x, y) for _, x, y in found[:12]) or (((left + right) / 2, (top + bottom) / 2),)


def _size(part: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(part, [*part[1:], part[0]], strict=True)))


def inside(part: list[Point], x: float, y: float) -> bool:
    """Whether a point lies in a ring: it does where a ray crosses the ring an odd number of times."""
    odd = False
    for (ax, ay), (bx, by) in zip(part, [*part[1:], part[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


__all__ = ["Area", "Pin", "Words", "draw", "middles", "num", "outline", "path", "view_of"]
