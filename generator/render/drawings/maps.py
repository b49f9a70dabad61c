"""Places as maps: countries by their code, positions where a place has one; the rest is named beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from generator.dossier.dossier import Dossier
from generator.dossier.watched import peek, scan
from generator.model.entity import Event, Place
from generator.model.ids import EntityId
from generator.model.terms import PlaceKind, Role
from generator.pictures import outlines, worldmap
from generator.pictures.worldmap import Area, Pin
from generator.render.cards import Lines
from generator.render.drawings.caption import figure
from generator.render.pages import prefix
from generator.render.site import Site

_ROLES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION, Role.TARGET)
_NAMED = 8  # places without a position that are named; the list has all


def _mark(place: Place, href: str = "", label: str = "", spoken: str = "") -> Area | Pin | None:
    """What shows a place; nothing for one without a position that is no country."""
    if place.at:
        broad = place.kind is not PlaceKind.CITY
        return Pin(href, spoken, label, float(place.at.lat), float(place.at.lon), broad)
    if place.kind is PlaceKind.COUNTRY and place.country:
        return Area(href, label, label, place.country)
    return None


def of_places(name: str, title: str, ids: Iterable[EntityId], lines: Lines, own: EntityId | None = None) -> Markup:
    """A map of those that can be shown. A mark leads to its place; that of the page's `own` place, to a fact on it."""
    writer, dossier = lines.writer, lines.writer.dossier
    t, site = writer.t.table("picture"), writer.edition.site
    marks, missing = [], []
    for ident in dict.fromkeys(ids):
        place = dossier.entities.get(ident)
        if not isinstance(place, Place):
            continue
        label = writer.edition.name(ident)
        href = writer.fact_href(place.basis[0]) if ident == own and place.basis else writer.href(ident)
        mark = _mark(place, href, label, str(t["pin"]).format(name=label))
        if mark:
            marks.append(mark)
        else:
            missing.append(ident)
    areas, pins = _apart(marks)
    words = worldmap.Words(title, str(t["map_desc"]).format(areas=writer.n(len(areas)), pins=writer.n(len(pins))))
    rest = Markup.escape(t["not_on_map"]).format(places=writer.links(missing[:_NAMED])) if missing else ""
    ours = str(t["positions"]) if pins else ""
    base = writer.root + "../" * prefix(site, writer.language).count("/")
    svg = worldmap.draw(name, areas, pins, words, site.worldview, base)
    return figure(svg, ours, rest, str(t[f"borders_{site.worldview}"]))


def _apart(marks: Iterable[Area | Pin]) -> tuple[list[Area], list[Pin]]:
    some = list(marks)
    return [one for one in some if isinstance(one, Area)], [one for one in some if isinstance(one, Pin)]


def _of_event(event: Event, dossier: Dossier) -> list[EntityId]:
    """Where the event was, and the places in the roles of its facts."""
    some = (dict(peek(dossier.facts, ident, "roles")) for ident in dossier.event_facts.get(event.id, ()))
    return [*event.place, *(ident for roles in some for role in _ROLES for ident in roles.get(role, ()))]


def of_event(event: Event, lines: Lines) -> Markup:
    ids = _of_event(event, lines.writer.dossier)
    return of_places(f"{event.id}.map", lines.writer.t.word("entity", "where"), ids, lines)


def of_place(place: Place, lines: Lines) -> Markup:
    name = lines.writer.edition.name(place.id)
    return of_places(f"{place.id}.map", name, [place.id], lines, own=place.id)


def of_all(lines: Lines) -> Markup:
    edition = lines.writer.edition
    places = [entity.id for entity in scan(edition.dossier.entities, "page") if isinstance(entity, Place)]
    return of_places("places.map", edition.t.word("nav", "places"), places, lines)


def files(dossier: Dossier, site: Site) -> Iterator[tuple[str, bytes]]:
    """The outlines that the maps of all pages stand on, each region once, by name."""
    entities = scan(dossier.entities, "page", "place", "at", "kind", "country")
    places = {entity.id: _mark(entity) for entity in entities if isinstance(entity, Place)}
    marks = {ident: mark for ident, mark in places.items() if mark}
    if not marks:
        return
    events = [_of_event(entity, dossier) for entity in entities if isinstance(entity, Event)]
    found = {}
    for ids in (list(marks), *([ident] for ident in marks), *events):
        some = _apart(marks[ident] for ident in dict.fromkeys(ids) if ident in marks)
        region = worldmap.region_of(*worldmap.shown(*some, site.worldview), site.worldview)
        if region:
            found[region.name] = region
    for name in sorted(found):
        yield outlines.file(found[name])
