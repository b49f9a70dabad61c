"""The tree of one YAML file: text and positions, no types guessed. Columns and lines count from 1."""

from __future__ import annotations

from typing import NamedTuple

from generator.errors import Position


class Scalar(NamedTuple):
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


class Sequence(NamedTuple):
    items: tuple[Node, ...]
    line: int
    column: int
    flow: bool = False

    def position(self, path: str) -> Position:
        return Position(path, self.line, self.column)


class Mapping(NamedTuple):
    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    flow: bool = False

    def position(self, path: str) -> Position:
        return Position(path, self.line, self.column)

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def entry(self, key: str) -> tuple[Scalar, Node]:
        """The key and the value of an entry that is there."""
        return next(entry for entry in self.entries if entry[0].text == key)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
