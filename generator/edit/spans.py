"""Where things end in a file's text, and its comments: what the reader's tree, made of starts, does not keep."""

from __future__ import annotations

from typing import Any

import yaml

from generator.model.node import Mapping, Node, Scalar, Sequence

Place = tuple[int, int]  # line and column, counted from 1


def flow_ends(text: str) -> dict[Place, Place]:
    """For each [ or { that opens a list or fields: where its closing bracket stands."""
    loader = yaml.CSafeLoader(text)
    ends: dict[Place, Place] = {}
    open_: list[Place] = []
    try:
        while (event := _next(loader)) is not None:
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append(_place(event.start_mark, 1))
            elif isinstance(event, yaml.CollectionEndEvent):
                ends[open_.pop()] = _place(event.end_mark, 0)
    finally:
        loader.dispose()
    return ends


def _place(mark: Any, shift: int) -> Place:
    return mark.line + 1, mark.column + shift


def _next(loader: Any) -> Any:
    return loader.get_event()  # the stubs know neither its kinds nor their fields


def scalars(node: Node) -> list[Scalar]:
    """Every scalar of a tree, keys included, in the order of the text."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [one for item in node.items for one in scalars(item)]
    return [one for key, below in node.entries for one in (key, *scalars(below))]


def inside(node: Mapping) -> set[int]:
    """The lines, after its first, of each scalar that stands on several: what looks like a comment there is text."""
    return {line for one in scalars(node) for line in range(one.line + 1, one.end_line + 1)}


def comments(text: str, node: Mapping) -> list[str]:
    """The words of every comment, sorted."""
    return sorted(words for _, words in comment_lines(text, node))


def comment_lines(text: str, node: Mapping) -> list[tuple[int, str]]:
    """Each comment with the number of its line; a # inside a value is none."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for one in scalars(node):
        for line in range(one.line, one.end_line + 1):
            start = one.column if line == one.line else 1
            end = one.end_column if line == one.end_line else 1 << 30
            taken.setdefault(line, []).append((start, end))
    out = []
    for number, words in enumerate(text.split("\n"), 1):
        at = words.find("#")
        while at >= 0:
            free = not any(start <= at + 1 < end for start, end in taken.get(number, ()))
            if free and (at == 0 or words[at - 1] in " \t"):
                out.append((number, words[at:].strip()))
                break
            at = words.find("#", at + 1)
    return out
