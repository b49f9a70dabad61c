"""A whole build that notes what each file was made from, and leaves it for the next build."""

from __future__ import annotations

import contextlib
import marshal
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator import splice
from generator.dossier.inputs import Numbers
from generator.dossier.trace import Trace, traced
from generator.generate import PAGES_WORTH_IT, on_this_machine, put_parts
from generator.incremental import make
from generator.incremental.dossier_rows import keys_of, put_things, put_whole
from generator.incremental.laid import pack_rows
from generator.incremental.make import GROUP, PART, PARTED, SEARCH, Piece
from generator.incremental.packed import pack, unpack
from generator.incremental.parts import Parts
from generator.incremental.pool import Pool
from generator.incremental.spool import Spool, spools
from generator.incremental.state import Made, State, created, path_of, placed
from generator.job import Job
from generator.load import Loaded
from generator.parcel import packed
from generator.publish import Output
from generator.render.edition import edition_of, make_ahead
from generator.render.extras import PARTS
from generator.render.parted import Parted
from generator.render.search_memory import remembered
from generator.store import built
from generator.store.place import folder
from generator.workers import Parcel, Work, each, paying

FORMAT = b"2"  # of a state; the program that wrote it is part of a stamp

Value = tuple[str, str, bytes, bytes]


class Done(NamedTuple):
    """What became of a piece: each file's digest, what each was made from, and what else the next build needs."""

    digests: dict[str, str]
    made: list[Made]
    values: list[Value]
    rows: list[tuple[str, bytes]]
    laid: list[tuple[str, bytes]]


@contextlib.contextmanager
def recording(loaded: Loaded, stamp: built.Stamp, jobs: int) -> Iterator[Recorder | None]:
    """A recorder; None for a site that the next build could not go on from, such as one of an earlier day."""
    settings = loaded.settings
    path = path_of(folder(), settings.site_dir)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    if loaded.dossier.known or not stamp.rest_trusted:
        yield None
        return
    with contextlib.ExitStack() as stack:
        try:
            state = stack.enter_context(created(path))
        except (OSError, sqlite3.Error):
            yield None
            return
        yield Recorder(state, stamp, loaded, jobs)


class Recorder:
    """Does a build's work in up to `jobs` processes. Where no state can be written, the site is made all the same.

    `loaded` is what the site is to be made of: its dossier notes what is read of it.
    """

    def __init__(self, state: State, stamp: built.Stamp, loaded: Loaded, jobs: int) -> None:
        self.state, self.stamp, self.read, self.jobs = state, stamp, loaded, jobs
        self.trace = Trace(Numbers.of(keys_of(loaded.dossier)))
        self.loaded = replace(loaded, dossier=traced(loaded.dossier, self.trace))
        self.job: Job | None = None
        self.failed = False

    def run(self, job: Job, output: Output) -> None:
        self.job, trace = job, self.trace
        editions = [edition_of(job.dossier, job.site, language) for language in job.site.languages.all]
        for edition in editions:
            make_ahead(edition)
        self._keep(partial(self.state.put_values, values_of(trace)))
        some = paying(self.jobs, len(job.pages), PAGES_WORTH_IT)
        with (
            spools(self.state.path.parent, len(job.site.languages.all)) as rows,
            Parts.below(output.root) as parts,
            Pool.below(output.root) as pool,
        ):
            if some > 1 or editions[0].keeps < len(self.read.dossier.facts):  # else this process keeps all itself
                trace.common = pool
            parcel = partial(_parcel, replace(job, dossier=self.read.dossier), output.root, parts, pool.folder)
            for piece, done in each(partial(_do, job, trace, output.root, parts, rows), make.pieces(job), some, parcel):
                output.add(done.digests)
                self._keep(partial(_keep, self.state, done))
                if piece.kind == SEARCH and not done.rows:
                    self._keep(partial(_keep_rows, self.state, rows[piece.start]))
            made = [_put_together(file, job, trace, parts, output) for file in PARTS.values()]
            self._keep(partial(self.state.put_made, made))
            trace.common = None

    def _keep(self, write: Any) -> None:
        if not self.failed:
            try:
                write()
            except (OSError, sqlite3.Error):
                self.failed = True

    def finish(self) -> None:
        """Once the site stands: leave the rest, and put the state in its place if all could be kept."""
        if self.job:
            output = self.read.settings.site_dir
            self._keep(partial(put_things, self.state, self.read.dossier, self.jobs))
            self._keep(partial(put_whole, self.state, self.read, self.job.site, len(self.job.pages)))
            self._keep(lambda: put_stamp(self.state, self.stamp, built.output_of(output)))
            self._keep(partial(placed, self.state))


def _keep(state: State, done: Done) -> None:
    state.put_made(done.made)
    state.put_values(done.values)
    state.put_rows(done.rows)
    state.put_laid(done.laid)


def _keep_rows(state: State, spool: Spool) -> None:
    for rows in spool.read():
        state.put_rows(rows)


def _parcel(job: Job, root: Path, parts: Parts, pool: Path) -> Parcel[Piece, Done]:
    return partial(_opened, packed(job), root, parts, pool)


def _opened(parcel: bytes, root: Path, parts: Parts, pool: Path) -> Work[Piece, Done]:
    job = on_this_machine(parcel)
    trace = Trace(Numbers.of(keys_of(job.dossier)))
    trace.common = Pool(pool)
    return partial(_do, replace(job, dossier=traced(job.dossier, trace)), trace, root, parts, ())


def _do(job: Job, trace: Trace, root: Path, parts: Parts, into: Sequence[Spool], piece: Piece) -> Done:
    """Rows of the search go into their spool; where that cannot be had, since processes were spawned, along."""
    mine = Output(root)
    made, laid, rows = list[Made](), list[tuple[str, bytes]](), list[tuple[str, bytes]]()
    if piece.kind == SEARCH:
        language = job.site.languages.all[piece.start]
        found, kept = remembered(job.dossier, job.site, language)
        mine.put_all(found)
        if into:
            into[piece.start].write(kept)
        else:
            rows = list(kept)
    elif piece.kind == GROUP:
        group, inputs = trace.noted(partial(make.make_group, piece.start, job))
        mine.put_all(group.items())
        made = [Made(f"{GROUP} {piece.start}", GROUP, marshal.dumps(list(group)), inputs.tobytes())]
    else:
        for file in make.files(piece, job):
            data, inputs, some = trace.page(partial(make.make, file, job))
            if file.kind == PART:
                parts.put(file.url, data)
            else:
                mine.put_all([(file.url, data)])
            made.append(Made(*file, inputs.tobytes()))
            if some:
                laid.append((file.url, pack_rows(some, data, unpack(file.how))))
    return Done(mine.digests, made, values_of(trace), rows, laid)


def _put_together(file: Parted, job: Job, trace: Trace, parts: Parts, output: Output) -> Made:
    """Of parts that have been made in whichever process."""
    head, inputs = trace.noted(partial(file.head, job.dossier, job.site))
    some = ((key, parts.take(f"{file.url}#{key}")) for key in file.keys(job.dossier))
    laid = put_parts(file, head, some, output.root)
    output.add({file.url: laid.digest})
    return Made(file.url, PARTED, packed_layout(laid.layout), inputs.tobytes())


def packed_layout(layout: splice.Layout) -> bytes:
    return marshal.dumps((layout.head, dict(layout.parts)))


def values_of(trace: Trace) -> list[Value]:
    """What was made since the last time, and is worth keeping."""
    out = [(name, repr(key), pack(value), inputs.tobytes()) for (name, key), (value, inputs) in trace.shelved.items()]
    trace.shelved.clear()
    return out


def put_stamp(state: State, stamp: built.Stamp, output: str) -> None:
    """All that went in besides facts, and what came out."""
    state.put_inputs(stamp.lines)
    state.say("made by", FORMAT)
    state.say("rest", stamp.rest.encode())
    state.say("output", output.encode())
