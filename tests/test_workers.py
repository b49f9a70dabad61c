"""Several processes for one build: the same results and errors as one, and nothing left behind, whoever is killed."""

from __future__ import annotations

import multiprocessing.spawn
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import pytest

from generator.errors import BriefingError
from generator.workers import SPAWN, Worth, each, paying
from tests.commands import ROOT

HOW = pytest.mark.parametrize("how", ["forked", "spawned"], indirect=True)


@pytest.fixture
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(SPAWN, "yes" if request.param == "spawned" else "")
    return str(request.param)


def sent(work: Callable[[Any], Any], units: Iterable[Any], jobs: int) -> Iterator[tuple[Any, Any]]:
    """`each`, of work that can be sent."""
    return each(work, units, jobs, lambda: partial(partial, work))


# Workers write their process ids into a folder and wait.
WAITING = """
import os, sys, time
from pathlib import Path
from functools import partial
from generator import publish
from generator.errors import BriefingError
from tests.test_workers import sent, wait
folder = Path(sys.argv[1])

try:
    with publish.replacing(folder / "site"):
        for _ in sent(partial(wait, folder), range(2), 2):
            pass
except BriefingError as error:
    print(error.message)
    sys.exit(error.code)
"""


def wait(folder: Path, number: int) -> None:
    (folder / f"{number}.pid").write_text(str(os.getpid()))
    time.sleep(60)


def add(base: int, number: int) -> int:
    return base + number


def who(_: int) -> int:
    time.sleep(0.5)
    return os.getpid()


class _NoPickle(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")
        self.beyond = lambda: one


def fail(number: int) -> int:
    if number == 3:
        raise _NoPickle("of", str(number))
    return number


def end(_: object, _number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@HOW
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_unit_once(jobs: int, how: str) -> None:
    assert dict(sent(partial(add, 1000), range(20), jobs)) == {n: n + 1000 for n in range(20)}
    assert list(sent(partial(add, 1000), [], jobs)) == []


def test_forked_processes_have_what_cannot_be_sent() -> None:
    base = 1000
    assert dict(each(lambda n: n + base, range(20), 2)) == {n: n + base for n in range(20)}


@HOW
def test_they_are_other_processes(how: str) -> None:
    found = {pid for _, pid in sent(who, range(8), 2)}
    assert os.getpid() not in found
    assert len(found) == 2


@HOW
def test_an_error_is_the_parents_own(how: str) -> None:
    for jobs in (1, 2):
        with pytest.raises(_NoPickle, match="of 3"):
            list(sent(fail, range(6), jobs))


def broken() -> Callable[[int], int]:
    raise MemoryError


def test_a_parcel_that_cannot_be_opened_is_worked_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPAWN, "yes")
    assert dict(each(partial(add, 1), range(3), 2, lambda: broken)) == {0: 1, 1: 2, 2: 3}


def _started(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    run = subprocess.Popen([sys.executable, "-c", WAITING, folder], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = [path.read_text() for path in folder.glob("*.pid")]
        if len(found) == 2 and all(found):
            return run, [int(pid) for pid in found]
        time.sleep(0.02)
    run.kill()
    run.communicate()
    raise AssertionError("the processes did not start")


def _gone(pids: list[int]) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@HOW
def test_a_killed_worker_ends_the_build_in_words(tmp_path: Path, how: str) -> None:
    run, pids = _started(tmp_path)
    os.kill(pids[0], signal.SIGKILL)
    said, _ = run.communicate(timeout=30)
    assert (run.returncode, said) == (3, "a process of this build was killed\n")
    assert _gone(pids)


@HOW
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_build_takes_its_workers_along(tmp_path: Path, sign: signal.Signals, how: str) -> None:
    """They would hold the lock of the output, and go on writing."""
    run, pids = _started(tmp_path)
    run.send_signal(sign)
    run.communicate(timeout=30)
    assert _gone(pids)
    run, pids = _started(_emptied(tmp_path))  # the lock is free
    run.kill()
    run.communicate()
    assert _gone(pids)


def _emptied(folder: Path) -> Path:
    for path in folder.glob("*.pid"):
        path.unlink()
    return folder


def test_one_process_where_none_can_be_forked_and_nothing_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPAWN, "yes")
    assert {pid for _, pid in each(lambda _: os.getpid(), range(3), 2)} == {os.getpid()}


def test_so_much_work_pays_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    worth = Worth(forked=10, spawned=20)
    monkeypatch.setenv(SPAWN, "")
    assert [paying(3, much, worth) for much in (0, 9, 10, 20, 1000)] == [1, 1, 2, 3, 3]
    monkeypatch.setenv(SPAWN, "yes")
    assert [paying(3, much, worth) for much in (0, 19, 20, 40, 1000)] == [1, 1, 2, 3, 3]


@HOW
def test_the_error_says_what_to_do(how: str) -> None:
    with pytest.raises(BriefingError) as told:
        list(sent(partial(end, None), range(2), 2))
    assert "--jobs 1" in told.value.hint


@pytest.mark.parametrize("size", [0, 10_000_000])
def test_a_process_that_ends_before_it_has_its_parcel(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However large that is: more than a pipe holds, and Python's own way would wait for ever."""
    monkeypatch.setenv(SPAWN, "yes")
    resource_tracker.ensure_running()  # it is begun with the same program
    monkeypatch.setattr(multiprocessing.spawn, "_python_exe", os.fsencode(shutil.which("false") or ""))
    for _ in range(20):  # some while others begin
        with pytest.raises(BriefingError, match="was killed"):
            list(sent(partial(end, bytes(size)), range(4), 4))
