"""Places as maps: countries by their code, positions where a place has one; the rest is named beneath."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.model.entity import Event, Place
from generator.model.ids import EntityId
from generator.model.terms import PlaceKind, Role
from generator.pictures import worldmap
from generator.pictures.worldmap import Area, Pin
from generator.render.cards import Lines
from generator.render.drawings.caption import figure

_ROLES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION, Role.TARGET)
_NAMED = 8  # places without a position that are named; the list has all


def of_places(name: str, title: str, ids: Iterable[EntityId], lines: Lines, own: EntityId | None = None) -> Markup:
    """A map of those that can be shown. A mark leads to its place; that of the page's `own` place, to a fact on it."""
    writer, dossier = lines.writer, lines.writer.dossier
    t = writer.t.table("picture")
    areas, pins, missing = [], [], []
    for ident in dict.fromkeys(ids):
        place = dossier.entities.get(ident)
        if not isinstance(place, Place):
            continue
        label = writer.edition.name(ident)
        href = writer.fact_href(place.basis[0]) if ident == own and place.basis else writer.href(ident)
        if place.at:
            broad = place.kind is not PlaceKind.CITY
            spoken = str(t["pin"]).format(name=label)
            pins.append(Pin(href, spoken, label, float(place.at.lat), float(place.at.lon), broad))
        elif place.kind is PlaceKind.COUNTRY and place.country:
            areas.append(Area(href, label, label, place.country))
        else:
            missing.append(ident)
    words = worldmap.Words(title, str(t["map_desc"]).format(areas=writer.n(len(areas)), pins=writer.n(len(pins))))
    worldview = writer.edition.site.worldview
    rest = Markup.escape(t["not_on_map"]).format(places=writer.links(missing[:_NAMED])) if missing else ""
    ours = str(t["positions"]) if pins else ""
    return figure(worldmap.draw(name, areas, pins, words, worldview), ours, rest, str(t[f"borders_{worldview}"]))


def of_event(event: Event, lines: Lines) -> Markup:
    """Where the event was, and the places in the roles of its facts."""
    dossier, t = lines.writer.dossier, lines.writer.t
    facts = [dossier.facts[ident] for ident in dossier.event_facts.get(event.id, ())]
    ids = [*event.place, *(ident for fact in facts for role in _ROLES for ident in fact.role(role))]
    return of_places(f"{event.id}.map", t.word("entity", "where"), ids, lines)


def of_place(place: Place, lines: Lines) -> Markup:
    name = lines.writer.edition.name(place.id)
    return of_places(f"{place.id}.map", name, [place.id], lines, own=place.id)


def of_all(lines: Lines) -> Markup:
    edition = lines.writer.edition
    places = [entity.id for entity in edition.dossier.entities.values() if isinstance(entity, Place)]
    return of_places("places.map", edition.t.word("nav", "places"), places, lines)
