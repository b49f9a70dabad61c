"""Checks that wait: of the newest dossier, once, and not while something that was saved is read and shown."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import check
from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.live import checking, later
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
    unchecked: Loaded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As of thousands of facts: the first one would never end."""
    runs = tmp_path / "runs"

    def endless(dossier: Dossier, wanted: Callable[[], bool]) -> list[Problem]:
        with runs.open("a") as file:
            file.write("x")
        while runs.read_text() == "x":
            check(dossier)
        return check(dossier, wanted)

    monkeypatch.setattr(checking, "check", endless)
    ends = Ends()
    ends.later.begin(unchecked)
    _until(runs.exists)
    ends.later.wait()
    assert ends.over.wait(PATIENCE)
    assert (runs.read_text(), len(ends.passed)) == ("xx", 1)


def test_what_was_dropped_is_not_checked_to_its_end(
    unchecked: Loaded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"

    def for_ever(dossier: Dossier, _: Callable[[], bool]) -> list[Problem]:
        (tmp_path / "part").write_text(str(os.getpid()))
        (tmp_path / "part").rename(begun)
        while True:
            check(dossier)

    monkeypatch.setattr(checking, "check", for_ever)
    ends = Ends()
    ends.later.begin(unchecked)
    _until(begun.exists)
    ends.later.drop()
    _until(lambda: not Path(f"/proc/{begun.read_text()}").exists())
    assert not ends.over.wait(2 * later.PAUSE)


def test_what_was_checked_is_learned_and_spares_the_next_check_most(
    unchecked: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = Ends()
    ends.later.learn(unchecked)
    _until(lambda: ends.later._checking.base is not None)
    monkeypatch.setattr(checking, "check", lambda *_: 1 / 0)
    ends.later.begin(replace(unchecked))
    assert ends.over.wait(PATIENCE)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
