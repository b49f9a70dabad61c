"""The linked dossier. Links to ids that do not exist are kept out of it; the checks report them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.errors import Position
from generator.model.briefing import Briefing, Unit
from generator.model.edtf import Edtf
from generator.model.entity import Entity
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.model.series import Series
from generator.model.source import Source
from generator.model.terms import StanceKind
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.dossier.ledger import Ledger
    from generator.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of the site, the default one first."""

    all: tuple[str, ...]

    @property
    def default(self) -> str:
        return self.all[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """A backlink: how a fact names an entity. `how` is a role, or by, via, covers, event, series, stance, text."""

    fact: FactId
    how: str


@dataclass(frozen=True, slots=True)
class StanceTaken:
    """What one party says of one fact: recorded by the fact `told`, about `fact`."""

    fact: FactId
    party: EntityId
    kind: StanceKind
    told: FactId
    scope: Text | None


@dataclass(frozen=True, slots=True)
class Known:
    """That a dossier holds only what was known on a day, and how much was left out for that reason."""

    day: Edtf
    left_out: int  # facts
    partial: frozenset[EntityId] = frozenset()  # sources that are not shown whole
    summary_left_out: bool = False
    statements_left_out: int = 0  # key judgements


@dataclass(frozen=True, slots=True)
class Dossier:
    """Mappings are in a fixed order: by id; facts by source and then in the order of the text.

    Values that are kept while a dossier changes are kept by the `ledger` of the followed one; see followed.py.
    """

    ledger: ClassVar[Ledger | None] = None

    languages: Languages
    records: Records
    briefing: Briefing | None
    units: Mapping[str, Unit]
    sources: Mapping[EntityId, Source]
    entities: Mapping[EntityId, Entity]
    series: Mapping[EntityId, Series]
    facts: Mapping[FactId, Fact]
    as_of: Edtf | None
    # computed, both ways
    mentions: Mapping[EntityId, tuple[Mention, ...]]
    parts: Mapping[EntityId, tuple[EntityId, ...]]
    event_facts: Mapping[EntityId, tuple[FactId, ...]]
    series_facts: Mapping[EntityId, tuple[FactId, ...]]
    stances_on: Mapping[FactId, tuple[StanceTaken, ...]]
    stances_by: Mapping[EntityId, tuple[StanceTaken, ...]]
    replaced_by: Mapping[FactId, FactId]
    shares_of: Mapping[FactId, tuple[FactId, ...]]
    old_keys: Mapping[FactId, tuple[str, ...]]  # by which a fact was known before; none is another fact's now
    known: Known | None = None  # none: everything is there

    def facts_of(self, source: EntityId) -> tuple[Fact, ...]:
        return self.sources[source].facts

    def fact_ids_of(self, source: EntityId) -> tuple[FactId, ...]:
        return tuple([fact.id for fact in self.sources[source].facts])

    def entire(self) -> Dossier:
        """Itself, for what reads nearly all of it and is made again after every edit."""
        return self

    def count_of(self, source: EntityId) -> int:
        """How many facts a source has."""
        return len(self.sources[source].facts)

    def place_of(self, record: Entity | Series | Source | Fact) -> Position:
        """Where a record begins in its file."""
        return record.origin.begin

    def origin_of(self, record: Entity | Series | Source | Fact) -> Origin:
        """All that is known of how a record is written. A page that tells of it asks here, not the record."""
        return record.origin

    def mentioned(self, entity: EntityId, *how: str) -> tuple[Fact, ...]:
        """The facts that name an entity in one of the given ways (any way without), each once, in order."""
        found = (m.fact for m in self.mentions.get(entity, ()) if not how or m.how in how)
        return tuple(self.facts[fact] for fact in dict.fromkeys(found))
