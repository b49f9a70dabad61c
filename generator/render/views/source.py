"""The page of a source: every fact in the order of the text, and what became of every other part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.dossier.dossier import Dossier
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.locator import Locator
from generator.model.source import Source
from generator.model.terms import Reliability, StanceKind
from generator.render import html
from generator.render.cards import Lines, card, place_words
from generator.render.listing import facts_list
from generator.render.numbers import language_name
from generator.render.origins import tools_of
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


def coverage(source: Source) -> Coverage | None:
    """None where the length of the text is not recorded. A part that is cited counts as cited, whatever else it is."""
    if source.text is None:
        return None
    counts = source.text.sentences
    sizes = counts if len(counts) == source.text.paragraphs else (1,) * source.text.paragraphs

    def under(at: Locator) -> list[tuple[int, int]]:
        size = sizes[at.paragraph - 1] if 0 < at.paragraph <= len(sizes) else 0
        if at.sentence and sizes is counts:
            return [(at.paragraph, at.sentence)] if at.sentence <= size else []
        return [(at.paragraph, s) for s in range(1, size + 1)]

    cited = {part for fact in source.facts for at in fact.at for part in under(at)}
    skipped = {part for at, _ in source.skip for part in under(at)} - cited
    defective = {part for at, _ in source.defects for part in under(at)} - cited - skipped
    return Coverage(sizes is counts, sum(sizes), len(cited), len(skipped), len(defective))


def alone(dossier: Dossier, fact: Fact) -> bool:
    """Whether no other source carries this: none confirms it, counts the same quantity, or replaces it."""
    supports = (StanceKind.ASSERTS, StanceKind.CONFIRMS)
    others = [one.told for one in dossier.stances_on.get(fact.id, ()) if one.kind in supports]
    if fact.series:
        others.extend(dossier.series_facts.get(fact.series, ()))
    return all(dossier.facts[other].source == fact.source for other in others)


def view(ident: EntityId, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    dossier, t = writer.dossier, writer.t
    source = dossier.sources[ident]
    facts = dossier.facts_of(ident)
    single = {fact.id for fact in facts if alone(dossier, fact)}
    mixed = 0 < len(single) < len(facts)
    marks, controls = facts_list(list(facts), lines, whole=True)
    return {
        "source": source,
        "title": writer.bare(source.title),
        "kind": t.word("source_kind", source.kind),
        "publisher": writer.link(source.publisher) if source.publisher in dossier.entities else None,
        "language": language_name(source.lang, writer.language),
        "published": writer.date(source.published),
        "archived": writer.date(source.archived.at) if source.archived else None,
        "reliability": "" if source.reliability is Reliability.F else t.word("reliability", source.reliability),
        "chain": _chain(facts, lines),
        "coverage": _coverage_words(source, lines),
        "skipped": [(str(at), place_words(t, at), writer.bare(why)) for at, why in source.skip],
        "defects": [(str(at), place_words(t, at), writer.bare(why)) for at, why in source.defects],
        "alone": _alone_words(len(single), len(facts), lines),
        "cards": [card(lines, fact, alone=mixed and fact.id in single) for fact in facts],
        "marks": marks,
        "controls": controls,
        "note": writer.note(source.note),
        "tools": tools_of(dossier, source, writer.edition.site.forge),
        "total": writer.count(len(facts), "fact"),
    }


def _chain(facts: tuple[Fact, ...], lines: Lines) -> list[tuple[Markup, list[Markup], Markup]]:
    """Each way by which assertions reached the source: asserter, through whom, how many facts."""
    writer = lines.writer
    ways: dict[tuple[Markup, tuple[Markup, ...]], int] = {}
    for fact in facts:
        key = writer.asserter(fact, capital=True), tuple(writer.link(ident) for ident in reversed(fact.via))
        ways[key] = ways.get(key, 0) + 1
    return [(by, list(via), writer.count(n, "fact")) for (by, via), n in ways.items()]


def _coverage_words(source: Source, lines: Lines) -> Markup | None:
    found, less = coverage(source), source_words(source, lines.writer.edition)
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
