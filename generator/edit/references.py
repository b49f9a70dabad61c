"""Every scalar of a file that names something, found by the declared shapes: records that are wrong elsewhere, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from generator.edit.spans import scalars
from generator.model.figure import ID
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.redirects import ADDRESS
from generator.model.shapes import AsserterShape, FactReference, ListOf, MapOf, Nested, Shape, Value, Words, fields_of

# id: of a thing. fact: a key, or source-id#key. words: text with placeholders. key: a fact's own name.
# address: an id or a whole fact id. unit: the name of one, where it is used and where it is made.
What = Literal["id", "fact", "words", "key", "address", "unit"]
OWN_KEYS: dict[str, What | None] = {"facts": "key", "units": "unit", "derived": None}


class Written(NamedTuple):
    scalar: Scalar
    what: What


def written(root: Mapping, record: type[Any]) -> Iterator[Written]:
    """Each scalar that names something, in the order of the fields."""
    for field in fields_of(record):  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
        below = root.get(field.name)
        if below is not None:
            yield from _below(below, field.shape, field.name)


def _below(node: Node, shape: Shape, name: str) -> Iterator[Written]:
    what = _what(shape, name)
    match shape:
        case Words():
            if what:
                yield from (Written(one, what) for one in _languages(node))
        case Nested(record=record):
            if isinstance(node, Mapping):
                yield from written(node, record)
        case ListOf(item=item):
            for one in node.items if isinstance(node, Sequence) else (node,):
                yield from _below(one, item, name)
        case MapOf():
            yield from _map(node, shape, name)
        case _:
            if what and isinstance(node, Scalar):
                yield Written(node, what)


def _what(shape: Shape, name: str) -> What | None:
    match shape:
        case Words(template=True):
            return "words"
        case FactReference():
            return "fact"
        case AsserterShape():
            return "id"
        case Value():
            if shape == ID:
                return "unit" if name == "unit" else "id"
            return "address" if shape == ADDRESS else None
    return None


def _languages(node: Node) -> list[Scalar]:
    if isinstance(node, Mapping):
        return [below for _, below in node.entries if isinstance(below, Scalar)]
    return scalars(node)


def _map(node: Node, shape: MapOf, name: str) -> Iterator[Written]:
    if not isinstance(node, Mapping):
        return
    what = OWN_KEYS.get(name, "id") if shape.key == ID else None  # a redirect's old address stays what it was
    for key, below in node.entries:
        if what:
            yield Written(key, what)
        yield from _below(below, shape.item, name)
