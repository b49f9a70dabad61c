"""The generated files of a site, one by one: how each is named in the state, and made again from that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.incremental.packed import pack, unpack
from generator.job import Job, runs
from generator.model.ids import EntityId
from generator.render.beside import make_beside, urls_beside
from generator.render.extras import BESIDE, EXTRAS, PARTS, SEARCHED
from generator.render.render import render_page
from generator.render.twins import twin, twin_url

PAGE, TWIN, BESIDE_ONE, GROUP, PARTED, PART = "page", "twin", "beside", "group", "parted", "part"
SEARCH = "search"
SINGLE = (PAGE, TWIN, BESIDE_ONE)  # each made by itself
_PARTED = {file.url: file for file in PARTS.values()}


class Piece(NamedTuple):
    """A piece of work: of its kind from `start` to `stop`; of pages, each with what is beside it."""

    kind: str
    start: int
    stop: int


class File(NamedTuple):
    """A file that can be made by itself."""

    url: str
    kind: str
    how: bytes


def pieces(job: Job) -> Iterator[Piece]:
    """All work; what takes longest first."""
    yield from (Piece(SEARCH, at, at + 1) for at in range(len(job.site.languages.all)))
    yield from (Piece(GROUP, number, number + 1) for number in groups())
    yield from (Piece(PAGE, start, stop) for start, stop in runs(job.pages))


def groups() -> list[int]:
    """The groups of extra files that are made as a whole."""
    return [number for number in range(len(EXTRAS)) if number not in (SEARCHED, BESIDE, *PARTS)]


def files(piece: Piece, job: Job) -> Iterator[File]:
    """Those that a piece makes by themselves, and the parts of others."""
    if piece.kind != PAGE:
        return
    for page in job.pages[piece.start : piece.stop]:
        yield File(page.url, PAGE, pack(page))
        if page.id is not None and (url := twin_url(page, job.site)):
            yield File(url, TWIN, page.id.encode())
        yield from (File(url, BESIDE_ONE, b"") for url in urls_beside(page, job.dossier, job.site))
        if page.of_source and page.language == job.site.languages.default:
            yield from (File(f"{file.url}#{page.id}", PART, b"") for file in PARTS.values())


def make(file: File, job: Job) -> bytes:
    """Its bytes, now. Raises KeyError where there is none any more."""
    if file.kind == PAGE:
        return render_page(unpack(file.how), job.dossier, job.site, job.environment)
    if file.kind == TWIN:
        return twin(EntityId(file.how.decode()), job.dossier, job.site)
    if file.kind == PART:
        url, _, source = file.url.partition("#")
        return _PARTED[url].part(EntityId(source), job.dossier, job.site)
    data = make_beside(file.url, job.dossier, job.site)
    if data is None:
        raise KeyError(file.url)
    return data


def make_group(number: int, job: Job) -> dict[str, bytes]:
    return dict(EXTRAS[number](job.dossier, job.site, job.environment))
