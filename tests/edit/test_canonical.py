"""Canonical form: order and spacing; no comment is lost, no value changes, and twice is once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from generator.edit.canonical import Unreadable, canonical
from generator.edit.spans import comments
from generator.model.entity import Actor, Weapon
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.source import Source
from generator.read.door import Door
from generator.read.tree import read_tree
from tests.commands import ROOT
from tests.edit.sources import sources


def form(text: str, record: type[Any] = Source) -> str:
    return canonical(text.encode(), "x.yaml", record)


def tree(text: str) -> Mapping:
    door = Door("x.yaml", ("en", "fr"))
    found = read_tree(text.encode(), door)
    assert found is not None, door.problems
    return found


def plain(node: Node) -> Any:
    """What a tree says; fields in any order."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(below) for key, below in node.entries}


CASES: dict[str, tuple[type[Any], str, str]] = {
    "order": (Actor, "kind: state\nname: X\n", "name: X\nkind: state\n"),
    "a comment goes with its field": (
        Actor,
        "# The file.\nkind: state # which\n# The name\n# as a title.\nname: X\n",
        "# The file.\n# The name\n# as a title.\nname: X\nkind: state # which\n",
    ),
    "order inside brackets": (
        Source,
        "facts:\n  a:\n    figure: {kind: lost, covers: [b, c], unit: x, value: 3}\n",
        "facts:\n  a:\n    figure: {value: 3, unit: x, kind: lost, covers: [b, c]}\n",
    ),
    "brackets inside brackets": (
        Source,
        "facts:\n  a: {figure: {kind: lost, value: 3}, type: figure}\n",
        "facts:\n  a: {type: figure, figure: {value: 3, kind: lost}}\n",
    ),
    "spaces": (
        Actor,
        "name:   { en:  X,fr: Y }\nkind: state   \n\n\n\n\naliases: [ a,b ]\n\n",
        "name: {en: X, fr: Y}\n\naliases: [a, b]\nkind: state\n",
    ),
    "several lines": (
        Actor,
        "name: {en: X,\n  fr: Y}\nkind: state\nnote: some\n  words\n",
        "name: {en: X, fr: Y}\nkind: state\nnote: some words\n",
    ),
    "a list of records": (
        Weapon,
        "name: X\nkind: gun\nspecs:\n# first\n- facts: [a#b]\n  # what\n  label: L\n- label: M\n  facts: a#c\n",
        "name: X\nkind: gun\nspecs:\n# first\n  # what\n  - label: L\n    facts: [a#b]\n  - label: M\n    facts: a#c\n",
    ),
    "facts keep the order of the text": (
        Source,
        "facts:\n  # p2\n  b: {at: p2}\n  a: {at: p3}\n  # --- p4\n\n  # and\n  c: {at: p4}\nlang: fr\n",
        "lang: fr\n\nfacts:\n  # p2\n  b: {at: p2}\n\n  a: {at: p3}\n  # --- p4\n\n  # and\n  c: {at: p4}\n",
    ),
    "fields that are not known stay where they are": (
        Actor,
        "kind: state\nlolour: red\nname: X\n",
        "name: X\nkind: state\nlolour: red\n",
    ),
    "values without types": (
        Actor,
        "name: 010\nkind: no\nnote: 1_000\naliases: [1.10, 12:30, ~, 0x1F, 1e3, null, 2031-05-06, .5, '']\n",
        "name: 010\naliases: [1.10, 12:30, ~, 0x1F, 1e3, null, 2031-05-06, .5, '']\nkind: no\nnote: 1_000\n",
    ),
    "quotes stay": (
        Actor,
        'name: "X"\nkind: \'state\'\nnote: "a\\tb: é"\n',
        'name: "X"\nkind: \'state\'\nnote: "a\\tb: é"\n',
    ),
    "sets of dates": (
        Source,
        'days: {tue: "[2031-05-06,2031-05-13]", wed: [2031-05-07,2031-05-14]}\n',
        'days: {tue: "[2031-05-06,2031-05-13]", wed: [2031-05-07, 2031-05-14]}\n',
    ),
    "blocks of text": (
        Actor,
        "note: |\n  # no comment\n\n\n  two\nname: X\nkind: state\n",
        "name: X\nkind: state\nnote: |\n  # no comment\n\n\n  two\n",
    ),
    "windows": (Actor, "\ufeffkind: state\r\nname: X\r\n", "name: X\nkind: state\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_canonical_form(name: str) -> None:
    record, before, after = CASES[name]
    assert form(before, record) == after
    assert form(after, record) == after


def test_the_modeline_comes_back() -> None:
    line = "# yaml-language-server: $schema=../../schemas/actor.schema.json"
    once = canonical(b"name: X\nkind: state\n", "x.yaml", Actor, modeline=line)
    assert once == f"{line}\nname: X\nkind: state\n"
    assert canonical(once.encode(), "x.yaml", Actor, modeline=line) == once


@pytest.mark.parametrize("text", ["name: {en: X\n", "name: X\nname: Y\n", "a: &b c\n", "- a\n", ""])
def test_what_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        form(text)
    assert caught.value.problems


@given(sources())
@settings(max_examples=300, deadline=None)
def test_no_value_and_no_comment_changes_and_twice_is_once(text: str) -> None:
    before = tree(text)
    once = form(text)
    after = tree(once)
    assert plain(after) == plain(before)
    assert comments(once, after) == comments(text, before)
    assert form(once) == once


@given(sources())
@settings(max_examples=100, deadline=None)
def test_the_fields_stand_in_order(text: str) -> None:
    found = tree(form(text))
    names = [key.text for key, _ in found.entries if key.text != "unknown"]
    wanted = ["title", "kind", "lang", "published", "note", "facts"]
    assert names == [name for name in wanted if name in names]


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_files_are_canonical(path: Path) -> None:
    from generator.schema.files import RECORDS, name_for

    name = name_for(path.relative_to(ROOT / "content").parts)
    assert name
    assert canonical(path.read_bytes(), path.name, RECORDS[name]) == path.read_text("utf-8"), "run: briefing fmt"
