"""After any other edit of the content: all is read and checked, and only what the edit concerns is made again."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator.dossier.dossier import Dossier
from generator.dossier.followed import FACTS_OF, TABLES, differences, fields_that_differ
from generator.dossier.inputs import Numbers
from generator.dossier.ledger import Cell
from generator.dossier.trace import traced
from generator.dossier.watched import ANY, ORDER, THERE
from generator.incremental import make
from generator.incremental.dossier_rows import files_of, keys_of, kinds_of, links_of, packed_file, put_whole
from generator.incremental.packed import pack_links, unpack, unpack_links
from generator.incremental.state import State, Thing
from generator.incremental.stored import LINKS, RECORDS, StoredSource, Things
from generator.incremental.work import Work, said, tracing
from generator.job import Job
from generator.load import Loaded
from generator.render.pages import page_list
from generator.render.render import make_environment

_NOTHING_IS_THERE = Numbers.of(())


def many(state: State, loaded: Loaded, names: Collection[str]) -> Work:
    """`names`: the ids of the files that are new, gone or edited."""
    dossier, things, site = loaded.dossier, Things(state), unpack(said(state, "site"))
    last = _Last(state, things, set(names), dossier)
    numbers = dict(state.numbers())
    new = itertools.count(max(numbers.values(), default=-1) + 1)
    numbers.update((ident, next(new)) for ident in keys_of(dossier) if ident not in numbers)
    count = Numbers(numbers.get)
    changed = {count(cell) for cell in last.cells()} | {_NOTHING_IS_THERE(cell) for cell in last.found()}
    trace = tracing(state, count, changed)
    followed = traced(dossier, trace)
    job = Job(followed, site, make_environment(()), page_list(followed, site))
    files = (file for piece in make.pieces(job) for file in make.files(piece, job))
    wanted = {file.url: file for file in files if file.kind in make.SINGLE}
    return Work(
        *(state, things, followed, trace, changed, last.ids(), site),
        leave=partial(_leave, loaded, last, numbers, len(job.pages)),
        problems=loaded.problems,
        wanted=wanted,
        sources=tuple(dossier.sources),
    )


@dataclass(slots=True)
class _Last:
    """The last dossier beside the new one. `names`: the ids of files whose records may differ."""

    state: State
    things: Things
    names: set[str]
    dossier: Dossier
    links: dict[str, dict[str, Any]] = field(init=False)
    packed: dict[str, bytes] = field(init=False)
    old_packed: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.links = links_of(self.dossier)
        self.packed = {ident: pack_links(links) for ident, links in self.links.items()}
        self.old_packed = self.state.links()
        for name in ("sources", "entities", "series"):  # a draft comes and goes without an edit of its own
            self.names |= set(self.things.order(name)).symmetric_difference(getattr(self.dossier, name))

    def cells(self) -> Iterator[Cell]:
        """All inputs that are not what they were."""
        for name in RECORDS:
            yield from differences(name, dict(self._before(name)), dict(self._after(name)))
            if self.things.order(name) != list(getattr(self.dossier, name)):
                yield name, ORDER
        for name in LINKS:
            if self.things.order(name) != list(
                self.dossier.sources if name == FACTS_OF else getattr(self.dossier, name)
            ):
                yield name, ORDER
        for ident in self.linked_otherwise():
            yield from self._links(ident)
        yield from self._fields()

    def ids(self) -> set[str]:
        """Of all records that are new, gone, or not what they were, or that something else leads to."""
        found = set(self.linked_otherwise())
        for name in RECORDS:
            before, after = dict(self._before(name)), dict(self._after(name))
            found |= before.keys() ^ after.keys()
            found |= {one for one in before.keys() & after.keys() if fields_that_differ(before[one], after[one])}
        return found

    def linked_otherwise(self) -> list[str]:
        ids = self.packed.keys() | self.old_packed.keys()
        return [ident for ident in ids if self.packed.get(ident, b"") != self.old_packed.get(ident, b"")]

    def _links(self, ident: str) -> Iterator[Cell]:
        old, new = unpack_links(self.old_packed.get(ident, b"")), self.links.get(ident, {})
        for name in old.keys() | new.keys():
            if old.get(name) != new.get(name):
                yield from ((name, ident), (name, ANY))
                if (name in old) != (name in new):
                    yield name + THERE, ident

    def found(self) -> Iterator[Cell]:
        """What whoever asked for an id that there was not may find now."""
        for ident in kinds_of(self.dossier):
            if not self.things.kind(ident):
                yield from ((name + mark, ident) for name in (*TABLES, FACTS_OF) for mark in ("", THERE))

    def _before(self, table: str) -> Iterator[tuple[str, Any]]:
        for name in sorted(self.names):
            if table != "facts":
                if self.things.kind(name) == table:
                    yield name, self.record(name)
            elif self.things.kind(name) == "sources":
                yield from ((fact.id, fact) for fact in self.things.facts_of(name))

    def record(self, ident: str) -> Any:
        found = self.things.old(ident)
        return found.whole() if isinstance(found, StoredSource) else found

    def _after(self, table: str) -> Iterator[tuple[str, Any]]:
        for name in sorted(self.names):
            record = getattr(self.dossier, "sources" if table == "facts" else table).get(name)
            if record is not None and table == "facts":
                yield from ((fact.id, fact) for fact in record.facts)
            elif record is not None:
                yield name, record

    def _fields(self) -> Iterator[Cell]:
        """Of what is no record."""
        small, now = unpack(said(self.state, "small")), self.dossier
        yield "field", "records"
        if small.briefing is None or now.briefing is None or fields_that_differ(small.briefing, now.briefing):
            yield "field", "briefing"
        if unpack(said(self.state, "as_of")) != now.as_of:
            yield "field", "as_of"
        yield from differences("units", dict(small.vocabulary.units) if small.vocabulary else {}, now.units)


def _leave(loaded: Loaded, last: _Last, numbers: dict[str, int], pages: int, work: Work) -> str:
    state, dossier = work.state, loaded.dossier
    kinds = kinds_of(dossier)
    there = set(kinds) | set(dossier.units)
    state.forget_things(ident for ident in numbers if ident not in there)
    state.forget_trees(ident for ident in last.names if ident not in kinds)
    state.put_links((last.packed.get(ident, b""), ident) for ident in last.linked_otherwise())
    for record in files_of(dossier):
        if record.id in last.names:
            rows = ((ident, packed, last.packed.get(ident, b"")) for ident, packed in packed_file(record))
            state.put_things(Thing(numbers[ident], ident, kinds[ident], *rest) for ident, *rest in rows)
            state.put_trees([(record.id, record.origin.tree.packed)])
    put_whole(state, loaded, work.site, pages)
    return loaded.counts()
