"""Common mistakes of editors, each in a whole file of a source: what is said of it, and where.

The mistakes and the answers stand in syntax_errors.txt, readable by everybody. To write the answers again after a
change of words: python -m tests.read.test_syntax, then read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Position, Problem
from generator.model.source import Source
from generator.read.door import Door
from generator.read.fields import read_record
from generator.read.tree import read_tree
from generator.report import full

TABLE = Path(__file__).parent / "syntax_errors.txt"
TITLE = re.compile(r"^=== (.*)\n", re.MULTILINE)
ANSWER = "--- says\n"
WHOLE = """\
title: {en: Boats, fr: Bateaux}
kind: report
publisher: strait-herald
lang: en
published: 2031-05
facts:
  boats:
    type: figure
    by: varland
    at: p1
    figure: {value: 12, unit: vessel, kind: supplied}
    text: {en: Words., fr: Mots.}
  answer:
    type: claim
    by: ostmark
    at: p2
    text: {en: Words., fr: Mots.}
"""


def cases() -> Iterator[tuple[str, str, str]]:
    """Name, source text and expected answer."""
    parts = TITLE.split(TABLE.read_text("utf-8"))[1:]
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        text, _, answer = body.partition(ANSWER)
        yield name, text, answer.rstrip("\n")


def problems(text: str) -> list[Problem]:
    door = Door("x.yaml", ("en", "fr"), source="x")
    tree = read_tree(text.encode(), door)
    if tree is not None:
        read_record(Source, tree, door, id="x")
    return sorted(door.problems)


def said(text: str, folder: Path) -> str:
    (folder / "x.yaml").write_text(text, "utf-8")
    return full(problems(text), folder).rstrip("\n")


CASES = list(cases())


@pytest.mark.parametrize(("name", "text", "answer"), CASES, ids=[name for name, _, _ in CASES])
def test_what_is_said(name: str, text: str, answer: str, tmp_path: Path) -> None:
    assert said(text, tmp_path) == answer


def test_there_are_enough_and_no_two_alike() -> None:
    assert len(CASES) >= 60
    assert len({text for _, text, _ in CASES}) == len(CASES)


def test_no_answer_is_libyamls_own() -> None:
    for name, _, answer in CASES:
        assert "this is not YAML" not in answer, name


def places(found: list[Problem]) -> Iterator[Position]:
    for one in found:
        yield one.position
        yield from (position for position, _ in one.related)


@given(st.integers(0, len(WHOLE)), st.integers(0, 4), st.text("{}[]:,'\"#-|>&*!%@`?\t \nab=<", max_size=4))
@settings(max_examples=600, deadline=None)
def test_any_slip_of_the_hand_is_told_inside_the_text(at: int, gone: int, slip: str) -> None:
    """Something deleted, something typed, anywhere: never an exception, and each place lies in the text."""
    text = WHOLE[:at] + slip + WHOLE[at + gone :]
    lines = text.split("\n")
    for position in places(problems(text)):
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 1


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        TABLE.write_text(
            "".join(f"=== {name}\n{text}{ANSWER}{said(text, Path(folder))}\n\n" for name, text, _ in CASES), "utf-8"
        )
