"""The editors' page: what the dossier still lacks. Not meant for readers, so it is not indexed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from generator.checks.language import missing_translation
from generator.dossier.coverage import uncovered
from generator.dossier.ledger import Rank
from generator.dossier.series import members
from generator.dossier.status import origins
from generator.dossier.watched import peek, scan, whole
from generator.errors import Position
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.locator import Locator
from generator.model.terms import FactType
from generator.render import html
from generator.render.cards import Lines
from generator.render.edition import Edition
from generator.render.pages import Page

MOST = 200  # rows of a group; the count says how many there are
DATED = (FactType.FIGURE, FactType.EVENT, FactType.CLAIM, FactType.ALLEGATION)  # these hold at some time


def view(page: Page, lines: Lines) -> dict[str, Any]:  # noqa: ARG001 - every view takes the page
    writer, dossier = lines.writer, lines.writer.dossier

    def entities(ids: Sequence[EntityId]) -> list[Markup]:
        return [writer.link(ident) for ident in ids[:MOST]]

    def facts(ids: Sequence[FactId]) -> list[Markup]:
        return [Markup("{} {}").format(lines.line(ident).text, lines.line(ident).ref) for ident in ids[:MOST]]

    def group(name: str, all_rows: Sequence[Any], rows: Iterable[Markup]) -> tuple[str, Markup, list[Markup]]:
        return name, html.span("count", writer.n(len(all_rows))), list(rows)

    edition = writer.edition  # hardly any `cut`: looking through all is for whoever asks for this page, not for a save
    stances = edition.memo(_unreviewed, Rank.TABLE)(None)
    undated = edition.memo(_undated, Rank.TABLE)(None)
    single = edition.memo(_one_origin, Rank.TABLE)(None)
    bare = edition.memo(_bare, Rank.TABLE)(None)
    untranslated = edition.memo(_missing, Rank.TABLE, cut=True)(None)
    open_in = edition.memo(_open_in, Rank.VIEW)
    gaps = [(ident, open_) for ident in dossier.sources if (open_ := open_in(ident))]
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


def _unreviewed(edition: Edition, _: None) -> list[FactId]:
    """Stances that nobody has said when to look at again, or whose day has come."""
    dossier = edition.dossier
    today = dossier.as_of.latest if dossier.as_of else None

    def due(fact: Fact) -> bool:
        last = fact.review.latest if fact.review else None
        return fact.review is None or (last is not None and today is not None and last < today)

    replaced = whole(dossier.replaced_by)
    taken = (fact for fact in scan(dossier.facts, "stance", "review") if fact.stance and fact.id not in replaced)
    return [fact.id for fact in taken if due(fact)]


def _undated(edition: Edition, _: None) -> list[FactId]:
    return [fact.id for fact in scan(edition.dossier.facts, "when", "type") if fact.when is None and fact.type in DATED]


def _one_origin(edition: Edition, _: None) -> list[EntityId]:
    """The series whose figures all come from one."""
    dossier = edition.dossier
    return [ident for ident in dossier.series if len(origins(members(dossier, ident))) == 1]


def _bare(edition: Edition, _: None) -> list[EntityId]:
    return [entity.id for entity in scan(edition.dossier.entities, "summary") if entity.summary is None]


def _missing(edition: Edition, _: None) -> list[tuple[Position, str]]:
    """What is not written in every language: found by a rule, so no content that passes all checks has any."""
    return [(place, said) for place, said, *_ in missing_translation.find(edition.dossier.entire())]


def _open_in(edition: Edition, source: EntityId) -> tuple[Locator, ...]:
    dossier = edition.dossier
    cited = {at for ident in dossier.fact_ids_of(source) for at in peek(dossier.facts, ident, "at")}
    return uncovered(dossier.sources[source], cited)


def _problem(at: str, said: str) -> Markup:
    return html.span("id", at) + " " + Markup.escape(said)


def _gap(source: Markup, open_: Sequence[object]) -> Markup:
    return source + " " + html.span("id", ", ".join(map(str, open_)))
