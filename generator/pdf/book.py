"""The pages of one language as one HTML document: title page, contents, parts and chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.dossier.dossier import Dossier
from generator.model.ids import split_fact_id
from generator.model.terms import Kind
from generator.pdf.contents import Part, parts
from generator.pdf.fragment import Places, chapter, ids_in
from generator.render.dates import format_date
from generator.render.edition import edition_of
from generator.render.pages import fact_path, prefix
from generator.render.site import Site
from generator.render.writer import Writer

STYLE = "assets/briefing.css"


def css_string(words: str) -> Markup:
    """Words between the quotes of a style sheet: whatever is no letter and no digit by its number."""
    return Markup("".join(one if one.isalnum() else f"\\{ord(one):06x}" for one in words))  # noqa: S704 -- as said


class Book:
    """One language's book. `file` gives a file of the site by its address, None where there is none."""

    def __init__(
        self, dossier: Dossier, site: Site, language: str, env: Environment, file: Callable[[str], bytes | None]
    ) -> None:
        self.dossier, self.site, self.language, self.file = dossier, site, language, file
        self.env = env.overlay()
        self.env.filters = {**env.filters, "css": css_string}
        self.edition = edition_of(dossier, site, language)
        self.parts: tuple[Part, ...] = parts(dossier, site, language)
        self.title = self._title()
        self.bodies = self._chapters()

    def html(self, numbers: Mapping[str, int]) -> str:
        """The document, with the number of the sheet on which each anchor of the contents stands."""
        return self.env.get_template("pdf/book.html").render(self._context(numbers))

    @property
    def anchors(self) -> list[str]:
        """Those of the contents, in its order."""
        return [anchor for part in self.parts for anchor in (part.anchor, *(one.anchor for one in part.chapters))]

    def _title(self) -> str:
        briefing = self.dossier.briefing
        return briefing.title.best(self.language, self.edition.default)[0] if briefing else self.site.name

    def _context(self, numbers: Mapping[str, int]) -> dict[str, Any]:
        writer, dossier = Writer(self.edition, ""), self.dossier
        briefing = dossier.briefing
        as_of = format_date(dossier.as_of, self.language) if dossier.as_of else ""
        return {
            "t": self.edition.t,
            "lang": self.language,
            "site_name": self.site.name,
            "url": self.site.url,
            "title": self.title,
            "subtitle": writer.bare(briefing.subtitle) if briefing and briefing.subtitle else None,
            "as_of": as_of,
            "foot": f"{self.site.name} · {self.edition.t.word('shell', 'as_of')} {as_of}" if as_of else self.site.name,
            "rests": [writer.count(len(dossier.facts), "fact"), writer.count(len(dossier.sources), "source")],
            "parts": self.parts,
            "numbers": numbers,
            "bodies": self.bodies,
            "styles": [Markup(self._style()), Markup(self._source("pdf/book.css"))],  # noqa: S704 -- both are ours
        }

    def _style(self) -> str:
        return (self.file(STYLE) or b"").decode("utf-8")

    def _source(self, template: str) -> str:
        if self.env.loader is None:
            raise RuntimeError("an environment of ours has a loader")
        return self.env.loader.get_source(self.env, template)[0]

    def _chapters(self) -> dict[str, Markup]:
        """Each page's main part, by its address."""
        first = prefix(self.site, self.language)
        pages = {one.url: (self.file(one.url) or b"").decode("utf-8") for part in self.parts for one in part.chapters}
        places = Places(
            chapters={one.url: one.anchor for part in self.parts for one in part.chapters}
            | {url: part.anchor for part in self.parts for url in part.lists},
            cards=self._cards(first),
            absolute=self.site.absolute,
            file=self.file,
            anchors={url: ids_in(html) for url, html in pages.items()},
        )
        return {
            url: Markup(chapter(url, html, places))  # noqa: S704 -- of a page of ours, where all was escaped
            for url, html in pages.items()
        }

    def _cards(self, first: str) -> dict[tuple[str, str], int]:
        """The number of each fact: its place among the cards at the end of the book."""
        out: dict[tuple[str, str], int] = {}
        for source in self.edition.by_kind[Kind.SOURCE]:
            for fact in self.dossier.facts_of(source):
                out[first + fact_path(fact.id).partition("#")[0], split_fact_id(fact.id)[1]] = len(out) + 1
        return out
