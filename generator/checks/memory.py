"""What is remembered between two checks, so that the second need not go through everything: small rows by their key.

- `layout`: in which form the rows are. Rows of another form are as good as none.
- `place <source>` and `source <number>`: the order of the sources.
- `named <id>`: who names a fact or a thing in a way that the tables of the dossier do not hold: facts, entities and
  series in their words, facts that take its place, series in formulas, sources as their publisher, events as their
  place. One id a line, sorted.
- `words <bucket>`: the sentences of facts as 12 bytes each, sorted: a digest of language and words, the number of the
  source, and the fact's place in it. Who asks for a digest compares the words themselves.
- `alone`: entities and series that only a word of some fact names; nearly always nothing.
- `refused`: facts whose event or roles are written and hold nothing; they keep `event-date` quiet.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from zlib import crc32

from generator.checks.edited import Edited
from generator.checks.passages import fact_named
from generator.checks.summaries import event_refused
from generator.dossier.dossier import Dossier
from generator.dossier.link import named as named_by
from generator.model.entity import Event
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.series import Series
from generator.model.shapes import Words, fields_of
from generator.model.source import Source
from generator.model.text import placeholders

FORM = b"1"
BUCKETS = 4096
_ENTRY = struct.Struct(">III")
_NUMBER = struct.Struct(">I")


class Memory:
    """Rows, and above them what is to be written."""

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self._rows = rows
        self.changes: dict[str, bytes | None] = {}

    def known(self) -> bool:
        return self.get("layout") == FORM

    def get(self, key: str) -> bytes | None:
        return self.changes[key] if key in self.changes else self._rows.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.changes[key] = value or None

    def ids(self, key: str) -> list[str]:
        return (self.get(key) or b"").decode().split()

    def named(self, ident: str) -> list[str]:
        """Who names it beyond the tables of the dossier."""
        return self.ids(f"named {ident}")

    def place(self, source: EntityId) -> int:
        """The place of a source among all."""
        return int(_NUMBER.unpack(self._rows[f"place {source}"])[0])

    def alike(self, language: str, words: str) -> Iterator[tuple[EntityId, int, int]]:
        """The facts that may have these words: source, its place, place of the fact in it."""
        digest = _digest(language, words)
        for one, number, index in _ENTRY.iter_unpack(self.get(_bucket(digest)) or b""):
            if one == digest:
                yield EntityId(self._rows[f"source {number}"].decode()), number, index


@cache
def _template_fields(record: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields_of(record) if isinstance(one.shape, Words) and one.shape.template)


def besides(record: Any) -> set[str]:
    """What a record names that no table of the dossier holds, as far as a rule looks at the other end."""
    fact = record if isinstance(record, Fact) else None
    found: set[str] = set()
    kind: Any = type(record)
    for name in _template_fields(kind):
        text = getattr(record, name)
        for _, words in text.words if text else ():
            if fact is None or "#" in words:  # the entities of a fact's words are in `mentions`
                found.update(target for target in printed(words, fact) if fact is None or "#" in target)
    if fact and fact.replaces:
        found.add(fact.replaces.fact)
    elif isinstance(record, Source):
        found.add(record.publisher)
    elif isinstance(record, Event):
        found.update(record.place)
    elif isinstance(record, Series):
        found.update(target for one in record.derived for _, target in one.facts)
    return found


def printed(words: str, fact: Fact | None = None) -> Iterator[str]:
    """The facts and entities of which the words print something."""
    for one in placeholders(words):
        if one.kind == "entity":
            yield one.name
        elif one.kind == "fact" and (target := fact_named(one, fact)):
            yield target


def used(dossier: Dossier, ident: EntityId) -> bool:
    """Whether a thing is named where `mentions` and `parts` see it."""
    return bool(dossier.mentions.get(ident) or dossier.parts.get(ident))


def memory_of(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """All rows of a dossier in which a check of everything found nothing."""
    named: dict[str, list[str]] = defaultdict(list)
    words: dict[str, list[bytes]] = defaultdict(list)
    refused: list[str] = []
    for number, source in enumerate(dossier.sources.values()):
        yield f"place {source.id}", _NUMBER.pack(number)
        yield f"source {number}", source.id.encode()
        for index, fact in enumerate(source.facts):
            for language, sentence in fact.text.words:
                digest = _digest(language, sentence)
                words[_bucket(digest)].append(_ENTRY.pack(digest, number, index))
            for target in besides(fact):
                named[target].append(fact.id)
            if event_refused(fact):
                refused.append(fact.id)
    taken: set[str] = set()  # by a header or a formula
    others: list[Any] = [*dossier.sources.values(), *dossier.entities.values(), *dossier.series.values()]
    for record in others:
        taken.update(takes(record))
        for target in besides(record):
            named[target].append(record.id)
    things = [*dossier.entities, *dossier.series]
    yield "layout", FORM
    yield from ((f"named {target}", _lines(subjects)) for target, subjects in named.items())
    yield from ((bucket, b"".join(sorted(set(entries)))) for bucket, entries in words.items())
    alone = [one for one in things if one not in taken and not used(dossier, one)]
    yield from ((key, _lines(ids)) for key, ids in (("alone", alone), ("refused", refused)) if ids)


def takes(record: Any) -> set[str]:
    """The things that a record keeps from being orphans."""
    if isinstance(record, Fact):
        return {one for one, _ in named_by(record)}
    if isinstance(record, Source):
        return {record.publisher}
    if isinstance(record, Event):
        return set(record.place)
    return {record.id} if isinstance(record, Series) and record.derived else set()


def learn(memory: Memory, edited: Edited) -> None:
    """Bring the rows up to the edited records."""
    for old, new in edited.pairs():
        was, now = besides(old), besides(new)
        for target in was ^ now:
            rest = {one for one in memory.named(target) if one != new.id}
            memory.put(f"named {target}", _lines({*rest, new.id} if target in now else rest))
    for source, (_, new) in edited.sources.items():
        for index, fact in enumerate(new.facts):
            if fact.id in edited.facts:
                _learn_words(memory, edited.facts[fact.id], memory.place(source), index)
    alone = memory.ids("alone")
    if alone:
        taken = {one for _, new in edited.pairs() for one in takes(new)}
        _put_ids(memory, "alone", alone, set(alone) - taken)
    refused = memory.ids("refused")
    gone = {fact for fact in refused if fact in edited.facts}
    more = {fact for fact, (_, new) in edited.facts.items() if event_refused(new)}
    _put_ids(memory, "refused", refused, set(refused) - gone | more)


def _learn_words(memory: Memory, pair: tuple[Fact, Fact], number: int, index: int) -> None:
    was, now = ({_digest(*entry) for entry in fact.text.words} for fact in pair)
    for digest in was ^ now:
        packed, key = _ENTRY.pack(digest, number, index), _bucket(digest)
        row = memory.get(key) or b""
        entries = {row[at : at + _ENTRY.size] for at in range(0, len(row), _ENTRY.size)}
        memory.put(key, b"".join(sorted(entries | {packed} if digest in now else entries - {packed})))


def _put_ids(memory: Memory, key: str, before: Iterable[str], now: set[str]) -> None:
    if set(before) != now:
        memory.put(key, _lines(now))


def _lines(ids: Iterable[str]) -> bytes:
    return "\n".join(sorted(set(ids))).encode()


def _digest(language: str, words: str) -> int:
    return crc32(f"{language} {words}".encode())


def _bucket(digest: int) -> str:
    return f"words {digest % BUCKETS}"
