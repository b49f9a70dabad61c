"""Six colours with six shapes: who asserts is told by both, so that neither is needed alone."""

from __future__ import annotations

from markupsafe import Markup

from generator.pictures.svg import el, num

# Told apart with each kind of colour blindness. Those of the style sheet come in pairs for light and dark.
COLOURS = ("#0072b2", "#b35900", "#00785a", "#a8326e", "#5b4fb0", "#6b6200")
MOST = len(COLOURS)
OTHERS = "#5a554c"


def colour_class(index: int) -> str:
    return f"p{index + 1}" if 0 <= index < MOST else "p0"


def fallback(index: int) -> str:
    return COLOURS[index] if 0 <= index < MOST else OTHERS


def shape(index: int, x: float, y: float, size: float = 9, more: str = "") -> Markup:
    """The sign of the asserter of this number; those beyond the sixth share a small ring. `more`: further classes."""
    css = f"mark {colour_class(index)} {more}".rstrip()
    fill = fallback(index)
    if index == 0:
        return el("circle", class_=css, cx=x, cy=y, r=size, fill=fill)
    if index == 1:
        return el(
            "rect", class_=css, x=x - size * 0.9, y=y - size * 0.9, width=size * 1.8, height=size * 1.8, fill=fill
        )
    if index < MOST:
        return el("path", class_=css, d=_OUTLINES[index](x, y, size), fill=fill)
    return el("circle", class_=css, cx=x, cy=y, r=size * 0.6, fill="none", stroke=fill)


def _points(x: float, y: float, *points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{num(x + dx)} {num(y + dy)}" for dx, dy in points) + "Z"


def _diamond(x: float, y: float, r: float) -> str:
    r *= 1.25
    return _points(x, y, (0, -r), (r, 0), (0, r), (-r, 0))


def _up(x: float, y: float, r: float) -> str:
    return _points(x, y, (0, -1.2 * r), (1.15 * r, 0.9 * r), (-1.15 * r, 0.9 * r))


def _down(x: float, y: float, r: float) -> str:
    return _points(x, y, (0, 1.2 * r), (1.15 * r, -0.9 * r), (-1.15 * r, -0.9 * r))


def _cross(x: float, y: float, r: float) -> str:
    a, b = 1.15 * r, 0.4 * r
    corners = (
        (-b, -a),
        (b, -a),
        (b, -b),
        (a, -b),
        (a, b),
        (b, b),
        (b, a),
        (-b, a),
        (-b, b),
        (-a, b),
        (-a, -b),
        (-b, -b),
    )
    return _points(x, y, *corners)


_OUTLINES = {2: _diamond, 3: _up, 4: _down, 5: _cross}
