"""What the timeline shows: dated events, facts that are said to hold at a date, and statements by the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.dossier.dossier import Dossier
from generator.dossier.status import origin
from generator.dossier.watched import scan, whole
from generator.model.edtf import Edtf
from generator.model.entity import Event
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.render.dates import sort_key

Lane = Literal["event", "happened", "said"]
LANES: tuple[Lane, ...] = ("event", "happened", "said")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `event` for an event's own row; else the facts it stands for: one, or all of one statement."""

    when: Edtf | None
    lane: Lane
    event: EntityId | None
    facts: tuple[FactId, ...]

    def __str__(self) -> str:
        """Tells it from all others, and its words with it."""
        return f"{self.lane} {self.when or ''} {self.event or ''} {' '.join(self.facts)}"

    @property
    def month(self) -> tuple[int, int]:
        """Year and month of the beginning, of the end where that is open; month 0 for a whole year."""
        for date in self.when.dates if self.when else ():
            if date:
                return date.year, date.month
        return 0, 0


def entries(dossier: Dossier) -> list[Entry]:
    """Every row in the order of time, the undated events last."""
    facts, facts_of = scan(dossier.facts, "when", "said", "by", "event"), whole(dossier.event_facts)
    rows = [
        Entry(entity.when, "event", entity.id, facts_of.get(entity.id, ()))
        for entity in scan(dossier.entities, "when")
        if isinstance(entity, Event)
    ]
    shown = {(row.event, str(row.when)) for row in rows}
    rows.extend(
        Entry(fact.when, "happened", None, (fact.id,))
        for fact in facts
        if fact.when and (fact.event, str(fact.when)) not in shown  # the event's own row tells of those
    )
    statements: dict[tuple[str, str], tuple[Edtf, list[FactId]]] = {}
    for fact in facts:
        statements.setdefault((str(fact.said), origin(fact)), (fact.said, []))[1].append(fact.id)
    rows.extend(Entry(said, "said", None, tuple(ids)) for said, ids in statements.values())
    return sorted(rows, key=_order)


def told_by(row: Entry, dossier: Dossier) -> list[Fact]:
    """The facts whose words a row shows; of an event the one that gives its date, else its first, if it has any."""
    facts = [dossier.facts[ident] for ident in row.facts if ident in dossier.facts]
    if row.event is None or not facts:
        return facts
    return [next((fact for fact in facts if row.when and row.when in (fact.when, fact.said)), facts[0])]


def _order(row: Entry) -> tuple[bool, tuple[int, int], tuple[int, int, str], int, str]:
    key = sort_key(row.when) if row.when else (0, 0, "")
    return row.when is None, row.month, key, LANES.index(row.lane), row.event or row.facts[0]
