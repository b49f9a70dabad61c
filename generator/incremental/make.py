"""The generated files of a site, one by one: how each is named in the state, and made again from that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.incremental.packed import pack, unpack
from generator.job import Job
from generator.model.ids import EntityId
from generator.render.beside import beside_urls, make_beside
from generator.render.extras import BESIDE, EXTRAS, PARTS, SEARCHED
from generator.render.render import render_page
from generator.render.twins import twin, twin_url

PAGE, TWIN, BESIDE_ONE, GROUP, PARTED, PART = "page", "twin", "beside", "group", "parted", "part"
SEARCH = "search"
SINGLE = (PAGE, TWIN, BESIDE_ONE)  # each made by itself
CHUNK = 20  # pages of one piece of work, which brings all that they were made from
FEW = 5  # sources


class Piece(NamedTuple):
    """A piece of work: files of one kind, from `start` to `stop` in its list."""

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
    yield from (Piece(PARTED, number, number + 1) for number in PARTS)
    yield from (Piece(GROUP, number, number + 1) for number in groups())
    yield from (Piece(PAGE, at, at + CHUNK) for at in range(0, len(job.pages), CHUNK))
    if job.site.json_twins:
        yield from (Piece(TWIN, at, at + CHUNK) for at in range(0, len(job.pages), CHUNK))
    yield from (Piece(BESIDE_ONE, at, at + FEW) for at in range(0, len(job.dossier.sources), FEW))


def groups() -> list[int]:
    """The groups of extra files that are made as a whole."""
    return [number for number in range(len(EXTRAS)) if number not in (SEARCHED, BESIDE, *PARTS)]


def files(piece: Piece, job: Job) -> Iterator[File]:
    """Those that a piece makes by themselves."""
    if piece.kind not in SINGLE:
        return
    if piece.kind == BESIDE_ONE:
        some = list(job.dossier.sources)[piece.start : piece.stop]
        yield from (File(url, BESIDE_ONE, b"") for url, _ in beside_urls(job.dossier, job.site, some))
        return
    for page in job.pages[piece.start : piece.stop]:
        if piece.kind == PAGE:
            yield File(page.url, PAGE, pack(page))
        elif page.id is not None and (url := twin_url(page, job.site)):
            yield File(url, TWIN, page.id.encode())


def make(file: File, job: Job) -> bytes:
    """Its bytes, now. Raises KeyError where there is none any more."""
    if file.kind == PAGE:
        return render_page(unpack(file.how), job.dossier, job.site, job.environment)
    if file.kind == TWIN:
        return twin(EntityId(file.how.decode()), job.dossier, job.site)
    data = make_beside(file.url, job.dossier, job.site)
    if data is None:
        raise KeyError(file.url)
    return data


def make_group(number: int, job: Job) -> dict[str, bytes]:
    return dict(EXTRAS[number](job.dossier, job.site, job.environment))
