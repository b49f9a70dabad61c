"""The work of one build, in pieces that do not depend on each other: whoever makes a piece makes the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render.extras import EXTRAS, twins
from generator.render.pages import Page
from generator.render.render import render_page
from generator.render.site import Site

CHUNK = 50  # pages of one piece of work
EXTRA, PAGES, TWINS = "extra", "pages", "twins"


class Unit(NamedTuple):
    """A piece of work: which of the extra files, or which pages of the table."""

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

    def units(self, size: int = CHUNK) -> Iterator[Unit]:
        """The work in pieces that do not depend on each other; what takes longest first."""
        yield from (Unit(EXTRA, number, number + 1) for number in range(len(EXTRAS)))
        yield from (Unit(PAGES, start, start + size) for start in range(0, len(self.pages), size))
        if self.site.json_twins:
            yield from (Unit(TWINS, start, start + size) for start in range(0, len(self.pages), size))

    def make(self, unit: Unit) -> Iterator[tuple[str, bytes]]:
        """The files of one piece."""
        if unit.kind == EXTRA:
            yield from EXTRAS[unit.start](self.dossier, self.site, self.environment)
        elif unit.kind == TWINS:
            yield from twins(self.pages[unit.start : unit.stop], self.dossier, self.site)
        else:
            for page in self.pages[unit.start : unit.stop]:
                yield page.url, render_page(page, self.dossier, self.site, self.environment)
