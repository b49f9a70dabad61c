"""Two things that a look around an edit does not show: that nothing names a thing any more, and where chains lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.checks.edited import Edited
from generator.checks.memory import Memory, takes, used
from generator.checks.references import written
from generator.dossier.dossier import Dossier
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.source import Source


def nothing_names(dossier: Dossier, edited: Edited, before: Mapping[str, Any], rows: Memory) -> bool:
    """Whether orphan-entity may find something: only words of facts that nobody looks up could name a thing now."""
    lost = {EntityId(one) for old, new in edited.pairs() for one in takes(old) - takes(new)}
    things = (one for one in lost if one in dossier.entities or one in dossier.series)
    if any(not used(dossier, one) and not _taken(dossier, one, rows) for one in things):
        return True
    alone = set(rows.ids("alone"))
    if not alone:
        return False
    sources = [one for one in before.values() if isinstance(one, Source)]
    was = written(fact for one in sources for fact in one.facts)
    now = written(fact for one in sources for fact in dossier.sources[one.id].facts)
    return bool(alone & (was - now))


def _taken(dossier: Dossier, thing: EntityId, rows: Memory) -> bool:
    """Whether a source has it as its publisher, or an event as its place."""
    for name in map(EntityId, rows.named(thing)):
        record = dossier.sources.get(name) or dossier.entities.get(name)
        if record is not None and thing in takes(record):
            return True
    return False


def chains_changed(dossier: Dossier, edited: Edited, rows: Memory) -> bool:
    """Whether reference-cycle or replaced-twice may find something."""
    for name, (old, new) in edited.facts.items():
        target = _replaced(new)
        if target != _replaced(old) and target:
            others = (dossier.facts[FactId(one)] for one in rows.named(target) if "#" in one and one != name)
            if any(_replaced(other) == target for other in others):
                return True
        if any(follow(old) != follow(new) and _circles(dossier, name, follow) for follow in (_replaced, _whole)):
            return True
    return False


def _replaced(fact: Fact) -> FactId | None:
    return fact.replaces.fact if fact.replaces else None


def _whole(fact: Fact) -> FactId | None:
    return fact.figure.of if fact.figure else None


def _circles(dossier: Dossier, start: FactId, follow: Callable[[Fact], FactId | None]) -> bool:
    """Whether what a fact leads to leads back to it. To itself at once is self-reference."""
    seen = {start}
    here = follow(dossier.facts[start])
    while here and here in dossier.facts and here not in seen:
        seen.add(here)
        here = follow(dossier.facts[here])
    return here in seen and len(seen) > 1
