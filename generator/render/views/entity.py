"""Pages about one actor, weapon system, event or place. Costs as much as the entity has facts, never more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from generator.dossier.dossier import StanceTaken
from generator.dossier.newest import newest
from generator.model.entity import Actor, Entity, Event, Place, Weapon
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind, StanceKind
from generator.render import html
from generator.render.cards import Line, Lines
from generator.render.dates import sort_key
from generator.render.numbers import country
from generator.render.origins import tools_of
from generator.render.pages import kind_of
from generator.render.views import special
from generator.render.views.groups import MOST, Group, Shown, beside, group, refs, source_counts
from generator.render.words import capital


def view(ident: EntityId, lines: Lines) -> dict[str, Any]:
    """Everything that the four templates show; each takes what it has a place for."""
    entity = lines.writer.dossier.entities[ident]
    shown = Shown(lines)
    context = {"entity": _head(entity, lines), "card": _card(entity, lines)}
    if isinstance(entity, Weapon):
        context |= special.weapon(entity, lines, shown)
    elif isinstance(entity, Event):
        context |= special.event(entity, lines, shown)
    elif isinstance(entity, Place):
        context |= special.place(entity, lines)
    return context | _sections(entity, lines, shown)


def _head(entity: Entity, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    return {
        "id": entity.id,
        "name": writer.edition.name(entity.id),
        "kind": kind_word(entity, lines),
        "aliases": [writer.own(alias) for alias in entity.aliases],
        "summary": writer.text(entity.summary) if entity.summary else None,
        "basis": refs(lines, entity.basis),
        "note": writer.note(entity.note),
        "tools": tools_of(writer.dossier, entity, writer.edition.site.forge),
    }


def kind_word(entity: Entity, lines: Lines) -> str:
    table = entity.page.value.removesuffix("s") + "_kind"
    kind = getattr(entity, "kind", "other")  # each of the four records has one, of its own vocabulary
    return lines.writer.t.word(table, kind)


def _card(entity: Entity, lines: Lines) -> dict[str, Any]:
    writer, dossier = lines.writer, lines.writer.dossier
    facts = dossier.mentioned(entity.id)
    said = set({id(fact.said): fact.said for fact in facts}.values())  # a date's hash takes long
    last = newest(facts)
    code = entity.country if isinstance(entity, (Actor, Place)) else None
    return {
        "country": country(code, writer.language) if code else "",
        "part_of": writer.link(entity.part_of) if entity.part_of in dossier.entities and entity.part_of else None,
        "parts": [writer.link(ident) for ident in dossier.parts.get(entity.id, ())],
        "identifiers": entity.identifiers,
        "facts": writer.count(len(facts), "fact"),
        "alone": _alone([fact.id for fact in facts], lines),
        "first": writer.date(min(said, key=sort_key)) if said else None,
        "last": writer.date(last) if last and len(said) > 1 else None,
    }


def _alone(ids: list[FactId], lines: Lines) -> Markup | None:
    """How many of the facts rest on one origin; None where none does, which may also mean that it is said of none."""
    n, writer = sum(1 for ident in ids if lines.line(ident).badge), lines.writer
    if not n:
        return None
    counts = {name: html.span("count", writer.n(count)) for name, count in (("n", n), ("all", len(ids)))}
    return html.safe(html.quoted(writer.t.word("entity", "alone_of")).format(**counts))


def _sections(entity: Entity, lines: Lines, shown: Shown) -> dict[str, Any]:
    dossier, writer, t = lines.writer.dossier, lines.writer, lines.writer.t
    how: dict[str, list[FactId]] = {}
    for mention in dossier.mentions.get(entity.id, ()):
        how.setdefault(mention.how, []).append(mention.fact)
    says = shown.take(how.pop("by", []))
    relays = shown.take(how.pop("via", []))
    figures = _figures((ident for ids in how.values() for ident in ids), lines)
    how.pop("stance", None)
    rest = how.pop("text", [])
    about = [group(_as(role, lines), shown.take(ids), lines) for role, ids in how.items() if role in t["role"]]
    counted = [(name, how[name]) for name in ("event", "covers") if name in how]
    about += [group(capital(t.word("how", name)), shown.take(ids), lines) for name, ids in counted]
    pairs = beside(dossier, entity.id)
    return {
        "says": group("", says, lines),
        "relays": group("", relays, lines),
        "about": [one for one in about if one.lines],
        "stances": _stances(entity.id, lines),
        "figures": figures,
        "relations": _related(pairs, Kind.ACTOR, lines),
        "weapons": _related(pairs, Kind.WEAPON, lines),
        "events": _events(entity.id, lines),
        "series": [writer.link(ident) for ident in writer.edition.tables.series_about(entity.id)],
        "sources": source_counts(entity.id, lines),
        "mentioned": group("", shown.take(rest), lines),
    }


def _as(role: str, lines: Lines) -> str:
    t = lines.writer.t
    return t.word("entity", "as_role").format(role=t.word("role", role))


def _stances(ident: EntityId, lines: Lines) -> list[tuple[str, str, Line, Markup | None, list[Line]]]:
    """Each stance once, with the fact that tells of it, its scope, and the facts that it is about."""
    writer = lines.writer
    told: dict[tuple[FactId, StanceKind], list[StanceTaken]] = {}
    for one in writer.dossier.stances_by.get(ident, ()):
        told.setdefault((one.told, one.kind), []).append(one)
    return [
        (
            writer.t.word("stance", kind),
            kind.value,
            lines.line(fact),
            writer.bare(taken[0].scope) if taken[0].scope else None,
            [lines.line(one.fact) for one in taken],
        )
        for (fact, kind), taken in list(told.items())[:MOST]
    ]


def _figures(ids: Iterable[FactId], lines: Lines) -> Group:
    """The numbers about this entity, by what they measure; not those that it merely states."""
    facts = [lines.writer.dossier.facts[fact] for fact in dict.fromkeys(ids)]
    facts = sorted((fact for fact in facts if fact.figure), key=_measure_and_age)
    found = [fact.id for fact in facts[:MOST]]
    rows = html.joined([lines.row(ident) for ident in found])
    return Group("", found, rows, max(0, len(facts) - MOST))


def _measure_and_age(fact: Fact) -> tuple[str, tuple[int, int, str]]:
    return fact.figure.kind.value if fact.figure else "", sort_key(fact.said)


def _related(pairs: dict[tuple[str, str, EntityId], list[FactId]], kind: Kind, lines: Lines) -> list[dict[str, Any]]:
    """Who or what stands in the same facts: one row each, with both roles and the facts."""
    writer, roles = lines.writer, lines.writer.t["role"]
    rows: dict[EntityId, list[dict[str, Any]]] = {}
    for (mine, theirs, other), facts in pairs.items():
        if kind_of(writer.dossier, other) is kind and theirs in roles:
            row = {"mine": roles.get(mine, ""), "theirs": roles[theirs], "refs": refs(lines, facts)}
            rows.setdefault(other, []).append(row)
    return [{"link": writer.link(other), "roles": both} for other, both in list(rows.items())[:MOST]]


def _events(ident: EntityId, lines: Lines) -> list[dict[str, Any]]:
    """The events of the facts that name this entity, dated ones first, in the order of time."""
    writer, dossier = lines.writer, lines.writer.dossier
    facts = dossier.mentioned(ident)
    found = {
        fact.event: fact for fact in facts if fact.event and fact.event != ident and fact.event in dossier.entities
    }
    tables, out = writer.edition.tables, []
    for event in sorted(found, key=tables.event_order)[:MOST]:
        when = tables.when(event)
        out.append({"link": writer.link(event), "when": writer.date(when) if when else None})
    return out
