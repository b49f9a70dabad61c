"""Positions: a span points at exactly the characters that are wrong, or at their whole value; never elsewhere."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Position
from generator.model.node import Mapping, Scalar
from generator.model.origin import Origin
from generator.read.door import Door
from generator.read.tree import read_tree


def tree(text: str) -> Mapping:
    door = Door("x.yaml", ("en",))
    found = read_tree(text.encode(), door)
    assert door.problems == []
    assert found is not None
    return found


def scalar(text: str) -> Scalar:
    found = tree(text).get("a")
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    ("text", "start", "end", "column", "end_column"),
    [
        ("a: hello", 0, None, 4, 9),
        ("a: hello", 1, 3, 5, 7),
        ("a: 'hello'", 1, 3, 6, 8),
        ('a: "hello"', 1, 3, 6, 8),
        ("a: hello", 1, None, 5, 9),
        ("a: é😀x", 2, 3, 6, 7),
        ("ключ: x\na: é", 0, 1, 4, 5),
        ("a: 'it''s'", 1, 2, 4, 11),  # offsets are not columns where something is escaped: the whole value
        ('a: "t\\tx"', 1, 2, 4, 10),
        ("a: hello   # note", 0, None, 4, 9),
    ],
)
def test_span(text: str, start: int, end: int | None, column: int, end_column: int) -> None:
    place = scalar(text).position("x", start, end)
    assert (place.column, place.end_column) == (column, end_column)


@pytest.mark.parametrize("text", ["a: |\n  one\n  two\n", "a: >-\n  one\n", "a: one\n  two", 'a: "one\n  two"'])
def test_several_lines_point_at_their_start(text: str) -> None:
    assert scalar(text).position("x", 1, 2) == Position("x", 1, 4)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1), st.data())
def test_a_span_holds_its_characters(words: str, data: st.DataObject) -> None:
    quoted = data.draw(st.sampled_from([json.dumps(words, ensure_ascii=False), "'" + words.replace("'", "''") + "'"]))
    text = f"a: {quoted}"
    found = scalar(text)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    place = found.position("x", start, end)
    part = text[place.column - 1 : place.end_column - 1]
    assert found.text == words
    assert part in (quoted, words[start:end])


ORIGIN = Origin.of("x.yaml", tree("a: {b: [c, d]}\ne: one\nf: {g: 'x {h} y'}\n"), Scalar("name", 9, 3, 9, 7))


@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        ((), 9, 3),
        (("a",), 1, 4),
        (("a", "b", 1), 1, 12),
        (("a", "b", 7), 1, 8),
        (("a", "nowhere", 0), 1, 4),
        (("e", 0), 2, 4),
        (("nowhere",), 9, 3),
    ],
)
def test_origin_at(steps: tuple[str | int, ...], line: int, column: int) -> None:
    place = ORIGIN.at(*steps)
    assert (place.line, place.column) == (line, column)


def test_origin_inside_and_key() -> None:
    assert ORIGIN.inside(("f", "g"), 2, 5) == Position("x.yaml", 3, 11, 14)
    assert ORIGIN.inside(("a", "b"), 0, 1) == ORIGIN.at("a", "b")
    assert ORIGIN.inside(("e", "en"), 0, 2) == Position("x.yaml", 2, 4, 6)  # a bare string in place of {en: ...}
    assert ORIGIN.key("a", "b") == Position("x.yaml", 1, 5, 6)
    assert ORIGIN.key("a", "nowhere") == ORIGIN.at("a")
    assert ORIGIN.key() == ORIGIN.at()
