"""An edition as seen from one depth of the site: what templates show, with links that lead out from there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Rank, kept
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId, FactId
from generator.model.text import Text
from generator.render import html, numbers, words
from generator.render.dates import by_object, format_date
from generator.render.edition import Edition
from generator.render.notes import note
from generator.render.pages import fact_path
from generator.render.strings import Strings

ANYWHERE = "\0"  # no file of a dossier holds it
"""A root that stands for any: all that is written is the same at every depth, and a finished page gets its own."""


class Writer:
    """`root` leads from the page to its language's tree: nothing, `../`, or ANYWHERE."""

    def __init__(self, edition: Edition, root: str) -> None:
        self.edition, self.root = edition, root
        self.t: Strings = edition.t
        self.dossier: Dossier = edition.dossier
        self.language = edition.language
        self._links = kept(self.dossier.ledger, self._link, Rank.TABLE, cut=True, size=None)
        self._counts: dict[tuple[int, str], Markup] = {}
        self.date = by_object(self._date)

    # --- addresses
    def href(self, ident: EntityId) -> str:
        return self.root + self.edition.path(ident)

    def fact_href(self, ident: FactId) -> str:
        return self.root + fact_path(ident)

    # --- words
    def text(self, text: Text, fact: Fact | None = None) -> Markup:
        """A sentence with its placeholders filled in; says so where it is not in the page's language."""
        found, language = text.best(self.language, self.edition.default)
        shown = words.markup(words.tokens(self.edition, found, language, fact), self.root)
        return words.in_language(self.edition, shown, language)

    def bare(self, text: Text) -> Markup:
        """Words without placeholders; says so where they are not in the page's language."""
        found, language = text.best(self.language, self.edition.default)
        return words.in_language(self.edition, Markup.escape(found), language)

    def own(self, text: Text) -> str:
        """A name: one form serves every language that has none of its own, so nothing is said of it."""
        return text.best(self.language, self.edition.default)[0]

    def note(self, text: Text | None) -> Markup | None:
        if text is None:
            return None
        found, language = text.best(self.language, self.edition.default)
        shown = note(found)
        if language == self.language:
            return shown
        return words.language_tag(self.edition, language) + html.in_tag("div", language, shown)

    def link(self, ident: EntityId, *, in_text: bool = False) -> Markup:
        """The linked name of an entity, a series or a source."""
        return self._links((ident, in_text))

    def _link(self, key: tuple[EntityId, bool]) -> Markup:
        ident, in_text = key
        path, name = self.edition.path(ident), self.edition.name(ident, in_text=in_text)
        return html.link(self.root + path, name) if path else Markup.escape(name)

    def opening(self, ident: EntityId) -> Markup:
        """The linked name as it opens a sentence: with its article and a capital."""
        path, name = self.edition.path(ident), words.capital(self.edition.name(ident, in_text=True))
        return html.link(self.root + path, name) if path else Markup.escape(name)

    def links(self, ids: Iterable[EntityId]) -> Markup:
        return html.joined([self.link(ident) for ident in ids], ", ")

    def asserter(self, fact: Fact, *, capital: bool = False) -> Markup:
        token = words.asserter(self.edition, fact.by, fact.source, self.language)
        shown = words.capital(token.words) if capital else token.words
        if not token.path:
            return Markup.escape(shown)
        return html.link(self.root + token.path, shown)

    # --- dates and figures
    def _date(self, day: Edtf) -> Markup:
        """A date in words, machine-readable where that is possible."""
        return words.date(day, format_date(day, self.language))

    def value(self, fact: Fact) -> Markup | None:
        """The bare number of a fact, linked to it; None for a fact without a figure."""
        if fact.figure is None:
            return None
        shown = numbers.value(fact.figure, self.language, self.edition.default, self.t)
        if fact.figure.approx:
            shown = self.t.word("figure", "about").format(n=shown)
        return html.link(self.fact_href(fact.id), shown, words.css_of(fact.figure))

    def unit(self, figure: Figure) -> str:
        """The unit's word beside the figure; none beside a quantity in words, which has its own."""
        if figure.unit is None or figure.words is not None:
            return ""
        amount = figure.high if figure.high is not None else figure.low
        return numbers.unit_word(self.dossier.units.get(figure.unit), amount, self.language, self.edition.default)

    def measure(self, figure: Figure) -> str:
        return self.t.word("figure_kind", figure.kind)

    # --- counts of the site's own
    def count(self, n: int, table: str) -> Markup:
        found = self._counts.get((n, table))
        if found is None:
            noun = numbers.counted(n, table, self.language, self.t)
            found = self._counts[n, table] = html.joined((html.span("count", self.n(n)), noun), " ")
        return found

    def n(self, n: int) -> str:
        return numbers.number(Decimal(n), self.language)
