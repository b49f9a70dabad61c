"""All that was read from one content folder, in the order of the file names."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.briefing import Briefing, Vocabulary
from generator.model.entity import Entity
from generator.model.receipts import Receipts
from generator.model.redirects import Redirects
from generator.model.series import Series
from generator.model.source import Source


@dataclass(frozen=True, slots=True)
class Records:
    briefing: Briefing | None = None
    vocabulary: Vocabulary | None = None
    redirects: Redirects | None = None
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()  # actors, weapons, events, places
    series: tuple[Series, ...] = ()
    receipts: tuple[Receipts, ...] = ()  # of the sources that have some
    broken: frozenset[str] = frozenset()  # ids that were written but could not be read

    @property
    def drafts(self) -> tuple[Entity | Series, ...]:
        """What is marked as written before the first fact that names it."""
        things: tuple[Entity | Series, ...] = (*self.entities, *self.series)
        return tuple(one for one in things if one.draft)
