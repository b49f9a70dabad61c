"""Records that are written alike, and ones that are not."""

from __future__ import annotations

import pytest

from generator.model.alike import Pair
from generator.model.node import Mapping
from generator.model.origin import Tree
from generator.read.door import Door
from generator.read.tree import read_tree

FILE = """title: A report
skip: {p4: "a heading"}
facts:
  one: {type: claim, at: [p1, p2]}
  two:
    type: claim
    at: p3
"""


def tree(text: str) -> Tree:
    root = read_tree(text.encode(), Door("x.yaml", ("en",)))
    assert isinstance(root, Mapping)
    return Tree.of(root)


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        ("title: A report", "# a comment\n\ntitle: A report", set()),
        ("p1, p2", "p1,   p2", set()),
        ("p1, p2", "p1, p3", {"one"}),
        ("[p1, p2]", "[p1]", {"one"}),
        ("[p1, p2]", "p1", {"one"}),
        ("at: p3", 'at: "p3"', {"two"}),
        ("at: p3", "at: {p: 3}", {"two"}),
        ("type: claim\n", "type: claim\n    by: source\n", {"two"}),
        ("A report", "Another", {""}),
        ('{p4: "a heading"}', '\n  p4: "a heading"', {""}),
        ("  two:", "  three:", {"two", "three"}),
    ],
)
def test_what_is_written_otherwise(old: str, new: str, differ: set[str]) -> None:
    assert old in FILE
    pair = Pair(tree(FILE), tree(FILE.replace(old, new)))
    assert {key for key in ("", "one", "two", "three") if not pair.alike(key)} == differ


def test_a_file_without_facts() -> None:
    pair = Pair(tree("name: Ostmark\n"), tree("\nname: Ostmark\n"))
    assert pair.alike("")


def test_one_tree_is_alike() -> None:
    one = tree(FILE)
    assert Pair(one, one).alike("two")
