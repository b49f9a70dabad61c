"""A file's text cut into the parts that are merged: its fields, and the entries or items of those that have several.

The parts joined are the text again, byte for byte: comments, blank lines and quotes go with the part they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.edit.spans import flow_ends
from generator.errors import BadValue
from generator.model.locator import Locator, parse_locator
from generator.model.node import Mapping, Node, Scalar
from generator.model.node import Sequence as List
from generator.read.door import Door
from generator.read.tree import read_tree

Plain = str | tuple["Plain", ...] | dict[str, "Plain"]
Pair = tuple[str, Node, Node]  # a part's key, where it begins, its value
Ends = dict[tuple[int, int], tuple[int, int]]


class Unsure(Exception):
    """This cannot be merged by its entries."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field, an entry or an item. `key` of an item is its own text; `place` is where the source says a fact."""

    key: str
    text: str
    plain: Plain
    place: Locator | None = None
    inside: Inside | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands between brackets on one line, or in lines of its own (`glue` is then empty)."""

    keyed: bool
    glue: str
    head: str
    parts: tuple[Part, ...]
    tail: str

    @property
    def text(self) -> str:
        return self.head + self.glue.join(part.text for part in self.parts) + self.tail

    def get(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    @property
    def names(self) -> list[str]:
        return [part.key for part in self.parts]


def tree(text: str) -> Mapping:
    """The file's tree; Unsure where it is not our YAML."""
    door = Door("", ("en",))
    found = read_tree(text.encode(), door)
    if found is None or door.problems or found.flow or "\r" in text or not text.endswith("\n"):
        raise Unsure
    return found


def cut(text: str) -> Inside:
    """The whole file in parts."""
    root = tree(text)
    lines = [f"{line}\n" for line in text.split("\n")[:-1]]
    inside = _block(True, _fields(root), lines, root.entries[0][0].line - 1, len(lines), _Below(lines, flow_ends(text)))
    whole = Inside(True, "", "".join(lines[: root.entries[0][0].line - 1]), inside.parts, inside.tail)
    if whole.text != text:
        raise Unsure
    return whole


def plain(node: Node) -> Plain:
    """The values alone."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, List):
        return tuple(plain(item) for item in node.items)
    return {key.text: plain(below) for key, below in node.entries}


def _fields(node: Mapping) -> list[Pair]:
    return [(key.text, key, below) for key, below in node.entries]


Deeper = Callable[[Node, Node, int, int, int], Inside | None]


def _block(keyed: bool, pairs: Sequence[Pair], lines: list[str], first: int, end: int, deeper: Deeper | None) -> Inside:
    """The parts in lines[first:end]. What stands above a part, comments and blank lines, belongs to it."""
    column = pairs[0][1].column - 1
    begin = [start.line - 1 for _, start, _ in pairs]
    if keyed and column and any(not lines[at][:column].isspace() for at in begin):
        raise Unsure  # something else stands on the line, before the key
    stops = [_without_comments(lines, here, stop, column) for here, stop in zip(begin, [*begin[1:], end], strict=True)]
    parts = []
    for (key, start, below), above, here, stop in zip(pairs, [first, *stops[:-1]], begin, stops, strict=True):
        text = "".join(lines[above:stop])
        inside = deeper(start, below, above, here, stop) if deeper else None
        name = key if keyed else "".join(lines[here:stop]).strip()
        parts.append(Part(name, text, plain(below), _place(key, below), inside))
    return Inside(keyed, "", "", tuple(parts), "".join(lines[stops[-1] : end]))


def _without_comments(lines: list[str], here: int, stop: int, column: int) -> int:
    """The end of a part: blank lines and comments after it that stand no deeper than its key belong to the next."""
    while stop > here + 1:
        words = lines[stop - 1].lstrip(" ")
        if words.strip() and not (words.startswith("#") and len(lines[stop - 1]) - len(words) <= column):
            break
        stop -= 1
    return stop


class _Below:
    """The entries or items of a field of the file, where they can be told apart."""

    def __init__(self, lines: list[str], ends: Ends) -> None:
        self.lines, self.ends = lines, ends

    def __call__(self, key: Node, value: Node, above: int, here: int, stop: int) -> Inside | None:
        if isinstance(value, Scalar):
            return None
        keyed = isinstance(value, Mapping)
        pairs = _fields(value) if isinstance(value, Mapping) else [("", item, item) for item in value.items]
        if not pairs:
            return None
        try:
            if value.flow:
                return self._flow(keyed, pairs, value, above, stop)
            return self._lines(keyed, pairs, above, here, stop) if value.line > key.line else None
        except Unsure:
            return None

    def _lines(self, keyed: bool, pairs: list[Pair], above: int, here: int, stop: int) -> Inside:
        first = here + 1
        if not keyed and any(not self.lines[start.line - 1].lstrip().startswith("- ") for _, start, _ in pairs):
            raise Unsure
        found = _block(keyed, pairs, self.lines, first, stop, None)
        return Inside(keyed, "", "".join(self.lines[above:first]), found.parts, found.tail)

    def _flow(self, keyed: bool, pairs: list[Pair], value: Mapping | List, above: int, stop: int) -> Inside:
        number = value.line
        line, close = self.ends[value.line, value.column]
        if line != number or any(start.line != number for _, start, _ in pairs):
            raise Unsure
        whole = self.lines[number - 1]
        starts = [start.column - 1 for _, start, _ in pairs]
        parts: list[Part] = []
        for (key, _, below), left, right in zip(pairs, starts, [*starts[1:], close - 1], strict=True):
            text = whole[left:right].rstrip(" ").removesuffix(",").rstrip(" ")
            parts.append(Part(key if keyed else text, text, plain(below), _place(key, below)))
        head = "".join(self.lines[above : number - 1]) + whole[: starts[0]]
        last = starts[-1] + len(parts[-1].text)
        return Inside(keyed, ", ", head, tuple(parts), whole[last:] + "".join(self.lines[number:stop]))


def _place(key: str, value: Node) -> Locator | None:
    """A fact's `at`, or the locator that is the key of a skipped part."""
    at = value.get("at") if isinstance(value, Mapping) else None
    if isinstance(at, List) and at.items:
        at = at.items[0]
    return next(_locators(at.text if isinstance(at, Scalar) else key.partition(" ")[0]), None)


def _locators(text: str) -> Iterator[Locator]:
    try:
        yield parse_locator(text)
    except BadValue:
        return
