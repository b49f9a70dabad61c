"""The other pictures: shares, timelines, matrices, networks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pictures import density, matrix, network, share, timeline, worldmap
from generator.pictures.matrix import KINDS, Party, Row
from generator.pictures.network import Edge, Neighbour, Node, Relation
from generator.pictures.ring import order
from generator.pictures.share import Part, Whole
from generator.pictures.worldmap import Pin
from tests.pictures import making
from tests.pictures.making import LONG, cell, dates, ends, entry, plain
from tests.pictures.reading import has, links, sound

HOSTILE = "</title><script>alert(1)</script>\"'<svg onload=alert(1)> & ]]>"


def hrefs(root: object) -> list[str]:
    return [a.attrib["href"] for a in links(root)]  # type: ignore[arg-type]


# --- parts of a whole


@st.composite
def part(draw: st.DrawFn) -> Part:
    low, high = sorted((draw(ends), draw(ends)))
    open_end = draw(st.sampled_from(["", "low", "high"]))
    bounds = None if open_end == "low" else low, None if open_end == "high" else high
    return Part(
        f"s.html#{draw(st.integers(0, 10**9))}",
        draw(plain) + "x",
        "label",
        draw(plain),
        *bounds,
        draw(st.integers(0, 8)),
    )


@given(st.lists(part(), min_size=1, max_size=20, unique_by=lambda one: one.href), ends, plain)
@settings(max_examples=100, deadline=None)
def test_parts(parts: list[Part], base: Decimal, label: str) -> None:
    whole = Whole("s.html#whole", "the base", label, base, base)
    svg = share.draw("p", whole, parts, making.share_words(), "#all")
    if not base:
        assert svg == ""
        return
    root = sound(svg)
    assert set(hrefs(root)) == {one.href for one in parts[: share.MOST]} | {"s.html#whole"} | (
        {"#all"} if len(parts) > share.MOST else set()
    )
    for rect in root.iter("rect"):
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= 600.1


def test_only_a_range_is_hatched() -> None:
    whole = Whole("#w", "w", "11,000 soldiers", Decimal(11000), Decimal(11000))
    exact = Part("#a", "a", "4,000", "", Decimal(4000), Decimal(4000), 0)
    ranged = Part("#b", "b", "3,500–4,500", "", Decimal(3500), Decimal(4500), 0)
    assert "<pattern" not in share.draw("p", whole, [exact], making.share_words(), "#all")
    assert "<pattern" in share.draw("p", whole, [ranged], making.share_words(), "#all")
    assert "11,000 soldiers" in share.draw("p", whole, [exact], making.share_words(), "#all")


# --- timeline


@given(st.lists(st.tuples(dates.filter(bool), st.integers(0, 1), plain), max_size=90))
@settings(max_examples=100, deadline=None)
def test_timelines(some: list[tuple[str, int, str]]) -> None:
    entries = [entry(when, lane, label, n) for n, (when, lane, label) in enumerate(some)]
    svg = timeline.draw("p", entries, making.time_words())
    if not entries:
        assert svg == ""
        return
    root = sound(svg)
    months = {timeline.begins(one.when) for one in entries}
    found = hrefs(root)
    said = "; ".join(a.findtext("title") or "" for a in links(root) if has(a, "density"))
    assert all(f"{month}: " in said for month in months) or len(months) > density.MOST
    assert len([href for href in found if href.startswith("#m")]) <= 2 * timeline.MOST
    if all(href.startswith("#m") for href in found):
        assert len(found) <= timeline.MOST + 4
    else:
        singles = [href for href in found if href.startswith("e.html")]
        assert len(singles) <= timeline.MOST


def test_precision_is_drawn() -> None:
    def shapes(when: str) -> tuple[int, int]:
        root = sound(timeline.draw("p", [entry(when), entry("2024-01-01", 1)], making.time_words()))
        mark = next(a for a in links(root) if a.attrib["href"] == "e.html#0" and has(a, "l1"))
        return len(list(mark.iter("circle"))), len([r for r in mark.iter("rect") if has(r, "mark")])

    assert shapes("2025-03-13") == (1, 0)
    assert shapes("2025-03") == (0, 1)
    assert shapes("2024-11/2025-02") == (0, 1)
    assert shapes("[2025-03-06,2025-03-13,2025-03-20,2025-03-27]") == (0, 4)


# --- who says what


@given(
    st.lists(st.tuples(plain, st.dictionaries(st.integers(0, 7), st.sampled_from(KINDS))), min_size=1, max_size=20),
    st.lists(plain, min_size=1, max_size=8),
)
@settings(max_examples=100, deadline=None)
def test_matrices(rows: list[tuple[str, dict[int, str]]], parties: list[str]) -> None:
    made = [
        Row(f"s.html#f{n}", "fact", label, {party: cell(kind, n * 10 + party) for party, kind in cells.items()})
        for n, (label, cells) in enumerate(rows)
    ]
    svg = matrix.draw("p", made, [Party(label + "x", "a.html") for label in parties], making.matrix_words(), "#list")
    root = sound(svg)
    columns = min(len(parties), matrix.COLUMNS)
    shown = made[: matrix.ROWS]
    expected = {one.href for one in shown} | {c.href for row in shown for n, c in row.cells.items() if n < columns}
    assert expected <= set(hrefs(root))


@pytest.mark.parametrize("columns", range(1, 7))
def test_long_heads(columns: int) -> None:
    rows = [Row("s.html#f", LONG, LONG, dict(enumerate(map(cell, KINDS[:columns]))))]
    sound(matrix.draw("p", rows, [Party(LONG, "a.html")] * columns, making.matrix_words(), "#list"))


# --- networks


@given(st.lists(st.tuples(plain, st.integers(-1, 1), st.lists(plain, max_size=5)), max_size=40))
@settings(max_examples=100, deadline=None)
def test_egos(some: list[tuple[str, int, list[str]]]) -> None:
    near = [
        Neighbour(
            f"a{n}.html",
            label + "x",
            tuple(Relation(f"s.html#{n}-{m}", "r", role) for m, role in enumerate(roles)),
            side,
        )
        for n, (label, side, roles) in enumerate(some)
    ]
    svg = network.ego("p", LONG, near, making.network_words(), "#relations")
    if not near:
        assert svg == ""
        return
    found = hrefs(sound(svg))
    wanted = {one.relations[0].href if one.relations else one.href for one in near[: network.MOST - 1]}
    assert set(found) - {"#relations"} == wanted


@given(st.integers(1, 60), st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59), st.integers(1, 30)), max_size=80))
@settings(max_examples=60, deadline=None)
def test_overviews(size: int, pairs: list[tuple[int, int, int]]) -> None:
    nodes = [Node(f"a{n}.html", f"{n} {LONG}" if n % 3 else f"N{n}", n % 3, n) for n in range(size)]
    edges = [Edge(a, b, n, f"#r{a}-{b}", "edge") for a, b, n in pairs if a < size and b < size]
    svg = network.overview("p", nodes, edges, [], making.network_words(), "#list")
    root = sound(svg)
    assert len([href for href in hrefs(root) if href.startswith("a")]) == min(size, network.MOST)
    assert svg == network.overview("p", nodes, edges, [], making.network_words(), "#list")


def test_the_linked_stand_close_on_the_ring() -> None:
    turn = order(8, [(0, 4, 5), (1, 5, 5), (2, 6, 5), (3, 7, 5)])
    assert sorted(turn) == list(range(8))
    place = {node: index for index, node in enumerate(turn)}
    assert all(min((place[a] - place[a + 4]) % 8, (place[a + 4] - place[a]) % 8) == 1 for a in range(4))


# --- the hard cases of every kind

LONG_FRENCH = (
    "Commission d’enquête parlementaire\u202f: livraisons d’armes, munitions et matériels «\u00a0connexes\u00a0»"
)


@pytest.mark.parametrize("label", ["", "x", LONG, LONG_FRENCH, "W" * 120])
@pytest.mark.parametrize("size", [1, 2, 50])
@pytest.mark.parametrize("spread", ["equal", "huge"])
def test_one_or_fifty_equal_or_worlds_apart(size: int, spread: str, label: str) -> None:
    """Every kind of picture is sound, and what it has room for leads where it should."""
    far = spread == "huge"
    numbers = range(size)
    when = [f"{1 + n * 199 if far else 2025:04}-03" for n in numbers]
    entries = [entry(when[n], n % 2, label, n) for n in numbers]
    assert links(sound(timeline.draw("p", entries, making.time_words())))
    values = [Decimal(10) ** (n % 12) if far else Decimal(5) for n in numbers]
    base = Whole("s.html#whole", label or "w", label, max(values), max(values))
    parts = [Part(f"s.html#{n}", "n", label, label, value, value, n) for n, value in enumerate(values)]
    found = hrefs(sound(share.draw("p", base, parts, making.share_words(), "#all")))
    assert {one.href for one in parts[: share.MOST]} <= set(found)
    rows = [Row(f"s.html#{n}", "f", label, {n % 3: cell(KINDS[n % 7], n)}) for n in numbers]
    sides = [Party(label or "x", "a.html") for _ in range(4 if far else 1)]
    found = hrefs(sound(matrix.draw("p", rows, sides, making.matrix_words(), "#list")))
    assert {one.href for one in rows[: matrix.ROWS]} <= set(found)
    near = [Neighbour(f"a{n}.html", label or "x", (Relation(f"s.html#{n}", "r", label),), n % 3 - 1) for n in numbers]
    found = hrefs(sound(network.ego("p", label, near, making.network_words(), "#relations")))
    assert {f"s.html#{n}" for n in numbers[: network.MOST - 1]} <= set(found)
    nodes = [Node(f"a{n}.html", label or "x", n % 2, 10**n if far else 1) for n in numbers]
    found = hrefs(sound(network.overview("p", nodes, [], [], making.network_words(), "#pairs")))
    assert len([href for href in found if href.startswith("a")]) == min(size, network.MOST)
    pins = [
        Pin(f"p{n}.html", "p", label, (n * 3 - 70 if far else 39) + n / 9, n * 7 - 170 if far else 125) for n in numbers
    ]
    found = hrefs(sound(worldmap.draw("p", [], pins, making.map_words()), crowded=size > 2))
    assert set(found) == {pin.href for pin in pins}


# --- hostile words


def test_hostile_words_stay_words() -> None:
    whole, half = Whole("#w", HOSTILE, HOSTILE, Decimal(2), Decimal(2)), Decimal(1)
    net = making.network_words()
    drawn = [
        share.draw("p", whole, [Part("#a", HOSTILE, HOSTILE, HOSTILE, half, None, 0)], making.share_words(), "#"),
        timeline.draw("p", [entry("2025", label=HOSTILE)], making.time_words()),
        matrix.draw(
            "p",
            [Row("#f", HOSTILE, HOSTILE, {0: cell("denies")})],
            [Party(HOSTILE, "#a")],
            making.matrix_words(),
            "#",
        ),
        network.ego("p", HOSTILE, [Neighbour("#a", HOSTILE, (Relation("#r", HOSTILE, HOSTILE),))], net, "#"),
        network.overview("p", [Node("#a", HOSTILE, 0, 1)], [], [], net, "#"),
        network.ego("p", "x", [Neighbour('"><script>', "n", ())], net, "#"),
    ]
    for svg in drawn:
        sound(svg)
        assert "<script" not in svg
        assert "<svg onload" not in svg
