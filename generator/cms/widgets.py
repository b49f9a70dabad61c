"""What the form shows for each part of a file: Decap's widgets, from the declared fields and what is written there.

Our files hold mappings with free keys, and values that may be written in two ways; Decap knows neither. So a form is
made for one file as it stands: the keys that it has, each in the way it is written. What no widget shows faithfully is
left out of the form, and stays in the file as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from generator.model.fact import Fact
from generator.model.figure import ID
from generator.model.node import Mapping, Node, Scalar
from generator.model.node import Sequence as List
from generator.model.shapes import (
    AsserterShape,
    Choice,
    Day,
    FactReference,
    Field,
    ListOf,
    MapOf,
    Nested,
    Shape,
    Value,
    Words,
    fields_of,
)
from generator.model.terms import Kind
from generator.schema import values
from generator.schema.known import PUBLISHER_WORDS, Known, kinds_of
from generator.schema.values import Json

MOST_OPTIONS = 100  # ids in one list to choose from; where there are more, the id is typed

_DATE = next(one for one in values.DATE["anyOf"] if "pattern" in one)
_FACT = {"pattern": values.FACT, "patternErrorMessage": "Not a fact: write key, or source-id#key."}


class Form:
    """Makes the widgets of one file. A method returns None for what no widget shows faithfully."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def fields(self, record: type[Any], nodes: Sequence[Mapping]) -> list[Json]:
        """The widgets of a record; of several that share one form, such as the items of a list."""
        out = []
        for field in fields_of(record):  # type: ignore[arg-type]  # mypy takes a class for its instances
            written = [below for node in nodes if (below := node.get(field.name)) is not None]
            widget = self._same(field.shape, written, record, field.name) if written else self._absent(field, record)
            if widget is not None:
                # What only some items have must not be demanded of the others.
                needed = field.required and len(written) == len(nodes)
                out.append({"name": field.name, "label": field.name, "hint": field.about, **widget, **_need(needed)})
        return out

    def _same(self, shape: Shape, nodes: Sequence[Node], record: type[Any], name: str) -> Json | None:
        """One widget for values that are written in the same way."""
        if isinstance(shape, Nested):
            inside = [node for node in nodes if isinstance(node, Mapping)]
            return _object(self.fields(shape.record, inside)) if len(inside) == len(nodes) else None
        first, *others = [self._written(shape, node, record, name) for node in nodes]
        return first if all(other == first for other in others) else None

    def _absent(self, field: Field, record: type[Any]) -> Json | None:
        """A field that is not there yet is offered where one value, a plain list or words can fill it."""
        match field.shape:
            case Words() as shape:
                return _object([self._language(tag, shape, needed=False) for tag in self.known.languages])
            case ListOf(item=item):
                return {"widget": "list"} if _plain(item) else None
            case shape:
                return self._scalar(shape, record, field.name) if _plain(shape) else None

    def _written(self, shape: Shape, node: Node, record: type[Any], name: str) -> Json | None:
        match shape:
            case Words():
                return self._words(shape, node)
            case AsserterShape():
                return self._asserter(node)
            case ListOf():
                return self._list(shape, node, record, name)
            case MapOf():
                return self._map(shape, node, record, name)
            case _:
                # A set of dates without quotes is a list to every other reader of YAML: no widget keeps it.
                return self._scalar(shape, record, name, node.text) if isinstance(node, Scalar) else None

    def _scalar(self, shape: Shape, record: type[Any], name: str, written: str = "") -> Json:
        if isinstance(shape, Choice):
            return _select(shape.words, written)
        if isinstance(shape, Day):
            return {"widget": "string"} if shape.alias else {"widget": "string", **_pattern(_DATE)}
        if not isinstance(shape, Value):
            return {"widget": "string", **_pattern(_FACT)}
        if shape == ID and name == "unit":
            return _select(self.known.units, written)
        if shape == ID and (kinds := kinds_of(record, name)):
            return _select(self.known.of(kinds, *(PUBLISHER_WORDS if name == "publisher" else ())), written)
        if shape.name == "true or false":
            return _select(("true", "false"), written)
        return {"widget": "string", **_pattern(values.value(shape.name))}

    def _words(self, shape: Words, node: Node) -> Json | None:
        if isinstance(node, Scalar):
            return {"widget": _lines(shape)}
        if not isinstance(node, Mapping) or any(not isinstance(below, Scalar) for _, below in node.entries):
            return None
        default = self.known.languages[0]
        return _object([self._language(tag, shape, needed=tag == default) for tag in self.known.languages])

    def _language(self, tag: str, shape: Words, *, needed: bool) -> Json:
        return {"name": tag, "label": tag, "widget": _lines(shape), **_need(needed)}

    def _asserter(self, node: Node) -> Json | None:
        if isinstance(node, Scalar):
            return _select(self.known.of((Kind.ACTOR,), "source"), node.text)
        unnamed = node.get("unnamed") if isinstance(node, Mapping) else None
        words = self._words(Words(), unnamed) if unnamed is not None else None
        return _object([{"name": "unnamed", "label": "unnamed", **words}]) if words else None

    def _list(self, shape: ListOf, node: Node, record: type[Any], name: str) -> Json | None:
        if isinstance(node, Scalar):
            return self._scalar(shape.item, record, name, node.text) if shape.lenient else None
        if not isinstance(node, List) or not node.items:
            return None
        words = [item.text for item in node.items if isinstance(item, Scalar)]
        if _plain(shape.item) and not any("," in word for word in words):  # a comma parts the items in the form
            return {"widget": "list"} if len(words) == len(node.items) else None
        below = self._same(shape.item, node.items, record, name)
        if below is None:
            return None
        if below["widget"] == "object":
            return {"widget": "list", "collapsed": True, "fields": below["fields"]}
        return {"widget": "list", "field": {"name": name, "label": name, **below}}

    def _map(self, shape: MapOf, node: Node, record: type[Any], name: str) -> Json | None:
        if not isinstance(node, Mapping):
            return None
        fields = []
        for key, below in node.entries:
            widget = self._same(shape.item, [below], record, name)
            if widget is not None:
                needed = widget["widget"] == "object"
                fields.append({"name": key.text, "label": _label(shape, key, below), **widget, **_need(needed)})
        return _object(fields) if fields else None


def _object(fields: list[Json]) -> Json:
    return {"widget": "object", "collapsed": True, "fields": fields}


def _need(needed: bool) -> Json:
    """Decap demands every field that does not say otherwise."""
    return {} if needed else {"required": False}


def _label(shape: MapOf, key: Scalar, below: Node) -> str:
    """A fact is found by its key and by where the source says it."""
    if not isinstance(shape.item, Nested) or shape.item.record is not Fact or not isinstance(below, Mapping):
        return key.text
    at = below.get("at")
    places = [at] if isinstance(at, Scalar) else at.items if isinstance(at, List) else ()
    return " ".join([key.text, *(f"({place.text})" for place in places if isinstance(place, Scalar))])


def _plain(shape: Shape) -> bool:
    return isinstance(shape, (Value, Choice, FactReference, Day))


def _lines(shape: Words) -> str:
    return "text" if shape.template or shape.markdown else "string"


def _select(words: Iterable[str | StrEnum], written: str) -> Json:
    """A list to choose from; what stands in the file is always in it."""
    options = [str(word) for word in words]
    if not 0 < len(options) <= MOST_OPTIONS:
        return {"widget": "string"}
    return {"widget": "select", "options": options if written in ("", *options) else [written, *options]}


def _pattern(schema: Json) -> Json:
    if "pattern" not in schema:
        return {}
    return {"pattern": [schema["pattern"], schema.get("patternErrorMessage", "Not in the right form.")]}
