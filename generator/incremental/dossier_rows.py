"""A dossier as the rows of a state."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.checks.memory import memory_of
from generator.dossier.coverage import coverage
from generator.dossier.dossier import Dossier
from generator.dossier.followed import FACTS_OF
from generator.dossier.inputs import all_keys
from generator.incremental.make import SEARCH
from generator.incremental.packed import pack, pack_links, pack_whole
from generator.incremental.rows import after
from generator.incremental.state import State, Thing
from generator.incremental.stored import LINKS, RECORDS, order_of
from generator.load import Loaded
from generator.model.records import Records
from generator.model.source import Source
from generator.render.shell import said, shell_context
from generator.render.site import Site
from generator.workers import each

SEARCH_ROWS = f"{SEARCH}/"  # how the names of the rows of the search begin; all others are of the checks
_CHUNK = 20  # sources whose records are packed at once
_WORTH_IT = 4000  # facts for one more process


def keys_of(dossier: Dossier) -> list[str]:
    """Every id, in the order of their numbers."""
    return list(all_keys((dossier.sources, dossier.entities, dossier.series, dossier.facts, dossier.units)))


def kinds_of(dossier: Dossier) -> dict[str, str]:
    """The table of each record."""
    return {ident: table for table in RECORDS for ident in getattr(dossier, table)}


def files_of(dossier: Dossier) -> Iterator[Any]:
    """The record of each file."""
    for table in (dossier.sources, dossier.entities, dossier.series):
        yield from table.values()


def links_of(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """By id and table."""
    out: dict[str, dict[str, Any]] = {source: {FACTS_OF: dossier.fact_ids_of(source)} for source in dossier.sources}
    for table in LINKS:
        if table != FACTS_OF:
            for ident, value in getattr(dossier, table).items():
                out.setdefault(ident, {})[table] = value
    return out


def packed_file(record: Any) -> Iterator[tuple[str, bytes]]:
    """The record of a file; of a source without its facts, which stand by themselves."""
    if isinstance(record, Source):
        yield record.id, pack(replace(record, facts=()), record.id)
        for fact in record.facts:
            yield fact.id, pack(fact, record.id)
    else:
        yield record.id, pack(record, record.id)


def put_things(state: State, dossier: Dossier, jobs: int) -> None:
    """Every record and its links."""
    numbers = {ident: number for number, ident in enumerate(keys_of(dossier))}
    links, kinds = links_of(dossier), kinds_of(dossier)
    files = list(files_of(dossier))
    chunks = [range(at, min(at + _CHUNK, len(files))) for at in range(0, len(files), _CHUNK)]
    # Forked processes only: to send one the records is to pack them all.
    some = min(jobs, 1 + len(dossier.facts) // _WORTH_IT)
    for _, rows in each(lambda chunk: [row for at in chunk for row in packed_file(files[at])], chunks, some):
        state.put_things(
            Thing(numbers.pop(ident), ident, kinds[ident], packed, pack_links(links.get(ident, {})))
            for ident, packed in rows
        )
    state.put_things(Thing(number, ident, "", b"", b"") for ident, number in numbers.items())
    state.put_trees((one.id, one.origin.tree.packed) for one in files)


def put_whole(state: State, loaded: Loaded, site: Site, pages: int) -> None:
    """All that is said of the dossier as a whole; so many pages are generated."""
    dossier = loaded.dossier
    for table in (*RECORDS, *LINKS):
        keys = dossier.sources if table == FACTS_OF else getattr(dossier, table)
        state.say(order_of(table), "\n".join(keys).encode())
    records = dossier.records
    small = Records(briefing=records.briefing, vocabulary=records.vocabulary, redirects=records.redirects)
    sums = [coverage(source) for source in dossier.sources.values()]
    clean = not loaded.problems and not records.drafts
    state.say("clean", b"yes" if clean else b"")
    state.forget_rows("", SEARCH_ROWS)
    state.forget_rows(after(SEARCH_ROWS), "\U0010ffff")
    if clean:
        state.put_rows(memory_of(dossier))
    state.say("small", pack_whole(small))
    state.say("site", pack_whole(site))
    state.say("as_of", pack_whole(dossier.as_of))
    state.say("coverage", marshal.dumps([sum(column) for column in zip(*sums, strict=True)] or [0, 0, 0, 0]))
    counts = [len(table) for table in (dossier.sources, dossier.facts, dossier.entities, dossier.series)]
    state.say("counts", marshal.dumps(counts))
    state.say("frames", frames(dossier, site))
    state.say("pages", str(pages + len(site.hand_pages)).encode())


def frames(dossier: Dossier, site: Site) -> bytes:
    """A digest of what stands around the hand-written pages."""
    digest = hashlib.sha256()
    for page in site.hand_pages:
        digest.update(said(shell_context(page.url, page.title, page.language, dossier, site)).encode())
    return digest.digest()
