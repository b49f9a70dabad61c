from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.aside import Aside


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


def test_without_processes_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with Aside(lambda: str(os.getpid()).encode()) as aside:
        assert int(aside.result()) == os.getpid()
