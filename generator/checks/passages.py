"""Every piece of words in the records, where it stands, and the part of it that is prose."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from generator.dossier.dossier import Dossier
from generator.errors import Position
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.origin import Origin
from generator.model.shapes import AsserterShape, Field, ListOf, MapOf, Nested, Shape, Words, fields_of
from generator.model.source import Source
from generator.model.text import Placeholder, Text, parts

Steps = tuple[str | int, ...]

# Written differently, read alike; one character for one character, so that offsets stay.
ALIKE = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " "})
HIDDEN = "\0"  # stands in prose for each character that is not printed as written


@dataclass(frozen=True, slots=True)
class Passage:
    """A Text, the record that holds it, and the steps to it. `fact` is set inside a fact only."""

    origin: Origin
    steps: Steps
    text: Text
    shape: Words
    fact: Fact | None

    @property
    def field(self) -> str:
        """The name of the field that holds it; of the list where it stands in a list."""
        last = self.steps[-1]
        return last if isinstance(last, str) else next(step for step in reversed(self.steps) if isinstance(step, str))

    def node(self) -> Node:
        """The node that was read as this Text; of the nearest one above, should the steps not lead there."""
        here: Node = self.origin.node
        for step in self.steps:
            below: Node | None = None
            if isinstance(here, Mapping) and isinstance(step, str):
                below = here.get(step)
            elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
                below = here.items[step]
            elif isinstance(here, Scalar) and step == 0:
                below = here
            if below is None:
                break
            here = below
        return here

    def at(self, language: str, start: int = 0, end: int | None = None) -> Position:
        """The words of one language, or the span of them that offsets name."""
        node = self.node()
        below = node.get(language) if isinstance(node, Mapping) else node
        if not isinstance(below, Scalar):
            return node.position(self.origin.path)
        indent = len(below.text) - len(below.text.lstrip())  # the reader strips words
        if end is None:
            return below.position(self.origin.path, *((start + indent, None) if start else ()))
        return below.position(self.origin.path, start + indent, end + indent)


def _wordy(shape: Shape) -> bool:
    """Whether words may stand somewhere below."""
    match shape:
        case Words() | AsserterShape():
            return True
        case ListOf(item=item) | MapOf(item=item):
            return _wordy(item)
        case Nested():
            inner: Any = shape.record
            return bool(_fields(inner))
    return False


@cache
def _fields(record: Any) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(record) if _wordy(field.shape))


def _below(shape: Shape, value: Any, steps: Steps) -> Iterator[tuple[Steps, Text, Words]]:
    match shape:
        case Words():
            yield steps, value, shape
        case AsserterShape():
            if value.unnamed:
                yield (*steps, "unnamed"), value.unnamed, Words()
        case Nested(record=record):
            yield from _inside(record, value, steps)
        case ListOf(item=item):
            for index, one in enumerate(value):
                yield from _below(item, one, (*steps, index))
        case MapOf(item=item):
            for one in value:
                key, below = one if isinstance(one, tuple) else (one.key, one)
                yield from _below(item, below, (*steps, str(key)))


def _inside(record: Any, value: Any, steps: Steps) -> Iterator[tuple[Steps, Text, Words]]:
    for field in _fields(record):
        below = getattr(value, field.name)
        if below is not None and not (record is not Fact and field.name == "facts"):  # facts are records of their own
            yield from _below(field.shape, below, (*steps, field.name))


_KEPT: list[tuple[Dossier, tuple[Passage, ...], tuple[Passage, ...]]] = []


@contextlib.contextmanager
def collected(dossier: Dossier) -> Iterator[None]:
    """Inside, the passages of this dossier are collected once and not by every rule. They take memory: only there."""
    found = tuple(_passages(dossier))
    _KEPT.append((dossier, found, tuple([one for one in found if one.shape.template])))
    try:
        yield
    finally:
        _KEPT.pop()


def passages(dossier: Dossier) -> Iterable[Passage]:
    """Every Text of every record."""
    for kept, found, _ in _KEPT:
        if kept is dossier:
            return found
    return _passages(dossier)


def templates(dossier: Dossier) -> Iterable[Passage]:
    """The texts that may hold placeholders."""
    for kept, _, found in _KEPT:
        if kept is dossier:
            return found
    return (one for one in _passages(dossier) if one.shape.template)


def _passages(dossier: Dossier) -> Iterator[Passage]:
    records = dossier.records
    singles = [one for one in (dossier.briefing, records.vocabulary) if one is not None]
    for record in (*singles, *records.sources, *records.entities, *records.series):
        yield from of_record(record)
    yield from _of_facts(dossier.facts.values())


def of_source(source: Source) -> Iterator[Passage]:
    """Every Text of a source and of its facts."""
    yield from of_record(source)
    yield from _of_facts(source.facts)


def of_record(record: Any) -> Iterator[Passage]:
    """Every Text of a record of a file; those of a source's facts are the facts'."""
    for steps, text, shape in _inside(type(record), record, ()):
        yield Passage(record.origin, steps, text, shape, None)


def _of_facts(facts: Iterable[Fact]) -> Iterator[Passage]:
    for fact in facts:
        for steps, text, shape in _inside(Fact, fact, ()):
            yield Passage(fact.origin, steps, text, shape, fact)


def fact_texts(dossier: Dossier) -> Iterator[tuple[Fact, Passage]]:
    """The sentence of each fact."""
    shape = Words(template=True)
    for fact in dossier.facts.values():
        yield fact, Passage(fact.origin, ("text",), fact.text, shape, fact)


def fact_named(placeholder: Placeholder, fact: Fact | None) -> FactId | None:
    """The fact that `{#key}` or `{source-id#key}` names; None where a bare key stands outside a source."""
    if "#" in placeholder.name:
        return FactId(placeholder.name)
    return FactId(f"{fact.source}#{placeholder.name}") if fact else None


@lru_cache(maxsize=1 << 12)
def prose(words: str) -> str:
    """The words as they are read, of the same length: what a placeholder prints is HIDDEN, its own words are not."""
    out = []
    for part in parts(words):
        if isinstance(part, str):
            out.append(part)
        elif part.words and (part.kind == "entity" or part.name in ("by", "By")):
            out.append(HIDDEN * (len(part.name) + 2) + part.words + HIDDEN)
        else:
            out.append(HIDDEN * (part.end - part.start))
    return "".join(out).translate(ALIKE)


def lower(read: str) -> str:
    """In small letters, one for one, so that offsets stay (a dotted capital I would become two)."""
    small = read.lower()
    return small if len(small) == len(read) else "".join(c if len(c.lower()) > 1 else c.lower() for c in read)


def names(dossier: Dossier, entity: EntityId | None) -> tuple[str, ...]:
    """All names of an entity in all languages, folded for comparison; none where there is no such entity."""
    found = dossier.entities.get(entity) if entity else None
    if found is None:
        return ()
    texts = [found.name, *([found.in_text] if found.in_text else []), *found.aliases]
    return tuple(words.translate(ALIKE).casefold() for text in texts for _, words in text.words)


def in_a_name(dossier: Dossier, passage: Passage, words: str, start: int, end: int) -> bool:
    """Whether a span lies in the `|words` of a linked entity and occurs in a name of it: then it is not our wording."""
    for part in parts(words):
        if not isinstance(part, str) and part.start <= start and end <= part.end:
            actor = passage.fact.by.actor if passage.fact else None
            entity = EntityId(part.name) if part.kind == "entity" else actor
            said = words[start:end].translate(ALIKE).casefold()
            return any(said in name for name in names(dossier, entity))
    return False
