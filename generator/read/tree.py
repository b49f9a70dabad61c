"""The strict YAML subset: bytes to a tree of text and positions, through libyaml's events.

No tag, anchor, alias, directive or second document; no duplicate key; bounded depth, size and count.
Nothing is resolved: `no`, `12:30` and `010` stay the text that was written.
"""

from __future__ import annotations

import re

import yaml

from generator.errors import Position
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.read.door import Door
from generator.read.syntax import explain

MOST_BYTES = 2_000_000
MOST_DEPTH = 32
MOST_NODES = 200_000

# Controls, line breaks that only YAML 1.1 knows, and characters that reorder or hide text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")


class _Refused(Exception):
    """The file cannot be read further; the problem is already recorded."""


def read_tree(data: bytes, door: Door) -> Mapping | None:
    """The file's top mapping, or None when the file cannot be read; every problem goes to the door."""
    text = _decode(data, door)
    if text is None:
        return None
    loader = yaml.CSafeLoader(text)
    try:
        return _Builder(loader, door).document()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        line, column, message, hint = explain(error, text)
        door.add(Position(door.path, line, column), "yaml-syntax", message, hint)
        return None
    finally:
        loader.dispose()


def _decode(data: bytes, door: Door) -> str | None:
    if len(data) > MOST_BYTES:
        hint = "split it: one file for each source or entity"
        door.add(Position(door.path), "file-too-large", f"the file has more than {MOST_BYTES:,} bytes", hint)
        return None
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        door.add(Position(door.path, line, column), "not-utf8", "this is not UTF-8 text", "save the file as UTF-8")
        return None
    good = True
    for found in _FORBIDDEN.finditer(text):
        good = False
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"a character that cannot be seen stands here (U+{ord(found[0]):04X})"
        door.add(Position(door.path, line, column, column + 1), "hidden-character", message, "delete it")
    return text if good else None


class _Builder:
    """Builds the tree from the parser's events; recursion is bounded by MOST_DEPTH."""

    def __init__(self, loader: yaml.CSafeLoader, door: Door) -> None:
        self.loader, self.door, self.count = loader, door, 0

    def document(self) -> Mapping | None:
        next_event = self.loader.get_event
        next_event()  # stream start
        event = next_event()
        if isinstance(event, yaml.StreamEndEvent):
            self.door.add(Position(self.door.path), "empty-file", "the file is empty", "write its fields, or delete it")
            return None
        if event.version or event.tags:
            self._stop(event, "yaml-directive", "directives are not part of our YAML", "delete the line that starts with %")
        event = next_event()
        root = self._node(event, 1)
        next_event()  # document end
        event = next_event()
        if not isinstance(event, yaml.StreamEndEvent):
            self._stop(event, "yaml-documents", "a second document starts here", "delete the line with ---")
        if not isinstance(root, Mapping):
            self.door.refuse(root, "wrong-shape", "the file holds no fields", "write 'field: value' lines")
            return None
        return root

    def _stop(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        self.door.add(Position(self.door.path, mark.line + 1, mark.column + 1), code, message, hint)
        raise _Refused

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self.count += 1
        if self.count > MOST_NODES:
            self._stop(event, "too-many-nodes", f"the file holds more than {MOST_NODES:,} values", "split it")
        if depth > MOST_DEPTH:
            self._stop(event, "too-deep", f"this is nested more than {MOST_DEPTH} deep", "flatten it")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._stop(event, "yaml-anchor", "anchors and aliases are not part of our YAML", "write the value out")
        if getattr(event, "tag", None):
            self._stop(event, "yaml-tag", f"the tag {event.tag} is not part of our YAML", "delete it: the field has a type")
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(
                event.value, start.line + 1, start.column + 1, end.line + 1, end.column + 1, plain=not event.style
            )
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self.loader.get_event(), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Sequence(tuple(items), start.line + 1, start.column + 1)
        return self._mapping(event, depth)

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        path = self.door.path
        while not isinstance(inner := self.loader.get_event(), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(self.loader.get_event(), depth + 1)
            if not isinstance(key, Scalar):
                self.door.refuse(key, "wrong-shape", "a key must be one word", "write 'field: value'")
            elif first := seen.get(key.text):
                self.door.add(
                    key.position(path),
                    "duplicate-key",
                    f"'{key.text}' is written twice",
                    "keep one of the two",
                    (first.position(path), "first written here"),
                )
            else:
                seen[key.text] = key
                entries.append((key, value))
        mark = event.start_mark
        return Mapping(tuple(entries), mark.line + 1, mark.column + 1, bool(event.flow_style))
