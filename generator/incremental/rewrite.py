"""A site that is the last one but for what an edit concerns. What is the same stays the same file."""

from __future__ import annotations

import contextlib
import json
import marshal
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator import publish, splice
from generator.aside import Aside
from generator.dossier.trace import Before
from generator.generate import refuse_clashes, template_dirs
from generator.incremental import make
from generator.incremental.dossier_rows import frames
from generator.incremental.laid import LaidRows, pack_rows
from generator.incremental.make import GROUP, PART, PARTED, SINGLE, File
from generator.incremental.packed import unpack
from generator.incremental.record import packed_layout, values_of
from generator.incremental.rows import Rows, after
from generator.incremental.state import Made
from generator.incremental.work import GiveUp, Work, said
from generator.job import Job
from generator.model.ids import EntityId
from generator.render.extras import PARTS
from generator.render.render import cards_on, make_environment
from generator.render.search_again import search_again
from generator.render.search_memory import below, remembered
from generator.settings import Settings
from generator.store.place import folder
from generator.store.templates import compiled

WAITING = ".briefing-made"  # no address of ours begins with a point


class _Site:
    """The site in the making, in `root`. `last`: the one that stands; `digests`: of its files, soon of the new one's.

    What is made waits in a folder of its own, since the files of `root` are those of `last`: writing into one would
    change both.
    """

    def __init__(self, root: Path, last: Path, digests: dict[str, str]) -> None:
        self.root, self.last, self.digests = root, last, digests
        self.made = 0
        self.waiting = root / WAITING
        self._put: dict[str, None] = {}
        self._gone: set[str] = set()

    def put(self, url: str, data: bytes) -> None:
        self.made += 1
        digest = publish.digest(data)
        if self.digests.get(url) != digest:
            publish.write(self.waiting, url, data)
            self.took(url, digest)

    def took(self, url: str, digest: str) -> None:
        """A file was written, and waits."""
        self.digests[url] = digest
        self._put[url] = None
        self._gone.discard(url)

    def drop(self, url: str) -> None:
        self.digests.pop(url, None)
        self._put.pop(url, None)
        self._gone.add(url)

    def finish(self) -> None:
        """Once all files of the last one are there."""
        for url in self._gone:
            (self.root / url).unlink(missing_ok=True)
        for url in self._put:
            (self.root / url).parent.mkdir(parents=True, exist_ok=True)
            (self.waiting / url).replace(self.root / url)
        shutil.rmtree(self.waiting, ignore_errors=True)


def rewrite(work: Work, settings: Settings, staging: Path) -> int:
    """Make the site in `staging`. Returns how many files were made again. Raises GiveUp."""
    if frames(work.dossier, work.site) != said(work.state, "frames"):
        raise GiveUp("hand-written pages look different")
    if work.wanted is not None:
        refuse_clashes((url for url, file in work.wanted.items() if file.kind == make.PAGE), work.site)
    environment = make_environment(template_dirs(settings))
    environment.bytecode_cache = compiled(folder())
    job = Job(work.dossier, work.site, environment, ())
    known: dict[str, Any] = json.loads((settings.site_dir / publish.MANIFEST).read_text("utf-8"))
    site = _Site(staging, settings.site_dir, dict(known["files"]))
    touched = work.state.made_from(work.changed)
    with contextlib.ExitStack() as beside:
        linked = beside.enter_context(Aside(partial(_linked, site)))
        made, begun = _parts(touched, job, work, site, beside)
        made += _files(touched, job, work, site)
        made += _groups(touched, job, work, site)
        _search(work, site)
        made += _put_together(begun, site)
        linked.result()
    site.finish()
    publish.write(staging, publish.MANIFEST, publish.manifest(len(work.dossier.facts), site.digests))
    work.state.put_made(made)
    work.state.forget_values(work.changed)
    work.state.put_values(values_of(work.trace))
    return site.made


def _linked(site: _Site) -> bytes:
    """Not before the content is known to be good: a link changes what the file system says of the site that stands."""
    publish.link_tree(site.last, site.root)
    return b""


def _files(touched: list[Made], job: Job, work: Work, site: _Site) -> Iterator[Made]:
    """Those that are made by themselves."""
    some = {one.url: File(one.url, one.kind, one.how) for one in touched if one.kind in SINGLE}
    if work.wanted is not None:
        last = {url: File(url, kind, how) for url, kind, how in work.state.files(SINGLE)}
        for url in last.keys() - work.wanted.keys():
            site.drop(url)
            work.state.forget_made(url)
        some = {url: file for url, file in work.wanted.items() if url in some or last.get(url) != file}
    for file in some.values():
        data, inputs, rows = work.trace.page(partial(make.make, file, job), _before(file.url, work, site))
        if file.kind == make.PAGE:
            _whole(file, data, work)
        if rows:
            work.state.put_laid([(file.url, pack_rows(rows, data, unpack(file.how)))])
        site.put(file.url, data)
        yield Made(*file, inputs.tobytes())


def _before(url: str, work: Work, site: _Site) -> Before | None:
    """The rows of the page that stands, where it has any."""
    packed = work.state.laid(url)
    return LaidRows(packed, (site.last / url).read_bytes(), work.touched) if packed else None


def _whole(file: File, data: bytes, work: Work) -> None:
    """A source's page has a card of each of its facts, and of no other."""
    page = unpack(file.how)
    if page.id in work.dossier.sources and sorted(cards_on(data)) != sorted(work.dossier.fact_ids_of(page.id)):
        raise GiveUp("a fact is missing on a page, or there twice")


def _groups(touched: list[Made], job: Job, work: Work, site: _Site) -> Iterator[Made]:
    for one in touched:
        if one.kind == GROUP:
            found, inputs = work.trace.noted(partial(make.make_group, int(one.url.split()[1]), job))
            for url in set(marshal.loads(one.how)) - found.keys():  # noqa: S302 -- of our own making
                site.drop(url)
            for url, data in found.items():
                site.put(url, data)
            yield Made(one.url, GROUP, marshal.dumps(list(found)), inputs.tobytes())


def _search(work: Work, site: _Site) -> None:
    """What changes of the search; all of it where that cannot be told."""
    rows = Rows(work.state)
    for language in work.site.languages.all if work.ids else ():
        found = search_again(work.dossier, work.site, language, work.ids, rows)
        if found is not None:
            files, gone = found.files, found.gone
            work.state.put_rows(found.rows.items())
        else:
            every, kept = remembered(work.dossier, work.site, language)
            files, folder_ = dict(every), below(language)
            gone = {url for url in site.digests if url.startswith(folder_) and url not in files}
            work.state.forget_rows(folder_, after(folder_))
            work.state.put_rows(kept)
        for url in gone:
            site.drop(url)
        for url, data in files.items():
            site.put(url, data)


class _Parts(NamedTuple):
    """A file that is put together, and what it rests on, packed."""

    url: str
    aside: Aside
    inputs: bytes


def _parts(
    touched: list[Made], job: Job, work: Work, site: _Site, beside: contextlib.ExitStack
) -> tuple[list[Made], list[_Parts]]:
    """Parts that are made again, and their files, which are put together while others are made."""
    made, begun = list[Made](), list[_Parts]()
    for file in PARTS.values():
        keys = {EntityId(one.url.partition("#")[2]) for one in touched if one.url.startswith(f"{file.url}#")}
        old = work.state.made_of(file.url)
        start, lengths = marshal.loads(old.how)  # noqa: S302 -- of our own making
        if work.sources is not None:
            gone = lengths.keys() - set(work.sources)
            keys = keys - gone | {key for key in work.sources if key not in lengths}
            for key in gone:
                work.state.forget_made(f"{file.url}#{key}")
        else:
            gone = set()
        if not keys and not gone and all(one.url != file.url for one in touched):
            continue
        changed = dict.fromkeys(gone, b"")
        for key in sorted(keys):
            changed[key], inputs = work.trace.noted(partial(file.part, key, job.dossier, job.site))
            made.append(Made(f"{file.url}#{key}", PART, b"", inputs.tobytes()))
        head, inputs = work.trace.noted(partial(file.head, job.dossier, job.site))
        frame, layout = splice.Frame(head, file.between, file.tail), splice.Layout(start, lengths)
        paths = site.last / file.url, site.waiting / file.url
        aside = beside.enter_context(Aside(partial(_spliced, *paths, layout, frame, changed, work.sources)))
        begun.append(_Parts(file.url, aside, inputs.tobytes()))
    return made, begun


def _put_together(begun: list[_Parts], site: _Site) -> Iterator[Made]:
    for url, aside, inputs in begun:
        digest, layout = marshal.loads(aside.result())  # noqa: S302 -- from our own process
        site.made += 1
        site.took(url, digest)
        yield Made(url, PARTED, layout, inputs)


def _spliced(*given: Any) -> bytes:
    laid = splice.splice(*given)
    return marshal.dumps((laid.digest, packed_layout(laid.layout)))
