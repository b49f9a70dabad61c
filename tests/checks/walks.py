"""Walks of random edits: after each, a check of everything and one of what the edit reaches are held together."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from difflib import unified_diff

from generator.checks import check
from generator.checks.again import check_again
from generator.checks.edited import edited
from generator.checks.memory import memory_of
from generator.errors import Problem
from tests.checks.edits import State
from tests.checks.guarded import Guarded, LookedUp


@dataclass(slots=True)
class Tally:
    """What became of the edits of one walk."""

    outside: int = 0  # another link, or what else is not promised for
    unknown: Counter[str] = field(default_factory=Counter)  # None: with the codes that everything has, or none
    clean: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def tried(self) -> int:
        return self.clean + sum(self.unknown.values()) + sum(self.codes.values())


def holds(old: State, new: State) -> bool:
    """What `check_again` wants to hold, but for the last check."""
    return (
        not new.records.broken
        and not new.records.drafts
        and old.dossier.as_of == new.dossier.as_of
        and old.records.briefing is new.records.briefing
        and old.records.vocabulary is new.records.vocabulary
        and old.records.receipts == new.records.receipts
        and edited(new.dossier, old.differing(new)) is not None
    )


def step(old: State, new: State, memory: dict[str, bytes], tally: Tally) -> bool:
    """Hold both checks against each other; whether the new state has no problem at all. The memory is kept up."""
    if not holds(old, new):
        tally.outside += 1
        return False
    full = sorted(check(new.dossier))
    before = old.differing(new)
    receipts = [one for one in new.records.receipts if one.source in before]
    again = check_again(Guarded(new.dossier), before, LookedUp(memory), receipts=receipts)
    if again is None:
        tally.unknown[", ".join(sorted({one.code for one in full})) or "nothing"] += 1
        if not full and not new.problems:
            memory.clear()
            memory.update(memory_of(new.dossier))
            return True
        return False
    wrong = set(again.problems) ^ set(full)
    assert sorted(again.problems) == full, _said(sorted(wrong), old, new)
    if full:
        assert not again.memory
        tally.codes.update({", ".join(sorted({one.code for one in full})): 1})
        return False
    tally.clean += 1
    if new.problems:
        return False
    for key, row in again.memory.items():
        if row is None:
            del memory[key]
        else:
            memory[key] = row
    assert memory == dict(memory_of(new.dossier))
    return True


def _said(problems: list[Problem], old: State, new: State) -> str:
    """What only one of the two checks finds, and the lines that an edit left or made."""
    lines = [
        f"{name}: {line}"
        for name, text in new.files.items()
        for line in unified_diff(old.files[name].splitlines(), text.splitlines(), lineterm="", n=0)
    ]
    return "\n".join([*map(str, problems), *lines])


def walk(start: State, seed: int, edits: int) -> Tally:
    """Many edits, one after the other: of those that leave no problem, some stay."""
    rng, tally, here = random.Random(seed), Tally(), start  # noqa: S311 - the same edits in every run
    assert not start.problems
    assert not check(start.dossier)
    memory = dict(memory_of(here.dossier))
    for _ in range(edits):
        new = here.edited(rng)
        if new is None:
            continue
        kept = dict(memory)
        if step(here, new, kept, tally) and rng.random() < 0.5:
            here, memory = new, kept
    return tally
