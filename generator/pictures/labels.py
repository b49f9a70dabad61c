"""Where words can stand: how wide they are, how they break, and which place for them is still free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.pictures.svg import LINE, TEXT

# Widths in parts of the size, after DejaVu Sans, the widest of the system fonts in use: no other needs more room.
_CLASSES = (
    (0.3, "iljIJ'|ıïîíì"),
    (0.34, " .,:;!/’‘·\u00a0\u202f"),
    (0.42, "tfr()[]-–"),
    (0.54, "csz"),
    (0.53, "“”"),
    (0.58, "LFk"),
    (0.62, "aeovxyéèêëàâôöETPZ?"),
    (0.7, "ABCKRSVXYÀÉÈÊÇ"),
    (0.79, "DGHNOQU"),
    (1.0, "mwMWŒœÆæ%@—…"),
)
_GLYPHS = {glyph: wide for wide, glyphs in _CLASSES for glyph in glyphs}
_OTHER, _FULL = 0.65, 1.05
BOLD = TEXT * 1.12  # the size to reckon with for bold words
ELLIPSIS = "…"


@lru_cache(maxsize=1 << 12)
def width(words: str, size: float = TEXT) -> float:
    """No less than what any system font needs, for Latin, Greek and Cyrillic; a full square for wide scripts."""
    return size * sum(_GLYPHS.get(c) or (_FULL if c > "\u2050" else _OTHER) for c in words)


def cut(words: str, room: float, size: float = TEXT) -> str:
    """The words, or as many letters as fit with an ellipsis."""
    if width(words, size) <= room:
        return words
    kept = words
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[: max(0, min(len(kept) - 1, int(len(kept) * room / width(kept + ELLIPSIS, size)) + 1))]
    return kept.rstrip() + ELLIPSIS


@lru_cache(maxsize=1 << 12)
def wrap(words: str, room: float, most: int = 2, size: float = TEXT) -> tuple[str, ...]:
    """At most `most` lines, broken between words, or after a hyphen where a word is too wide; the rest is cut."""
    lines: list[str] = []
    left = list(_pieces(words, room, size))
    while left and len(lines) < most - 1:
        row = left.pop(0)
        while left and width(f"{row}{left[0]}".rstrip(), size) <= room:
            row += left.pop(0)
        lines.append(cut(row.rstrip(), room, size))
    if left:
        lines.append(cut("".join(left).rstrip(), room, size))
    return tuple(lines)


def _pieces(words: str, room: float, size: float) -> Iterable[str]:
    """What a line may end after: words with the space that follows them, or the parts of a word that does not fit."""
    for word in words.split(" "):
        parts = word.split("-") if width(word, size) > room else [word]
        yield from (f"{part}-" for part in parts[:-1])
        yield f"{parts[-1]} "


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def over(self, y: float) -> bool:
        """Whether a line across at `y` would go through it."""
        return self.top < y < self.bottom

    def inside(self, other: Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place: `x`, the height of its middle, and the side it hangs on."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box


def upright(x: float, top: float, bottom: float, labels: Iterable[Box]) -> Iterable[tuple[float, float]]:
    """A line of the grid at `x`, from `top` down, in the parts that no label stands on."""
    return parts(top, bottom, [(box.top, box.bottom) for box in labels if box.left - 3 < x < box.right + 3])


def parts(start: float, end: float, taken: Iterable[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """What is left of a line when the taken stretches are left out."""
    for first, last in sorted(taken):
        if first - start > 1:
            yield start, min(first, end)
        start = max(start, last)
    if end - start > 1:
        yield start, end


ALL = "rlabRLAB"


class Placer:
    """Gives each label the first free place of its candidates. What is placed stays free of all that comes later."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self._taken: list[tuple[float, float, float, float]] = []

    def block(self, box: Box) -> None:
        self._taken.append((box.left, box.top, box.right, box.bottom))

    def free(self, box: Box) -> bool:
        return self._free(box.left, box.top, box.right, box.bottom)

    def _free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """A loop without calls: half of a chart's time would go here."""
        frame = self.frame
        if left < frame.left or top < frame.top or right > frame.right or bottom > frame.bottom:
            return False
        for a, b, c, d in self._taken:  # noqa: SIM110 - all() with a generator takes twice as long
            if left < c and a < right and top < d and b < bottom:
                return False
        return True

    def place(
        self, lines: tuple[str, ...], at: tuple[float, float], gap: float, sides: str = ALL, bold: int = 0
    ) -> Placed | None:
        """Beside a mark, `gap` away; None where every place is taken.

        Sides: right, left, above, below, each level with the mark; capitals: the same a little further up or
        down. The first `bold` lines are set in bold.
        """
        x, y = at
        broad = max(width(one, BOLD if index < bold else TEXT) for index, one in enumerate(lines))
        high = LINE * len(lines)
        hangs = {"start": 0.0, "end": broad, "middle": broad / 2}
        for start, over, anchor in _places(x, y, gap, broad, high, sides):
            # to the tenth, as it will be written: what is found free here is free there
            point, middle = round(start + hangs[anchor], 1), round(over + high / 2, 1)
            left, top = point - hangs[anchor], middle - high / 2
            if self._free(left, top, left + broad, top + high):
                box = Box(left, top, left + broad, top + high)
                self.block(box)
                return Placed(lines, point, middle, anchor, box)
        return None


def _places(
    x: float, y: float, gap: float, broad: float, high: float, sides: str
) -> Iterable[tuple[float, float, str]]:
    middle, centre = y - high / 2, x - broad / 2
    everywhere = {
        "r": (x + gap, middle, "start"),
        "l": (x - gap - broad, middle, "end"),
        "a": (centre, y - gap - high, "middle"),
        "b": (centre, y + gap, "middle"),
        "R": (x + gap * 0.8, y - gap * 0.5 - high, "start"),
        "L": (x - gap * 0.8 - broad, y - gap * 0.5 - high, "end"),
        "A": (x + gap * 0.8, y + gap * 0.5, "start"),
        "B": (x - gap * 0.8 - broad, y + gap * 0.5, "end"),
    }
    return (everywhere[side] for side in sides)
