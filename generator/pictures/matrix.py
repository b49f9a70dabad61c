"""Who says what: a row for each fact, a column for each party, a sign for each stance. An empty cell: none recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from generator.pictures.frame import key_of_signs
from generator.pictures.labels import BOLD, cut, width, wrap
from generator.pictures.svg import HIT, LINE, WIDTH, el, hit, line, link, more_link, num, picture, text

ROWS, COLUMNS = 12, 4
FACTS = 150.0  # the least that a fact's own words have
KINDS = ("asserts", "confirms", "partly", "disputes", "denies", "declines", "silent")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party says: a stance of KINDS, its word, the fact that tells of it, all of it in a sentence."""

    kind: str
    word: str
    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, and the cells of the parties that take a stance on it, by the party's number."""

    href: str
    name: str
    label: str
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Party:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    desc: str
    nothing: str
    more: Callable[[int, int], str]  # left-out facts and parties


def draw(name: str, rows: list[Row], parties: list[Party], words: Words, more: str) -> Markup:
    if not rows or not parties:
        return Markup("")
    columns, shown = parties[:COLUMNS], rows[:ROWS]
    facts, edges = _places(columns)
    heads = [wrap(party.label, broad - 6, 5, BOLD) for party, (_, broad) in zip(columns, edges, strict=True)]
    top = max(HIT, LINE * max(map(len, heads)) + 10.0)
    body = [_head(party, lines, x, top, broad) for party, lines, (x, broad) in zip(columns, heads, edges, strict=True)]
    y = top
    end = facts + sum(broad for _, broad in edges)
    spoken = len(columns) < 3
    for row in shown:
        drawn, high = _row(row, edges, facts, y, spoken=spoken)
        body.append(drawn)
        y += high
    body.append(line(0, y, end, y, "grid"))
    found = {cell.kind: cell.word for row in shown for number, cell in row.cells.items() if number < COLUMNS}
    signs = [(_sign(kind, 0, 0), found[kind]) for kind in KINDS if kind in found and not spoken]
    if any(number not in row.cells for row in shown for number in range(len(columns))):
        signs.append((_nothing(0, 0), words.nothing))
    key, y = key_of_signs(signs, y + 6)
    body.append(key)
    if len(rows) > ROWS or len(parties) > COLUMNS:
        rest = words.more(max(0, len(rows) - ROWS), max(0, len(parties) - COLUMNS))
        body.append(more_link(more, cut(rest, WIDTH), y + HIT / 2))
        y += HIT
    return picture(name, "matrix", y + 4, words.title, words.desc, *body)


def _places(columns: list[Party]) -> tuple[float, list[tuple[float, float]]]:
    """How broad the facts' own column is; the middle and the breadth of each other one, after its longest word."""
    if len(columns) < 3:
        broad = [150.0] * len(columns)
    else:
        broad = [max(76.0, max(width(part, BOLD) for part in _parts(party.label)) + 10) for party in columns]
        rest = WIDTH - FACTS - sum(broad)
        if rest < 0:
            broad = _narrowed(broad, WIDTH - FACTS)
        else:
            broad = [one + min(40.0, rest / 2 / len(broad)) for one in broad]
    facts = min(300.0, WIDTH - sum(broad))
    lefts = [facts + sum(broad[:i]) for i in range(len(broad))]
    return facts, [(left + one / 2, one) for left, one in zip(lefts, broad, strict=True)]


def _narrowed(broad: list[float], room: float) -> list[float]:
    """The broadest made narrower, and equal, until all have room."""
    most = room / len(broad)
    for n in range(1, len(broad)):
        kept = sorted(broad)[:-n]
        if (room - sum(kept)) / n >= kept[-1]:
            most = (room - sum(kept)) / n
            break
    return [min(one, most) for one in broad]


def _parts(label: str) -> list[str]:
    """What of a name cannot be broken; a hyphen stays with what stands before it."""
    return [part for word in label.split(" ") for part in word.replace("-", "- ").split()] or [""]


def _head(party: Party, lines: tuple[str, ...], x: float, top: float, broad: float) -> Markup:
    y = top - 10 - LINE * len(lines) / 2
    words = text(x, y, *lines, class_="head", anchor="middle")
    if not party.href:
        return words
    target = el("rect", class_="hit", x=x - broad / 2, y=0, width=broad, height=top, fill="transparent")
    return link(party.href, party.label, target, words)


def _row(row: Row, edges: list[tuple[float, float]], facts: float, top: float, *, spoken: bool) -> tuple[Markup, float]:
    lines = wrap(row.label, facts - 14, 3 if spoken else 5)
    said = {
        number: wrap(cell.word, edges[number][1] - 6, 2) if spoken else ()
        for number, cell in row.cells.items()
        if number < len(edges)
    }
    tall = max((len(one) for one in said.values()), default=0)
    high = max(LINE * len(lines) + 14, HIT + LINE * tall + 4, HIT + 4.0)
    middle = top + (high - LINE * tall) / 2
    label = link(
        row.href,
        row.name,
        el("rect", class_="hit", x=0, y=top, width=facts - 8, height=high, fill="transparent"),
        text(0, top + high / 2, *lines),
    )
    out = [line(0, top, facts + sum(broad for _, broad in edges), top, "grid"), label]
    for number, (x, broad) in enumerate(edges):
        cell = row.cells.get(number)
        if cell is None:
            out.append(_nothing(x, top + high / 2))
            continue
        word = said[number]
        parts = [hit(x, middle, min(broad, HIT * 1.6)), _sign(cell.kind, x, middle)]
        if word:
            parts.append(
                text(x, middle + 16 + LINE * len(word) / 2, *word, class_=f"st-{cell.kind} word", anchor="middle")
            )
        out.append(link(cell.href, cell.name, *parts))
    return el("g", *out), high


def _nothing(x: float, y: float) -> Markup:
    return line(x - 6, y, x + 6, y, "nothing", stroke_width=3)


def _sign(kind: str, x: float, y: float) -> Markup:
    """The shapes that the pages use for a status: full disc, half disc, cross, open diamond."""
    css = f"sign st-{kind}"
    if kind == "denies":
        d = f"M{num(x - 9)} {num(y - 9)}l18 18m0-18l-18 18"
        return el("path", class_=f"{css} stroke", d=d, stroke="currentColor", stroke_width=5, fill="none")
    if kind in ("disputes", "partly"):
        ring = el(
            "circle", class_=f"{css} stroke", cx=x, cy=y, r=10, fill="none", stroke="currentColor", stroke_width=2.5
        )
        half = el("path", class_=css, d=f"M{num(x)} {num(y - 10)}a10 10 0 0 0 0 20Z")
        return el("g", ring, half)
    if kind in ("silent", "declines"):
        d = f"M{num(x)} {num(y - 12)}l12 12l-12 12l-12-12Z"
        return el("path", class_=f"{css} stroke", d=d, stroke="currentColor", stroke_width=2.5, fill="none")
    if kind == "confirms":
        d = f"M{num(x - 11)} {num(y)}l7 8l14-16"
        return el("path", class_=f"{css} stroke", d=d, stroke="currentColor", stroke_width=5, fill="none")
    return el("circle", class_=css, cx=x, cy=y, r=10)


__all__ = ["KINDS", "Cell", "Party", "Row", "Words", "draw"]
