"""Time 10,000 pictures of each kind: `python -m benchmarks.pictures [N]`.

Target: 1 ms and 3 kB (gzip) each, in time of the processor, so that a busy machine changes little. Maps of one region
share a file of outlines, which is made once.
"""

from __future__ import annotations

import gzip
import random
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from generator.model.edtf import parse
from generator.pictures import basemap, estimates, matrix, network, outlines, regions, share, timeline, worldmap
from generator.pictures.estimates import Estimate
from generator.pictures.frame import Key

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _number(value: Decimal) -> str:
    return f"{value:,}"


def chart(n: int) -> Markup:
    """Ten estimates of three asserters, half of them ranges."""
    words = estimates.Words("Title", "Description", "undated", "logarithmic", "{n}", _number, MONTHS)
    some = [
        Estimate(
            f"s.html#f{k}",
            f"Somebody: {1000 + k * 90 + n % 70}",
            _number(Decimal(1000 + k * 90 + n % 70)),
            "killed or wounded",
            Decimal(1000 + k * 90 + n % 70),
            Decimal(1000 + k * 90 + n % 70 + (200 if k % 2 else 0)),
            parse(f"2025-{1 + k:02}"),
            k % 3,
        )
        for k in range(10)
    ]
    return estimates.draw("p", some, [], [Key(f"Asserter {k}", "a.html") for k in range(3)], words, "#all")


def parts(n: int) -> Markup:
    whole = share.Whole("#w", "The base", "11,000 soldiers", Decimal(11000), Decimal(11000))
    some = [
        share.Part(
            f"#p{k}", "A part", _number(Decimal(1000 * k + n % 99)), "lost", Decimal(1000 * k), Decimal(1500 * k), k
        )
        for k in range(1, 4)
    ]
    return share.draw("p", whole, some, share.Words("Title", "Description", str), "#all")


def strip(n: int) -> Markup:
    words = timeline.Words(
        "Title", "Description", "Entries", ("Events", "Statements"), lambda key, n: f"{key} {n}",
        lambda a, b, n: f"{a} {b} {n}", lambda key: f"#m{key}", _number, MONTHS,
    )  # fmt: skip
    some = [
        timeline.Entry(f"#e{k}", "An event", f"Event {n % 99} and {k}", parse(f"202{k % 5}-{1 + k % 12:02}"), k % 2)
        for k in range(16)
    ]
    return timeline.draw("p", some, words)


def sides(n: int) -> Markup:
    words = matrix.Words("Title", "Description", "none recorded", lambda f, p: f"{f} {p}")
    yes, no = matrix.Cell("asserts", "asserts", "#", "A"), matrix.Cell("denies", "denies", "#", "B")
    rows = [matrix.Row(f"#f{k}", "A fact", f"Somebody said {n} and {k}", {0: yes, 1 + k % 2: no}) for k in range(5)]
    return matrix.draw("p", rows, [matrix.Party(f"Party {k}", "#") for k in range(3)], words, "#list")


def ego(n: int) -> Markup:
    near = [
        network.Neighbour(
            f"a{k}.html", f"Neighbour {k} of {n}", (network.Relation("#", "r", "supplier → receiver"),), k % 3 - 1
        )
        for k in range(10)
    ]
    return network.ego("p", f"Actor {n}", near, network.Words("Title", "Description", str), "#list")


def ring(n: int) -> Markup:
    nodes = [network.Node(f"a{k}.html", f"Actor {k} of {n}", k % 2, k) for k in range(25)]
    edges = [network.Edge(k, (k * 7 + n) % 25, k % 5 + 1, "#r", "Two") for k in range(25)]
    return network.overview("p", nodes, edges, [], network.Words("Title", "Description", str), "#list")


def world(n: int) -> Markup:
    pin = worldmap.Pin("#p", "A place", f"Place {n}", 39 + n % 9 / 10, 125 + n % 7 / 10)
    return worldmap.draw(
        "p", [worldmap.Area("#a", "A country", "Country", "KP")], [pin], worldmap.Words("Map", "Description")
    )


KINDS: dict[str, Callable[[int], Markup]] = {
    "estimates": chart,
    "share": parts,
    "timeline": strip,
    "matrix": sides,
    "actor network": ego,
    "overview of 25": ring,
    "map, seen region": world,
}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, draw in KINDS.items():
        n = rounds if draw is not ring else max(1, rounds // 100)  # one a site
        first = draw(0)
        start = time.process_time()
        for k in range(n):
            draw(k)
        each = (time.process_time() - start) / n * 1000
        data = first.encode()
        small = len(gzip.compress(data, mtime=0))
        print(f"{name:18} {each:7.3f} ms each ({n:,} drawn)  {len(data):7,} bytes, {small:6,} gzip")
    for name, region in (("15°", regions.region(47, 34, 15)), ("55°", regions.region(43, 90, 55))):
        start = time.process_time()
        data = outlines.file(region)[1]
        spent = (time.process_time() - start) * 1000
        small = len(gzip.compress(data, mtime=0))
        print(f"outlines of {name:6} {spent:7.1f} ms once a region  {len(data):7,} bytes, {small:6,} gzip")
    for name, lons, lats in (("on all land", (-180, 180), (-56, 78)), ("in one region", (22, 40), (44, 53))):
        print(f"1,000 places {name}: {regions_of(lons, lats)} files of outlines; {len(regions.names())} at most")


def regions_of(lons: tuple[int, int], lats: tuple[int, int]) -> int:
    """How many files the maps of 1,000 places by chance need, each with a page of its own."""
    rng = random.Random(1)
    land = [(list(ring), [min(x for x, _ in ring), max(x for x, _ in ring)]) for ring in basemap.land()]
    found = set()
    places = 0
    while places < 1000:
        lon, lat = rng.uniform(*lons), rng.uniform(*lats)
        if any(west < lon < east and worldmap.inside(ring, lon, lat) for ring, (west, east) in land):
            places += 1
            found.add(regions.holding([(lon, lat)]).name)
    return len(found)


if __name__ == "__main__":
    main()
