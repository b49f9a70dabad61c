"""Write the basemap of the pictures from Natural Earth 4.1, as the npm package world-atlas 2.0.2 (ISC) carries it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_basemap.py package/countries-50m.json

Run once, its output is committed. Natural Earth draws borders as they are held, and world-atlas has none of its files
with other points of view. So the areas whose holder is not the one that the United Nations recognise are taken apart
here, by the shapes that the data has:

- Crimea is a ring of its own under Russia: the one that lies between 32° and 37° east and 44° and 47° north. It becomes
  a piece; the line between it and the mainland is dashed.
- Northern Cyprus, Somaliland, Kosovo and the Siachen glacier are areas without an ISO code: pieces, dashed all round.
- Lines that are dashed because they are disputed or are lines of an armistice: see DASHED. An approximation: an arc of
  the data is dashed as a whole, so a dashed line may begin or end some kilometres off.

Not taken apart, since the data has no line for them: the Golan, Abyei, the Hala'ib triangle, and the islands of the
East and South China Sea. Antarctica is left out.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

DIGEST = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
TARGET = Path(__file__).parent.parent / "generator" / "pictures" / "data" / "basemap.json"
UNIT = 100  # parts of a degree
TOLERANCE = 0.05  # degrees that a simplified line may stray
ISLET = 0.35  # degrees: an island without neighbours smaller than this, of a country with a larger part, is left out

PIECES = {  # name in the data: our name, whose area it is as recognised, and as held
    "N. Cyprus": ("northern-cyprus", "CY", "CY"),
    "Somaliland": ("somaliland", "SO", "SO"),
    "Kosovo": ("kosovo", "RS", "XK"),
    "Siachen Glacier": ("siachen", "", ""),
}
CRIMEA = ("crimea", "UA", "RU")
CRIMEA_WITHIN = (32.0, 44.0, 37.0, 47.0)
Window = tuple[float, float, float, float]
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
DASHED: dict[frozenset[str], Window] = {
    frozenset({"KP", "KR"}): EVERYWHERE,  # the armistice line
    frozenset({"EH", "MA"}): EVERYWHERE,
    frozenset({"EH", "MR"}): EVERYWHERE,
    frozenset({"EH", "DZ"}): EVERYWHERE,
    frozenset({"IL", "PS"}): EVERYWHERE,
    frozenset({"IL", "SY"}): EVERYWHERE,
    frozenset({"IN", "PK"}): (72.0, 32.2, 80.0, 38.0),  # the line of control
    frozenset({"IN", "CN"}): EVERYWHERE,
    frozenset({"SD", "SS"}): EVERYWHERE,
    frozenset({"SD", "EG"}): EVERYWHERE,
}
Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON stores whole numbers, each as the difference from the one before."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(line)
    return out


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker; the ends stay, so that neighbours still meet. A closed line keeps its farthest point."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        worst, at = 0.0, 0
        for index in range(first + 1, last):
            away = distance(line[index], line[first], line[last])
            if away > worst:
                worst, at = away, index
        if worst > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def distance(point: Point, a: Point, b: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = 0.0 if not length else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return float(((px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2) ** 0.5)


def extent(points: list[Point]) -> Window:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def within(inner: Window, outer: Window) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """Outer rings and holes alike: filled by the even-odd rule."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def size(ring: list[int], lines: list[list[Point]]) -> float:
    left, bottom, right, top = extent([point for arc in ring for point in lines[arc if arc >= 0 else ~arc]])
    return max(right - left, top - bottom)


def areas(topology: dict[str, Any], lines: list[list[Point]]) -> tuple[dict[str, list[list[int]]], dict[str, Any]]:
    """The rings of each country by its ISO code, and the pieces taken apart, without islets."""
    codes = {number: code[0] for number, code in get_global("territory_aliases").items() if number.isdigit()}
    countries: dict[str, list[list[int]]] = {}
    pieces: dict[str, Any] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(geometry.get("id", ""), "")
        if code == "AQ" or not (code or name in PIECES):
            continue
        all_rings = rings(geometry)
        if name in PIECES:
            ours, recognised, held = PIECES[name]
            pieces[ours] = {"un": recognised, "de-facto": held, "rings": all_rings}
            continue
        if code == "RU":
            points = [[p for arc in ring for p in lines[arc if arc >= 0 else ~arc]] for ring in all_rings]
            apart = [ring for ring, line in zip(all_rings, points, strict=True) if within(extent(line), CRIMEA_WITHIN)]
            if len(apart) != 1:
                raise SystemExit(f"expected one ring for Crimea, found {len(apart)}")
            pieces[CRIMEA[0]] = {"un": CRIMEA[1], "de-facto": CRIMEA[2], "rings": apart}
            all_rings = [ring for ring in all_rings if ring not in apart]
        largest = max(size(ring, lines) for ring in all_rings)
        kept = [ring for ring in all_rings if len(ring) > 1 or size(ring, lines) >= min(ISLET, largest)]
        countries[code] = countries.get(code, []) + kept
    return countries, pieces


def owners(countries: dict[str, list[list[int]]], pieces: dict[str, Any]) -> dict[int, set[str]]:
    """Which areas lie at each arc. Pieces are named by their own names."""
    out: dict[int, set[str]] = {}
    named = list(countries.items()) + [(name, piece["rings"]) for name, piece in pieces.items()]
    for name, some in named:
        for ring in some:
            for arc in ring:
                out.setdefault(arc if arc >= 0 else ~arc, set()).add(name)
    return out


def dashed(between: set[str], line: list[Point], pieces: dict[str, Any]) -> bool:
    window = DASHED.get(frozenset(between))
    return bool(between & set(pieces)) or (window is not None and within(extent(line), window))


def main() -> None:
    data = Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise SystemExit("this is not countries-50m.json of world-atlas 2.0.2")
    topology = json.loads(data)
    lines = decoded(topology)
    countries, pieces = areas(topology, lines)
    by_arc = owners(countries, pieces)
    used = sorted(by_arc)
    number = {arc: index for index, arc in enumerate(used)}

    def renumbered(some: list[list[int]]) -> list[list[int]]:
        return [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in some]

    arcs = []
    for arc in used:
        whole = [(round(x * UNIT), round(y * UNIT)) for x, y in simplified(lines[arc], TOLERANCE)]
        flat, before = [], (0, 0)
        for x, y in whole:
            flat += [x - before[0], y - before[1]]
            before = x, y
        arcs.append(flat)
    borders = [arc for arc in used if len(by_arc[arc]) > 1]
    disputed = [arc for arc in borders if dashed(by_arc[arc], lines[arc], pieces)]
    every = rings({"type": "MultiPolygon", "arcs": topology["objects"]["land"]["geometries"][0]["arcs"]})
    land = [ring for ring in every if all((arc if arc >= 0 else ~arc) in number for arc in ring)]
    out = {
        "source": "Natural Earth 4.1 (public domain), through world-atlas 2.0.2 (ISC); see tools/make_basemap.py",
        "unit": UNIT,
        "arcs": arcs,
        "land": renumbered(land),
        "borders": [number[arc] for arc in borders if arc not in disputed],
        "disputed": [number[arc] for arc in disputed],
        "countries": {code: renumbered(some) for code, some in sorted(countries.items())},
        "pieces": {name: {**piece, "rings": renumbered(piece["rings"])} for name, piece in sorted(pieces.items())},
    }
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in out.items())
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("{\n" + rows + "\n}\n", "utf-8")
    points = sum(len(arc) // 2 for arc in arcs)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {len(arcs)} lines, {points:,} points, {len(disputed)} dashed")


if __name__ == "__main__":
    main()
