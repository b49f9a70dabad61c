"""A region's land and borders as a file of its own, which every page with a map of the region shows beneath its marks.

Outlines and borders are the same in each point of view: what differs is which area a country is shaded with, and that
stands on the page. The file follows the reader's scheme by itself; the colours in its attributes are those for light.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from generator.pictures import basemap
from generator.pictures.basemap import Point
from generator.pictures.projection import View, wrapped
from generator.pictures.regions import Region
from generator.pictures.svg import WIDTH, el, num

FOLDER = "assets/maps/"
FINE = 2  # coordinates of outlines are whole numbers of half a unit
# Land and sea are told apart by the shore, which has 3:1 against both; so have borders and disputed lines.
_STYLE = """@media (prefers-color-scheme:dark){
.land{fill:#2b2f34;stroke:#8b929b}.border{stroke:#8b929b}.disputed{stroke:#e9e6df}}"""


@lru_cache(maxsize=1024)
def file(region: Region) -> tuple[str, bytes]:
    """Its place on the site, with a digest of what is in it, and its bytes."""
    view = region.view
    style = el("style", Markup(_STYLE))  # noqa: S704 - our own words
    drawn = el("svg", el("desc", f"Made with {basemap.source()}"), style, _land(region),
               *_borders(view), xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {num(view.height)}",
               width=WIDTH, height=view.height)  # fmt: skip
    data = f"{drawn}\n".encode()
    return f"{FOLDER}{region.name}.{hashlib.sha256(data).hexdigest()[:8]}.svg", data


def _land(region: Region) -> Markup:
    seen = (ring for ring, box in zip(basemap.land(), _boxes(), strict=True) if _meets(region, box))
    d = path((part for ring in seen for part in region.view.ring(ring)), closed=True)
    return el("path", class_="land", d=d, transform="scale(.5)", fill="#fffdf9", fill_rule="evenodd",
              stroke="#857b69", stroke_width=1.5)  # fmt: skip


def _borders(view: View) -> list[Markup]:
    out = []
    for lines, css, colour, broad, dashes in zip(
        basemap.borders(), ("border", "disputed"), ("#857b69", "#1c1a17"), (1.5, 3), (None, "10 7"), strict=True
    ):
        d = path((part for line in lines for part in view.line(line)), closed=False)
        if d:
            out.append(el("path", class_=css, d=d, transform="scale(.5)", fill="none", stroke=colour,
                          stroke_width=broad, stroke_dasharray=dashes))  # fmt: skip
    return out


@lru_cache(maxsize=1)
def _boxes() -> tuple[tuple[float, float, float, float], ...]:
    """South, north, middle and half of the breadth of each ring of the land, in degrees."""
    out = []
    for ring in basemap.land():
        away = [wrapped(x - ring[0][0]) for x, _ in ring]
        out.append((
            min(y for _, y in ring), max(y for _, y in ring),
            ring[0][0] + (min(away) + max(away)) / 2, (max(away) - min(away)) / 2,
        ))  # fmt: skip
    return tuple(out)


def _meets(region: Region, box: tuple[float, float, float, float]) -> bool:
    """Whether a ring may reach into the frame; a frame shows no more than twice its height towards each side."""
    south, north, middle, half = box
    high = region.north - region.south
    if high > 60 or half > 60:
        return True
    if north < region.south - high / 2 or south > region.north + high / 2:
        return False
    most = max(abs(region.south), abs(region.north)) + high / 2
    reach = 180.0 if most > 80 else 2 * high / math.cos(math.radians(most))
    return abs(wrapped(middle - region.middle)) <= half + reach


@lru_cache(maxsize=512)
def area(code: str, region: Region, worldview: str) -> str:
    """The outline of a country in a frame."""
    return path((part for ring in basemap.country(code, worldview) for part in region.view.ring(ring)), closed=True)


@lru_cache(maxsize=512)
def disputed(codes: tuple[str, ...], region: Region, worldview: str) -> str:
    """The disputed lines that bound one of these countries, or a part of one."""
    corners = {point for code in codes for ring in basemap.country(code, worldview) for point in ring}
    lines = [line for line in basemap.borders()[1] if line[0] in corners and line[-1] in corners]
    return path((part for line in lines for part in region.view.line(line)), closed=False)


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


__all__ = ["FOLDER", "area", "file", "path"]
