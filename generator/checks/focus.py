"""A part of a dossier that rules go through as if it were all of it. What they look up is still found everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from generator.dossier.dossier import Dossier
from generator.model.entity import Entity
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.receipts import Receipts
from generator.model.records import Records
from generator.model.series import Series
from generator.model.source import Source

K = TypeVar("K")
V = TypeVar("V")


class CannotTell(Exception):
    """What is asked for needs a look at everything."""


class Lookups(Mapping[K, V]):
    """A table that nobody goes through: it would take all that was left out of the focus."""

    def __iter__(self) -> Iterator[K]:
        raise CannotTell

    def __len__(self) -> int:
        raise CannotTell


class Part(Lookups[K, V]):
    """Gone through are `rows`, or nothing may be; looked up is the whole table."""

    def __init__(self, whole: Mapping[K, V], rows: Mapping[K, V] | None = None) -> None:
        self.whole, self.rows = whole, rows

    def __getitem__(self, key: K) -> V:
        return self.whole[key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self.whole.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self.whole

    def _rows(self) -> Mapping[K, V]:
        if self.rows is None:
            raise CannotTell
        return self.rows

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def values(self) -> ValuesView[V]:
        return self._rows().values()

    def items(self) -> ItemsView[K, V]:
        return self._rows().items()


def all_of(table: Mapping[Any, V]) -> Mapping[Any, V]:
    """A table that has to be seen whole: a hint that looks for what is alike."""
    if isinstance(table, Part):
        raise CannotTell
    return table


@dataclass(slots=True)
class Some:
    """The records that are gone through. `facts` are in the order of the dossier where rules need it.

    `whole`: sources are shown with all of their facts, not with those of `facts` alone.
    """

    sources: dict[EntityId, Source] = field(default_factory=dict)
    entities: dict[EntityId, Entity] = field(default_factory=dict)
    series: dict[EntityId, Series] = field(default_factory=dict)
    facts: dict[FactId, Fact] = field(default_factory=dict)
    briefing: bool = False
    whole: bool = False


def focus(dossier: Dossier, some: Some, receipts: Iterable[Receipts] = ()) -> Dossier:
    """The dossier, of which only some is gone through. Nothing is taken of `dossier.records`."""
    return Dossier(
        languages=dossier.languages,
        records=Records(
            briefing=dossier.briefing,
            sources=tuple(some.sources.values()),
            entities=tuple(some.entities.values()),
            series=tuple(some.series.values()),
            receipts=tuple(one for one in receipts if one.source in some.sources),
        ),
        briefing=dossier.briefing if some.briefing else None,
        units=dossier.units,
        sources=Part(dossier.sources, some.sources if some.whole else _cut(some)),
        entities=Part(dossier.entities, some.entities),
        series=Part(dossier.series, some.series),
        facts=Part(dossier.facts, some.facts),
        as_of=dossier.as_of,
        mentions=Part(dossier.mentions),
        parts=Part(dossier.parts),
        event_facts=Part(dossier.event_facts),
        series_facts=Part(dossier.series_facts),
        stances_on=Part(dossier.stances_on),
        stances_by=Part(dossier.stances_by),
        replaced_by=Part(dossier.replaced_by),
        shares_of=Part(dossier.shares_of),
        old_keys=Part(dossier.old_keys),
    )


def _cut(some: Some) -> dict[EntityId, Source]:
    """The sources with those of their facts that are looked at."""
    facts: dict[EntityId, list[Fact]] = defaultdict(list)
    for fact in some.facts.values():
        facts[fact.source].append(fact)
    return {name: replace(source, facts=tuple(facts[name])) for name, source in some.sources.items()}
