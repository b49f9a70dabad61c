"""Numbered notes for paper: what a link leads to on screen stands, once printed, at the end of the page.

Lines are shared between pages, so a page's own numbers are put in when it is done. Screens hide both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.dossier.ledger import Rank, kept
from generator.model.ids import EntityId, FactId
from generator.render import words
from generator.render.cards import place_words, source_name
from generator.render.edition import Edition
from generator.render.html import quoted
from generator.render.pages import Page, fact_path, prefix
from generator.render.writer import Writer

# A link to a fact as the templates write it, from ANYWHERE: its class, the source and the fact's key.
_LINK = re.compile(r'<a class="(ref|chip [\w-]+)" href="(?:\0|(?:\.\./)*)sources/([^"#]+)\.html#([^"]+)"')
_SPACE = re.compile(r"\s*")
_END = "</main>"


class Claim(NamedTuple):
    """A fact in a note: who asserts it, where in the source, and its permalink, to be typed. HTML."""

    by: str
    at: str
    url: str


def references(html: str) -> Iterator[tuple[int, FactId, bool]]:
    """Where a number belongs, to which fact, and whether it goes on a row of references.

    Of a chip and the reference that follows it, the reference has the number.
    """
    found, end = list(_LINK.finditer(html)), 0
    for one, after in zip_longest(found, found[1:]):
        if one[1] == "ref" or after is None or after[1] != "ref" or one.group(2, 3) != after.group(2, 3):
            at, space = one.end(), _SPACE.match(html, end)
            yield at, FactId(f"{one[2]}#{one[3]}"), space is not None and space.end() == one.start()
            end = html.find("</a>", at) + 4


class Endnotes:
    """The notes of an edition's pages; the parts that many pages share are made once."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.writer = edition, Writer(edition, "")
        ledger, keeps = edition.dossier.ledger, edition.keeps
        self.claim = kept(ledger, self._claim, Rank.LINE, cut=True, size=keeps)
        self.full = kept(ledger, self._full, Rank.LINE, cut=True, size=keeps)

    def number(self, html: str, page: Page) -> str:
        """The page with a number at each reference to another page's fact, and the notes at its end.

        References to one place of one source share a number.
        """
        facts, end = self.edition.dossier.facts, html.rfind(_END)
        notes: dict[tuple[EntityId, str], list[Claim]] = {}
        places: dict[tuple[EntityId, str], int] = {}
        numbers: dict[FactId, int] = {}
        out, done, row = [], 0, set[int]()
        for at, ident, goes_on in references(html) if end >= 0 else ():
            number = numbers.get(ident, 0)
            if not number:
                source = EntityId(ident.partition("#")[0])
                if source == page.id or ident not in facts:
                    continue
                claim = self.claim(ident)
                place = source, claim.at
                number = numbers[ident] = places.setdefault(place, len(places) + 1)
                notes.setdefault(place, []).append(claim)
            row = row if goes_on else set()
            out.append(f'{html[done:at]} data-n="{"" if number in row else number}"')
            row.add(number)
            done = at
        if not out:
            return html
        return "".join((*out, html[done:end], self._list(notes), html[end:]))

    def _list(self, notes: dict[tuple[EntityId, str], list[Claim]]) -> str:
        first: dict[EntityId, int] = {}
        again = self.writer.t.word("notes", "again")
        rows = []
        for number, ((source, at), claims) in enumerate(notes.items(), 1):
            if source in first:
                text = again.format(n=first[source], publisher=self.full(source)[1])
            else:
                first[source], text = number, self.full(source)[0]
            said = claims[0].by + claims[0].url if len(claims) == 1 else _together(claims)
            rows.append(f"<li>{text}, {at}. {said}</li>\n")
        title = escape(self.writer.t.word("notes", "title"))
        return f'<section class="notes">\n<h2>{title}</h2>\n<ol class="id">\n{"".join(rows)}</ol>\n</section>\n'

    def _claim(self, ident: FactId) -> Claim:
        """With the fact's id where the site has no address."""
        site, fact = self.edition.site, self.edition.dossier.facts[ident]
        asserter = words.asserter(self.edition, fact.by, fact.source, self.edition.language).words
        url = site.absolute(prefix(site, self.edition.language) + fact_path(ident)) or ident
        at = "; ".join([place_words(self.writer.t, one) for one in fact.at])
        return Claim(quoted(words.capital(asserter) + self.writer.t.word("shell", "colon")), quoted(at), quoted(url))

    def _full(self, ident: EntityId) -> tuple[Markup, Markup]:
        """A source as its first note names it, and in short."""
        source, short = self.edition.dossier.sources[ident], escape(source_name(self.writer, ident))
        said = Markup.escape(self.writer.t.word("notes", "source"))
        full = said.format(
            title=self.writer.bare(source.title), publisher=short, date=self.writer.date(source.published)
        )
        return full, escape(words.capital(short))


def _together(claims: list[Claim]) -> str:
    """The facts of one place, by asserter."""
    said: dict[str, list[str]] = {}
    for claim in claims:
        said.setdefault(claim.by, []).append(claim.url)
    return "; ".join([by + ", ".join(urls) for by, urls in said.items()])


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
