"""Fields in the order in which their record declares them. Text is moved, never written anew: comments go with it.

A comment above a field, and the blank lines above that, belong to the field; the comment that opens the file stays.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from generator.edit.spans import Place, flow_ends
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.shapes import ListOf, MapOf, Nested, Shape, fields_of

_DASHES = re.compile(r"(\s*(?:- +)+)$")


def ordered(text: str, root: Mapping, record: type[Any]) -> str:
    """The text with the fields of every record in order. `root` is its tree."""
    mover = _Mover(text)
    mover.record(root, record, len(mover.lines))
    return "\n".join(mover.lines)


def ranks(node: Mapping, record: type[Any]) -> list[int]:
    """A number for each entry, by which to sort them. A field that is not known stays behind the one before it."""
    place = {field.name: i for i, field in enumerate(fields_of(record))}  # type: ignore[arg-type]  # a class is hashable
    out: list[int] = []
    for key, _ in node.entries:
        out.append(place.get(key.text, out[-1] if out else -1))
    return out


class _Mover:
    """Moves lines and, in flow style, parts of one line. Neither changes the length of what it moves inside of."""

    def __init__(self, text: str) -> None:
        self.lines, self.ends = text.split("\n"), flow_ends(text)

    def record(self, node: Mapping, record: type[Any], last: int) -> None:
        """Order a record that ends, at the latest, with the line `last`; first the records inside it."""
        shapes = {field.name: field.shape for field in fields_of(record)}  # type: ignore[arg-type]  # as above
        stops = self._stops(node, last)
        for (key, below), stop in zip(node.entries, stops, strict=True):
            if key.text in shapes:
                self._below(below, shapes[key.text], stop)
        order = sorted(range(len(stops)), key=ranks(node, record).__getitem__)
        if order != list(range(len(stops))):
            if node.flow:
                self._move_in_line(node, order)
            else:
                self._move_lines(node, order, last)

    def _below(self, node: Node, shape: Shape, last: int) -> None:
        if isinstance(shape, Nested) and isinstance(node, Mapping):
            self.record(node, shape.record, last)
        elif isinstance(shape, MapOf) and isinstance(node, Mapping):
            for (_, below), stop in zip(node.entries, self._stops(node, last), strict=True):
                self._below(below, shape.item, stop)
        elif isinstance(shape, ListOf) and isinstance(node, Sequence):
            starts = [item.line for item in node.items[1:]]
            for item, stop in zip(node.items, [*(line - 1 for line in starts), last], strict=True):
                self._below(item, shape.item, stop)

    def _stops(self, node: Mapping, last: int) -> list[int]:
        """The last line of each entry; what leads to the next entry is not part of it."""
        if node.flow or not node.entries:
            return [last] * len(node.entries)
        indent = node.entries[0][0].column - 1
        starts = [self._lead(key, indent) for key, _ in node.entries[1:]]
        return [*(line - 1 for line in starts), self._without_tail(last, node.entries[-1][0].line, indent)]

    def _lead(self, key: Scalar, indent: int) -> int:
        """The first line of the comments and blank lines above a key."""
        line = key.line
        while self._is_lead(line - 1, indent):
            line -= 1
        return line

    def _without_tail(self, last: int, first: int, indent: int) -> int:
        while last > first and self._is_lead(last, indent):
            last -= 1
        return last

    def _is_lead(self, line: int, indent: int) -> bool:
        text = self.lines[line - 1] if line else "x"
        return not text.strip() or (text.lstrip().startswith("#") and len(text) - len(text.lstrip()) <= indent)

    def _move_lines(self, node: Mapping, order: list[int], last: int) -> None:
        first = node.entries[0][0]
        before = self.lines[first.line - 1][: first.column - 1]
        if before.strip() and not _DASHES.match(before):
            return  # it starts behind something that we do not know
        indent = first.column - 1
        stops = self._stops(node, last)
        leads: list[list[str]] = []
        bodies: list[list[str]] = []
        start = first.line
        for (key, _), stop in zip(node.entries, stops, strict=True):
            leads.append(self.lines[start - 1 : key.line - 1])
            bodies.append(self.lines[key.line - 1 : stop])
            start = stop + 1
        bodies[0] = [" " * indent + bodies[0][0][indent:], *bodies[0][1:]]
        moved = [line for i in order for line in (*leads[i], *bodies[i])]
        at = len(leads[order[0]])  # the line that now comes first, behind what leads to it
        moved[at] = before + moved[at][indent:]
        self.lines[first.line - 1 : stops[-1]] = moved

    def _move_in_line(self, node: Mapping, order: list[int]) -> None:
        end = self.ends[node.line, node.column]
        if end[0] != node.line:
            return  # the round trip has left it on several lines, because of its comments
        keys: list[Place] = [(key.line, key.column) for key, _ in node.entries]
        line = self.lines[node.line - 1]
        cuts = [column - 1 for _, column in keys] + [end[1] - 1]
        parts = [line[a:b].rstrip(" ,") for a, b in pairwise(cuts)]
        whole = ", ".join(parts[i] for i in order)
        if len(whole) == len(line[cuts[0] : cuts[-1]].rstrip()):
            self.lines[node.line - 1] = line[: cuts[0]] + whole + line[cuts[0] + len(whole) :]
