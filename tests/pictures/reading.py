"""Reads a picture as an eye would: which words stand where, which marks lead where."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from generator.pictures.labels import BOLD, Box, width
from generator.pictures.svg import HIT, LINE, TEXT, WIDTH

BOLD_CLASSES = {"head", "lane-word", "place-name", "on-mark"}
OUTLINES = re.compile(r"(\.\./)*assets/maps/[a-z0-9-]+\.[0-9a-f]{8}\.svg")
SHIFT = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")


@dataclass(frozen=True, slots=True)
class Said:
    words: tuple[str, ...]
    box: Box


def tree(svg: str) -> ET.Element:
    return ET.fromstring(str(svg))  # noqa: S314 - our own output


def height(root: ET.Element) -> float:
    return float(root.attrib["height"])


def links(root: ET.Element) -> list[ET.Element]:
    """The links that a keyboard reaches."""
    return [one for one in root.iter("a") if one.get("tabindex") != "-1"]


def has(element: ET.Element, css: str) -> bool:
    return any(css in (one.get("class") or "").split() for one in element.iter())


def texts(root: ET.Element, dx: float = 0, dy: float = 0) -> Iterator[Said]:
    """Every text with the room that it takes at its largest."""
    for child in root:
        x, y = dx, dy
        if found := SHIFT.match(child.get("transform", "")):
            x, y = dx + float(found[1]), dy + float(found[2])
        if child.tag == "text":
            yield _said(child, x, y)
        else:
            yield from texts(child, x, y)


def _said(element: ET.Element, dx: float, dy: float) -> Said:
    lines = tuple(one.text or "" for one in element.iter("tspan")) or (element.text or "",)
    bold = bool(set((element.get("class") or "").split()) & BOLD_CLASSES)
    sizes = [BOLD if bold else TEXT] * len(lines)
    if any(one.get("class") == "value" for one in element.iter("tspan")):
        sizes[0] = BOLD
    broad = max(width(line, size) for line, size in zip(lines, sizes, strict=True))
    x, y = float(element.attrib["x"]) + dx, float(element.attrib["y"]) + dy
    left = x - {"start": 0.0, "middle": broad / 2, "end": broad}[element.get("text-anchor", "start")]
    high = LINE * (len(lines) - 1) + TEXT * 0.8
    return Said(lines, Box(left, y - high / 2, left + broad, y + high / 2))


def overlapping(root: ET.Element) -> list[tuple[Said, Said]]:
    return [(a, b) for a, b in combinations(texts(root), 2) if a.box.meets(b.box)]


def outside(root: ET.Element, slack: float = 0.5) -> list[Said]:
    frame = Box(-slack, -slack, WIDTH + slack, height(root) + slack)
    return [one for one in texts(root) if not one.box.inside(frame)]


def marks_outside(root: ET.Element) -> list[str]:
    """Signs whose middle is not in the frame."""
    out = []
    for one in root.iter():
        if one.tag == "circle":
            x, y = float(one.attrib["cx"]), float(one.attrib["cy"])
            drawn_at_zero = one.get("class", "").startswith("sign")  # signs of a key are moved as a whole
            if not drawn_at_zero and not (0 <= x <= WIDTH and 0 <= y <= height(root)):
                out.append(f"{one.attrib}")
        elif one.tag == "rect" and any(
            has(one, css) for css in ("mark", "density", "fill", "between", "whole", "band")
        ):
            x, y = float(one.attrib["x"]), float(one.attrib["y"])
            right, bottom = x + float(one.attrib["width"]), y + float(one.attrib["height"])
            if x < -0.5 or y < -0.5 or right > WIDTH + 0.5 or bottom > height(root) + 0.5:
                out.append(f"{one.attrib}")
    return out


def fingers(root: ET.Element) -> list[tuple[str, Box]]:
    """Each link's area for a finger, in the order in which they are painted, with where it leads."""
    out = []
    for one in links(root):
        for rect in one.iter("rect"):
            if rect.get("class") in ("hit", "whole"):
                x, y = float(rect.attrib["x"]), float(rect.attrib["y"])
                box = Box(x, y, x + float(rect.attrib["width"]), y + float(rect.attrib["height"]))
                out.append((one.attrib["href"], box))
    return out


def buried(root: ET.Element, size: float = HIT - 0.3) -> list[str]:
    """Links of whose area no square of `size` lies free of the areas that are painted later."""
    some = fingers(root)
    out = []
    for index, (href, box) in enumerate(some):
        above = [other for to, other in some[index + 1 :] if to != href and other.meets(box)]
        lefts, tops = [box.left, *(b.right for b in above)], [box.top, *(b.bottom for b in above)]
        squares = (Box(x, y, x + size, y + size) for x in lefts for y in tops)
        inside = Box(box.left - 0.1, box.top - 0.1, box.right + 0.1, box.bottom + 0.1)
        if not any(square.inside(inside) and not any(square.meets(b) for b in above) for square in squares):
            out.append(href)
    return out


def sound(svg: str, *, crowded: bool = False) -> ET.Element:
    """What holds for every picture: well-formed, named, nothing outside, no words over words, each link with a name."""
    root = tree(svg)
    assert root.tag == "svg"
    assert root.attrib["viewBox"] == f"0 0 {WIDTH} {root.attrib['height']}"
    named = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}
    assert set(root.attrib["aria-labelledby"].split()) == set(named)
    assert all(one.find("title") is not None and (one.find("title").text or "") for one in links(root))  # type: ignore[union-attr]
    assert all(one.get("href") for one in root.iter("a"))
    assert not [name for one in root.iter() for name in one.attrib if name == "style" or name.startswith("on")]
    assert not {one.tag for one in root.iter()} & {"script", "style", "use", "foreignObject"}
    assert all(OUTLINES.fullmatch(one.get("href") or "") for one in root.iter("image"))
    assert outside(root) == []
    assert overlapping(root) == []
    assert marks_outside(root) == []
    areas = [href for href, _ in fingers(root)]
    assert all(one.get("href") in areas or has(one, "hit-line") or has(one, "shade") for one in links(root))
    # Signs and pins that fall on one point cannot all have an area of their own: the list beneath has each of them.
    assert crowded or buried(root) == []
    return root
