"""The page of a source: every fact in the order of the text, and what became of every other part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Rank
from generator.dossier.watched import peek
from generator.model.ids import EntityId, FactId
from generator.model.locator import Locator
from generator.model.source import Source
from generator.model.terms import Reliability, StanceKind
from generator.render import html, listing
from generator.render.cards import Lines, card, place_words
from generator.render.edition import Edition
from generator.render.numbers import language_name
from generator.render.origins import tools_of
from generator.render.row import Row
from generator.render.views.known import source_words


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many parts of the text are cited, skipped, defective and open. Parts are sentences where those are known."""

    sentences: bool
    all: int
    cited: int
    skipped: int
    defective: int

    @property
    def open(self) -> int:
        return self.all - self.cited - self.skipped - self.defective


def coverage(source: Source, places: Iterable[Locator]) -> Coverage | None:
    """None where the length of the text is not recorded. A part that is cited counts as cited, whatever else it is.

    `places`: all that the source's facts name.
    """
    if source.text is None:
        return None
    counts = source.text.sentences
    sizes = counts if len(counts) == source.text.paragraphs else (1,) * source.text.paragraphs

    def under(at: Locator) -> list[tuple[int, int]]:
        size = sizes[at.paragraph - 1] if 0 < at.paragraph <= len(sizes) else 0
        if at.sentence and sizes is counts:
            return [(at.paragraph, at.sentence)] if at.sentence <= size else []
        return [(at.paragraph, s) for s in range(1, size + 1)]

    cited = {part for at in places for part in under(at)}
    skipped = {part for at, _ in source.skip for part in under(at)} - cited
    defective = {part for at, _ in source.defects for part in under(at)} - cited - skipped
    return Coverage(sizes is counts, sum(sizes), len(cited), len(skipped), len(defective))


def _alone_in(edition: Edition, source: EntityId) -> frozenset[FactId]:
    """The facts that no other source carries: none confirms them, counts the same quantity, or replaces them."""
    return frozenset(ident for ident in edition.dossier.fact_ids_of(source) if _is_alone(edition.dossier, ident))


def _is_alone(dossier: Dossier, ident: FactId) -> bool:
    supports = (StanceKind.ASSERTS, StanceKind.CONFIRMS)
    others = [one.told for one in dossier.stances_on.get(ident, ()) if one.kind in supports]
    if series := peek(dossier.facts, ident, "series"):
        others.extend(dossier.series_facts.get(series, ()))
    return all(_source(other) == _source(ident) for other in others)


def _source(fact: FactId) -> str:
    return fact.partition("#")[0]


def _covered(edition: Edition, ident: EntityId) -> Coverage | None:
    dossier = edition.dossier
    places = (at for fact in dossier.fact_ids_of(ident) for at in peek(dossier.facts, fact, "at"))
    return coverage(dossier.sources[ident], places)


def _row(lines: Lines, key: tuple[FactId, bool]) -> Row:
    """A fact's card. The key's second part: say on it that it rests on this source alone."""
    fact = lines.writer.dossier.facts[key[0]]
    marks = listing.of_fact(fact, lines)
    html = lines.macro("parts/rows.html", "card")(card(lines, fact, alone=key[1]), marks, lines.writer.t)
    way = lines.writer.asserter(fact, capital=True), *(lines.writer.link(ident) for ident in reversed(fact.via))
    return Row(html, marks, (listing.asked(lines.writer, fact),), way)


def view(ident: EntityId, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    dossier, t = writer.dossier, writer.t
    source = dossier.sources[ident]
    facts = dossier.fact_ids_of(ident)
    single = writer.edition.memo(_alone_in, Rank.SLICE, cut=True)(ident)
    mixed = 0 < len(single) < len(facts)
    rows = [lines.made(_row, (fact, mixed and fact in single)) for fact in facts]
    marks, asked = [listing.Marks(row.marks) for row in rows], [one for row in rows for one in row.asked]
    return {
        "source": source,
        "title": writer.bare(source.title),
        "kind": t.word("source_kind", source.kind),
        "publisher": writer.link(source.publisher) if source.publisher in dossier.entities else None,
        "language": language_name(source.lang, writer.language),
        "published": writer.date(source.published),
        "archived": writer.date(source.archived.at) if source.archived else None,
        "reliability": "" if source.reliability is Reliability.F else t.word("reliability", source.reliability),
        "chain": _chain(rows, lines),
        "coverage": _coverage_words(source, lines),
        "skipped": [(str(at), place_words(t, at), writer.bare(why)) for at, why in source.skip],
        "defects": [(str(at), place_words(t, at), writer.bare(why)) for at, why in source.defects],
        "alone": _alone_words(len(single), len(facts), lines),
        "cards": html.joined([row.html for row in rows]),
        "controls": listing.facts_controls(writer, marks, asked, whole=True),
        "note": writer.note(source.note),
        "tools": tools_of(dossier, source, writer.edition.site.forge),
        "total": writer.count(len(facts), "fact"),
    }


def _chain(rows: list[Row], lines: Lines) -> list[tuple[Markup, list[Markup], Markup]]:
    """Each way by which assertions reached the source: asserter, through whom, how many facts."""
    ways = Counter(row.way for row in rows)
    return [
        (html.safe(by), [html.safe(one) for one in via], lines.writer.count(n, "fact"))
        for (by, *via), n in ways.items()
    ]


def _coverage_words(source: Source, lines: Lines) -> Markup | None:
    edition = lines.writer.edition
    found, less = edition.memo(_covered, Rank.SLICE, cut=True)(source.id), source_words(source, edition)
    if less:
        return Markup.escape(less)
    if found is None:
        return None
    words = lines.writer.t.word("source", "sentences" if found.sentences else "paragraphs")
    names = ("cited", "all", "skipped", "defective", "open")
    return Markup.escape(words).format(
        **{name: html.span("count", lines.writer.n(getattr(found, name))) for name in names}
    )


def _alone_words(single: int, total: int, lines: Lines) -> Markup | None:
    if not total:
        return None
    key = "alone_all" if single == total else "alone" if single else "alone_none"
    words = Markup.escape(lines.writer.t.word("source", key))
    counts = {"n": single, "all": total}
    return words.format(**{name: html.span("count", lines.writer.n(n)) for name, n in counts.items()})
