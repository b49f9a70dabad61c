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

_USES = frozenset(
    (Role.SUPPLIER, Role.RECEIVER, Role.SENDER, Role.USER, Role.DEVELOPER, Role.PRODUCER, Role.OPERATOR)
) | {Role.OWNER, Role.HOLDER, Role.BENEFICIARY}


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
    before, after = writer.edition.tables.neighbours(entity.id)
    return {
        "when": writer.date(entity.when) if entity.when else None,
        "where": [writer.link(place) for place in entity.place],
        "versions": [(lines.line(facts[0]).by, lines.of(facts)) for facts in versions.values()],
        "more": max(0, len(ids) - MOST),
        "participants": _by_role(entity.id, Kind.ACTOR, lines, lambda ours, _: ours == "event"),
        "items": _by_role(entity.id, Kind.WEAPON, lines, lambda ours, _: ours == "event"),
        "before": [_apart(one, lines) for one in before],
        "after": [_apart(one, lines) for one in after],
    }


def _apart(event: tuple[EntityId, Edtf], lines: Lines) -> Markup:
    ident, when = event
    return lines.writer.link(ident) + Markup(" — ") + lines.writer.date(when)


def place(entity: Place, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    tables = writer.edition.tables
    ordered = sorted(tables.events_at(entity.id), key=tables.event_order)[:MOST]
    return {"here": [_dated(ident, lines) for ident in ordered]}


def _dated(ident: EntityId, lines: Lines) -> dict[str, Any]:
    when = lines.writer.edition.tables.when(ident)
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
