"""For each reach of a rule: the records that an edit makes worth looking at again.

Whatever else there is has had no problem, and rests on nothing that is another now.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from generator.checks.edited import Edited
from generator.checks.focus import Some
from generator.checks.memory import Memory, printed
from generator.checks.passages import of_record
from generator.checks.rule import Reach
from generator.dossier.dossier import Dossier
from generator.dossier.link import named
from generator.model.briefing import Briefing
from generator.model.entity import Entity, Event
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.series import Series


def around(reach: Reach, dossier: Dossier, edited: Edited, memory: Memory) -> Some:
    """All that a rule of this reach has to go through."""
    some = Some(
        sources={name: new for name, (_, new) in edited.sources.items()},
        entities={name: new for name, (_, new) in edited.entities.items()},
        series={name: new for name, (_, new) in edited.series.items()},
        whole=Reach.SOURCE in reach,
    )
    some.facts = {fact.id: fact for one in some.sources.values() for fact in one.facts if fact.id in edited.facts}
    if Reach.NAMES in reach:
        _with_names(some, dossier, edited, memory)
    if Reach.FIGURES in reach:
        _with_figures(some, dossier, edited, memory)
    if Reach.ASSERTERS in reach:
        _with_stances(some, dossier, edited)
    if Reach.SUCCESSOR in reach:
        _add(some, dossier, _replaced(dossier, edited))
    if Reach.DATES in reach:
        some.entities.update((event.id, event) for event in _dated(dossier, edited))
    if Reach.SENTENCES in reach:
        some.facts = _alike(dossier, edited, memory)
    if Reach.SERIES in reach:
        _add(some, dossier, (fact for one in _series(edited) for fact in dossier.series_facts.get(one, ())))
        some.facts = _by_series(some.facts, dossier)
    return some


def _add(some: Some, dossier: Dossier, subjects: Iterable[str]) -> None:
    """Each a fact, an entity, a series, or a source for the facts that it asserts itself."""
    for one in subjects:
        name = EntityId(one)
        if "#" in one:
            some.facts[FactId(one)] = dossier.facts[FactId(one)]
        elif (source := dossier.sources.get(name)) is not None:
            some.facts.update((fact.id, fact) for fact in source.facts if fact.by.is_source)
        elif (entity := dossier.entities.get(name)) is not None:
            some.entities[name] = entity
        else:
            some.series[name] = dossier.series[name]


def _with_names(some: Some, dossier: Dossier, edited: Edited, memory: Memory) -> None:
    for name, (old, new) in edited.entities.items():
        if _names(old) != _names(new):
            some.facts.update((fact.id, fact) for fact in dossier.mentioned(name, "by", "text"))
            _add(some, dossier, memory.named(name))
            some.briefing = some.briefing or name in _in_briefing(dossier.briefing)
    _add(some, dossier, [name for name, (old, new) in edited.sources.items() if old.publisher != new.publisher])


def _names(entity: Entity) -> Hashable:
    return entity.name, entity.in_text, entity.aliases


def _with_figures(some: Some, dossier: Dossier, edited: Edited, memory: Memory) -> None:
    for name, (old, new) in edited.facts.items():
        if _figure(old) != _figure(new):
            _add(some, dossier, (*dossier.shares_of.get(name, ()), *memory.named(name)))
            some.briefing = some.briefing or name in _in_briefing(dossier.briefing)


def _figure(fact: Fact) -> Hashable:
    return fact.figure, tuple(name for name in fact.origin.fields if name.startswith("figure"))


def _in_briefing(briefing: Briefing | None) -> set[str]:
    """What the front page names in its words, or as numbers to quote."""
    if briefing is None:
        return set()
    words = (words for one in of_record(briefing) if one.shape.template for _, words in one.text.words)
    return {*briefing.figures, *(name for one in words for name in printed(one))}


def _series(edited: Edited) -> Iterator[EntityId]:
    """The series in which it may matter now what the figures count."""
    yield from (name for name, (old, new) in edited.series.items() if _quantity(old) != _quantity(new))
    for pair in edited.facts.values():
        if len({(fact.series, _counts(fact)) for fact in pair}) > 1:
            yield from (fact.series for fact in pair if fact.series)


def _by_series(facts: dict[FactId, Fact], dossier: Dossier) -> dict[FactId, Fact]:
    """In the order of their series: what leads the others there has to lead them here."""
    series = dict.fromkeys(fact.series for fact in facts.values() if fact.series)
    order = {fact: at for one in series for at, fact in enumerate(dossier.series_facts.get(one, ()))}
    return dict(sorted(facts.items(), key=lambda one: order.get(one[0], -1)))


def _quantity(series: Series) -> Hashable:
    return series.kind, series.unit, series.covers, series.origin.fields


def _counts(fact: Fact) -> Hashable:
    figure = fact.figure
    written = fact.origin.has("figure", "unit"), fact.origin.has("figure", "covers")
    return figure and (figure.unit, figure.covers, figure.words, written)


def _dated(dossier: Dossier, edited: Edited) -> Iterator[Event]:
    """The events whose date may not be that of a fact any more."""
    for old, new in edited.facts.values():
        if _dates(old) != _dates(new):
            ids = dict.fromkeys(one for fact in (old, new) for one, _ in named(fact))
            yield from (event for one in ids if isinstance(event := dossier.entities.get(one), Event))


def _dates(fact: Fact) -> Hashable:
    return fact.said, fact.when, fact.origin.has("when"), fact.event, fact.roles


def _with_stances(some: Some, dossier: Dossier, edited: Edited) -> None:
    for name, (old, new) in edited.facts.items():
        if old.by != new.by:
            _add(some, dossier, (one.told for one in dossier.stances_on.get(name, ())))


def _replaced(dossier: Dossier, edited: Edited) -> Iterator[FactId]:
    for pair in edited.facts.values():
        yield from (fact.replaces.fact for fact in pair if fact.replaces and fact.replaces.fact in dossier.facts)


def _alike(dossier: Dossier, edited: Edited, memory: Memory) -> dict[FactId, Fact]:
    """Each fact with the words of an edited one, as they are or were, in the order of the dossier."""
    entries = {entry for pair in edited.facts.values() for fact in pair for entry in fact.text.words}
    places = {place for entry in entries for place in memory.alike(*entry)}
    found = sorted((number, index, name) for name, number, index in places)
    facts = (dossier.sources[name].facts[index] for _, index, name in found)
    return {fact.id: fact for fact in facts}
