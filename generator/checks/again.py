"""Checking again after an edit that left every id as it was: only what the edit can have changed.

What holds before: the last check of everything, readers' problems and warnings counted, found nothing; since then, no
file came or went; briefing, vocabulary, redirects, languages, the day and all receipts are as they were; there are no
drafts, and nothing is broken. Then the problems found here are all that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks import RULES
from generator.checks.alone import chains_changed, nothing_names
from generator.checks.around import around
from generator.checks.edited import Edited, edited
from generator.checks.focus import CannotTell, focus
from generator.checks.memory import Memory, learn
from generator.checks.passages import collected
from generator.checks.rule import Reach, Rule
from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.model.receipts import Receipts


@dataclass(frozen=True, slots=True)
class Again:
    """Every problem of the dossier; and, if there is none, the rows of the memory that are others now (None: gone).

    With a problem the memory stays that of the last check that found nothing.
    """

    problems: list[Problem]
    memory: dict[str, bytes | None]


def check_again(
    dossier: Dossier,
    before: Mapping[str, Any],
    memory: Mapping[str, bytes],
    *,
    receipts: Iterable[Receipts],
) -> Again | None:
    """All problems after an edit, in no order; None where only a check of everything could tell.

    `before`: each edited source, entity and series as it was at the last check. `memory`: see memory.py; it is looked
    up and never gone through, as are the tables of the dossier. `receipts`: those of the edited sources.
    """
    rows, changed = Memory(memory), edited(dossier, before)
    if changed is None or not rows.known():
        return None
    if not changed:
        return Again([], {})
    refused = bool(rows.ids("refused"))
    learn(rows, changed)
    skipped = Reach.IDS | Reach.CHAINS | Reach.USE
    if rows.ids("refused"):
        skipped |= Reach.DATES  # event-date says nothing then
    elif refused:
        return None  # and now it may, of any event
    try:
        if nothing_names(dossier, changed, before, rows) or chains_changed(dossier, changed, rows):
            return None
        problems = list(_problems(dossier, changed, rows, skipped, tuple(receipts)))
    except CannotTell:
        return None
    return Again(problems, {} if problems else rows.changes)


def _problems(
    dossier: Dossier, changed: Edited, rows: Memory, skipped: Reach, receipts: tuple[Receipts, ...]
) -> Iterator[Problem]:
    for reach, rules in _by_reach(skipped).items():
        part = focus(dossier, around(reach, dossier, changed, rows), receipts)
        with collected(part):
            for rule in rules:
                yield from rule.problems(part)


def _by_reach(skipped: Reach) -> dict[Reach, list[Rule]]:
    found: dict[Reach, list[Rule]] = {}
    for rule in RULES:
        if not rule.reach & skipped:
            found.setdefault(rule.reach, []).append(rule)
    return found
