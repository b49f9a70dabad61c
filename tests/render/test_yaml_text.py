"""A record written as YAML again reads as the same record."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.origin import Origin
from generator.read.door import Door
from generator.read.tree import read_tree
from generator.render.yaml_text import yaml_text

ROOT = Path(__file__).parent.parent.parent
FILES = sorted([*ROOT.glob("content/*/*.yaml"), *ROOT.glob("tests/sites/good/*/content/*/*.yaml")])
HARD = """\
a: "quotes \\" and \\\\ and { braces }"
b: 'it''s: here'
c: |
  two
  lines
d: [x, {y: z}, "w, v"]
e:
  - f: 1
    g: [2]
  - plain
h: {i: , j: {k: l}}
"""


def tree(text: str) -> Mapping:
    door = Door("x.yaml", ("en",))
    root = read_tree(text.encode(), door)
    assert root is not None, door.problems
    return root


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return [(key.text, plain(value)) for key, value in node.entries if key.text != "facts"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_record_survives(path: Path) -> None:
    root = tree(path.read_text("utf-8"))
    assert plain(tree(yaml_text(Origin.of("x", root)))) == plain(root)
    facts = root.get("facts")
    for name, node in facts.entries if isinstance(facts, Mapping) else ():
        assert isinstance(node, Mapping)
        assert plain(tree(yaml_text(Origin.of("x", node, name)))) == [(name.text, plain(node))]


def test_hard_scalars_survive() -> None:
    root = tree(HARD)
    assert plain(tree(yaml_text(Origin.of("x", root)))) == plain(root)


def test_lines_of_a_record() -> None:
    root = tree("facts:\n  a:\n    text: x\n    note: |\n      one\n      two\n  b: {text: y}\n")
    facts = root.get("facts")
    assert isinstance(facts, Mapping)
    found = [Origin.of("x", node, name).lines() for name, node in facts.entries if isinstance(node, Mapping)]
    assert found == [(2, 6), (7, 7)]
