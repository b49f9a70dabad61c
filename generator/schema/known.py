"""The ids that a dossier has, and which of them each field takes. A test holds the table against the checks' links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks.links import ACTOR, COUNTED
from generator.dossier.dossier import Dossier
from generator.model.briefing import Briefing
from generator.model.entity import Entity, Event
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import split_fact_id
from generator.model.series import Series
from generator.model.source import UNKNOWN, Source
from generator.model.terms import ENTITY_KINDS, Kind

MOST = 10_000  # ids of one kind that are offered; text editors are slow with more

KINDS: Mapping[tuple[type[Any], str], tuple[Kind, ...]] = {
    (Source, "publisher"): ACTOR,
    (Fact, "via"): ACTOR,
    (Fact, "event"): (Kind.EVENT,),
    (Fact, "series"): (Kind.SERIES,),
    (Fact, "stance"): ACTOR,
    (Figure, "covers"): COUNTED,
    (Figure, "split"): COUNTED,
    (Event, "place"): (Kind.PLACE,),
    (Series, "covers"): COUNTED,
    (Series, "about"): ENTITY_KINDS,
    (Briefing, "chart"): (Kind.SERIES,),
}
NEW = {"facts", "derived", "units"}  # mappings whose keys are ids that are made there


def kinds_of(record: type[Any], field: str) -> tuple[Kind, ...]:
    """The kinds of things that a field of ids takes; none for a field of units."""
    if field == "part_of" and issubclass(record, Entity):
        return (record.page,)
    return KINDS.get((record, field), ())


@dataclass(frozen=True, slots=True)
class Known:
    """Ids per kind, full ids of facts, units, and the names that sources give to their days; all sorted."""

    languages: tuple[str, ...]
    ids: Mapping[Kind, tuple[str, ...]]
    facts: tuple[str, ...]
    units: tuple[str, ...]
    days: tuple[str, ...]

    def of(self, kinds: Iterable[Kind], *more: str) -> list[str]:
        """What may stand in a field that takes these kinds, `more` words of the model first."""
        return [*more, *(one for kind in kinds for one in self.ids.get(kind, ()))]

    def keys(self) -> list[str]:
        """The facts' keys, as they are named inside their own source."""
        return sorted({fact.partition("#")[2] for fact in self.facts})


def known(dossier: Dossier) -> Known:
    ids: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for entity in dossier.entities.values():
        ids[entity.page].append(entity.id)
    ids[Kind.SERIES] = list(dossier.series)
    ids[Kind.SOURCE] = list(dossier.sources)
    return Known(
        languages=dossier.languages.all,
        ids={kind: _some(names) for kind, names in ids.items()},
        facts=tuple(f"{owner}#{key}" for owner, key in map(split_fact_id, sorted(dossier.facts)[:MOST])),
        units=_some(dossier.units),
        days=_some({name for source in dossier.sources.values() for name, _ in source.days}),
    )


def _some(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names)[:MOST])


PUBLISHER_WORDS = (str(UNKNOWN),)
