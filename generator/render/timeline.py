"""What the timeline shows: dated events, facts that are said to hold at a date, and statements by the day."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from generator.dossier.dossier import Dossier
from generator.dossier.status import origin
from generator.dossier.watched import scan, whole
from generator.model.edtf import Edtf
from generator.model.entity import Event
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.render.dates import by_object, sort_key

Lane = Literal["event", "happened", "said"]
LANES: tuple[Lane, ...] = ("event", "happened", "said")
Order = tuple[bool, tuple[int, int], tuple[int, int, str], int, str]  # no two rows have the same
Statement = tuple[str, str]  # the day, and who speaks
DatesOfEvents = Container[tuple[EntityId, str]]

_written = by_object(str)


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
        of_event(entity, facts_of.get(entity.id, ()))
        for entity in scan(dossier.entities, "when")
        if isinstance(entity, Event)
    ]
    shown = {date for row in rows if (date := date_of(row))}
    rows.extend(row for fact in facts if (row := happened(fact, shown)))
    statements: dict[Statement, tuple[Edtf, list[FactId]]] = {}
    for fact in facts:
        statements.setdefault(statement(fact), (fact.said, []))[1].append(fact.id)
    rows.extend(of_statement(said, ids) for said, ids in statements.values())
    return sorted(rows, key=order)


def of_event(event: Event, facts: tuple[FactId, ...]) -> Entry:
    return Entry(event.when, "event", event.id, facts)


def date_of(row: Entry) -> tuple[EntityId, str] | None:
    """The event that a row is of, with its date, where it has one."""
    return (row.event, _written(row.when)) if row.event and row.when else None


def happened(fact: Fact, shown: DatesOfEvents) -> Entry | None:
    """The row of what a fact says to hold at a date. None where the event's own row tells of that."""
    if not fact.when or (fact.event and (fact.event, _written(fact.when)) in shown):
        return None
    return Entry(fact.when, "happened", None, (fact.id,))


def statement(fact: Fact) -> Statement:
    """Facts that were said on one day by one party are one statement."""
    return _written(fact.said), origin(fact)


def of_statement(said: Edtf, facts: list[FactId]) -> Entry:
    return Entry(said, "said", None, tuple(facts))


def told_by(row: Entry, dossier: Dossier) -> list[Fact]:
    """The facts whose words a row shows; of an event the one that gives its date, else its first, if it has any."""
    facts = [dossier.facts[ident] for ident in row.facts if ident in dossier.facts]
    if row.event is None or not facts:
        return facts
    return [next((fact for fact in facts if row.when and row.when in (fact.when, fact.said)), facts[0])]


def order(row: Entry) -> Order:
    key = sort_key(row.when) if row.when else (0, 0, "")
    return row.when is None, row.month, key, LANES.index(row.lane), row.event or row.facts[0]
