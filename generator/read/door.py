"""What a reader knows of the file it reads, and where its complaints go."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.errors import BadValue, Position, Problem, Severity, one_line
from generator.model.edtf import Edtf
from generator.model.origin import Tree
from generator.model.packed import Packed, scalar_of, span_of


@dataclass(slots=True)
class Door:
    """One file's reading. `path` is relative to the project; `source` and `days` are set inside a source only."""

    path: str
    languages: tuple[str, ...]  # the default one first
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # ids that were written but could not be read
    source: str = ""
    days: dict[str, Edtf | None] = field(default_factory=dict)  # None: written, and not a date
    published: Edtf | None = None
    tree: Tree | None = None  # of the file, once it is read
    end: Position | None = None  # of the text; libyaml places some complaints on a line after it

    def add(self, position: Position, code: str, message: str, hint: str, *related: tuple[Position, str]) -> None:
        if self.end and (position.line, position.column) > (self.end.line, self.end.column):
            position = self.end
        self.problems.append(Problem(position, code, one_line(message), one_line(hint), Severity.ERROR, related))

    def refuse(self, node: Packed, code: str, message: str, hint: str) -> None:
        """Of a node, packed or not: the numbers of its place stand in the same order."""
        self.add(Position(self.path, *span_of(node)), code, message, hint)

    def bad(self, node: Packed, bad: BadValue) -> None:
        self.add(scalar_of(node).position(self.path, bad.start, bad.end), bad.code, bad.message, bad.hint)
