from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.aside import Aside, Stopped


def test_work_is_done_in_another_process() -> None:
    with Aside(lambda: str(os.getpid()).encode()) as aside:
        assert int(aside.result()) != os.getpid()


def test_work_that_fails_there_fails_here() -> None:
    def work() -> bytes:
        raise OSError("no such folder")

    with Aside(work) as aside, pytest.raises(OSError, match="no such folder"):
        aside.result()


def test_nothing_is_a_result_too() -> None:
    here = os.getpid()
    with Aside(lambda: b"here" if os.getpid() == here else b"") as aside:
        assert aside.result() == b""


def test_what_nobody_asks_for_ends(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work() -> bytes:
        begun.with_suffix(".part").write_text(str(os.getpid()))
        begun.with_suffix(".part").rename(begun)
        time.sleep(60)
        (tmp_path / "done").write_bytes(b"")
        return b""

    start = time.monotonic()
    with Aside(work):
        while not begun.exists():
            time.sleep(0.01)
    assert time.monotonic() - start < 30
    # Its own child only: whoever runs the tests may have others.
    with pytest.raises(ChildProcessError):
        os.waitpid(int(begun.read_text()), os.WNOHANG)
    assert not (tmp_path / "done").exists()


def test_work_is_stopped_from_another_thread() -> None:
    def work() -> bytes:
        time.sleep(60)
        return b""

    with Aside(work) as aside:
        threading.Timer(0.2, aside.stop).start()
        with pytest.raises(Stopped):
            aside.result()
        aside.stop()  # and once more, when there is nothing left


def test_work_goes_with_its_parent(tmp_path: Path) -> None:
    code = f"""
import os, pathlib, sys, time
from generator.aside import Aside
def work():
    pathlib.Path({str(tmp_path / "begun")!r}).write_text(str(os.getpid()))
    time.sleep(60)
Aside(work)
while True:
    time.sleep(1)
"""
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        while not (tmp_path / "begun").exists() or not (tmp_path / "begun").read_text():
            time.sleep(0.01)
        parent.kill()
    child, end = int((tmp_path / "begun").read_text()), time.monotonic() + 30
    while _lives(child) and time.monotonic() < end:
        time.sleep(0.01)
    assert not _lives(child)


def _lives(process: int) -> bool:
    """Neither gone nor a zombie that nobody waits for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_where_no_process_can_be_had_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "too many processes")

    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, "fork", refuse)
    with Aside(lambda: str(os.getpid()).encode()) as aside:
        assert int(aside.result()) == os.getpid()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_without_processes_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with Aside(lambda: str(os.getpid()).encode()) as aside:
        assert int(aside.result()) == os.getpid()
