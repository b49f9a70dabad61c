"""The strict YAML subset: what is refused, where, and how fast."""

from __future__ import annotations

import time

import pytest

from generator.errors import Position, Problem
from generator.model.node import Mapping, Scalar
from generator.read.door import Door
from generator.read.tree import MOST_BYTES, MOST_DEPTH, MOST_HIDDEN, MOST_NODES, read_tree


def read(data: str | bytes) -> tuple[Mapping | None, list[Problem]]:
    door = Door("x.yaml", ("en",))
    return read_tree(data if isinstance(data, bytes) else data.encode(), door), door.problems


def values(data: str | bytes) -> dict[str, str]:
    tree, problems = read(data)
    assert problems == []
    assert tree is not None
    return {key.text: node.text for key, node in tree.entries if isinstance(node, Scalar)}


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "on", "12:30", "010", "1_000", "3.000", "2025-03-27", "null", "~", "0x10", ".inf", "NaN", "<<", "="],
)
def test_a_plain_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert values(f"a: {text}\n{text}: b\n") == {"a": text, text: "b"}


@pytest.mark.parametrize(
    ("data", "a"),
    [
        (b"\xef\xbb\xbfa: b\n", "b"),
        ("a: b\r\nc: d\r\n", "b"),
        ("a: b\rc: d\r", "b"),
        ("---\na: b\n", "b"),
        ("a: b\n...\n", "b"),
        ("a:\tb\t\n", "b"),
        ("a: |\r\n  one\r\n  two\r\n", "one\ntwo\n"),
        ("a: é😀\n", "é😀"),
        ("a: >-\n  one\n  two\n", "one two"),
        ("a: 'it''s'\n", "it's"),
        ('a: "\\u00e9\\t\\n"\n', "é\t\n"),
        ("a: '\u200d\u200c'\n", "\u200d\u200c"),  # joiners belong to some alphabets
        ("a: b # note\n", "b"),
        ("? a\n: b\n", "b"),
    ],
)
def test_read(data: str | bytes, a: str) -> None:
    assert values(data)["a"] == a


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("", "empty-file", 1, 1),
        ("# nothing\n", "empty-file", 1, 1),
        (b"\xef\xbb\xbf", "empty-file", 1, 1),
        ("abc\n", "wrong-shape", 1, 1),
        ("- a\n- b\n", "wrong-shape", 1, 1),
        ("[a, b]: c\n", "wrong-shape", 1, 1),
        ("? {a: b}\n: c\n", "wrong-shape", 1, 3),
        ("a: &x b\n", "yaml-anchor", 1, 4),
        ("a: *x\n", "yaml-anchor", 1, 4),
        ("&x [*x]\n", "yaml-anchor", 1, 1),
        ("a: {<<: *x}\n", "yaml-anchor", 1, 9),
        ("a: !!str b\n", "yaml-tag", 1, 4),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag", 1, 4),
        ("a: !x {b: c}\n", "yaml-tag", 1, 4),
        ("!!map\na: b\n", "yaml-tag", 1, 1),
        ("a: !e!x b\n", "yaml-syntax", 1, 4),
        ("%YAML 1.2\n---\na: b\n", "yaml-directive", 1, 1),
        ("%TAG ! tag:x,2000:\n---\na: b\n", "yaml-directive", 1, 1),
        ("%YAML 2.0\n---\na: b\n", "yaml-syntax", 1, 1),
        ("a: b\n---\nc: d\n", "yaml-documents", 2, 1),
        ("a: b\n...\nc: d\n", "yaml-syntax", 2, 1),
        ("a:\n\tb: c\n", "yaml-syntax", 2, 1),
        ("a: b\na: c\n", "duplicate-key", 2, 1),
        ("a: {b: 1, 'b': 2}\n", "duplicate-key", 1, 11),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ('a: b\nc: "d\ne: f\n', "yaml-syntax", 2, 4),
        ("a: {b: c\nd: e\n", "yaml-syntax", 1, 4),
        ("a: b\n c: d\n", "yaml-syntax", 2, 2),
        ("a: b\nword\nc: d\n", "yaml-syntax", 2, 1),
        ("a: @x\n", "yaml-syntax", 1, 4),
        ('a: "\\q"\n', "yaml-syntax", 1, 5),
        ('a: "\\ud800"\n', "yaml-syntax", 1, 5),
        (b"a: \xff\n", "not-utf8", 1, 4),
        (b"a: b\n\xc3\xa9\xff: c", "not-utf8", 2, 2),
        (b"\xef\xbb\xbfa\xff", "not-utf8", 1, 2),
        (b"a: b\rc: d\re: \xff", "not-utf8", 3, 4),
        (b"a: \xed\xa0\x80\n", "not-utf8", 1, 4),  # a lone surrogate
        ("a: b\n".encode("utf-16"), "not-utf8", 1, 1),
        ("a: b\r\nc: d\u200be\r\n", "hidden-character", 2, 5),
        ("a: b\rc: d\u200be\r", "hidden-character", 2, 5),
        ("a: b\u0085c: d\n", "hidden-character", 1, 5),
        ("\ufeff\ufeffa: b\n", "hidden-character", 1, 1),
    ],
)
def test_refused(data: str | bytes, code: str, line: int, column: int) -> None:
    _, problems = read(data)
    assert [(one.code, one.position.line, one.position.column) for one in problems] == [(code, line, column)]
    assert problems[0].message
    assert problems[0].hint


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x9b",
        "\xad",
        "\u061c",
        "\u200b",
        "\u200e",
        "\u2028",
        "\u202e",
        "\u2060",
        "\u2066",
        "\ufeff",
        "\ufff9",
        "\ufffe",
        "\uffff",
        "\U000e0041",
    ],
)
def test_hidden_characters(character: str) -> None:
    """As themselves, and spelled by an escape inside double quotes."""
    _, problems = read(f"a: b\nc: d{character}e\n")
    assert [(one.code, one.position) for one in problems] == [("hidden-character", Position("x.yaml", 2, 5, 6))]
    _, problems = read(f'a: b\nc: "d\\U{ord(character):08x}e"\n')
    assert [(one.code, one.position.line) for one in problems] == [("hidden-character", 2)]
    assert f"U+{ord(character):04X}" in problems[0].message


def test_depth() -> None:
    def nested(depth: int) -> str:
        return "a: " + "[" * (depth - 2) + "b" + "]" * (depth - 2)

    assert read(nested(MOST_DEPTH))[1] == []
    assert [one.code for one in read(nested(MOST_DEPTH + 1))[1]] == ["too-deep"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 1_000_000, "too-deep"),
        (b"{" * 1_000_000, "too-deep"),
        (b"a: " + b"[" * 1_000_000 + b"]" * 900_000, "too-deep"),
        (b"- " * 500_000, "too-deep"),
        (b"? " * 500_000, "too-deep"),
        (b"\n".join(b" " * depth + b"a:" for depth in range(1500)), "too-deep"),
        (b"a: [" + b"x," * (MOST_NODES + 1) + b"]", "too-many-nodes"),
        (b"a: " + b"x" * MOST_BYTES, "file-too-large"),
        (b"a: " + b"\\" * 1_900_000, None),
        (b"a: " + b"x" * 1_900_000, None),
        (b"a: '" + b"''" * 900_000 + b"'", None),
        (b'a: "' + b"\\n" * 900_000 + b'"', None),
        (b"a: |\n" + b"  x\n" * 400_000, None),
        (b"a: b\n" + b"#" * 1_900_000, None),
        (b"a: b" + b"\n" * 1_900_000, None),
        (b"a" * 1_900_000 + b": b", "yaml-syntax"),
        (b"\x00" * 1_900_000, "hidden-character"),
        (b"\n\x00" * 900_000, "hidden-character"),
        (b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a]\n" % (i, i) for i in range(50)), "yaml-anchor"),
    ],
)
def test_no_file_takes_long(data: bytes, code: str | None) -> None:
    start = time.perf_counter()
    _, problems = read(data)
    assert {one.code for one in problems} == ({code} if code else set())
    assert len(problems) <= MOST_HIDDEN
    assert time.perf_counter() - start < 5  # a generous bound; the slowest needs 0.2 s on a quiet machine


def test_a_duplicate_names_the_first_and_the_others_are_read() -> None:
    tree, problems = read("a: 1\nb: 2\na: 3\n")
    assert problems[0].related == ((Position("x.yaml", 1, 1, 2), "first written here"),)
    assert tree is not None
    assert [key.text for key, _ in tree.entries] == ["a", "b"]


def test_flow_is_known() -> None:
    tree, _ = read("a: [x]\nb:\n  - x\nc: {x: y}\nd:\n  x: y\n")
    assert tree is not None
    assert [getattr(node, "flow", None) for _, node in tree.entries] == [True, False, True, False]
