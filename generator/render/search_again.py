"""The quick search after an edit: what changes of its files, told by what is remembered of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from operator import attrgetter

from generator.dossier.dossier import Dossier
from generator.model.ids import FactId
from generator.render.edition import edition_of
from generator.render.reshard import Moved, Order, Reshard, order_of, order_of_fact
from generator.render.search import (
    LIMITS,
    Limits,
    fact_words,
    found_again,
    keys_file,
    read_by,
    shard_file,
    thing_words,
    url_of,
)
from generator.render.search_memory import (
    Memory,
    Posting,
    Row,
    below,
    ids_bytes,
    ids_from,
    posting_bytes,
    posting_from,
    row_bytes,
    row_from,
    shape_bytes,
    shape_from,
)
from generator.render.shards import Row as ShardRow
from generator.render.site import Site


@dataclass(frozen=True, slots=True)
class Changed:
    """Files that are new or not the same (some may be), files that are gone, and rows to remember; None: to forget."""

    files: Mapping[str, bytes]
    gone: Set[str]
    rows: Mapping[str, bytes | None]


class Unknown(Exception):
    """A word has become rare enough to matter, and nobody knows in which facts it is."""


def search_again(
    dossier: Dossier, site: Site, language: str, changed: Iterable[str], memory: Memory, limits: Limits = LIMITS
) -> Changed | None:
    """The search in one language after an edit; None where this cannot be told from what is remembered.

    `changed`: the ids of all facts, entities, series and sources that are new, gone, or another record than before. The
    facts whose sentences name one of them, or whose status hangs on it, are found here.
    """
    top = below(language)
    edition = edition_of(dossier, site, language)
    some = set(changed)
    for ident in list(some):
        some |= ids_from(memory.get(f"{top}reads {ident}"))
        if "#" in ident and (fact := dossier.facts.get(FactId(ident))) and fact.replaces:
            some.add(fact.replaces.fact)
    edits: dict[str, tuple[Row | None, Row | None]] = {}
    for ident in some:
        found = found_again(edition, ident)
        reads = frozenset(read_by(dossier, FactId(ident))) if found and "#" in ident else frozenset[str]()
        edits[ident] = row_from(memory.get(f"{top}row {ident}")), Row(found.data, reads) if found else None
    return resharded(language, edits, memory, limits)


def resharded(
    language: str, edits: Mapping[str, tuple[Row | None, Row | None]], memory: Memory, limits: Limits
) -> Changed | None:
    """What changes where these rows, as they were and as they are, do; None where this cannot be told."""
    top = below(language)
    packed = memory.get(f"{top}shape")
    if packed is None:
        return None
    edits = {ident: pair for ident, pair in edits.items() if pair[0] != pair[1]}
    if not edits:
        return Changed({}, frozenset(), {})
    shape, before = shape_from(packed), shape_from(packed)
    try:
        index = Index(top, edits, memory, limits)
    except Unknown:
        return None
    reshard = Reshard(index, shape, limits)
    reshard.follow(index.moved())
    files = dict(shard_file(language, key, rows) for key, rows in reshard.placed.items() if key in shape.keys)
    if shape.keys != before.keys:
        files |= [keys_file(language, sorted(shape.keys))]
    there = {url_of(language, key) for key in shape.keys}
    gone = {url_of(language, key) for key in before.keys - shape.keys} - there
    return Changed(files, gone, index.rows() | {f"{top}shape": shape_bytes(shape)})


class Index:
    """The rows and the words as they were, and as they are after the edits. Raises Unknown."""

    def __init__(
        self, top: str, edits: Mapping[str, tuple[Row | None, Row | None]], memory: Memory, limits: Limits
    ) -> None:
        self.top, self.edits, self.memory, self.limits = top, edits, memory, limits
        self._stored: dict[str, bytes | None] = {}
        self._words: dict[str, list[tuple[str, Posting]]] = {}
        self._order: dict[str, Order] = {}
        self._before: dict[str, Posting] = {}
        self._now: dict[str, Posting] = {}
        added, removed = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for ident, (old, new) in edits.items():
            was, now = _words(old.data if old else None), _words(new.data if new else None)
            for some, words in ((removed, was - now), (added, now - was)):
                for word in words:
                    some[word].add(ident)
        for word in added.keys() | removed.keys():
            self._now[word] = self._posting(self._posting_before(word), added[word], removed[word])

    def _posting(self, old: Posting, added: set[str], removed: set[str]) -> Posting:
        facts = {one for one in added if "#" in one}, {one for one in removed if "#" in one}
        count = old.number + len(facts[0]) - len(facts[1])
        if count <= self.limits.known < old.number:
            raise Unknown
        known = (old.facts - facts[1]) | facts[0] if count <= self.limits.known else frozenset[str]()
        return Posting(count, (old.things - removed) | (added - facts[0]), known)

    def _posting_before(self, word: str) -> Posting:
        found = self._before.get(word)
        if found is None:
            found = self._before[word] = posting_from(self.memory.get(f"{self.top}word {word}"))
        return found

    def _posting_now(self, word: str) -> Posting:
        return self._now.get(word) or self._posting_before(word)

    def moved(self) -> list[Moved]:
        """The rows that changed, and those of facts that a word finds now, or finds no more."""
        some = set(self.edits)
        most = self.limits.facts
        for word, now in self._now.items():
            old = self._posting_before(word)
            if (old.number > most) != (now.number > most):
                some |= old.facts if now.number > most else now.facts
        return [self._moved(ident) for ident in some]

    def _moved(self, ident: str) -> Moved:
        old, new = self._old(ident), self._new(ident)
        most = self.limits.facts
        before, after = _words(old), _words(new)
        if "#" in ident:
            before = frozenset([word for word in before if self._posting_before(word).number <= most])
            after = frozenset([word for word in after if self._posting_now(word).number <= most])
        return Moved(ident, old, new, before, after)

    def _old(self, ident: str) -> bytes | None:
        if ident not in self._stored:
            row = self.edits[ident][0] if ident in self.edits else row_from(self.memory.get(f"{self.top}row {ident}"))
            self._stored[ident] = row.data if row else None
        return self._stored[ident]

    def _new(self, ident: str) -> bytes | None:
        if ident in self.edits:
            new = self.edits[ident][1]
            return new.data if new else None
        return self._old(ident)

    def ids(self, start: str, used: frozenset[str]) -> Set[str]:
        return self.things(start, used) | self.facts(start, used) if start or used else self._all()

    def things(self, start: str, used: frozenset[str]) -> Set[str]:
        return self._leading(start, used, attrgetter("things"))

    def facts(self, start: str, used: frozenset[str]) -> Set[str]:
        return self._leading(start, used, self._facts_found)

    def _facts_found(self, posting: Posting) -> Set[str]:
        return posting.facts if posting.number <= self.limits.facts else frozenset()

    def _leading(self, start: str, used: frozenset[str], to: Callable[[Posting], Set[str]]) -> Set[str]:
        some = [to(self._posting_now(word)) for word in used]
        if start:
            some.append(set().union(*[to(posting) for posting in self._starting(start, used)]))
        return set.intersection(*map(set, some))

    def _starting(self, start: str, used: frozenset[str]) -> Iterable[Posting]:
        found = self._scanned(start)
        yield from (posting for word, posting in found if word not in used and word not in self._now)
        yield from (now for word, now in self._now.items() if word.startswith(start) and word not in used)

    def _scanned(self, start: str) -> list[tuple[str, Posting]]:
        """The words that begin so, as they were; asked for once, since a word stands below several keys."""
        if start not in self._words:
            longer = next((start[:end] for end in range(1, len(start)) if start[:end] in self._words), "")
            if longer:
                self._words[start] = [one for one in self._words[longer] if one[0].startswith(start)]
            else:
                head = f"{self.top}word "
                scan = self.memory.scan(head + start)
                self._words[start] = [(key[len(head) :], posting_from(packed)) for key, packed in scan]
        return self._words[start]

    def _all(self) -> Set[str]:
        head = f"{self.top}row "
        for key, packed in self.memory.scan(head):
            row = row_from(packed)
            self._stored.setdefault(key[len(head) :], row.data if row else None)
        return {ident for ident in self._stored.keys() | self.edits.keys() if self._new(ident) is not None}

    def data(self, ident: str) -> bytes:
        data = self._new(ident)
        if data is None:
            raise KeyError(ident)
        return data

    def order(self, ident: str) -> Order:
        found = self._order.get(ident)
        if found is None:
            found = self._order[ident] = order_of_fact(ident) if "#" in ident else order_of(self.data(ident))
        return found

    def was(self, ident: str) -> bytes:
        data = self._old(ident)
        if data is None:
            raise KeyError(ident)
        return data

    def row(self, ident: str) -> ShardRow:
        return ShardRow(self.data(ident), tuple(self._moved(ident).after), ident)

    def rows(self) -> dict[str, bytes | None]:
        """What to remember from now on, besides the shape."""
        top = self.top
        out: dict[str, bytes | None] = {}
        for word, now in self._now.items():
            out[f"{top}word {word}"] = posting_bytes(now, self.limits) if now.number or now.things else None
        readers: dict[str, set[str]] = {}
        for ident, (old, new) in self.edits.items():
            out[f"{top}row {ident}"] = row_bytes(*new) if new else None
            was, now_read = old.reads if old else frozenset[str](), new.reads if new else frozenset[str]()
            for name in was ^ now_read:
                if name not in readers:
                    readers[name] = set(ids_from(self.memory.get(f"{top}reads {name}")))
                readers[name] ^= {ident}
        for name, ids in readers.items():
            out[f"{top}reads {name}"] = ids_bytes(ids) or None
        return out


def _words(data: bytes | None) -> frozenset[str]:
    """All words of a row, those that find too much among them."""
    if data is None:
        return frozenset()
    row = json.loads(data)
    return thing_words(row[0], *row[3]) if len(row) == 4 else fact_words(row[0])
