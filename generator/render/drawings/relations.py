"""Who stands in the same facts: around one actor, and in the whole dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from generator.dossier.watched import scan
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind, Role
from generator.pictures import network
from generator.pictures.frame import Key
from generator.pictures.network import Edge, Neighbour, Node, Relation
from generator.render import numbers
from generator.render.cards import Lines
from generator.render.drawings.caption import figure
from generator.render.pages import kind_of
from generator.render.views.groups import MOST, beside

_ACTS = frozenset(
    {Role.SENDER, Role.SUPPLIER, Role.SUPPORTER, Role.ATTACKER, Role.ACCUSER, Role.USER, Role.DEVELOPER, Role.PRODUCER}
    | {Role.OPERATOR, Role.OWNER, Role.HOLDER, Role.OBSERVER, Role.OVERSEER}
)
_KINDS = (Kind.ACTOR, Kind.WEAPON)


def around(ident: EntityId, lines: Lines) -> Markup:
    """An actor with the actors and weapon systems of its facts: left who acts upon it, right what it acts upon."""
    writer, dossier = lines.writer, lines.writer.dossier
    t = writer.t.table("picture")
    found: dict[EntityId, list[tuple[str, str, list[FactId]]]] = {}
    for (mine, theirs, other), facts in beside(dossier, ident).items():
        if kind_of(dossier, other) in _KINDS and mine in writer.t["role"]:
            found.setdefault(other, []).append((mine, theirs, facts))
    ranked = sorted(found, key=lambda other: (-sum(len(facts) for _, _, facts in found[other]), other))
    near = [_neighbour(other, found[other], lines) for other in ranked]
    words = network.Words(
        title=str(t["ego_title"]).format(name=writer.edition.name(ident)),
        desc=str(t["ego_desc"]).format(n=writer.n(len(near))),
        more=lambda n: str(t["more"]).format(n=writer.n(n)),
    )
    more = "#relations" if any(kind_of(dossier, other) is Kind.ACTOR for other in ranked) else "#weapons"
    return figure(network.ego(f"{ident}.ego", writer.edition.name(ident), near, words, more), str(t["ego"]))


def _neighbour(other: EntityId, pairs: list[tuple[str, str, list[FactId]]], lines: Lines) -> Neighbour:
    writer = lines.writer
    pairs = sorted(pairs, key=lambda pair: -len(pair[2]))
    name = writer.edition.name(other)
    relations = []
    for mine, theirs, facts in pairs:
        label = _role_words(mine, theirs, lines)
        counted = f"{writer.n(len(facts))} {numbers.counted(len(facts), 'fact', writer.language, writer.t)}"
        relations.append(Relation(writer.fact_href(facts[0]), f"{label}, {counted}", label))
    return Neighbour(writer.href(other), name, tuple(relations), _side(*pairs[0][:2]))


def _side(mine: str, theirs: str) -> int:
    return (mine in _ACTS) - (theirs in _ACTS)


def _role_words(mine: str, theirs: str, lines: Lines) -> str:
    """Who acts stands before the arrow; one word where both have the same role, or the other one is a thing."""
    roles = lines.writer.t["role"]
    if theirs in (mine, Role.ITEM):
        return str(roles[mine])
    first, second = (theirs, mine) if _side(mine, theirs) < 0 else (mine, theirs)
    return f"{roles[first]} → {roles[second]}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that stand in the same facts, with all of these. `anchor` names its row."""

    anchor: str
    one: EntityId
    other: EntityId
    facts: tuple[FactId, ...]


def pairs(lines: Lines) -> list[Pair]:
    """Every pair of actors and weapon systems with a role in the same fact, those with most facts first."""
    dossier = lines.writer.dossier
    found: dict[tuple[EntityId, EntityId], list[FactId]] = {}
    for fact in scan(dossier.facts, "roles"):
        there = {ident for _, ids in fact.roles for ident in ids if kind_of(dossier, ident) in _KINDS}
        for pair in combinations(sorted(there), 2):
            found.setdefault(pair, []).append(fact.id)
    ranked = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return [Pair(f"r{n}", *pair, tuple(facts)) for n, (pair, facts) in enumerate(ranked, 1)]


def overview(some: Iterable[Pair], lines: Lines) -> Markup:
    writer, dossier = lines.writer, lines.writer.dossier
    t = writer.t.table("picture")
    listed = list(some)
    facts: dict[EntityId, int] = {}
    for pair in listed:
        for ident in (pair.one, pair.other):
            facts[ident] = facts.get(ident, 0) + len(pair.facts)
    number = {ident: n for n, ident in enumerate(sorted(facts))}
    nodes = [
        Node(
            writer.href(ident),
            writer.edition.name(ident),
            _KINDS.index(kind_of(dossier, ident) or Kind.ACTOR),
            facts[ident],
        )
        for ident in number
    ]
    drawn = set(sorted(facts, key=lambda ident: (-facts[ident], ident))[: network.MOST])
    edges = [
        _edge(n, pair, number, lines) for n, pair in enumerate(listed) if pair.one in drawn and pair.other in drawn
    ]
    words = network.Words(
        title=writer.t.word("nav", "network"),
        desc=str(t["network_desc"]).format(n=writer.n(len(nodes)), pairs=writer.n(len(listed))),
        more=lambda n: str(t["more"]).format(n=writer.n(n)),
    )
    keys = [Key(writer.t.word("nav", kind), "") for kind in _KINDS]
    return figure(network.overview("network", nodes, edges, keys, words, "#pairs"), str(t["network"]))


def _edge(n: int, pair: Pair, number: dict[EntityId, int], lines: Lines) -> Edge:
    """One fact: the chord leads there; more: to the row that names them all."""
    writer = lines.writer
    count = len(pair.facts)
    counted = f"{writer.n(count)} {numbers.counted(count, 'fact', writer.language, writer.t)}"
    name = f"{writer.edition.name(pair.one)} – {writer.edition.name(pair.other)}, {counted}"
    href = writer.fact_href(pair.facts[0]) if count == 1 or n >= MOST else f"#{pair.anchor}"
    return Edge(number[pair.one], number[pair.other], count, href, name)
