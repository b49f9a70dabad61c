"""Problems as people and machines read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import report
from generator.errors import Position, Problem, Severity, one_line, suggest

PLACE = Position("content/x.yaml", 2, 4, 9)
ERROR = Problem(PLACE, "bad-id", "'Boats' is not an id", "write boats")
WARNING = Problem(Position("content/x.yaml", 1), "stale", "50%: old\nnews", "look, again", Severity.WARNING)
RELATED = Problem(PLACE, "duplicate-key", "twice", "keep one", related=((Position("content/x.yaml", 1, 1), "first"),))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "x.yaml").write_text("\ufeffa: b\nc: Boats # é\n", "utf-8")
    return tmp_path


def test_full(project: Path) -> None:
    assert report.full([ERROR, RELATED], project) == (
        "content/x.yaml:2:4: error[bad-id]: 'Boats' is not an id\n"
        "    2 | c: Boats # é\n"
        "      |    ^^^^^\n"
        "  hint: write boats\n"
        "\n"
        "content/x.yaml:2:4: error[duplicate-key]: twice\n"
        "    2 | c: Boats # é\n"
        "      |    ^^^^^\n"
        "  hint: keep one\n"
        "  note: content/x.yaml:1:1: first\n"
        "    1 | a: b\n"
        "      | -\n"
    )


def test_colour(project: Path) -> None:
    plain, colour = report.full([ERROR], project), report.full([ERROR], project, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror[bad-id]\x1b[0m" in colour


@pytest.mark.parametrize(
    "place",
    [
        Position("content/x.yaml", 99, 1),
        Position("nowhere.yaml", 1, 1),
        Position("content", 1, 1),
        Position("/nowhere", 1),
    ],
)
def test_a_line_that_is_not_there(project: Path, place: Position) -> None:
    assert (
        report.full([Problem(place, "code", "words", "do it")], project)
        == f"{place}: error[code]: words\n  hint: do it\n"
    )


@pytest.mark.parametrize(
    ("column", "end", "caret"), [(1, 0, "^"), (1, 500, "^^^^"), (4, 4, "   ^"), (9, 3, " " * 8 + "^")]
)
def test_a_caret_stays_under_its_line(project: Path, column: int, end: int, caret: str) -> None:
    problem = Problem(Position("content/x.yaml", 1, column, end), "code", "words", "do it")
    assert report.full([problem], project).split("\n")[2] == f"      | {caret}"


def test_a_source_line_cannot_steer_the_terminal(project: Path) -> None:
    (project / "content" / "x.yaml").write_text("a: \x1b[2J\u202eb\u00a0\tc\x9b1m\u2028\n", "utf-8")
    line = report.full([Problem(Position("content/x.yaml", 1, 4), "code", "words", "hint")], project).split("\n")[1]
    assert line == "    1 | a: \ufffd[2J\ufffdb  c\ufffd1m\ufffd"


def test_a_long_line_is_shown_around_its_place(project: Path) -> None:
    (project / "content" / "x.yaml").write_text("x" * 1_000_000 + "HERE" + "y" * 1_000_000, "utf-8")
    problem = Problem(Position("content/x.yaml", 1, 1_000_001, 1_000_005), "code", "words", "hint")
    _, line, caret, *_ = report.full([problem], project).split("\n")
    assert len(line) < 200
    start, end = caret.index("^"), caret.rindex("^") + 1
    assert line[start:end] == "HERE"


def test_concise(project: Path) -> None:
    assert report.concise([ERROR], project) == "content/x.yaml:2:4: error[bad-id]: 'Boats' is not an id (write boats)\n"


def test_json(project: Path) -> None:
    rows = json.loads(report.as_json([RELATED, WARNING], project))
    assert rows[0] == {
        "path": "content/x.yaml",
        "line": 2,
        "column": 4,
        "end_column": 9,
        "severity": "error",
        "code": "duplicate-key",
        "message": "twice",
        "hint": "keep one",
        "related": [{"path": "content/x.yaml", "line": 1, "column": 1, "message": "first"}],
    }
    assert rows[1]["severity"] == "warning"
    assert json.loads(report.as_json([], project)) == []


def test_github(project: Path) -> None:
    """Nothing that an editor wrote ends the command early or adds one of its own."""
    evil = Problem(Position("a,b:c%.yaml", 1), "code", "x\n::error::y\r", "z")
    assert report.github([WARNING, evil], project) == (
        "::warning file=content/x.yaml,line=1,col=1,title=stale::50%25: old%0Anews. Hint: look, again\n"
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,title=code::x%0A::error::y%0D. Hint: z\n"
    )


@pytest.mark.parametrize("form", report.FORMATS.values())
def test_nothing_to_say(project: Path, form: Callable[..., str]) -> None:
    assert form([], project) in ("", "[]\n")


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([], "0 errors, 0 warnings"),
        ([ERROR, WARNING], "1 error, 1 warning"),
        ([ERROR] * 1234, "1,234 errors, 0 warnings"),
    ],
)
def test_verdict(problems: list[Problem], words: str) -> None:
    assert report.verdict(problems) == words


def test_problems_sort_by_place() -> None:
    assert sorted([ERROR, WARNING, RELATED]) == [WARNING, ERROR, RELATED]


def test_suggest() -> None:
    assert suggest("varlnad", ["varland", "ostmark"]) == "; did you mean 'varland'?"
    assert suggest("xyz", ["varland"]) == ""
    assert suggest("x" * 2_000_000, ["varland"]) == ""


def test_one_line() -> None:
    assert one_line("a\n  b\tc\u202fd") == "a b c\u202fd"
    assert len(one_line("x" * 1_000_000)) == 300
