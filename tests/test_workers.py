"""Several processes for one build: the same results and errors as one, and nothing left behind, whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.errors import BriefingError
from generator.workers import each

# Workers write their process ids into a folder and wait.
WAITING = """
import os, sys, time
from pathlib import Path
from generator import publish, workers
from generator.errors import BriefingError
folder = Path(sys.argv[1])

def work(number):
    (folder / f"{number}.pid").write_text(str(os.getpid()))
    time.sleep(60)

try:
    with publish.replacing(folder / "site"):
        for _ in workers.each(work, range(2), 2):
            pass
except BriefingError as error:
    print(error.message)
    sys.exit(error.code)
"""


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_unit_once(jobs: int) -> None:
    base = 1000  # inherited by the processes: nothing but units and results is sent
    assert dict(each(lambda n: n + base, range(20), jobs)) == {n: n + base for n in range(20)}
    assert list(each(lambda n: n, [], jobs)) == []


def test_they_are_other_processes() -> None:
    def work(_: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    found = {pid for _, pid in each(work, range(8), 2)}
    assert os.getpid() not in found
    assert len(found) == 2


class _NoPickle(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")
        self.beyond = lambda: one


def test_an_error_is_the_parents_own() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise _NoPickle("of", str(number))
        return number

    for jobs in (1, 2):
        with pytest.raises(_NoPickle, match="of 3"):
            list(each(work, range(6), jobs))


def _started(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    run = subprocess.Popen([sys.executable, "-c", WAITING, folder], stdout=subprocess.PIPE, text=True)
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


def test_a_killed_worker_ends_the_build_in_words(tmp_path: Path) -> None:
    run, pids = _started(tmp_path)
    os.kill(pids[0], signal.SIGKILL)
    said, _ = run.communicate(timeout=30)
    assert (run.returncode, said) == (3, "a process of this build was killed\n")
    assert _gone(pids)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_build_takes_its_workers_along(tmp_path: Path, sign: signal.Signals) -> None:
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


def test_one_process_where_none_can_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert {pid for _, pid in each(lambda _: os.getpid(), range(3), 2)} == {os.getpid()}


def test_the_error_says_what_to_do() -> None:
    with pytest.raises(BriefingError) as told:
        list(each(lambda _: os.kill(os.getpid(), signal.SIGKILL), range(2), 2))
    assert "--jobs 1" in told.value.hint
