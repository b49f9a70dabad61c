"""Where records are written, in every file of the test sites: the reader's shortcuts against the plain way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.origin import Origin
from generator.read.content import find, read_content
from generator.read.door import Door
from generator.read.tree import read_tree
from tests.dossiers import LANGUAGES

SITES = Path(__file__).parents[1] / "sites"
PROJECTS = sorted(path.parent for path in SITES.glob("*/*/content"))


def leaves(node: Node) -> Iterator[Scalar | Sequence | Mapping]:
    """Every value that has none below it."""
    below: list[Node] = []
    if not isinstance(node, Scalar):
        below = list(node.items) if isinstance(node, Sequence) else [one for _, one in node.entries]
    for one in below:
        yield from leaves(one)
    if not below:
        yield node


def ends(node: Scalar | Sequence | Mapping) -> int:
    if not isinstance(node, Scalar):
        return node.line
    return node.end_line - 1 if node.end_column == 1 and node.end_line > node.line else node.end_line


@pytest.mark.parametrize(
    "text", ["a: [b,\n  c]\nd: {}\n", "a:\n  - |\n    b\n    c\n\n  -\ne:\n", "a: {b: {c: d\n e}}\n"]
)
def test_the_last_line_of_a_text(text: str) -> None:
    tree = read_tree(text.encode(), Door("x.yaml", LANGUAGES))
    assert tree is not None
    assert Origin.of("x.yaml", tree).lines()[1] == max(ends(one) for one in leaves(tree))


def test_the_last_lines_of_all_records() -> None:
    seen = 0
    for project in PROJECTS:
        records, _ = read_content(project / "content", project, LANGUAGES)
        found = [one.origin for one in records.sources] + [one.origin for one in records.entities]
        found += [fact.origin for source in records.sources for fact in source.facts]
        for origin in found:
            assert origin.lines() == (origin.at().line, max(ends(one) for one in leaves(origin.node)))
            seen += 1
    assert seen > len(PROJECTS)


def test_files_are_found_in_the_order_of_their_paths() -> None:
    for project in PROJECTS:
        content = project / "content"
        files = [file for file in find(content, project)[0] if file.id]
        expected = [path for path in sorted(content.glob("*/*.yaml")) if not path.name.startswith(".")]
        assert [file.path for file in files] == [path for path in expected if path in {file.path for file in files}]
        assert [file.shown for file in files] == [file.path.relative_to(project).as_posix() for file in files]
