"""The world's outlines: read once from the committed data, borders by point of view. Degrees, longitude first."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, cast

Point = tuple[float, float]
Line = tuple[Point, ...]


@cache
def _data() -> dict[str, Any]:
    text = (files("generator.pictures") / "data" / "basemap.json").read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))


@cache
def _lines() -> tuple[Line, ...]:
    """Every line of the data, in degrees."""
    data = _data()
    unit: int = data["unit"]
    out: list[Line] = []
    for flat in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / unit, y / unit))
        out.append(tuple(points))
    return tuple(out)


def _ring(arcs: list[int]) -> Line:
    """A ring put together from lines; a negative number is a line backwards."""
    lines = _lines()
    out: list[Point] = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        out += line[1:] if out else line
    return tuple(out)


@cache
def land() -> tuple[Line, ...]:
    return tuple(_ring(ring) for ring in _data()["land"])


@cache
def borders() -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines between countries: those that are not disputed, and those that are."""
    data, lines = _data(), _lines()
    return tuple(lines[arc] for arc in data["borders"]), tuple(lines[arc] for arc in data["disputed"])


@cache
def country(code: str, worldview: str) -> tuple[Line, ...]:
    """The rings of a country by its ISO 3166-1 code, with the pieces that are its area in this point of view."""
    data = _data()
    rings = list(data["countries"].get(code, ()))
    for piece in data["pieces"].values():
        if piece[worldview] == code:
            rings += piece["rings"]
    return tuple(_ring(ring) for ring in rings)


@cache
def piece(name: str) -> tuple[Line, ...]:
    return tuple(_ring(ring) for ring in _data()["pieces"][name]["rings"])


def source() -> str:
    return str(_data()["source"])
