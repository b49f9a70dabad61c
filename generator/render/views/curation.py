"""The editors' page: what the dossier still lacks. Not meant for readers, so it is not indexed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from generator.checks.language import missing_translation
from generator.dossier.coverage import uncovered
from generator.dossier.dossier import Dossier
from generator.dossier.series import members
from generator.dossier.status import origins
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.terms import FactType
from generator.render import html
from generator.render.cards import Lines
from generator.render.pages import Page

MOST = 200  # rows of a group; the count says how many there are
DATED = (FactType.FIGURE, FactType.EVENT, FactType.CLAIM, FactType.ALLEGATION)  # these hold at some time


def view(page: Page, lines: Lines) -> dict[str, Any]:  # noqa: ARG001 - every view takes the page
    writer, dossier = lines.writer, lines.writer.dossier.entire()

    def entities(ids: Sequence[EntityId]) -> list[Markup]:
        return [writer.link(ident) for ident in ids[:MOST]]

    def facts(found: Sequence[Fact]) -> list[Markup]:
        return [Markup("{} {}").format(lines.line(fact.id).text, lines.line(fact.id).ref) for fact in found[:MOST]]

    def group(name: str, all_rows: Sequence[Any], rows: Iterable[Markup]) -> tuple[str, Markup, list[Markup]]:
        return name, html.span("count", writer.n(len(all_rows))), list(rows)

    stances, undated = _unreviewed(dossier), _undated(dossier)
    single = [ident for ident in dossier.series if len(origins(members(dossier, ident))) == 1]
    bare = [entity.id for entity in dossier.entities.values() if entity.summary is None]
    untranslated = [(place, said) for place, said, *_ in missing_translation.find(dossier)]
    gaps = [(source.id, open_) for source in dossier.sources.values() if (open_ := uncovered(source))]
    return {
        "groups": [
            group("stances", stances, facts(stances)),
            group("origin", single, entities(single)),
            group("translation", untranslated, (_problem(str(at), said) for at, said in untranslated[:MOST])),
            group("summary", bare, entities(bare)),
            group("undated", undated, facts(undated)),
            group("coverage", gaps, (_gap(writer.link(ident), open_) for ident, open_ in gaps[:MOST])),
        ]
    }


def _unreviewed(dossier: Dossier) -> list[Fact]:
    """Stances that nobody has said when to look at again, or whose day has come."""
    today = dossier.as_of.latest if dossier.as_of else None

    def due(fact: Fact) -> bool:
        last = fact.review.latest if fact.review else None
        return fact.review is None or (last is not None and today is not None and last < today)

    taken = (fact for fact in dossier.facts.values() if fact.stance and fact.id not in dossier.replaced_by)
    return [fact for fact in taken if due(fact)]


def _undated(dossier: Dossier) -> list[Fact]:
    return [fact for fact in dossier.facts.values() if fact.when is None and fact.type in DATED]


def _problem(at: str, said: str) -> Markup:
    return html.span("id", at) + " " + Markup.escape(said)


def _gap(source: Markup, open_: Sequence[object]) -> Markup:
    return source + " " + html.span("id", ", ".join(map(str, open_)))
