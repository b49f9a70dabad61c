"""Maps: a country is a shaded area, a place with a position is a pin; land and borders come from a file beneath.

What has no position has no mark: the page says so in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from generator.pictures import basemap, outlines, regions, targets
from generator.pictures.basemap import Point
from generator.pictures.labels import BOLD, Box, Placer, cut, wrap
from generator.pictures.projection import wrapped
from generator.pictures.regions import Region
from generator.pictures.svg import HIT, LINE, WIDTH, el, hit, link, picture, text

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


def draw(name: str, areas: list[Area], pins: list[Pin], words: Words, worldview: str = "un", base: str = "") -> Markup:
    """The marks and their words, above the file of the region. `base` leads from the page to the top of the site."""
    known, pins = shown(areas, pins, worldview)
    region = region_of(known, pins, worldview)
    if region is None:
        return Markup("")
    view = region.view
    placer = Placer(Box(4, 4, WIDTH - 4, view.height - 4))
    places = [view.point(pin.lon, pin.lat) for pin in pins]
    for x, y in places:
        placer.block(Box(x - 12, y - 12, x + 12, y + 12))
    shaded = [_area(area, region, worldview) for area in known]
    fingers, _ = targets.areas(places, Box(0, 0, WIDTH, view.height), (9, 6, 4, 2, 1))
    close = any(math.dist(a, b) < 18 for i, a in enumerate(places) for b in places[:i])
    marks = [_pin(*one, 6 if close else 8) for one in zip(pins, places, fingers, strict=True)]
    labels = [_label(pin.href, pin.label, (place,), placer, 14) for pin, place in zip(pins, places, strict=True)]
    labels += [_label(area.href, area.label, middles(area.code, region, worldview), placer, 0) for area in known]
    body = [
        el("rect", class_="sea", x=0, y=0, width=WIDTH, height=view.height),
        el("image", href=base + outlines.file(region)[0], width=WIDTH, height=view.height, aria_hidden="true"),
        *shaded,
        _over(known, region, worldview),
        *labels,
        *marks,
    ]
    return picture(name, "map", view.height, words.title, words.desc, *body)


def shown(areas: list[Area], pins: list[Pin], worldview: str) -> tuple[list[Area], list[Pin]]:
    """Of all that there is, the areas and the pins that the picture has room for."""
    known = [area for area in areas if basemap.country(area.code, worldview)][:MOST]
    return known, pins[: MOST - len(known)]


def region_of(areas: list[Area], pins: list[Pin], worldview: str) -> Region | None:
    """The region of a map of these; none where there is nothing to show."""
    codes = tuple(sorted({area.code for area in areas}))
    return region_for(codes, tuple(sorted((pin.lon, pin.lat) for pin in pins)), worldview)


@lru_cache(maxsize=2048)
def region_for(codes: tuple[str, ...], pins: tuple[Point, ...], worldview: str) -> Region | None:
    """The part of the world that holds all of them: of a country its largest part, not islands an ocean away."""
    focus = list(pins)
    for code in codes:
        ring = max(basemap.country(code, worldview), key=_extent)
        focus += ring[:: max(1, len(ring) // 60)]
        if code == "UA" and worldview == "un":
            focus += [point for part in basemap.piece("crimea") for point in part]
    return regions.holding(focus) if focus else None


def _extent(ring: basemap.Line) -> float:
    middle = ring[0][0]
    xs = [wrapped(x - middle) for x, _ in ring]
    ys = [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _area(area: Area, region: Region, worldview: str) -> Markup:
    shape = el(
        "path", class_="shade", d=outlines.area(area.code, region, worldview), transform="scale(.5)", fill_opacity=0.3
    )
    return link(area.href, area.name, shape)


def _over(areas: list[Area], region: Region, worldview: str) -> Markup:
    """The disputed lines around shaded areas once more, since the areas lie upon those of the file."""
    codes = tuple(sorted({area.code for area in areas}))
    d = outlines.disputed(codes, region, worldview)
    return el("path", class_="disputed", d=d, transform="scale(.5)", fill="none", stroke="currentColor",
              stroke_width=3, stroke_dasharray="10 7") if d else Markup("")  # fmt: skip


def _pin(pin: Pin, place: Point, area: Box, radius: float) -> Markup:
    x, y = place
    # An area that had to move lies under the edge of the pin beside it, so it goes on a little at its far side.
    away = (area.left + area.right) / 2 - x
    left, right = area.left - 6 * (away < -1), area.right + 6 * (away > 1)
    parts = [hit((left + right) / 2, (area.top + area.bottom) / 2, right - left)]
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
    parts.append(el("circle", class_="pin", cx=x, cy=y, r=radius, stroke_width=2))
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
def middles(code: str, region: Region, worldview: str) -> tuple[Point, ...]:
    """Places inside a country's largest visible part, those farthest from its edge first."""
    parts = [part for ring in basemap.country(code, worldview) for part in region.view.ring(ring)]
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


__all__ = ["Area", "Pin", "Words", "draw", "inside", "middles", "region_for", "region_of", "shown"]
