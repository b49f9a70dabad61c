"""A record's schema, from its declared fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from generator.model.figure import ID
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
from generator.model.source import Source
from generator.model.terms import ROLE_KINDS, Kind, Role
from generator.schema import values
from generator.schema.known import NEW, PUBLISHER_WORDS, Known, kinds_of
from generator.schema.values import Json

TEXTS = {
    Words(): ("words", "Words per language, or in the default language alone."),
    Words(template=True): (
        "template",
        "Words per language; numbers from placeholders: {value} {of} {when} {said} {by} {By} {#key} {entity-id|words}.",
    ),
    Words(markdown=True): ("markdown", "Words per language, limited Markdown."),
}


def _offers_ids(shape: Shape) -> bool:
    """Whether the dossier's own ids are offered: an invented one beside them would mislead."""
    return shape == ID or isinstance(shape, AsserterShape) or shape == Day(alias=True)


def _example(field: Field) -> Any:
    """An example as a text editor reads it."""
    text = field.example
    if text.startswith("["):
        return [_plain(item.strip()) for item in text.strip("[]").split(",")]
    return _plain(text)


def _plain(text: str) -> str | int | float:
    if text.isdecimal():
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]+\.[0-9]+", text) else text.strip('"')


class Writer:
    """Writes one file's schema. What stands in several places is written once, below `$defs`."""

    def __init__(self, known: Known, root: type[Any]) -> None:
        self.known, self.root, self.defs = known, root, dict[str, Json]()

    def record(self, record: type[Any]) -> Json:
        fields = fields_of(record)  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
        return {
            "type": "object",
            "properties": {field.name: self._field(record, field) for field in fields},
            "required": [field.name for field in fields if field.required],
            "additionalProperties": False,
        }

    def _field(self, record: type[Any], field: Field) -> Json:
        about = field.about
        if isinstance(field.shape, Day):
            about += " " + values.DATE_WORDS
        out: Json = {"description": about, **self._shape(field.shape, record, field.name)}
        out["description"] = about
        if field.example and not _offers_ids(field.shape):
            out["examples"] = [_example(field)]
        if isinstance(field.default, (str, int)) and field.default is not False:
            out["default"] = field.default.value if isinstance(field.default, StrEnum) else field.default
        return out

    def _once(self, name: str, schema: Json) -> Json:
        self.defs.setdefault(name, schema)
        return {"$ref": f"#/$defs/{name}"}

    def _shape(self, shape: Shape, record: type[Any], name: str) -> Json:
        match shape:
            case Value():
                return self._value(shape, record, name)
            case Choice(words=words):
                return {"enum": [word.value for word in words]}
            case Day(alias=alias):
                return self._day(alias)
            case Words():
                short, about = TEXTS[shape]
                return self._once(short, values.text(self.known.languages, about))
            case FactReference():
                return self._fact()
            case AsserterShape():
                return self._asserter()
            case ListOf(item=item, lenient=lenient):
                one = self._shape(item, record, name)
                many = {"type": "array", "items": one}
                return {"anyOf": [one, many]} if lenient else many
            case MapOf():
                return self._map(shape, record, name)
            case Nested(record=nested):
                return self._once(nested.__name__, self.record(nested))

    def _fact(self) -> Json:
        facts = [*(self.known.keys() if self.root is Source else ()), *self.known.facts]
        return self._once("fact", values.choice(facts, values.FACT))

    def _value(self, shape: Value, record: type[Any], name: str) -> Json:
        if shape != ID:
            return values.value(shape.name)
        if name == "unit":
            return self._once("unit", {"enum": list(self.known.units)} if self.known.units else values.value("id"))
        return self._ids(kinds_of(record, name), *(PUBLISHER_WORDS if name == "publisher" else ()))

    def _ids(self, kinds: tuple[Kind, ...], *more: str) -> Json:
        short = "-or-".join([*(kind.value for kind in kinds), *more])
        return self._once(short, values.choice(self.known.of(kinds, *more), values.ID))

    def _day(self, alias: bool) -> Json:
        if not alias:
            return self._once("date", values.DATE)
        offered = [{"enum": list(self.known.days)}] if self.known.days else []
        return {"anyOf": [*offered, self._once("date", values.DATE), {"type": "string", "minLength": 1}]}

    def _asserter(self) -> Json:
        words = self._shape(Words(), self.root, "unnamed")
        unnamed = {
            "type": "object",
            "properties": {"unnamed": {**words, "description": "Somebody whom the source does not name, in words."}},
            "required": ["unnamed"],
            "additionalProperties": False,
        }
        return {"anyOf": [self._ids((Kind.ACTOR,), "source"), unnamed]}

    def _map(self, shape: MapOf, record: type[Any], name: str) -> Json:
        if isinstance(shape.key, Choice):
            keys = {word.value: self._under(word, shape.item, record, name) for word in shape.key.words}
            return {"type": "object", "properties": keys, "additionalProperties": False}
        below = self._shape(shape.item, record, name)
        pattern: Mapping[str, Any] = {"pattern": p} if (p := values.value(shape.key.name).get("pattern")) else {}
        out: Json = {"type": "object", "additionalProperties": below}
        if shape.key == ID and name not in NEW:
            out["properties"] = dict.fromkeys(self.known.of(kinds_of(record, name)), below)
        return out | ({"propertyNames": dict(pattern)} if pattern else {})

    def _under(self, word: StrEnum, item: Shape, record: type[Any], name: str) -> Json:
        """What stands under a key of a closed list; under a role, the things of the kinds that it takes."""
        if not isinstance(word, Role) or not isinstance(item, ListOf):
            return self._shape(item, record, name)
        one = self._ids(ROLE_KINDS[word])
        takes = " or ".join(kind.value for kind in ROLE_KINDS[word])
        return {"description": f"Takes {takes}.", "anyOf": [one, {"type": "array", "items": one}]}
