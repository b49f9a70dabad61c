"""Networks: one actor with its direct relations by role, and the whole dossier as a ring of names with chords."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from generator.pictures.frame import Key, key_rows
from generator.pictures.labels import BOLD, cut, width, wrap
from generator.pictures.ring import order
from generator.pictures.shapes import shape
from generator.pictures.svg import HIT, LINE, WIDTH, el, link, more_link, num, picture, text

MOST = 25  # nodes
ROW = 56.0
SIDE = 222.0  # units of each column of names
CENTRE = 96.0


@dataclass(frozen=True, slots=True)
class Relation:
    """One role pair with its fact. `name` says it in full, with how many facts; `label` is the role words."""

    href: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who stands in the same facts. `side`: -1 acts upon the one in the middle, 1 is acted upon, 0 neither."""

    href: str
    label: str
    relations: tuple[Relation, ...]
    side: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    desc: str
    more: Callable[[int], str]


def ego(name: str, centre: str, neighbours: list[Neighbour], words: Words, more: str) -> Markup:
    """The actor in the middle; who acts rather left of it, whom it acts upon right."""
    if not neighbours:
        return Markup("")
    shown = neighbours[: MOST - 1]
    left, right = _sides(shown)
    heights = sum(map(_high, left)), sum(map(_high, right))
    lines = wrap(centre, CENTRE + 24, 5, BOLD)
    box = LINE * len(lines) + 20
    high = max(*heights, box + 4.0)
    middle = high / 2
    body = []
    for column, side, tall in ((left, -1, heights[0]), (right, 1, heights[1])):
        y = (high - tall) / 2
        for one in column:
            body.append(_neighbour(one, side, y + _high(one) / 2, middle))
            y += _high(one)
    broad = max(width(one, BOLD) for one in lines) + 16
    body.append(el("rect", class_="centre", x=(WIDTH - broad) / 2, y=middle - box / 2, width=broad, height=box, rx=3))
    body.append(text(WIDTH / 2, middle, *lines, class_="head", anchor="middle"))
    if len(neighbours) > len(shown):
        rest = words.more(len(neighbours) - len(shown))
        body.append(more_link(more, cut(rest, WIDTH), high + HIT / 2))
        high += HIT
    return picture(name, "network", high + 4, words.title, words.desc, *body)


def _sides(some: list[Neighbour]) -> tuple[list[Neighbour], list[Neighbour]]:
    """Who acts stands left, while the columns are about as high as each other; the arrows say it, too."""
    left: list[Neighbour] = []
    right: list[Neighbour] = []
    heights = {-1: 0.0, 1: 0.0}
    half = sum(map(_high, some)) / 2
    for one in sorted(some, key=lambda one: one.side):
        side = one.side or (-1 if heights[-1] < heights[1] else 1)
        if heights[side] + _high(one) / 2 > half:
            side = -side
        (left if side < 0 else right).append(one)
        heights[side] += _high(one)
    return left, right


def _lines(one: Neighbour) -> tuple[tuple[str, ...], list[str]]:
    """The lines of the name, and those of the first roles."""
    roles = [line for relation in one.relations[:3] for line in wrap(relation.label, SIDE, 2)]
    return wrap(one.label, SIDE, 2), roles


def _high(one: Neighbour) -> float:
    names, roles = _lines(one)
    return max(HIT, LINE * (len(names) + len(roles))) + 14.0


def _neighbour(one: Neighbour, side: int, y: float, middle: float) -> Markup:
    """The name with its roles beneath, all one link, to the fact of the first role; a curve leads to the middle."""
    names, roles = _lines(one)
    x = SIDE if side < 0 else WIDTH - SIDE
    end, bend = WIDTH / 2 + side * CENTRE / 2, (x + WIDTH / 2 + side * CENTRE / 2) / 2
    curve = f"M{num(x - side * 8)} {num(y)}C{num(bend)} {num(y)} {num(bend)} {num(middle)} {num(end)} {num(middle)}"
    area = el(
        "rect", class_="hit", x=x - SIDE if side < 0 else x, y=y - _high(one) / 2, width=SIDE, height=_high(one),
        fill="transparent",
    )  # fmt: skip
    anchor = "end" if side < 0 else "start"
    words = text(x, y, *names, *roles, class_="soft", anchor=anchor, lead=("node", len(names)))
    edge = el("path", class_="edge", d=curve, fill="none", stroke="currentColor")
    href = one.relations[0].href if one.relations else one.href
    name = "; ".join([one.label, *(relation.name for relation in one.relations)])
    return link(href, name, area, edge, words, counts=True)


@dataclass(frozen=True, slots=True)
class Node:
    href: str
    label: str
    kind: int  # a number of shapes: what kind of thing it is
    size: int  # in how many facts


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes by number, in how many facts together, and where those are listed."""

    a: int
    b: int
    count: int
    href: str
    name: str


def overview(name: str, nodes: list[Node], edges: list[Edge], keys: list[Key], words: Words, more: str) -> Markup:
    """The nodes with most facts around a ring, names outside, chords inside; the thicker, the more facts."""
    if not nodes:
        return Markup("")
    ranked = sorted(range(len(nodes)), key=lambda n: (-nodes[n].size, n))
    kept = sorted(ranked[:MOST])
    number = {old: new for new, old in enumerate(kept)}
    inner = [(number[e.a], number[e.b], e) for e in edges if e.a in number and e.b in number and e.a != e.b]
    turn = order(len(kept), [(a, b, e.count) for a, b, e in inner])
    half = -(-len(kept) // 2)
    high = ROW * half
    spots: dict[int, tuple[float, float, int]] = {}
    for place, node in enumerate(turn):
        side = 1 if place < half else -1
        rows = half if side > 0 else len(kept) - half
        index = place if side > 0 else len(kept) - 1 - place
        y = high / 2 + (index - (rows - 1) / 2) * ROW
        bulge = 1 - ((y - high / 2) / (high / 2 + ROW)) ** 2
        spots[node] = WIDTH / 2 + side * (16 + 66 * bulge), y, side
    key, top = key_rows(keys)
    spots = {node: (x, y + top, side) for node, (x, y, side) in spots.items()}
    body = [key, *(_chord(e, spots[a], spots[b], high) for a, b, e in sorted(inner, key=lambda one: one[2].count))]
    high += top
    body += [_node(nodes[old], *spots[number[old]]) for old in kept]
    if len(nodes) > len(kept):
        rest = words.more(len(nodes) - len(kept))
        body.append(more_link(more, cut(rest, WIDTH), high + HIT / 2))
        high += HIT
    return picture(name, "ring", high + 4, words.title, words.desc, *body)


def _chord(edge: Edge, a: tuple[float, float, int], b: tuple[float, float, int], high: float) -> Markup:
    middle = WIDTH / 2, (a[1] + b[1]) / 2 * 0.7 + high / 2 * 0.3
    if a[2] == b[2]:  # on one side: bend only as deep as they are apart
        middle = a[0] - a[2] * min(150.0, 30 + abs(a[1] - b[1]) * 0.45), (a[1] + b[1]) / 2
    d = f"M{num(a[0])} {num(a[1])}Q{num(middle[0])} {num(middle[1])} {num(b[0])} {num(b[1])}"
    broad = min(9.0, 1.5 + 0.6 * edge.count)
    seen = el("path", class_="edge", d=d, fill="none", stroke="currentColor", stroke_width=broad)
    return link(
        edge.href,
        edge.name,
        el("path", class_="hit-line", d=d, fill="none", stroke="transparent", stroke_width=20),
        seen,
        counts=True,
    )


def _node(node: Node, x: float, y: float, side: int) -> Markup:
    room = WIDTH / 2 - abs(x - WIDTH / 2) - 18
    lines = wrap(node.label, room, 2)
    at = x + side * 16
    broad = max(width(words) for words in lines) + 32
    left = x - 14 if side > 0 else x + 14 - broad
    area = el(
        "rect",
        class_="hit",
        x=max(0.0, left),
        y=y - HIT / 2,
        width=min(broad, WIDTH - max(0.0, left)),
        height=HIT,
        fill="transparent",
    )
    return link(
        node.href,
        node.label,
        area,
        shape(node.kind, x, y, 8),
        text(at, y, *lines, class_="node", anchor="start" if side > 0 else "end"),
    )
