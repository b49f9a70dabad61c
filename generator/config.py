"""mkdocs.yml as a tree with positions. MkDocs allows tags and anchors in it: this is laxer than the reader of facts."""

from __future__ import annotations

from typing import Any

import yaml

from generator.errors import Position, Problem
from generator.model.node import Mapping, Node, Scalar, Sequence

CONFIG = "mkdocs.yml"
MOST_DEPTH = 100
HINT = "compare with the mkdocs.yml that briefing init writes"


def read_config(text: str) -> tuple[Mapping, list[Problem]]:
    """The file's top mapping, empty where it has none, and what is wrong with it."""
    builder = _Builder(text)
    try:
        root = builder.document()
    except _Refused:
        root = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.tell(_place(mark), "yaml-syntax", f"this is not YAML: {error.problem}", HINT)
        root = None
    except yaml.YAMLError as error:  # a character that YAML does not know
        builder.tell(Position(CONFIG), "yaml-syntax", f"this is not YAML: {str(error).splitlines()[0]}", HINT)
        root = None
    return root if isinstance(root, Mapping) else Mapping((), 1, 1), builder.problems


class _Refused(Exception):
    """The file cannot be read further; the problem is already recorded."""


def _place(mark: Any) -> Position:
    return Position(CONFIG, mark.line + 1, mark.column + 1) if mark else Position(CONFIG)


class _Builder:
    """Builds the tree from the parser's events: composing a deeply nested file would end the process."""

    def __init__(self, text: str) -> None:
        self.text, self.problems = text, list[Problem]()
        self.anchors: dict[Any, Node] = {}
        self.next: Any = None

    def tell(self, where: Position, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(where, code, message, hint))

    def document(self) -> Node | None:
        self.next = yaml.CSafeLoader(self.text).get_event
        self.next()  # stream start
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        return self._node(self.next(), 1)

    def _stop(self, event: Any, message: str, hint: str) -> None:
        self.tell(_place(event.start_mark), "yaml-syntax", message, hint)
        raise _Refused

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MOST_DEPTH:
            self._stop(event, f"this is nested more than {MOST_DEPTH} deep", "flatten it")
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                self._stop(event, f"there is no finished value with the anchor &{event.anchor}", "write the value out")
            return self.anchors[event.anchor]
        start, end = event.start_mark, event.end_mark
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            place = start.line + 1, start.column + 1, end.line + 1, end.column + 1
            node = Scalar(event.value, *place, plain=not event.style)
        elif isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self.next(), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            node = Sequence(tuple(items), start.line + 1, start.column + 1, bool(event.flow_style))
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := self.next(), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(self.next(), depth + 1)
            if not isinstance(key, Scalar):
                continue  # no key that we read
            if key.text in entries:
                self.tell(
                    key.position(CONFIG), "duplicate-key", f"'{key.text}' is written twice", "keep one of the two"
                )
            entries[key.text] = key, value
        mark = event.start_mark
        return Mapping(tuple(entries.values()), mark.line + 1, mark.column + 1, bool(event.flow_style))
