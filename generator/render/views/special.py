"""What only one kind of entity shows: a weapon's specification, an event's versions, a place's events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from generator.dossier.status import origin
from generator.model.edtf import Edtf
from generator.model.entity import Event, Place, Weapon
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind, Role
from generator.render.cards import Lines
from generator.render.pages import kind_of
from generator.render.views.groups import MOST, Shown, beside, group, refs

NEIGHBOURS = 2
_USES = frozenset(
    (Role.SUPPLIER, Role.RECEIVER, Role.SENDER, Role.USER, Role.DEVELOPER, Role.PRODUCER, Role.OPERATOR)
) | {Role.OWNER, Role.HOLDER, Role.BENEFICIARY}
LOOK = 50  # how far along the timeline a neighbour is looked for


def weapon(entity: Weapon, lines: Lines, shown: Shown) -> dict[str, Any]:
    writer = lines.writer
    return {
        "specs": [(writer.bare(row.label), lines.of(row.facts)) for row in entity.specs],
        "parties": _by_role(entity.id, Kind.ACTOR, lines, lambda _, theirs: theirs in _USES),
        "transfers": group("", shown.take(_transfers(entity.id, lines)), lines),
    }


def _transfers(ident: EntityId, lines: Lines) -> list[FactId]:
    """The facts that pass this weapon system from one to another."""
    ends = (Role.SUPPLIER, Role.RECEIVER, Role.SENDER)
    return [fact.id for fact in lines.writer.dossier.mentioned(ident, Role.ITEM) if any(map(fact.role, ends))]


def event(entity: Event, lines: Lines, shown: Shown) -> dict[str, Any]:
    writer, dossier = lines.writer, lines.writer.dossier
    ids = shown.take(dossier.event_facts.get(entity.id, ()))
    versions: dict[str, list[FactId]] = {}
    for ident in ids[:MOST]:
        versions.setdefault(origin(dossier.facts[ident]), []).append(ident)
    before, after = _neighbours(entity, lines)
    return {
        "when": writer.date(entity.when) if entity.when else None,
        "where": [writer.link(place) for place in entity.place],
        "versions": [(lines.line(facts[0]).by, lines.of(facts)) for facts in versions.values()],
        "more": max(0, len(ids) - MOST),
        "participants": _by_role(entity.id, Kind.ACTOR, lines, lambda ours, _: ours == "event"),
        "items": _by_role(entity.id, Kind.WEAPON, lines, lambda ours, _: ours == "event"),
        "before": before,
        "after": after,
    }


def _neighbours(entity: Event, lines: Lines) -> tuple[list[Markup], list[Markup]]:
    """The nearest dated events that certainly came before and after; what may have overlapped is in neither list."""
    edition, writer = lines.writer.edition, lines.writer
    rank, when = edition.event_rank.get(entity.id), entity.when
    if rank is None or when is None:
        return [], []

    def shown(events: list[Event], certain: Callable[[Edtf], bool]) -> list[Markup]:
        found = [(event, event.when) for event in events if event.when and certain(event.when)]
        return [writer.link(event.id) + Markup(" — ") + writer.date(date) for event, date in found[:NEIGHBOURS]]

    events = edition.dated_events
    earlier = shown(events[max(0, rank - LOOK) : rank][::-1], lambda other: _ends_before(other, when))
    return earlier[::-1], shown(events[rank + 1 : rank + LOOK], lambda other: _ends_before(when, other))


def _ends_before(one: Edtf, other: Edtf) -> bool:
    """Whether all of `one` lies before all of `other`, as far as their dates are known."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def place(entity: Place, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    here = writer.edition.events_at.get(entity.id, [])
    rank = writer.edition.event_rank
    ordered = sorted(here, key=lambda ident: (rank.get(ident, len(rank)), ident))[:MOST]
    return {"here": [_dated(ident, lines) for ident in ordered]}


def _dated(ident: EntityId, lines: Lines) -> dict[str, Any]:
    entity = lines.writer.dossier.entities[ident]
    when = entity.when if isinstance(entity, Event) else None
    return {"link": lines.writer.link(ident), "when": lines.writer.date(when) if when else None}


def _by_role(
    ident: EntityId, kind: Kind, lines: Lines, wanted: Callable[[str, str], bool]
) -> list[tuple[str, list[tuple[Markup, Markup]]]]:
    """Role by role: who stands in the facts of this entity, each with the facts that say so.

    `wanted` chooses by this entity's part in the fact and the other's role.
    """
    dossier, roles = lines.writer.dossier, lines.writer.t["role"]
    found: dict[str, dict[EntityId, list[FactId]]] = {}
    for (ours, theirs, other), facts in beside(dossier, ident).items():
        if kind_of(dossier, other) is kind and wanted(ours, theirs):
            found.setdefault(theirs, {}).setdefault(other, []).extend(facts)
    return [
        (roles[role], [(lines.writer.link(other), refs(lines, facts)) for other, facts in others.items()])
        for role, others in found.items()
    ]
