"""A file in canonical form: order, spacing, a blank line between facts. The values are compared before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.edit.order import ordered, ranks
from generator.edit.spacing import spaced
from generator.edit.spans import comments, inside, scalars
from generator.errors import BriefingError, Problem
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.shapes import ListOf, MapOf, Nested, Shape, fields_of
from generator.model.source import Source
from generator.read.door import Door
from generator.read.tree import read_tree

MOST_ROUNDS = 4
Step = Callable[[str, Mapping, type[Any]], str]


class Unreadable(Exception):
    """The file is no YAML of ours; carries what is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems


def canonical(
    data: bytes, shown: str, record: type[Any], *, modeline: str = "", left_out: list[str] | None = None
) -> str:
    """The canonical text of a file. Raises Unreadable.

    A step that would change a value or lose a comment is left out, and its name goes to `left_out`.
    """
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _tree(data, shown)
    if modeline and "# yaml-language-server:" not in text:
        text = f"{modeline}\n{text}"
    told: list[str] = []
    for _ in range(MOST_ROUNDS):
        before, told = text, []
        for name, step in STEPS.items():
            new = _careful(text, step, record)
            told += [name] if new is None else []
            text = text if new is None else new
        if text == before:
            break
    if left_out is not None:
        left_out += told
    return text


def _tree(data: bytes, shown: str) -> Mapping:
    door = Door(shown, ("en",))
    tree = read_tree(data, door)
    if tree is None or door.problems:
        raise Unreadable(tuple(door.problems))
    return tree


def _careful(text: str, step: Step, record: type[Any]) -> str | None:
    """What the step makes of the text; None where a value or a comment would not be the same."""
    old = _tree(text.encode(), "")
    try:
        new_text = step(text, old, record)
        new = _tree(new_text.encode(), "")
    except BriefingError:
        raise
    except Exception:  # whatever the library trips over, the file is better left as it is
        return None
    same = _values(old, Nested(record)) == _values(new, Nested(record))
    return new_text if same and comments(text, old) == comments(new_text, new) else None


def _values(node: Node, shape: Shape | None) -> Any:
    """All that the reader sees of a tree: texts, and whether they are plain; the order of a record's fields is none."""
    if isinstance(node, Scalar):
        return node.text, node.plain
    if isinstance(node, Sequence):
        item = shape.item if isinstance(shape, ListOf) else None
        return [node.flow, *(_values(one, item) for one in node.items)]
    shapes: dict[str, Shape] = {}
    entries = list(node.entries)
    if isinstance(shape, Nested):
        shapes = {field.name: field.shape for field in fields_of(shape.record)}  # type: ignore[arg-type]  # as in order.py
        entries = [entries[i] for i in sorted(range(len(entries)), key=ranks(node, shape.record).__getitem__)]
    item = shape.item if isinstance(shape, MapOf) else None
    pairs = [(key.text, key.plain, _values(below, shapes.get(key.text, item))) for key, below in entries]
    return (sorted(pairs, key=lambda pair: pair[0]) if isinstance(shape, Nested) else pairs), node.flow


def _spaced(text: str, _tree: Mapping, _record: type[Any]) -> str:
    return spaced(text)


def _blank_lines(text: str, tree: Mapping, record: type[Any]) -> str:
    """One blank line before `facts` and between facts; never two; none at the end; no spaces behind a line."""
    many = inside(tree)
    lines = text.rstrip("\n").split("\n")
    first = _starts(text, tree) if record is Source else set()
    out: list[str] = []
    for number, line in enumerate(lines, 1):
        if number in many:
            out.append(line)
            continue
        blank = not line.strip()
        if number in first and out and out[-1].strip():
            out.append("")
        if not blank or (out and out[-1].strip()):
            out.append(line.rstrip())
    return "\n".join(out) + "\n"


def _starts(text: str, tree: Mapping) -> set[int]:
    """The line with which each fact starts, the comment above it included; the first fact's is that of `facts`."""
    name, facts = tree.key("facts"), tree.get("facts")
    if name is None or not isinstance(facts, Mapping) or facts.flow:
        return set()
    lines = text.split("\n")
    taken = {one.line for one in scalars(tree)}
    out = set()
    for key in (name, *(key for key, _ in facts.entries[1:])):
        line = key.line
        while line > 1 and line - 1 not in taken and lines[line - 2].strip().startswith("#"):
            line -= 1
        out.add(line)
    return out


STEPS: dict[str, Step] = {"spacing": _spaced, "order": ordered, "blank lines": _blank_lines}
