"""Problems as people and machines read them. Source lines are read from the project's folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from generator.errors import Position, Problem, Severity

COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
BOLD, DIM, RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
SHOWN = 160  # characters of a long line around the place
UNQUOTED = frozenset({"copied-words"})  # whose line holds words of a source's private text


def full(problems: Iterable[Problem], project: Path, *, colour: bool = False) -> str:
    """Each problem with its source line, a caret under the span, and a hint."""
    lines_of = _line_reader(project)
    return "\n".join(_full(problem, lines_of, colour) for problem in problems)


def _full(problem: Problem, lines_of: Callable[[str], list[str]], colour: bool) -> str:
    head = str(problem)
    if colour:
        label = f"{problem.severity}[{problem.code}]"
        head = f"{BOLD}{problem.position}{RESET}: {COLOURS[problem.severity]}{label}{RESET}: {problem.message}"
    excerpt = _nothing if problem.code in UNQUOTED else _excerpt
    out = [head, *excerpt(problem.position, lines_of, "^"), f"  hint: {problem.hint}"]
    for position, words in problem.related:
        out += [f"  note: {position}: {words}", *excerpt(position, lines_of, "-")]
    return "\n".join(out) + "\n"


def _nothing(_position: Position, _lines_of: Callable[[str], list[str]], _sign: str) -> list[str]:
    return []


def _excerpt(position: Position, lines_of: Callable[[str], list[str]], sign: str) -> list[str]:
    """The line, and the sign under the span."""
    lines = lines_of(position.path)
    if not 0 < position.line <= len(lines):
        return []
    line = lines[position.line - 1]
    cut = max(0, position.column - SHOWN // 2) if len(line) > SHOWN else 0
    shown = "".join(map(_printable, line[cut : cut + SHOWN]))
    column = position.column - cut
    width = max(1, min(position.end_column - cut, len(shown) + 1) - column) if position.end_column else 1
    return [f"{position.line:5} | {shown}", f"{'':5} | {' ' * (column - 1)}{sign * width}"]


def _printable(character: str) -> str:
    """One character for one: what a terminal would obey, hide or reorder is shown as a replacement character."""
    if character.isprintable():
        return character
    return " " if character.isspace() and character not in "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029" else "\ufffd"


def _line_reader(project: Path) -> Callable[[str], list[str]]:
    @cache
    def read(path: str) -> list[str]:
        try:
            return (project / path).read_text("utf-8", "replace").removeprefix("\ufeff").split("\n")
        except OSError:
            return []

    return read


def concise(problems: Iterable[Problem], _project: Path) -> str:
    return "".join(f"{problem} ({problem.hint})\n" for problem in problems)


def as_json(problems: Iterable[Problem], _project: Path) -> str:
    """A JSON array, one object for each problem; columns count from 1, `end_column` is exclusive, 0 unknown."""
    rows = [
        {
            "path": p.position.path,
            "line": p.position.line,
            "column": p.position.column,
            "end_column": p.position.end_column,
            "severity": p.severity,
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
            "related": [{"path": r.path, "line": r.line, "column": r.column, "message": m} for r, m in p.related],
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(problems: Iterable[Problem], _project: Path) -> str:
    """Workflow commands, which GitHub shows as annotations on the changed lines."""

    def escape(text: str, *, value: bool = False) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return text.replace(":", "%3A").replace(",", "%2C") if value else text

    return "".join(
        f"::{p.severity} file={escape(p.position.path, value=True)},line={p.position.line},col={p.position.column},"
        f"title={escape(p.code, value=True)}::{escape(p.message)}. Hint: {escape(p.hint)}\n"
        for p in problems
    )


FORMATS: dict[str, Callable[[Iterable[Problem], Path], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
}


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def verdict(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`."""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
