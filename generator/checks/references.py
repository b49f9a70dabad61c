"""Names: each id is used once, each reference leads somewhere, and each thing stands where its kind may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.focus import all_of
from generator.checks.links import Ids, Link, field_links, is_broken, kinds, links
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Position, suggest
from generator.model.fact import Fact
from generator.model.ids import FactId, split_fact_id
from generator.model.node import Mapping, Node, Scalar
from generator.model.origin import Origin
from generator.model.source import UNKNOWN
from generator.model.terms import OPPOSITES, ROLE_KINDS, Kind
from generator.model.text import OWN

A_KIND = {
    Kind.SOURCE: "a source",
    Kind.ACTOR: "an actor",
    Kind.WEAPON: "a weapon system",
    Kind.EVENT: "an event",
    Kind.PLACE: "a place",
    Kind.SERIES: "a series",
}
RESERVED = ("source", str(UNKNOWN), *OWN)
RESERVED_KEYS = ("main",)
MANY = 2000  # known ids from which only alike ones are compared with a misspelt one


def near(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?`, or nothing; quick over many ids, too."""
    ids = list(known)
    if len(ids) > MANY:
        ids = [one for one in ids if abs(len(one) - len(word)) <= 3 and (one[:1] == word[:1] or one[-2:] == word[-2:])]
    return suggest(word, ids).removeprefix("; ")


def _named(dossier: Dossier) -> list[tuple[str, Kind, Origin]]:
    """Every file that has an id, in the order of the paths."""
    records = dossier.records
    found: list[tuple[str, Kind, Origin]] = [(one.id, Kind.SOURCE, one.origin) for one in records.sources]
    found += [(one.id, one.page, one.origin) for one in records.entities]
    found += [(one.id, one.page, one.origin) for one in records.series]
    return sorted(found, key=lambda one: one[2].path)


@rule(
    "duplicate-id",
    "All kinds share one namespace: an id that names two things names neither.",
    reach=Reach.IDS,
    bad="# actors/pb-20.yaml and weapons/pb-20.yaml",
    good="# actors/pb-20-crew.yaml and weapons/pb-20.yaml",
)
def duplicate_id(dossier: Dossier) -> Iterator[Found]:
    """Two files of different kinds with one id."""
    first: dict[str, tuple[Kind, Origin]] = {}
    for name, kind, origin in _named(dossier):
        if name in first:
            other, place = first[name]
            message = f"the id '{name}' already belongs to {A_KIND[other]}"
            related = ((Position(place.path), "first used here"),)
            yield Position(origin.path), message, f"rename this file: {A_KIND[kind]} needs an id of its own", related
        else:
            first[name] = kind, origin


@rule(
    "reserved-id",
    "Some words have a meaning of their own where an id may stand, so no thing can be named by them.",
    reach=Reach.IDS,
    bad="# actors/source.yaml",
    good="# actors/strait-herald.yaml",
)
def reserved_id(dossier: Dossier) -> Iterator[Found]:
    """An id that is a word of the content model."""
    for name, _, origin in _named(dossier):
        if name in RESERVED:
            yield (
                Position(origin.path),
                f"'{name}' is not free to be an id",
                "rename the file; the word has a meaning here",
            )
    for fact in dossier.facts.values():
        if fact.key in RESERVED_KEYS:
            message = f"'{fact.key}' is not free to be a fact's key: it is an anchor of every page"
            yield fact.origin.at(), message, "choose another key"


@rule(
    "unknown-reference",
    "A reference that leads nowhere breaks the way from a sentence to its source.",
    reach=Reach.OWN,
    bad="by: varlnad",
    good="by: varland",
)
def unknown_reference(dossier: Dossier) -> Iterator[Found]:
    """A reference to something that is not there."""
    ids = kinds(dossier)
    for link in links(dossier):
        known = link.target in ids if link.kinds else link.target in dossier.facts
        if not known and not is_broken(dossier, link.target):
            yield link.position(), *(_no_entity(link, ids) if link.kinds else _no_fact(link, dossier))
    vocabulary_read = not any(name.endswith("vocabulary.yaml") for name in dossier.records.broken)
    for position, unit in _units(dossier) if vocabulary_read else ():
        hint = near(unit, dossier.units) or "add it to units in vocabulary.yaml"
        yield position, f"there is no unit '{unit}'", hint


def _no_entity(link: Link, ids: Ids) -> tuple[str, str]:
    right = [name for name, found in ids.items() if set(found) & set(link.kinds)]
    kind = " or ".join(A_KIND[kind].partition(" ")[2] for kind in link.kinds) if len(link.kinds) < 4 else "entity"
    folders = " or ".join(f"{kind.value}/{link.target}.yaml" for kind in link.kinds[:2])
    written = folders if len(link.kinds) < 4 else f"{link.target}.yaml in the folder of its kind"
    return f"there is no {kind} '{link.target}'", near(link.target, right) or f"correct the id, or write {written}"


def _no_fact(link: Link, dossier: Dossier) -> tuple[str, str]:
    owner, key = split_fact_id(FactId(link.target))
    if owner not in dossier.sources:
        return f"there is no source '{owner}'", near(
            owner, all_of(dossier.sources)
        ) or f"correct it, or write sources/{owner}.yaml"
    keys = [fact.key for fact in dossier.sources[owner].facts]
    hint = near(key, keys)
    if not hint:
        alike = [fact for fact in all_of(dossier.facts) if split_fact_id(fact)[1] == key]
        hint = f"did you mean '{alike[0]}'?" if alike else f"correct the key, or add the fact to {owner}"
    return f"the source '{owner}' has no fact '{key}'", hint


def _units(dossier: Dossier) -> Iterator[tuple[Position, str]]:
    """Every unit that is named and that the vocabulary does not have."""
    for fact in dossier.facts.values():
        if fact.figure and fact.figure.unit and fact.figure.unit not in dossier.units:
            yield fact.origin.at("figure", "unit"), fact.figure.unit
    for series in dossier.series.values():
        if series.unit and series.unit not in dossier.units:
            yield series.origin.at("unit"), series.unit
        for one in series.derived:
            if one.unit and one.unit not in dossier.units:
                yield series.origin.at("derived", one.key, "unit"), one.unit


@rule(
    "wrong-kind",
    "A field or a role takes things of certain kinds: a weapon system cannot assert, an actor is not delivered.",
    reach=Reach.OWN,
    bad="roles: {supplier: varland, item: ostmark}",
    good="roles: {supplier: varland, receiver: ostmark}",
)
def wrong_kind(dossier: Dossier) -> Iterator[Found]:
    """A reference to something of the wrong kind."""
    ids = kinds(dossier)
    for link in field_links(dossier):  # words may name anything that has a page
        found = ids.get(link.target, ()) if link.kinds else ()
        if found and not any(kind in link.kinds for kind in found):
            yield link.position(), *_misplaced(link, found[0])


def _misplaced(link: Link, kind: Kind) -> tuple[str, str]:
    takes = " or ".join(A_KIND[one] for one in link.kinds) if len(link.kinds) < 4 else "an entity"
    message = f"'{link.target}' is {A_KIND[kind]}, and {link.field} takes {takes}"
    roles = [role.value for role, allowed in ROLE_KINDS.items() if kind in allowed]
    if link.steps[0] != "roles" or not roles:
        return message, f"name {takes} here"
    shown = ", ".join(roles[:6]) + (" and others" if len(roles) > 6 else "")
    return message, f"name {takes} here; roles for {A_KIND[kind]}: {shown}"


@rule(
    "orphan-entity",
    "A page that no fact leads to would say nothing with a source.",
    reach=Reach.USE,
    bad="# actors/nordholm.yaml, and no fact names nordholm",
    good="roles: {observer: nordholm}",
)
def orphan_entity(dossier: Dossier) -> Iterator[Found]:
    """An entity or a series that nothing names."""
    if dossier.records.broken:
        return  # what could not be read may name it
    used = set(dossier.mentions) | set(dossier.parts) | {source.publisher for source in dossier.sources.values()}
    used.update(place for entity in dossier.entities.values() for place in getattr(entity, "place", ()))
    used.update(series.id for series in dossier.series.values() if series.derived)
    used.update(one.id for one in dossier.records.drafts)
    alone = [
        (name, kind, origin) for name, kind, origin in _named(dossier) if kind is not Kind.SOURCE and name not in used
    ]
    named = written(dossier.facts.values()) if alone else set()
    for name, kind, origin in alone:
        if name not in named:
            hint = "name it in a fact that speaks of it, or delete the file"
            if kind is Kind.SERIES:
                hint = f"write 'series: {name}' in the facts that belong to it, or delete the file"
            yield origin.at(), f"no fact names the {A_KIND[kind].partition(' ')[2]} '{name}'", hint


@rule(
    "draft-named",
    "A draft waits for the first fact that names it; then it is a page like any other.",
    reach=Reach.IDS,
    bad="# actors/nordholm.yaml: draft: true, and a fact has roles: {observer: nordholm}",
    good="# actors/nordholm.yaml, without draft",
)
def draft_named(dossier: Dossier) -> Iterator[Found]:
    """A draft that a fact names."""
    for one in dossier.records.drafts:
        if one.id in dossier.entities or one.id in dossier.series:
            yield (
                one.origin.key("draft"),
                f"'{one.id}' is named by a fact, so it is no draft any more",
                "remove the line",
            )


def written(facts: Iterable[Fact]) -> set[str]:
    """Every word that stands alone in a fact: fields that were refused at the door are still seen."""
    found: set[str] = set()
    left: list[Node] = [fact.origin.node for fact in facts]
    while left:
        node = left.pop()
        if isinstance(node, Scalar):
            found.add(node.text)
        elif isinstance(node, Mapping):
            for key, below in node.entries:
                found.add(key.text)
                left.append(below)
        else:
            left.extend(node.items)
    return found


@rule(
    "same-party",
    "Nobody stands at both ends of one direction: who sends to itself was entered by mistake.",
    reach=Reach.OWN,
    bad="roles: {supplier: varland, receiver: varland}",
    good="roles: {supplier: varland, receiver: ostmark}",
)
def same_party(dossier: Dossier) -> Iterator[Found]:
    """One party in two opposite roles."""
    for fact in dossier.facts.values():
        roles = dict(fact.roles)
        for one, other in OPPOSITES if len(roles) > 1 else ():
            for i, party in enumerate(roles.get(other, ())):
                if party in roles.get(one, ()):
                    first = fact.origin.at("roles", one.value, roles[one].index(party))
                    message = f"'{party}' is both {one.value} and {other.value}"
                    hint = "name the other party in one of the two"
                    yield fact.origin.at("roles", other.value, i), message, hint, ((first, f"{one.value} here"),)


REFERENCES: tuple[Rule, ...] = (
    duplicate_id,
    reserved_id,
    unknown_reference,
    wrong_kind,
    orphan_entity,
    draft_named,
    same_party,
)
