"""Checks that wait: of the newest dossier, once, and not while something that was saved is read and shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import check
from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.live import later
from generator.live.later import Later
from generator.load import Loaded, load
from generator.settings import read_settings

PATIENCE = 30.0
SOURCE = "content/sources/2031-05-strait-herald.yaml"


class Ends:
    """What became of the checks."""

    def __init__(self) -> None:
        self.woken, self.passed, self.over = 0, list[Loaded](), threading.Event()
        self.later = Later(self._wake, self._fine)

    def _wake(self) -> None:
        self.woken += 1
        self.over.set()

    def _fine(self, loaded: Loaded) -> None:
        self.passed.append(loaded)
        self.over.set()


@pytest.fixture
def unchecked(starter: Path) -> Loaded:
    return replace(load(read_settings(starter, ("en", "fr"))), problems=())


def test_a_good_dossier_is_fine(unchecked: Loaded) -> None:
    ends = Ends()
    ends.later.begin(unchecked)
    assert ends.over.wait(PATIENCE)
    assert (ends.woken, [one.dossier for one in ends.passed], ends.later.found) == (0, [unchecked.dossier], None)


def test_one_with_errors_wakes_whoever_builds(starter: Path) -> None:
    text = (starter / SOURCE).read_text("utf-8")
    (starter / SOURCE).write_text(text.replace("by: varland-coastguard", "by: nobody-at-all"), "utf-8")
    ends = Ends()
    ends.later.begin(replace(load(read_settings(starter, ("en", "fr"))), problems=()))
    assert ends.over.wait(PATIENCE)
    assert (ends.woken, ends.passed) == (1, [])
    assert ends.later.found
    assert "unknown-reference" in {one.code for one in ends.later.found.errors}


def test_a_check_makes_way_for_what_was_saved_and_begins_again(
    unchecked: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, runs = threading.Event(), list[int]()

    def as_of_thousands_of_facts(dossier: Dossier, wanted: Callable[[], bool]) -> list[Problem]:
        runs.append(len(runs))
        begun.set()
        while len(runs) == 1:
            check(dossier)
        return check(dossier, wanted)

    monkeypatch.setattr(later, "check", as_of_thousands_of_facts)
    ends = Ends()
    ends.later.begin(unchecked)
    assert begun.wait(PATIENCE)
    ends.later.wait()
    assert ends.over.wait(PATIENCE)
    assert (len(runs), len(ends.passed)) == (2, 1)


def test_what_was_dropped_is_not_checked_to_its_end(unchecked: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def for_ever(dossier: Dossier, _: Callable[[], bool]) -> list[Problem]:
        begun.set()
        try:
            while True:
                check(dossier)
        finally:
            ended.set()

    monkeypatch.setattr(later, "check", for_ever)
    ends = Ends()
    ends.later.begin(unchecked)
    assert begun.wait(PATIENCE)
    ends.later.drop()
    assert ended.wait(PATIENCE)
    assert not ends.over.wait(2 * later.PAUSE)
