"""What an edit changed in the records, beyond where they stand in their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any

from generator.dossier.dossier import Dossier
from generator.model.entity import Entity
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.series import Series
from generator.model.source import Source

Pair = tuple[Any, Any]  # as it was, and as it is


@dataclass(slots=True)
class Edited:
    """Each changed record, before and now. `sources` are those with another header or with a changed fact."""

    sources: dict[EntityId, tuple[Source, Source]] = field(default_factory=dict)
    facts: dict[FactId, tuple[Fact, Fact]] = field(default_factory=dict)
    entities: dict[EntityId, tuple[Entity, Entity]] = field(default_factory=dict)
    series: dict[EntityId, tuple[Series, Series]] = field(default_factory=dict)

    def pairs(self) -> Iterator[Pair]:
        """All of them."""
        for some in (self.sources, self.facts, self.entities, self.series):
            yield from some.values()

    def __bool__(self) -> bool:
        return bool(self.sources or self.entities or self.series)


def edited(dossier: Dossier, before: Mapping[str, Any]) -> Edited | None:
    """What differs; None where a record came, went, is of another kind, in another file, or a part of another thing."""
    found = Edited()
    for name, old in before.items():
        ident = EntityId(name)
        table: Mapping[EntityId, Any] = (
            dossier.sources
            if isinstance(old, Source)
            else dossier.series
            if isinstance(old, Series)
            else dossier.entities
        )
        new = table.get(ident)
        if new is None or type(new) is not type(old) or new.origin.path != old.origin.path:
            return None
        if isinstance(new, Source):
            if [fact.id for fact in old.facts] != [fact.id for fact in new.facts]:
                return None
            pairs = zip(old.facts, new.facts, strict=True)
            changed = {other.id: (one, other) for one, other in pairs if differ(one, other)}
            if changed or differ(old, new):
                found.sources[ident] = old, new
                found.facts.update(changed)
        elif (old.draft, getattr(old, "part_of", None)) != (new.draft, getattr(new, "part_of", None)):
            return None
        elif differ(old, new):
            (found.series if isinstance(new, Series) else found.entities)[ident] = old, new
    return found


@cache
def _values(record: Any) -> attrgetter[Any]:
    """All of a record but where it stands and what are records of their own."""
    return attrgetter(*(one.name for one in fields(record) if one.name not in ("origin", "facts")))


def differ(old: Any, new: Any) -> bool:
    """Whether two records differ in a value, or in which fields are written. A source: in its header."""
    if old is new:
        return False
    kind: Any = type(new)
    values = _values(kind)
    return bool(values(old) != values(new) or old.origin.fields != new.origin.fields)
