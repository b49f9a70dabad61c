"""Numbered notes for paper: what a link leads to on screen stands, once printed, at the end of the page.

Lines are shared between pages, so a page's own numbers are put in when it is done. Screens hide both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from markupsafe import Markup, escape

from generator.dossier.ledger import Rank, kept
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.locator import Locator
from generator.render import words
from generator.render.cards import place_words, source_name
from generator.render.edition import Edition
from generator.render.pages import Page, fact_path, prefix
from generator.render.writer import Writer

# A link to a fact as the templates write it: its class, the source and the fact's key.
_LINK = re.compile(r'<a class="(ref|chip [\w-]+)" href="(?:\.\./)*sources/([^"#]+)\.html#([^"]+)"')
_END = "</main>"
Place = tuple[EntityId, tuple[Locator, ...]]


def references(html: str) -> Iterator[tuple[int, FactId, bool]]:
    """Where a number belongs, to which fact, and whether it goes on a row of references.

    Of a chip and the reference that follows it, the reference has the number.
    """
    found, end = list(_LINK.finditer(html)), 0
    for one, after in zip_longest(found, found[1:]):
        if one[1] == "ref" or after is None or after[1] != "ref" or one.group(2, 3) != after.group(2, 3):
            yield one.end(), FactId(f"{one[2]}#{one[3]}"), not html[end : one.start()].strip()
            end = html.find("</a>", one.end()) + 4


class Endnotes:
    """The notes of an edition's pages; the parts that many pages share are made once."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.writer = edition, Writer(edition, "")
        ledger = edition.dossier.ledger
        self.claim = kept(ledger, self._claim, Rank.LINE, cut=True)
        self.full = kept(ledger, self._full, Rank.LINE, cut=True, size=1 << 12)
        self.at = lru_cache(maxsize=1 << 12)(self._at)

    def number(self, html: str, page: Page) -> str:
        """The page with a number at each reference to another page's fact, and the notes at its end.

        References to one place of one source share a number.
        """
        facts, end = self.edition.dossier.facts, html.rfind(_END)
        notes: dict[Place, dict[FactId, Fact]] = {}
        numbers: dict[FactId, int] = {}
        places: dict[Place, int] = {}
        out, done, row = [], 0, set[int]()
        for at, ident, goes_on in references(html) if end >= 0 else ():
            fact = facts.get(ident)
            if fact is None or fact.source == page.id:
                continue
            if ident not in numbers:
                place = fact.source, fact.at
                numbers[ident] = places.setdefault(place, len(places) + 1)
                notes.setdefault(place, {})[ident] = fact
            number = numbers[ident]
            row = row if goes_on else set()
            out.append(f'{html[done:at]} data-n="{"" if number in row else number}"')
            row.add(number)
            done = at
        if not out:
            return html
        return "".join((*out, html[done:end], self._list(notes), html[end:]))

    def _list(self, notes: dict[Place, dict[FactId, Fact]]) -> str:
        first: dict[EntityId, int] = {}
        rows = []
        for number, ((source, at), facts) in enumerate(notes.items(), 1):
            if source in first:
                text = self.writer.t.word("notes", "again").format(n=first[source], publisher=self.full(source)[1])
            else:
                first[source], text = number, self.full(source)[0]
            claims: dict[str, list[str]] = {}
            for by, url in map(self.claim, facts):
                claims.setdefault(by, []).append(url)
            said = "; ".join(by + ", ".join(urls) for by, urls in claims.items())
            rows.append(f"<li>{text}, {self.at(at)}. {said}</li>\n")
        title = escape(self.writer.t.word("notes", "title"))
        return f'<section class="notes">\n<h2>{title}</h2>\n<ol class="id">\n{"".join(rows)}</ol>\n</section>\n'

    def _claim(self, ident: FactId) -> tuple[str, str]:
        """Who asserts a fact, and its permalink, to be typed; its id where the site has no address."""
        site, fact = self.edition.site, self.edition.dossier.facts[ident]
        asserter = words.asserter(self.edition, fact.by, fact.source, self.edition.language).words
        url = site.absolute(prefix(site, self.edition.language) + fact_path(ident)) or ident
        colon = self.writer.t.word("shell", "colon")
        return escape(words.capital(asserter) + colon), escape(url)

    def _full(self, ident: EntityId) -> tuple[Markup, Markup]:
        """A source as its first note names it, and in short."""
        source, short = self.edition.dossier.sources[ident], escape(source_name(self.writer, ident))
        said = Markup.escape(self.writer.t.word("notes", "source"))
        full = said.format(
            title=self.writer.bare(source.title), publisher=short, date=self.writer.date(source.published)
        )
        return full, escape(words.capital(short))

    def _at(self, at: tuple[Locator, ...]) -> Markup:
        return escape("; ".join(place_words(self.writer.t, one) for one in at))


_MADE: list[Endnotes] = []


def endnotes_of(edition: Edition) -> Endnotes:
    """Those of this very edition, made once per process."""
    for one in _MADE:
        if one.edition is edition:
            return one
    made = Endnotes(edition)
    _MADE.append(made)
    del _MADE[:-16]
    return made
