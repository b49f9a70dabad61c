"""A new file, from the declared fields: what is required is written, what is optional stands ready in comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
from generator.model.terms import FactType, FigureKind

# An example for each kind of value; those that a field gives itself come first.
EXAMPLES: Mapping[str, str] = {
    "id": "some-id",
    "id or fact": "some-id",
    "number": "12",
    "count": "9",
    "1 to 6": "6",
    "true or false": "true",
    "locator": "p1.s1",
    "locator and number": "p1.s1 12",
    "language tag": "fr",
    "country code": "FR",
    "web address": "https://example.org/page",
    "SHA-256 digest": "0" * 64,
    "name": "first",
}
FIRST = ("name", "title", "kind")  # what an editor cannot leave as it is
TO_DO = "To do: "
LONGEST = 100
A_FACT = """\
# facts:                        # in the order of the text; a fact's key is never changed by hand: briefing rename
#   boats-delivered:
#     type: figure              # {types}
#     by: some-actor            # who asserts it: an actor's id, or source, or {{unnamed: {words}}}
#     at: p1.s1                 # where the source says it: paragraph 1, sentence 1
#     said: 2031-05             # default: the day the source was published
#     when: 2031-03/2031-04     # when the thing is said to hold; left out where the source does not say
#     # kind of figure: {measures}
#     figure: {{value: 12, unit: some-unit, kind: supplied}}
#     hedge: estimate           # how sure the asserter sounded
#     text: {sentence}
"""


def blank(record: type[Any], languages: tuple[str, ...], given: Mapping[str, str], *, facts: bool = False) -> str:
    """The file's text. `given`: texts of the fields that are known, the required ones among them."""
    out = []
    for field in fields_of(record):  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
        about = (TO_DO if field.name in FIRST else "") + field.about + _words(field.shape)
        if field.name in given:
            out += _line(f"{field.name}: {given[field.name]}", about)
        elif field.name == "facts" and facts:
            out.append("\n" + _fact(languages).rstrip("\n"))
        else:
            out += _line(f"# {field.name}: {example(field, languages)}", about)
    return "\n".join(out) + "\n"


def _line(field: str, about: str) -> list[str]:
    """The field with its comment behind it; above it, where the line would be long."""
    line = f"{field} # {about}"
    return [line] if len(line) <= LONGEST else [f"# {about}", field]


def _words(shape: Shape) -> str:
    return " " + " ".join(word.value for word in shape.words) if isinstance(shape, Choice) else ""


def words(text: str, languages: tuple[str, ...]) -> str:
    """The same words in each language of the site, quoted where YAML needs it."""
    plain = text.replace(" ", "").isalnum() and text.isascii()
    shown = text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "{" + ", ".join(f"{language}: {shown}" for language in languages) + "}"


def example(field: Field, languages: tuple[str, ...]) -> str:
    """A value that the field would take."""
    return field.example or _example(field.shape, languages)


def _example(shape: Shape, languages: tuple[str, ...]) -> str:
    match shape:
        case Value(name=name):
            return EXAMPLES.get(name, "words")
        case Choice(words=known):
            return next(iter(known)).value
        case Day():
            return "2031-05"
        case Words():
            return words("words", languages)
        case FactReference():
            return "some-source#some-key"
        case AsserterShape():
            return "some-id"
        case ListOf(item=item):
            return f"[{_example(item, languages)}]"
        case MapOf(key=key, item=item):
            return f"{{{_example(key, languages)}: {_example(item, languages)}}}"
        case Nested(record=record):
            inner: Any = record
            needed = [one for one in fields_of(inner) if one.required]
            return "{" + ", ".join(f"{one.name}: {example(one, languages)}" for one in needed) + "}"


def _fact(languages: tuple[str, ...]) -> str:
    return A_FACT.format(
        types=" ".join(word.value for word in FactType),
        measures=" ".join(word.value for word in FigureKind),
        words=words("two officials", languages),
        sentence=words("{By} says that {value} boats arrived.", languages),
    )
