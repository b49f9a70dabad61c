"""A tree as it is kept and read: plain tuples and lists, which marshal writes, and which cost no call to make.

    scalar    (text, line, column), where it is plain and on one line; else all six values of a Scalar
    sequence  ([node, ...], line, column, flow)
    mapping   (((scalar, node), ...), line, column, flow)

So the class of a node's first part, `str`, `list` or `tuple`, says what it is. Nodes are made of it where positions are
asked for.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from generator.model.node import Mapping, Node, Scalar, Sequence

Packed: TypeAlias = Any
_new: Any = tuple.__new__  # a named tuple without the call of its own maker: there are forty for each fact


def pack(node: Node) -> Packed:
    if isinstance(node, Scalar):
        text, line, column, end_line, end_column, plain = node
        if plain and end_line == line and end_column == column + len(text):
            return text, line, column
        return text, line, column, end_line, end_column, plain
    if isinstance(node, Sequence):
        return [pack(one) for one in node.items], node.line, node.column, node.flow
    return tuple([(pack(key), pack(one)) for key, one in node.entries]), node.line, node.column, node.flow


def node_of(packed: Packed) -> Node:
    first = packed[0]
    if first.__class__ is str:
        return scalar_of(packed)
    if first.__class__ is list:
        return Sequence(tuple([node_of(one) for one in first]), *packed[1:])
    return mapping_of(packed)


def mapping_of(packed: Packed) -> Mapping:
    return Mapping(tuple([(scalar_of(key), node_of(one)) for key, one in packed[0]]), *packed[1:])


def scalar_of(packed: Packed) -> Scalar:
    if len(packed) == 3:
        text, line, column = packed
        packed = text, line, column, line, column + len(text), True
    scalar: Scalar = _new(Scalar, packed)
    return scalar


def span_of(node: Packed) -> tuple[int, int, int]:
    """Line, column and the column of its end: 0 where that is not known, as in `Position`."""
    if node[0].__class__ is not str:
        return node[1], node[2], 0
    if len(node) == 3:
        text, line, column = node
        return line, column, column + len(text)
    _, line, column, end_line, end_column, _ = node
    return line, column, end_column if end_line == line else 0


def value_of(mapping: Packed, key: str) -> Packed | None:
    """What stands under a key of a mapping."""
    for name, value in mapping[0]:
        if name[0] == key:
            return value
    return None


def lowered(node: Packed, lines: int) -> Packed:
    """The same so many lines further down."""
    inside, line, column, *rest = node
    if inside.__class__ is str:
        if rest:
            end, *others = rest
            return inside, line + lines, column, end + lines, *others
        return inside, line + lines, column
    if inside.__class__ is list:
        return [lowered(one, lines) for one in inside], line + lines, column, *rest
    return tuple([(lowered(key, lines), lowered(one, lines)) for key, one in inside]), line + lines, column, *rest


def count(node: Packed) -> int:
    """How many nodes there are, keys included."""
    inside = node[0]
    if inside.__class__ is str:
        return 1
    if inside.__class__ is list:
        return 1 + sum(map(count, inside))
    return 1 + len(inside) + sum([count(one) for _, one in inside])


def last_line(node: Packed) -> int:
    """The line on which the last scalar of a tree ends; a block scalar ends where the next line begins.

    Entries stand in the order of the file, so nothing before the last one ends below it.
    """
    while (inside := node[0]).__class__ is not str:
        if not inside:
            return int(node[1])
        node = inside[-1] if inside.__class__ is list else inside[-1][1]
    if len(node) == 3:
        return int(node[1])
    _, line, _, end_line, end_column, _ = node
    return int(end_line - (end_column == 1 and end_line > line))
