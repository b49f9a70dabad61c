"""Which pictures a page has."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from generator.model.entity import Actor, Event, Place
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.render.cards import Lines
from generator.render.drawings import along, figures, maps, relations, sides
from generator.render.drawings.course import course
from generator.render.pages import PER_PAGE, Page

Pictures = dict[str, Markup]
NONE = Markup("")


def _series(ident: EntityId, lines: Lines) -> Pictures:
    parts = figures.parts(ident, lines)
    alone = len(lines.writer.dossier.series_facts.get(ident, ())) == 1
    shown = parts if parts and alone else figures.over_time(ident, lines) + parts
    return {"picture": shown, "course": course(ident, lines)}


def _entity(ident: EntityId, lines: Lines) -> Pictures:
    match lines.writer.dossier.entities[ident]:
        case Actor():
            return {"picture": relations.around(ident, lines)}
        case Event() as event:
            return {"picture": maps.of_event(event, lines), "sides": sides.of_event(ident, lines)}
        case Place() as place:
            return {"picture": maps.of_place(place, lines)}
    return {}


def _home(_: Page, lines: Lines) -> Pictures:
    briefing, series = lines.writer.dossier.briefing, lines.writer.dossier.series
    chart = briefing.chart if briefing and briefing.chart in series else None
    return {"picture": figures.over_time(chart, lines)} if chart else {}


def _timeline(page: Page, lines: Lines) -> Pictures:
    return {"picture": along.along(lines)} if page.number == 1 else {}


def _contested(page: Page, lines: Lines) -> Pictures:
    edition = lines.writer.edition
    ids = [FactId(ident) for ident in edition.contested[(page.number - 1) * PER_PAGE : page.number * PER_PAGE]]
    return {"picture": sides.sides("contested", edition.t.word("contested", "title"), ids, lines, "#list")}


def _places(page: Page, lines: Lines) -> Pictures:
    return {"picture": maps.of_all(lines)} if page.number == 1 else {}


_ONE: dict[str, Callable[[EntityId, Lines], Pictures]] = {
    **dict.fromkeys((Kind.ACTOR, Kind.EVENT, Kind.PLACE), _entity),
    Kind.SERIES: _series,
}
_MANY: dict[str, Callable[[Page, Lines], Pictures]] = {
    "home": _home,
    "timeline": _timeline,
    "contested": _contested,
    Kind.PLACE: _places,
}


def pictures(page: Page, lines: Lines) -> Pictures:
    """`picture` for every page, empty where it has none; `sides` as well, for events."""
    none = {"picture": NONE, "sides": NONE}
    if page.id is not None:
        return none | (_ONE[page.about](page.id, lines) if page.about in _ONE else {})
    return none | (_MANY[page.about](page, lines) if page.about in _MANY else {})
