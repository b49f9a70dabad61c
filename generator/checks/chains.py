"""Chains: what replaces, is a share of or is a part of something never leads back to itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from generator.checks.links import as_written
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Position
from generator.model.ids import FactId


class Chain(NamedTuple):
    """One field that leads from a record to one other: its name, where it leads, where it is written."""

    field: str
    follow: Mapping[str, str]
    where: Callable[[str], Position]


def _chains(dossier: Dossier) -> tuple[Chain, ...]:
    facts, entities = dossier.facts, dossier.entities
    return (
        Chain(
            "replaces",
            {fact.id: fact.replaces.fact for fact in facts.values() if fact.replaces},
            lambda name: facts[FactId(name)].origin.at("replaces", "fact"),
        ),
        Chain(
            "figure.of",
            {fact.id: fact.figure.of for fact in facts.values() if fact.figure and fact.figure.of},
            lambda name: facts[FactId(name)].origin.at("figure", "of"),
        ),
        Chain(
            "part_of",
            {entity.id: entity.part_of for entity in entities.values() if entity.part_of},
            lambda name: next(one.origin.at("part_of") for key, one in entities.items() if key == name),
        ),
    )


def _circles(follow: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Each circle once, starting with its first member in the order of the dossier."""
    done: set[str] = set()
    for start in follow:
        path: dict[str, None] = {}
        here = start
        while here in follow and here not in done and here not in path:
            path[here] = None
            here = follow[here]
        if here in path:
            members = list(path)
            yield tuple(members[members.index(here) :])
        done.update(path)


@rule(
    "self-reference",
    "A thing that replaces, contains or answers itself says nothing.",
    reach=Reach.OWN,
    bad="boats-delivered: {figure: {value: 12, of: boats-delivered}}",
    good="boats-delivered: {figure: {value: 12, of: boats-built}}",
)
def self_reference(dossier: Dossier) -> Iterator[Found]:
    """A record that names itself."""
    for chain in _chains(dossier):
        for name, target in chain.follow.items():
            if name == target:
                message = f"'{as_written(name)}' names itself in {chain.field}"
                yield chain.where(name), message, f"name another one, or remove {chain.field}"
    for fact in dossier.facts.values():
        for i, target in enumerate(fact.on):
            if target == fact.id:
                yield fact.origin.at("on", i), f"'{fact.key}' names itself in on", "name the fact that it answers"


@rule(
    "reference-cycle",
    "A circle has no beginning: which fact is the newest, and which thing the whole, could not be said.",
    reach=Reach.CHAINS,
    bad="# coastguard.yaml: part_of: navy; navy.yaml: part_of: coastguard",
    good="# coastguard.yaml: part_of: navy; navy.yaml has no part_of",
)
def reference_cycle(dossier: Dossier) -> Iterator[Found]:
    """A chain of two or more that leads back to its start."""
    for chain in _chains(dossier):
        for circle in _circles(chain.follow):
            if len(circle) < 2:
                continue  # self-reference tells it
            names = [as_written(name, *circle) for name in circle]
            shown = names if len(names) < 8 else [*names[:4], "...", names[-1]]
            message = f"{chain.field} runs in a circle: {' -> '.join([*shown, names[0]])}"
            related = tuple((chain.where(name), "and here") for name in circle[1:8])
            yield chain.where(circle[0]), message, f"remove {chain.field} where the chain should end", related


@rule(
    "replaced-twice",
    "A fact has one successor; two of them would leave open which one stands.",
    reach=Reach.CHAINS,
    bad="may: {replaces: {fact: april, ...}}\njune: {replaces: {fact: april, ...}}",
    good="may: {replaces: {fact: april, ...}}\njune: {replaces: {fact: may, ...}}",
)
def replaced_twice(dossier: Dossier) -> Iterator[Found]:
    """Two facts that replace the same one."""
    first: dict[FactId, FactId] = {}
    for fact in dossier.facts.values():
        if not fact.replaces or fact.replaces.fact == fact.id:
            continue
        target = fact.replaces.fact
        if target in first:
            newer = first[target]
            related = ((dossier.facts[newer].origin.at("replaces", "fact"), "first replaced here"),)
            shown = as_written(newer, fact.id)
            message = f"'{as_written(target, fact.id)}' is already replaced by '{shown}'"
            yield fact.origin.at("replaces", "fact"), message, f"replace '{shown}', the newer one", related
        else:
            first[target] = fact.id


CHAINS: tuple[Rule, ...] = (self_reference, reference_cycle, replaced_twice)
