"""What is cited, and how: each page at its foot, each fact on its card and in the files beside its source's page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.dossier.ledger import Rank
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.render.citations import Cited, bibtex, bibtex_file, csl_file, slug
from generator.render.dates import format_date
from generator.render.edition import SHORT, Edition
from generator.render.pages import fact_path, prefix
from generator.render.words import plain_text

BIBTEX, CSL = ".bib", ".csl.json"  # in the place of .html


@dataclass(frozen=True, slots=True)
class PageCitation:
    """A page's reference in the three forms, each to copy as it stands. Two are made when a template asks for them."""

    text: str
    cited: Cited

    @property
    def bibtex(self) -> str:
        return bibtex(self.cited)

    @property
    def csl(self) -> str:
        return csl_file([self.cited])


class FactCitation(NamedTuple):
    """A fact's reference in plain text, and where the two other forms stand, from its source's page."""

    text: str
    key: str
    bibtex: str
    csl: str


def page_citation(edition: Edition, url: str, title: str) -> PageCitation:
    """Of the page at `url` on the site, hand-written pages included."""
    site, t, (words, note) = edition.site, edition.t, _as_of(edition)
    name = ":".join(url.removesuffix(".html").split("/"))
    cited = Cited(
        key=f"{slug(site.name) or 'briefing'}:{name}",
        title=title,
        site=site.name,
        url=site.absolute(url),
        day=edition.dossier.as_of,
        day_words=words,
        day_note=note,
        language=edition.language,
    )
    text = t.word("shell", "cited").format(site=site.name, title=title, as_of=words, url=cited.url or url)
    return PageCitation(text, cited)


def _as_of(edition: Edition) -> tuple[str, str]:
    """The date of the dossier in words, and as a sentence."""
    if edition.dossier.as_of is None:
        return "…", ""
    words = _date_words(edition.dossier.as_of, edition.language)
    return words, f"{edition.t.word('shell', 'as_of')} {words}."


_date_words = lru_cache(maxsize=1 << 10)(format_date)


def fact_citation(edition: Edition, fact: Fact) -> FactCitation:
    cited = cited_fact(edition, fact)
    text = edition.t.word("fact", "cited").format(
        site=cited.site, text=cited.title, after=cited.note, as_of=cited.day_words, id=cited.url or fact.id
    )
    return FactCitation(text, cited.key, fact.source + BIBTEX, fact.source + CSL)


def _after(edition: Edition, fact: Fact) -> str:
    """The source as a reference names it: its publisher where known, its title in our words, its date, the place."""
    source = edition.dossier.sources[fact.source]
    title = source.title.best(edition.language, edition.default)[0]
    if source.publisher in edition.dossier.entities:
        title = f"{edition.name(source.publisher)}, {title}"
    return edition.t.word("fact", "after").format(
        source=title,
        published=_date_words(source.published, edition.language),
        at=", ".join(map(str, fact.at)),
    )


def cited_fact(edition: Edition, fact: Fact) -> Cited:
    """The fact as this site tells it, on the date for which the dossier speaks; its source stands in the note.

    The key is its id, with the language of the tree where that is not the default one: two texts, two keys.
    """
    return edition.memo(_cited_fact, Rank.LINE, size=SHORT)(fact.id)


def _cited_fact(edition: Edition, ident: FactId) -> Cited:
    fact = edition.dossier.facts[ident]
    (words, note), own = _as_of(edition), prefix(edition.site, edition.language)
    return Cited(
        key=f"{own.replace('/', ':')}{fact.source}:{fact.key}",
        title=plain_text(edition, fact.text, fact),
        site=edition.site.name,
        url=edition.site.absolute(own + fact_path(fact.id)),
        day=edition.dossier.as_of,
        day_words=words,
        day_note=note,
        language=fact.text.best(edition.language, edition.default)[1],
        note=_after(edition, fact),
    )


def bibtex_of(edition: Edition, source: EntityId) -> bytes:
    """All facts of a source as BibTeX; nothing for a source without facts."""
    return bibtex_file([cited_fact(edition, fact) for fact in edition.dossier.facts_of(source)]).encode()


def csl_of(edition: Edition, source: EntityId) -> bytes:
    """All facts of a source as CSL-JSON; nothing for a source without facts."""
    cited = [cited_fact(edition, fact) for fact in edition.dossier.facts_of(source)]
    return csl_file(cited).encode() if cited else b""
