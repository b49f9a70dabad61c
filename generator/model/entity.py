"""Entities: actors, weapon systems, events and places. They hold names; what is said about them stands in facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from generator.model.edtf import Edtf
from generator.model.figure import ID
from generator.model.ids import EntityId, FactId
from generator.model.scalars import parse_country, parse_latitude, parse_longitude, parse_yes
from generator.model.shapes import Choice, Day, FactReference, ListOf, MapOf, Nested, Value, Words, field
from generator.model.source import STRING
from generator.model.terms import ActorKind, EventKind, Kind, PlaceKind, WeaponKind
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.origin import Origin

COUNTRY = Value("country code", parse_country)
YES = Value("true or false", parse_yes)
LATITUDE = Value("degrees north", parse_latitude)
LONGITUDE = Value("degrees east", parse_longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    page: ClassVar[Kind]
    id: EntityId
    origin: Origin
    name: Text = field(Words(), "The name, as a title.", required=True)
    in_text: Text | None = field(Words(), "The name inside a sentence, with its article; default: the name.")
    aliases: tuple[Text, ...] = field(ListOf(Words()), "Other names, as sources use them.")
    part_of: EntityId | None = field(ID, "The larger one of the same kind that this belongs to.", late=True)
    identifiers: tuple[tuple[str, str], ...] = field(
        MapOf(STRING, STRING), "Identifiers elsewhere, such as wikidata; marked as not from a source.", late=True
    )
    summary: Text | None = field(Words(template=True), "One or two neutral sentences.", late=True)
    basis: tuple[FactId, ...] = field(
        ListOf(FactReference(), lenient=True), "The facts that the summary rests on.", late=True
    )
    note: Text | None = field(Words(markdown=True), "The editors' own remark, limited Markdown.", late=True)
    draft: bool = field(YES, "Written before the first fact that names it: no page yet.", default=False, late=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Entity):
    page: ClassVar[Kind] = Kind.ACTOR
    kind: ActorKind = field(Choice(ActorKind), "What kind of actor.", required=True)
    country: str | None = field(COUNTRY, "ISO 3166-1 code of its country.", example="FR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """One row of a weapon system's card: shows the figure, or the sentence, of each fact."""

    label: Text = field(Words(), "What the row is about.", required=True)
    facts: tuple[FactId, ...] = field(ListOf(FactReference(), lenient=True), "Its facts.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon(Entity):
    page: ClassVar[Kind] = Kind.WEAPON
    kind: WeaponKind = field(Choice(WeaponKind), "What kind of weapon system.", required=True)
    specs: tuple[Specification, ...] = field(ListOf(Nested(Specification)), "Rows of the card.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entity):
    page: ClassVar[Kind] = Kind.EVENT
    kind: EventKind = field(Choice(EventKind), "What kind of event.", required=True)
    when: Edtf | None = field(Day(), "When; must stand in a fact of the event.", example="2031-03")
    place: tuple[EntityId, ...] = field(ListOf(ID, lenient=True), "Where.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """General knowledge, never from a source: shown as ours."""

    lat: Decimal = field(LATITUDE, "Degrees north, minus for south.", required=True, example="48.86")
    lon: Decimal = field(LONGITUDE, "Degrees east, minus for west.", required=True, example="2.35")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entity):
    page: ClassVar[Kind] = Kind.PLACE
    kind: PlaceKind = field(Choice(PlaceKind), "What kind of place.", required=True)
    country: str | None = field(COUNTRY, "ISO 3166-1 code, where that is not contested.", example="FR")
    at: Coordinates | None = field(Nested(Coordinates), "Its position on the map: general knowledge, shown as ours.")
