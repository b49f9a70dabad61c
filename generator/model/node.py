"""The tree of one YAML file: text and positions, no types guessed. Columns and lines count from 1."""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool = True

    def position(self, path: str, start: int = 0, end: int | None = None) -> Position:
        """The span of `text[start:end]`; the whole scalar where offsets cannot be mapped to columns."""
        if self.end_line != self.line:
            return Position(path, self.line, self.column)
        width = self.end_column - self.column
        shift = 0 if self.plain else 1
        if width != len(self.text) + 2 * shift or (start == 0 and end is None):
            return Position(path, self.line, self.column, self.end_column)
        stop = len(self.text) if end is None else end
        return Position(path, self.line, self.column + shift + start, self.column + shift + stop)


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int
    flow: bool = False

    def position(self, path: str) -> Position:
        return Position(path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    flow: bool = False

    def position(self, path: str) -> Position:
        return Position(path, self.line, self.column)

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was written: its file, its tree and, for a fact, its key."""

    path: str
    node: Mapping
    name: Scalar | None = None

    def at(self, *steps: str | int) -> Position:
        """The position of the value under `steps`; of the deepest one found where some are absent.

        Without steps: of the record itself.
        """
        here: Node = self.node
        best = self.name.position(self.path) if self.name else self.node.position(self.path)
        for step in steps:
            below: Node | None = None
            if isinstance(here, Mapping) and isinstance(step, str):
                below = here.get(step)
            elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
                below = here.items[step]
            elif isinstance(here, Scalar) and step == 0:
                below = here  # one value where a list may stand
            if below is None:
                break
            here = below
            best = here.position(self.path)
        return best

    def inside(self, steps: tuple[str | int, ...], start: int, end: int) -> Position:
        """The position of a span inside the scalar under `steps`."""
        here: Node | None = self.node
        for step in steps:
            if isinstance(here, Mapping) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
                here = here.items[step]
        return here.position(self.path, start, end) if isinstance(here, Scalar) else self.at(*steps)

    def lines(self) -> tuple[int, int]:
        """The first and the last line that the record is written on."""
        return (self.name or self.node).line, _last_line(self.node)

    def has(self, *steps: str) -> bool:
        """Whether a field is written. If the record is without it all the same, the reader has told why."""
        here: Node | None = self.node
        for step in steps:
            here = here.get(step) if isinstance(here, Mapping) else None
        return here is not None

    def key(self, *steps: str) -> Position:
        """The position of the last step's key rather than of its value."""
        here: Node | None = self.node
        for step in steps[:-1]:
            here = here.get(step) if isinstance(here, Mapping) else None
        name = here.key(steps[-1]) if isinstance(here, Mapping) and steps else None
        return name.position(self.path) if name else self.at(*steps)


def _last_line(node: Node) -> int:
    """The line on which the last scalar of a tree ends; a block scalar ends where the next line begins."""
    if isinstance(node, Scalar):
        return node.end_line - (node.end_column == 1 and node.end_line > node.line)
    below = node.items if isinstance(node, Sequence) else [value for _, value in node.entries]
    return max((_last_line(one) for one in below), default=node.line)
