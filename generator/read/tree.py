"""The strict YAML subset: bytes to a tree of text and positions, through libyaml's events.

No tag, anchor, alias, directive or second document; no duplicate key; bounded depth, size and count.
Nothing is resolved: `no`, `12:30` and `010` stay the text that was written.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.errors import Position
from generator.model.node import Mapping
from generator.model.packed import Packed, mapping_of, scalar_of
from generator.read.door import Door
from generator.read.syntax import explain

MOST_BYTES = 2_000_000
MOST_DEPTH = 32
MOST_NODES = 200_000

MOST_HIDDEN = 100  # hidden characters of one file that are told one by one

# Controls, line breaks that only YAML 1.1 knows, characters that reorder or hide text, and what is no character.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_TAME = bytes(range(0x20, 0x7F)) + b"\t\n\r"  # ASCII of which none is forbidden: soon looked through

_SCALAR, _SEQUENCE, _ALIAS = yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.AliasEvent
_SEQUENCE_END, _MAPPING_END = yaml.SequenceEndEvent, yaml.MappingEndEvent


class _Refused(Exception):
    """The file cannot be read further; the problem is already recorded."""


def read_tree(data: bytes, door: Door) -> Mapping | None:
    """The file's top mapping, or None when the file cannot be read; every problem goes to the door."""
    packed = read_packed(data, door)
    return packed and mapping_of(packed)


def read_packed(data: bytes, door: Door) -> Packed | None:
    """As `read_tree`, the tree as it is kept."""
    text = _decode(data, door)
    if text is None:
        return None
    loader = yaml.CSafeLoader(text)
    try:
        return _Builder(loader, door, escapes="\\" in text).document()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        found = explain(error, text)
        where = Position(door.path, *found.spot, found.spot.column + found.width if found.width else 0)
        spot, words = found.related or (None, "")
        related = [(Position(door.path, *spot, spot.column + 1), words)] if spot else []
        door.add(where, "yaml-syntax", found.message, found.hint, *related)
        return None
    finally:
        loader.dispose()


def _decode(data: bytes, door: Door) -> str | None:
    if len(data) > MOST_BYTES:
        hint = "split it: one file for each source or entity"
        door.add(Position(door.path), "file-too-large", f"the file has more than {MOST_BYTES:,} bytes", hint)
        return None
    try:
        text = _lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode("utf-8")).split("\n")
        where = Position(door.path, len(before), len(before[-1]) + 1)
        door.add(where, "not-utf8", "this is not UTF-8 text", "save the file as UTF-8")
        return None
    door.end = Position(door.path, text.count("\n") + 1, len(text) - text.rfind("\n"))
    if data.isascii() and not data.translate(None, _TAME):
        return text
    return None if _FORBIDDEN.search(text) and _tell_hidden(text, door) else text


def _lines(text: str) -> str:
    """Without a byte order mark, and with every line ended as YAML, and our reports, count lines."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _tell_hidden(text: str, door: Door) -> int:
    told = 0
    for number, line in enumerate(text.split("\n"), 1):
        for found in _FORBIDDEN.finditer(line):
            told += 1
            if told <= MOST_HIDDEN:
                where = Position(door.path, number, found.start() + 1, found.start() + 2)
                door.add(where, "hidden-character", _hidden(found[0]), "delete it")
    return told


def _hidden(character: str) -> str:
    return f"a character that cannot be seen stands here (U+{ord(character):04X})"


class _Builder:
    """Builds the tree from the parser's events; recursion is bounded by MOST_DEPTH."""

    def __init__(self, loader: yaml.CSafeLoader, door: Door, *, escapes: bool) -> None:
        self.door, self.count, self.escapes = door, 0, escapes
        self.next: Any = loader.get_event  # the stubs know neither its kinds nor their fields

    def document(self) -> Packed | None:
        self.next()  # stream start
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            self.door.add(Position(self.door.path), "empty-file", "the file is empty", "write its fields, or delete it")
            return None
        if event.version or event.tags:
            hint = "delete the line that starts with %"
            self._stop(event, "yaml-directive", "directives are not part of our YAML", hint)
        event = self.next()
        root = self._node(event, 1)
        self.next()  # document end
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._stop(event, "yaml-documents", "a second document starts here", "delete the line with ---")
        if root[0].__class__ is not tuple:
            self.door.refuse(root, "wrong-shape", "the file holds no fields", "write 'field: value' lines")
            return None
        return root

    def _stop(self, event: Any, code: str, message: str, hint: str, width: int = 0) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self.door.add(Position(self.door.path, line, column, column + width if width else 0), code, message, hint)
        raise _Refused

    def _node(self, event: Any, depth: int) -> Packed:
        self.count += 1
        kind = event.__class__
        if self.count > MOST_NODES or depth > MOST_DEPTH or kind is _ALIAS or event.anchor or event.tag:
            self._refuse(event, depth)
        if kind is _SCALAR:
            start, end, style = event.start_mark, event.end_mark, event.style
            line = start.line + 1
            if not style and end.line + 1 == line:
                return event.value, line, start.column + 1
            place = event.value, line, start.column + 1, end.line + 1, end.column + 1, not style
            return self._seen(place) if self.escapes and style == '"' else place
        return self._sequence(event, depth) if kind is _SEQUENCE else self._mapping(event, depth)

    def _refuse(self, event: Any, depth: int) -> None:
        if self.count > MOST_NODES:
            self._stop(event, "too-many-nodes", f"the file holds more than {MOST_NODES:,} values", "split it")
        if depth > MOST_DEPTH:
            self._stop(event, "too-deep", f"this is nested more than {MOST_DEPTH} deep", "flatten it")
        if event.anchor:
            hint = "write the value out; or put it in quotes, if it starts with that sign"
            width = 1 + len(event.anchor)
            self._stop(event, "yaml-anchor", "anchors and aliases are not part of our YAML", hint, width)
        written = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"the tag {written} is not part of our YAML"
        hint = "delete it: the field has a type; or put the value in quotes"
        self._stop(event, "yaml-tag", message, hint, len(written))

    def _seen(self, scalar: Packed) -> Packed:
        """Escapes inside double quotes may spell what may not stand in the file itself."""
        if found := _FORBIDDEN.search(scalar[0]):
            self.door.refuse(scalar, "hidden-character", _hidden(found[0]), "delete the escape that spells it")
            raise _Refused
        return scalar

    def _sequence(self, event: Any, depth: int) -> Packed:
        items: list[Packed] = []
        while (inner := self.next()).__class__ is not _SEQUENCE_END:
            items.append(self._node(inner, depth + 1))
        mark = event.start_mark
        return items, mark.line + 1, mark.column + 1, bool(event.flow_style)

    def _mapping(self, event: Any, depth: int) -> Packed:
        entries: list[tuple[Packed, Packed]] = []
        seen: set[str] = set()
        next_event, node = self.next, self._node
        depth += 1
        while (inner := next_event()).__class__ is not _MAPPING_END:
            key = node(inner, depth)
            value = node(next_event(), depth)
            name = key[0]
            if name.__class__ is not str:
                self.door.refuse(key, "wrong-shape", "a key must be one word", "write 'field: value'")
            elif name in seen:
                self._twice(key, next(first for first, _ in entries if first[0] == name))
            else:
                seen.add(name)
                entries.append((key, value))
        mark = event.start_mark
        return tuple(entries), mark.line + 1, mark.column + 1, bool(event.flow_style)

    def _twice(self, key: Packed, first: Packed) -> None:
        path = self.door.path
        where, before = scalar_of(key).position(path), scalar_of(first).position(path)
        told = before, "first written here"
        self.door.add(where, "duplicate-key", f"'{key[0]}' is written twice", "keep one of the two", told)
