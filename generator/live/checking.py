"""Checks one dossier after the other: what the last one was told spares the next one most of it.

A check of everything is done in a process beside this one, where one can be forked: in a thread of this one, a preview
would take twice as long for whatever is saved meanwhile.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from operator import is_not
from typing import Any, NamedTuple, TypeVar

from generator.aside import Aside, Stopped
from generator.checks import check
from generator.checks.again import check_again
from generator.checks.memory import memory_of
from generator.dossier.dossier import Dossier
from generator.dossier.relink import differing
from generator.errors import Problem
from generator.load import Loaded

T = TypeVar("T")


class Base(NamedTuple):
    """A dossier in which a check of everything found nothing, and what is remembered of it (checks/memory.py)."""

    dossier: Dossier
    rows: dict[str, bytes]


class Checking:
    """May be asked from several threads, and answers one after the other."""

    def __init__(self) -> None:
        self.base: Base | None = None
        self._turn = threading.Lock()
        self._beside: Aside | None = None

    def learn(self, loaded: Loaded, wanted: Callable[[], bool]) -> None:
        """Remember a dossier that was checked already. Raises Stopped."""
        with self._turn:
            if _spotless(loaded):
                self.base = Base(loaded.dossier, self._run(lambda: dict(memory_of(loaded.dossier)), wanted))

    def problems(self, loaded: Loaded, wanted: Callable[[], bool]) -> list[Problem]:
        """All that the rules find. Raises Stopped, at the latest when it is not `wanted` any more as it begins."""
        with self._turn:
            found = self._again(loaded)
            return self._whole(loaded, wanted) if found is None else found

    def stop(self) -> None:
        """End a check of everything, if one goes on."""
        if beside := self._beside:
            beside.stop()

    def _again(self, loaded: Loaded) -> list[Problem] | None:
        base = self.base
        if base is None or not _spotless(loaded):
            return None
        before = _before(base.dossier, loaded.dossier)
        if before is None:
            return None
        receipts = [one for one in loaded.dossier.records.receipts if one.source in before]
        found = check_again(loaded.dossier, before, base.rows, receipts=receipts)
        if found is None:
            return None
        if not found.problems:
            for name, row in found.memory.items():
                if row is None:
                    base.rows.pop(name, None)
                else:
                    base.rows[name] = row
            self.base = Base(loaded.dossier, base.rows)
        return found.problems

    def _whole(self, loaded: Loaded, wanted: Callable[[], bool]) -> list[Problem]:
        def work() -> tuple[list[Problem], dict[str, bytes] | None]:
            problems = check(loaded.dossier, wanted)
            clean = not problems and _spotless(loaded) and wanted()
            return problems, dict(memory_of(loaded.dossier)) if clean else None

        problems, rows = self._run(work, wanted)
        if rows is not None:
            self.base = Base(loaded.dossier, rows)
        return problems

    def _run(self, work: Callable[[], T], wanted: Callable[[], bool]) -> T:
        with Aside(lambda: pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)) as beside:
            self._beside = beside
            try:
                if not wanted():  # any more, and whoever said so found nothing to stop
                    raise Stopped
                found: T = pickle.loads(beside.result())  # noqa: S301 -- from our own process
                return found
            finally:
                self._beside = None


def _spotless(loaded: Loaded) -> bool:
    """Whether what is remembered of it holds, if no rule finds anything: no drafts, and nothing is left out."""
    records, dossier = loaded.dossier.records, loaded.dossier
    return not (loaded.problems or records.broken or records.drafts or dossier.known)


def _before(old: Dossier, new: Dossier) -> dict[str, Any] | None:
    """Each edited source, entity and series as it was; None where something else is not as it was."""
    if (old.languages, old.as_of) != (new.languages, new.as_of):
        return None
    mine, its = old.records, new.records
    if any(getattr(mine, name) is not getattr(its, name) for name in ("briefing", "vocabulary", "redirects")):
        return None
    if len(mine.receipts) != len(its.receipts) or any(map(is_not, mine.receipts, its.receipts)):
        return None
    before: dict[str, Any] = {}
    for name in ("sources", "entities", "series"):
        some, others = getattr(mine, name), getattr(its, name)
        if len(some) != len(others):
            return None
        for one, other in differing(some, others):
            if one.id != other.id:
                return None
            before[one.id] = one
    return before
