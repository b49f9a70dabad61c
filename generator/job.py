"""The work of one build, in pieces that do not depend on each other: whoever makes a piece makes the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render.beside import make_beside, urls_beside
from generator.render.extras import BESIDE, EXTRAS
from generator.render.pages import Page
from generator.render.render import render_page
from generator.render.site import Site
from generator.render.twins import twin, twin_url

CHUNK = 20  # pages of one piece of work, which brings all that they were made from
FEW = 4  # of sources: each has a card for every fact
EXTRA, PAGES = "extra", "pages"


class Unit(NamedTuple):
    """A piece of work: which of the extra files, or which pages of the table, each with what is beside it."""

    kind: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Job:
    """What the generated part of a site is made from."""

    dossier: Dossier
    site: Site
    environment: Environment
    pages: tuple[Page, ...]

    def units(self) -> Iterator[Unit]:
        """The work in pieces that do not depend on each other; what takes longest first."""
        yield from (Unit(EXTRA, number, number + 1) for number in range(len(EXTRAS)) if number != BESIDE)
        yield from (Unit(PAGES, start, stop) for start, stop in runs(self.pages))

    def make(self, unit: Unit) -> Iterator[tuple[str, bytes]]:
        """The files of one piece."""
        if unit.kind == EXTRA:
            yield from EXTRAS[unit.start](self.dossier, self.site, self.environment)
            return
        for page in self.pages[unit.start : unit.stop]:
            yield page.url, render_page(page, self.dossier, self.site, self.environment)
            if page.id is not None and (url := twin_url(page, self.site)):
                yield url, twin(page.id, self.dossier, self.site)
            for url in urls_beside(page, self.dossier, self.site):
                yield url, make_beside(url, self.dossier, self.site) or b""


def runs(pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """The page table in pieces, from where to where; those of the sources first, since each takes longest."""
    sources, others = list[tuple[int, int]](), list[tuple[int, int]]()
    for of_source, some in groupby(range(len(pages)), lambda at: pages[at].of_source):
        row = list(some)
        size, into = (FEW, sources) if of_source else (CHUNK, others)
        into += [(at, min(at + size, row[-1] + 1)) for at in row[::size]]
    yield from sources
    yield from others
