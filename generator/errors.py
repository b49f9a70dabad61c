"""Problems, their positions, and the ways a run can fail.

The leftmost module of the arrow: everything may import it, it imports nothing of ours.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass, field


class Exit(enum.IntEnum):
    """Exit codes of every command."""

    CLEAN = 0
    CONTENT = 1
    USAGE = 2
    MACHINE = 3
    BUG = 70
    INTERRUPTED = 130


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A span in a file. `path` is relative to the project; lines and columns count from 1, in characters.

    `end_column` is exclusive and lies on the same line; 0 means unknown.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One complaint about the content: where, what, and what to do next."""

    position: Position
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    related: tuple[tuple[Position, str], ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}[{self.code}]: {self.message}"


class BadValue(ValueError):
    """A scalar that its field's type refuses. `start` and `end` are offsets inside the scalar's text."""

    def __init__(self, code: str, message: str, hint: str, *, start: int = 0, end: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
        self.start, self.end = start, end


class BriefingError(Exception):
    """A failure that ends the run in an orderly way: a message, a hint and an exit code."""

    def __init__(self, message: str, *, hint: str = "", code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code


class ContentError(BriefingError):
    """The content is wrong; carries every problem of the run, sorted, and the folder their paths start from."""

    def __init__(self, problems: Iterable[Problem], root: str) -> None:
        self.problems, self.root = tuple(sorted(problems)), root
        super().__init__(f"{len(self.problems)} problems in the content", code=Exit.CONTENT)


def one_line(words: str, longest: int = 300) -> str:
    """Words for a message: what an editor wrote may be long and have several lines, a message has one."""
    words = re.sub(r"\s*[\n\r\t]\s*", " ", words[: 2 * longest]).strip()
    return words if len(words) <= longest else words[: longest - 1] + "…"


def suggest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, or nothing."""
    import difflib  # costs 5 ms at start-up, needed only when something is wrong

    if len(word) > 100:
        return ""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
