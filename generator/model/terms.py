"""The field's closed vocabularies. The value of each member is what an editor writes."""

from __future__ import annotations

from enum import StrEnum


class FactType(StrEnum):
    FIGURE = "figure"
    EVENT = "event"
    CLAIM = "claim"
    ASSESSMENT = "assessment"
    FORECAST = "forecast"
    ALLEGATION = "allegation"
    DENIAL = "denial"
    STANCE = "stance"
    CONTEXT = "context"
    IDENTITY = "identity"


class StanceKind(StrEnum):
    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    PARTLY = "partly"
    DENIES = "denies"
    DISPUTES = "disputes"
    DECLINES = "declines"
    SILENT = "silent"


class Hedge(StrEnum):
    """How sure the asserter sounded, in the asserter's own words."""

    NONE = "none"
    ESTIMATE = "estimate"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    CONDITIONAL = "conditional"


class Quote(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Reliability(StrEnum):
    """Of the channel, after the Admiralty code. F: cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SourceKind(StrEnum):
    NEWS_ARTICLE = "news-article"
    WIRE_REPORT = "wire-report"
    STATEMENT = "statement"
    REPORT = "report"
    INTERVIEW = "interview"
    BROADCAST = "broadcast"
    DATASET = "dataset"
    POST = "post"
    OTHER = "other"


class ReplaceReason(StrEnum):
    NEWER_ESTIMATE = "newer-estimate"
    NEWER_STATEMENT = "newer-statement"
    CORRECTION = "correction"
    WITHDRAWN = "withdrawn"
    EDITOR_ERROR = "editor-error"


class FigureKind(StrEnum):
    SUPPLIED = "supplied"
    DEPLOYED = "deployed"
    PRESENT = "present"
    KILLED = "killed"
    WOUNDED = "wounded"
    KILLED_OR_WOUNDED = "killed-or-wounded"
    CAPTURED = "captured"
    LOST = "lost"
    PRODUCED = "produced"
    TESTED = "tested"
    SHARE = "share"
    CALIBRE = "calibre"
    RANGE = "range"
    COUNT = "count"
    COST = "cost"
    OTHER = "other"


class ActorKind(StrEnum):
    STATE = "state"
    GOVERNMENT = "government"
    ARMED_FORCES = "armed-forces"
    COMMAND = "command"
    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    NEWS_AGENCY = "news-agency"
    OUTLET = "outlet"
    UNIVERSITY = "university"
    GROUP = "group"


class WeaponKind(StrEnum):
    MISSILE = "missile"
    GUN = "gun"
    ROCKET_LAUNCHER = "rocket-launcher"
    ARTILLERY = "artillery"
    MUNITION = "munition"
    DRONE = "drone"
    VEHICLE = "vehicle"
    SHIP = "ship"
    AIRCRAFT = "aircraft"
    SYSTEM = "system"
    NUCLEAR = "nuclear"
    OTHER = "other"


class EventKind(StrEnum):
    WAR = "war"
    AGREEMENT = "agreement"
    DEPLOYMENT = "deployment"
    TRANSFER = "transfer"
    TEST = "test"
    STATEMENT = "statement"
    ACCUSATION = "accusation"
    ATTACK = "attack"
    INCIDENT = "incident"
    MEETING = "meeting"
    OTHER = "other"


class PlaceKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    AREA = "area"
    FRONT = "front"
    OTHER = "other"


class Kind(StrEnum):
    """What a page can be about. The value names the folder of the YAML files and of the pages."""

    SOURCE = "sources"
    ACTOR = "actors"
    WEAPON = "weapons"
    EVENT = "events"
    PLACE = "places"
    SERIES = "series"


ENTITY_KINDS = (Kind.ACTOR, Kind.WEAPON, Kind.EVENT, Kind.PLACE)


class Worldview(StrEnum):
    """Whose area a disputed one is on maps: as the United Nations recognise it, or as it is held."""

    UN = "un"
    DE_FACTO = "de-facto"


class Role(StrEnum):
    SENDER = "sender"
    RECEIVER = "receiver"
    SUPPLIER = "supplier"
    USER = "user"
    DEVELOPER = "developer"
    PRODUCER = "producer"
    OPERATOR = "operator"
    SUPPORTER = "supporter"
    SUPPORTED = "supported"
    ATTACKER = "attacker"
    DEFENDER = "defender"
    ACCUSER = "accuser"
    ACCUSED = "accused"
    PARTY = "party"
    OBSERVER = "observer"
    OVERSEER = "overseer"
    OWNER = "owner"
    HOLDER = "holder"
    ORGANISATION = "organisation"
    BENEFICIARY = "beneficiary"
    FORCE = "force"
    ITEM = "item"
    PLACE = "place"
    ORIGIN = "origin"
    DESTINATION = "destination"
    TARGET = "target"
    SUBJECT = "subject"


_PLACES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)

ROLE_KINDS: dict[Role, tuple[Kind, ...]] = {
    **dict.fromkeys(Role, (Kind.ACTOR,)),
    **dict.fromkeys(_PLACES, (Kind.PLACE,)),
    Role.ITEM: (Kind.WEAPON,),
    Role.TARGET: (Kind.ACTOR, Kind.PLACE),
    Role.SUBJECT: ENTITY_KINDS,
}

# The two ends of one direction: the same party may not stand at both.
OPPOSITES: tuple[tuple[Role, Role], ...] = (
    (Role.SENDER, Role.RECEIVER),
    (Role.SUPPLIER, Role.RECEIVER),
    (Role.SUPPORTER, Role.SUPPORTED),
    (Role.ATTACKER, Role.DEFENDER),
    (Role.ATTACKER, Role.TARGET),
    (Role.ACCUSER, Role.ACCUSED),
)
