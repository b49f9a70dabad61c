"""The files of a site that is served while it is edited: each is made when it is asked for, and kept until something
that it was made from has changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.dossier.followed import Followed
from generator.dossier.ledger import Memo, Rank
from generator.render.beside import beside_urls, make_beside
from generator.render.extras import BESIDE, EXTRAS
from generator.render.pages import Page, page_list
from generator.render.render import make_environment, render_page
from generator.render.site import Site
from generator.render.twins import twin, twin_url

Files = dict[str, bytes]
# The addresses of each group of EXTRAS, so that nothing is made for one that is in none.
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"search/",
        r"data/facts\.json$",
        r"data/facts\.csv$",
        r"hover/|(.*/)?sources/.*\.(bib|csl\.json)$",
        r"assets/",
        r"sitemap.*\.xml$",
        r".*/.*\.html$",
        r"404\.html$",
    )
)


class Kept:
    """A site in one process: the followed dossier, and every file that was made and would be made alike now."""

    def __init__(self, dossier: Dossier, site: Site, environment: Environment) -> None:
        self.dossier, self.site, self.environment = Followed(dossier), site, environment
        memo = self.dossier.ledger.memo
        self._pages: Memo[str, bytes] = memo(self._page, Rank.FILE)
        self._twins: Memo[str, bytes] = memo(self._twin, Rank.FILE)
        self._beside: Memo[str, bytes | None] = memo(self._one_beside, Rank.PAINTED)
        self._extras: Memo[int, Files] = memo(self._extra, Rank.FILE)
        self._table: Memo[None, tuple[Page, ...]] = memo(self._page_list, Rank.SLICE, cut=True)
        self._tabled: tuple[Page, ...] = ()
        self.pages: dict[str, Page] = {}
        self._of_twin: dict[str, Page] = {}
        self.rendered = 0  # pages made since the last change
        self._tabulate()

    def _page_list(self, _: None) -> tuple[Page, ...]:
        return page_list(self.dossier, self.site)

    def _page(self, url: str) -> bytes:
        self.rendered += 1
        return render_page(self.pages[url], self.dossier, self.site, self.environment)

    def _twin(self, url: str) -> bytes:
        ident = self._of_twin[url].id
        if ident is None:
            raise KeyError(url)
        return twin(ident, self.dossier, self.site)

    def _one_beside(self, url: str) -> bytes | None:
        return make_beside(url, self.dossier, self.site)

    def _extra(self, number: int) -> Files:
        if number == BESIDE:
            urls = [url for url, _ in beside_urls(self.dossier, self.site)]
            return {url: data for url in urls if (data := self._beside(url)) is not None}
        return dict(EXTRAS[number](self.dossier, self.site, self.environment))

    def _tabulate(self) -> set[str]:
        """Take the page table as it is now; returns the addresses of the files that are new, gone or not the same."""
        before, table = (self.pages, self._of_twin), self._table(None)
        if table is self._tabled:
            return set()
        self._tabled = table
        self.pages = {page.url: page for page in table}
        self._of_twin = {url: page for page in table if (url := twin_url(page, self.site))}
        found = set()
        for old, new, memo in ((before[0], self.pages, self._pages), (before[1], self._of_twin, self._twins)):
            changed = {url for url in old.keys() | new.keys() if old.get(url) != new.get(url)}
            for url in changed:
                memo.drop(url)
            found |= changed
        return found

    def follow(self, dossier: Dossier) -> set[str]:
        """Take the dossier as it is now. Returns the addresses of the pages and of their data that are not the same.

        Perhaps not: a page of which something has changed may look as it did. Other files are not named.
        """
        self.rendered = 0
        gone = self.dossier.follow(dossier)
        return {key for memo, key in gone if memo is self._pages or memo is self._twins} | self._tabulate()

    def read(self, url: str) -> bytes | None:
        """A generated file, made now if need be; None where there is none of this address."""
        if url in self.pages:
            return self._pages(url)
        if url in self._of_twin:
            return self._twins(url)
        if PATTERNS[BESIDE].match(url):
            return self._beside(url)
        groups = (number for number, pattern in enumerate(PATTERNS) if pattern.match(url))
        return next((found for number in groups if (found := self._extras(number).get(url)) is not None), None)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every generated file."""
        for memo in (self._pages, self._twins):
            for url in self.pages if memo is self._pages else self._of_twin:
                yield url, memo(url)
        for number in range(len(EXTRAS)):
            yield from self._extras(number).items()


class KeptPages:
    """What a process that builds again and again keeps: nothing where the templates or the site's settings changed."""

    def __init__(self) -> None:
        self._from: tuple[bytes, Site] | None = None
        self._kept: Kept | None = None

    def take(self, dossier: Dossier, site: Site, template_dirs: tuple[Path, ...]) -> tuple[Kept, set[str] | None]:
        """The site made of this dossier, and which pages and data of pages are not the same; None: perhaps all."""
        made_from, changed = (templates_digest(template_dirs), site), None
        if self._kept is None or self._from != made_from:
            self._kept, self._from = Kept(dossier, site, make_environment(template_dirs)), made_from
        else:
            changed = self._kept.follow(dossier)
        return self._kept, changed


def templates_digest(template_dirs: Iterable[Path]) -> bytes:
    """Of every template's name and bytes, in the order in which they are looked for."""
    digest = hashlib.sha256()
    for folder in template_dirs:
        for path in sorted(folder.rglob("*.html")):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
