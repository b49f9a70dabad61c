"""Reads a picture as an eye would: which words stand where, which marks lead where."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from generator.pictures.labels import BOLD, Box, width
from generator.pictures.svg import LINE, TEXT, WIDTH

BOLD_CLASSES = {"head", "lane-word", "place-name", "on-mark"}
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
            if one.get("class") != "sign" and not (0 <= x <= WIDTH and 0 <= y <= height(root)) and has(one, "mark"):
                out.append(f"{one.attrib}")
        elif one.tag == "rect" and has(one, "mark"):
            x, y = float(one.attrib["x"]), float(one.attrib["y"])
            right, bottom = x + float(one.attrib["width"]), y + float(one.attrib["height"])
            if x < -0.5 or y < -0.5 or right > WIDTH + 0.5 or bottom > height(root) + 0.5:
                out.append(f"{one.attrib}")
    return out


def sound(svg: str) -> ET.Element:
    """What holds for every picture: well-formed, named, nothing outside, no words over words, each link with a name."""
    root = tree(svg)
    assert root.tag == "svg"
    assert root.attrib["viewBox"] == f"0 0 {WIDTH} {root.attrib['height']}"
    named = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}
    assert set(root.attrib["aria-labelledby"].split()) == set(named)
    assert all(one.find("title") is not None and (one.find("title").text or "") for one in links(root))  # type: ignore[union-attr]
    assert all(one.get("href") for one in root.iter("a"))
    assert not [name for one in root.iter() for name in one.attrib if name == "style" or name.startswith("on")]
    assert not {one.tag for one in root.iter()} & {"script", "style", "image", "use", "foreignObject"}
    assert outside(root) == []
    assert overlapping(root) == []
    assert marks_outside(root) == []
    return root
