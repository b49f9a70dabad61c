"""Who asserts, who passes it on, who denies: the parties of a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from generator.checks.passages import fact_named
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.errors import Severity
from generator.model.fact import Fact
from generator.model.ids import FactId
from generator.model.node import Mapping, Sequence
from generator.model.terms import FactType, StanceKind
from generator.model.text import placeholders

_STANCES = (FactType.STANCE, FactType.DENIAL)
_AGAINST = (StanceKind.DENIES, StanceKind.DISPUTES)


def _written(fact: Fact, field: str) -> bool:
    """Whether the file gives the field some value, readable or not."""
    node = fact.origin.node.get(field) if fact.origin.has(field) else None
    if isinstance(node, Mapping):
        return bool(node.entries)
    return bool(node.items) if isinstance(node, Sequence) else node is not None


@rule(
    "stance-without-target",
    "A stance says who takes it, on which facts, and on which part of them.",
    reach=Reach.OWN,
    bad="type: denial\nby: ostmark\nstance: {ostmark: denies}",
    good="type: denial\nby: ostmark\non: [boats-delivered]\nscope: the delivery\nstance: {ostmark: denies}",
)
def stance_without_target(dossier: Dossier) -> Iterator[Found]:
    """A stance or denial without on, scope or stance."""
    for fact in dossier.facts.values():
        if fact.type not in _STANCES:
            continue
        missing = [field for field in ("on", "scope", "stance") if not _written(fact, field)]
        if missing:
            examples = {"on": "on: [fact-key]", "scope": "scope: {en: ...}", "stance": "stance: {actor-id: denies}"}
            yield (
                fact.origin.at(),
                f"a {fact.type} needs the field{'s' if len(missing) > 1 else ''} {' and '.join(missing)}",
                "add " + " and ".join(f"'{examples[field]}'" for field in missing),
            )


@rule(
    "stance-misplaced",
    "Only a stance or a denial speaks of other facts.",
    reach=Reach.OWN,
    bad="type: claim\non: [boats-delivered]",
    good="type: stance\non: [boats-delivered]",
)
def stance_misplaced(dossier: Dossier) -> Iterator[Found]:
    """on, scope or stance in a fact of another type."""
    for fact in dossier.facts.values():
        if fact.type not in _STANCES:
            for field in ("on", "scope", "stance"):
                if fact.origin.has(field):
                    message = f"{field} belongs to a stance or a denial, and the type here is {fact.type}"
                    yield fact.origin.key(field), message, "remove it, or write 'type: stance' or 'type: denial'"


@rule(
    "stance-of-self",
    "Who takes back what they said makes a new statement, which replaces the old one.",
    reach=Reach.ASSERTERS,
    bad="boats: {by: ostmark, ...}\nno-boats: {type: denial, by: ostmark, on: boats, stance: {ostmark: denies}}",
    good="replaces: {fact: boats, reason: withdrawn}",
)
def stance_of_self(dossier: Dossier) -> Iterator[Found]:
    """A party that denies or disputes its own assertion without replacing it."""
    for fact in dossier.facts.values():
        against = {party for party, kind in fact.stance if kind in _AGAINST}
        for target in (dossier.facts[one] for one in fact.on if one in dossier.facts):
            party = target.by.actor
            if party and party in against and not (fact.replaces and fact.replaces.fact == target.id):
                yield (
                    fact.origin.key("stance", party),
                    f"'{party}' asserts '{target.id}' itself",
                    f"correct the party, or add 'replaces: {{fact: {target.id}, reason: withdrawn}}'",
                    ((target.origin.at("by"), "asserted here"),),
                )


@rule(
    "denial-without-denier",
    "Silence is no denial.",
    reach=Reach.OWN,
    bad="type: denial\nstance: {ostmark: silent}",
    good="type: stance\nstance: {ostmark: silent}",
)
def denial_without_denier(dossier: Dossier) -> Iterator[Found]:
    """A denial in which nobody denies or disputes."""
    for fact in dossier.facts.values():
        if fact.type is FactType.DENIAL and fact.stance and not any(kind in _AGAINST for _, kind in fact.stance):
            yield (
                fact.origin.at("stance"),
                "nobody denies or disputes here, and the fact is a denial",
                "write 'type: stance', or give the party that denies, such as {ostmark: denies}",
            )


@rule(
    "via-repeats-by",
    "Who asserts a thing does not pass it on to itself.",
    reach=Reach.OWN,
    bad="by: ostmark-press\nvia: [ostmark-press]",
    good="by: ostmark\nvia: [ostmark-press]",
)
def via_repeats_by(dossier: Dossier) -> Iterator[Found]:
    """The asserter, or the same actor twice, in the chain of those who passed it on."""
    for fact in dossier.facts.values():
        for index, actor in enumerate(fact.via):
            if actor == fact.by.actor:
                message = f"'{actor}' is the asserter already"
                yield fact.origin.at("via", index), message, "remove it here, or name who said it first in by"
            elif actor in fact.via[:index]:
                yield fact.origin.at("via", index), f"'{actor}' stands twice in the chain", "keep one of the two"


def _printed(fact: Fact, words: str) -> Hashable:
    """The words, with what decides on the print of each placeholder: equal where two facts print the same sentence."""
    own = {
        "value": fact.figure,
        "min": fact.figure,
        "max": fact.figure,
        "of": fact.figure,
        "when": fact.when,
        "said": fact.said,
        "by": fact.by if not fact.by.is_source else fact.source,
    }
    named: list[Hashable] = []
    for one in placeholders(words):
        if one.kind == "own" and not one.words:
            named.append(own[one.name.lower()])
        elif one.kind == "fact":
            named.append(fact_named(one, fact))
    return words, tuple(named)


@rule(
    "same-text",
    "The same sentence twice is one fact entered twice, or two facts that a reader cannot tell apart.",
    reach=Reach.SENTENCES,
    bad='a: {..., text: "{By} saw boats."}\nb: {..., text: "{By} saw boats."}',
    good='a: {..., at: [p2, p5], text: "{By} saw boats."}',
    severity=Severity.WARNING,
)
def same_text(dossier: Dossier) -> Iterator[Found]:
    """Two facts that print the same sentence in one language."""
    alike: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in dossier.facts.values():
        for entry in fact.text.words:
            alike[entry].append(fact)
    told: set[FactId] = set()
    for (language, words), facts in alike.items():
        first: dict[Hashable, Fact] = {}
        for fact in facts if len(facts) > 1 else ():
            twin = first.setdefault(_printed(fact, words), fact)
            replaces = {one.replaces.fact for one in (fact, twin) if one.replaces}
            if twin is not fact and fact.id not in told and not replaces & {fact.id, twin.id}:
                told.add(fact.id)
                yield (
                    fact.origin.at("text", language),
                    f"'{twin.id}' has the same sentence",
                    "keep one fact with both locators, or say what sets the two apart",
                    ((twin.origin.at("text", language), "first written here"),),
                )


STANCES: tuple[Rule, ...] = (
    stance_without_target,
    stance_misplaced,
    stance_of_self,
    denial_without_denier,
    via_repeats_by,
    same_text,
)
