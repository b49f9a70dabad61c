"""Every place where one record names another, with the kinds that may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.checks.focus import Lookups, Part
from generator.checks.passages import Passage, Steps, fact_named, templates
from generator.dossier.dossier import Dossier
from generator.errors import Position
from generator.model.briefing import Briefing
from generator.model.entity import Entity, Event, Weapon
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId, FactId, split_fact_id
from generator.model.origin import Origin
from generator.model.series import Series
from generator.model.source import UNKNOWN
from generator.model.terms import ENTITY_KINDS, ROLE_KINDS, Kind
from generator.model.text import parts

FACT: tuple[Kind, ...] = ()
ACTOR = (Kind.ACTOR,)
COUNTED = (Kind.WEAPON, Kind.ACTOR)
ANYTHING = tuple(Kind)
Ids = Mapping[str, tuple[Kind, ...]]


class Link(NamedTuple):
    """`target` stands in `field`, under `steps` of `origin`; it is one of `kinds`, or a fact's id if there are none.

    `inside` is its place in words, if it stands in a placeholder; with `is_key`, it is the last step's key.
    """

    origin: Origin
    steps: Steps
    target: str
    kinds: tuple[Kind, ...]
    field: str
    inside: tuple[Passage, str, int, int] | None = None
    is_key: bool = False

    def position(self) -> Position:
        """Where the target is written."""
        if self.inside:
            passage, language, start, end = self.inside
            return passage.at(language, start, end)
        if self.is_key:
            return self.origin.key(*(str(step) for step in self.steps))
        return self.origin.at(*self.steps)


def kinds(dossier: Dossier) -> Ids:
    """What each id is, several things where files disagree; ids of facts are not among them."""
    if isinstance(dossier.sources, Part):
        return Part(_Kinds(dossier), None)
    records = dossier.records
    found: dict[str, tuple[Kind, ...]] = {source.id: (Kind.SOURCE,) for source in records.sources}
    pages: list[Entity | Series] = [*records.entities, *records.series]
    for record in pages:
        found[record.id] = (*found.get(record.id, ()), record.page)
    return found


class _Kinds(Lookups[str, tuple[Kind, ...]]):
    """What an id is, of a sound dossier: it is one thing."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def __getitem__(self, key: str) -> tuple[Kind, ...]:
        name, dossier = EntityId(key), self.dossier
        page = dossier.entities.get(name) or dossier.series.get(name)
        if page is None and name not in dossier.sources:
            raise KeyError(key)
        return (page.page if page else Kind.SOURCE,)


def as_written(target: str, *beside: str) -> str:
    """An id as its editor writes it: a fact's key alone, where all that is named stands in one source."""
    source, mark, key = target.partition("#")
    return key if mark and all(other.startswith(f"{source}#") for other in beside) else target


def is_broken(dossier: Dossier, target: str) -> bool:
    """Whether a target was written but could not be read, which is already told."""
    broken = dossier.records.broken
    return bool(broken) and (target in broken or ("#" in target and split_fact_id(FactId(target))[0] in broken))


def links(dossier: Dossier) -> Iterator[Link]:
    """Every link of every record, those of the words last."""
    yield from field_links(dossier)
    for passage in templates(dossier):
        yield from _in_words(passage)


def field_links(dossier: Dossier) -> Iterator[Link]:
    """Every link that a field of its own holds."""
    for source in dossier.sources.values():
        if source.publisher != UNKNOWN:
            yield Link(source.origin, ("publisher",), source.publisher, ACTOR, "publisher")
        for fact in source.facts:
            yield from _of_fact(fact)
    for entity in dossier.entities.values():
        yield from _of_entity(entity)
    for series in dossier.series.values():
        yield from _of_series(series)
    if dossier.briefing:
        yield from _of_briefing(dossier.briefing)


def _of_fact(fact: Fact) -> Iterator[Link]:
    origin = fact.origin
    if fact.by.actor:
        yield Link(origin, ("by",), fact.by.actor, ACTOR, "by")
    if fact.via:
        yield from _entities(origin, ("via",), fact.via, ACTOR)
    for role, ids in fact.roles:
        yield from _entities(origin, ("roles", role.value), ids, ROLE_KINDS[role])
    if fact.event:
        yield Link(origin, ("event",), fact.event, (Kind.EVENT,), "event")
    if fact.series:
        yield Link(origin, ("series",), fact.series, (Kind.SERIES,), "series")
    if fact.figure:
        yield from _of_figure(origin, fact.figure)
    if fact.on:
        yield from _facts(origin, ("on",), fact.on)
    for party, _ in fact.stance:
        yield Link(origin, ("stance", party), party, ACTOR, "stance", is_key=True)
    if fact.replaces:
        yield Link(origin, ("replaces", "fact"), fact.replaces.fact, FACT, "replaces")


def _of_figure(origin: Origin, figure: Figure) -> Iterator[Link]:
    if figure.covers:
        yield from _entities(origin, ("figure", "covers"), figure.covers, COUNTED)
    for entity, _ in figure.split:
        yield Link(origin, ("figure", "split", entity), entity, COUNTED, "split", is_key=True)
    if figure.of:
        yield Link(origin, ("figure", "of"), figure.of, FACT, "of")


def _of_entity(entity: Entity) -> Iterator[Link]:
    origin = entity.origin
    if entity.part_of:
        yield Link(origin, ("part_of",), entity.part_of, (entity.page,), "part_of")
    if isinstance(entity, Event):
        yield from _entities(origin, ("place",), entity.place, (Kind.PLACE,))
    if isinstance(entity, Weapon):
        for i, row in enumerate(entity.specs):
            yield from _facts(origin, ("specs", i, "facts"), row.facts)
    yield from _facts(origin, ("basis",), entity.basis)


def _of_series(series: Series) -> Iterator[Link]:
    origin = series.origin
    yield from _entities(origin, ("covers",), series.covers, COUNTED)
    yield from _entities(origin, ("about",), series.about, ENTITY_KINDS)
    yield from _facts(origin, ("basis",), series.basis)
    for one in series.derived:
        for name, fact in one.facts:
            yield Link(origin, ("derived", one.key, "facts", name), fact, FACT, "facts")


def _of_briefing(briefing: Briefing) -> Iterator[Link]:
    origin = briefing.origin
    if briefing.bottom_line:
        yield from _facts(origin, ("bottom_line", "facts"), briefing.bottom_line.facts)
    for i, judgement in enumerate(briefing.judgements):
        yield from _facts(origin, ("judgements", i, "facts"), judgement.facts)
    for i, unknown in enumerate(briefing.unknown):
        yield from _facts(origin, ("unknown", i, "facts"), unknown.facts)
    yield from _facts(origin, ("figures",), briefing.figures)
    yield from _facts(origin, ("sides",), briefing.sides)
    if briefing.chart:
        yield Link(origin, ("chart",), briefing.chart, (Kind.SERIES,), "chart")


def _facts(origin: Origin, steps: Steps, facts: tuple[FactId, ...]) -> Iterator[Link]:
    for i, fact in enumerate(facts):
        yield Link(origin, (*steps, i), fact, FACT, str(steps[-1]))


def _entities(origin: Origin, steps: Steps, ids: tuple[EntityId, ...], allowed: tuple[Kind, ...]) -> Iterator[Link]:
    for i, entity in enumerate(ids):
        yield Link(origin, (*steps, i), entity, allowed, str(steps[-1]))


def _in_words(passage: Passage) -> Iterator[Link]:
    """What the placeholders name; placeholder-unusable tells of a key without its source, outside of facts."""
    for language, words in passage.text.words:
        for part in parts(words) if "{" in words else ():
            if isinstance(part, str) or part.kind == "own":
                continue
            written = words[part.start + 1 : part.end - 1].partition("|")[0]
            inside = passage, language, part.start + 1, part.start + 1 + len(written)
            if part.kind == "entity":
                yield Link(passage.origin, passage.steps, part.name, ANYTHING, "text", inside)
            elif target := fact_named(part, passage.fact):
                yield Link(passage.origin, passage.steps, target, FACT, "text", inside)
