"""Work in a thread that another thread ends, at whatever it is doing."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest

from generator.live.stoppable import Stoppable, Stopped

PATIENCE = 30.0


def forever(begun: threading.Event) -> None:
    begun.set()
    while True:
        with contextlib.suppress(Exception):  # as work may do
            sum(range(1000))


def test_it_gives_what_the_work_gives_and_raises_what_it_raises() -> None:
    work = Stoppable()
    assert work.run(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        work.run(lambda: 1 // 0)


def test_work_that_never_ends_is_stopped() -> None:
    work, begun, ended = Stoppable(), threading.Event(), list[str]()

    def run() -> None:
        try:
            work.run(lambda: forever(begun))
        except Stopped:
            ended.append("stopped")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert begun.wait(PATIENCE)
    work.stop()
    thread.join(PATIENCE)
    assert ended == ["stopped"]
    assert work.run(lambda: 7) == 7


def test_nothing_is_stopped_where_nothing_works() -> None:
    work = Stoppable()
    work.stop()
    assert work.run(lambda: 7) == 7
    work.stop()


def test_whoever_is_stopped_at_the_very_end_is_stopped_inside_or_not_at_all() -> None:
    """However the two threads meet: after `run` nothing arrives any more."""
    work, found, done = Stoppable(), list[str](), threading.Event()

    def run() -> None:
        while not done.is_set():
            try:
                work.run(lambda: None)
                found.append("whole")
            except Stopped:
                found.append("stopped")
            for _ in range(50):  # where something that came late would be raised
                found[-1].upper()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        work.stop()
        time.sleep(0)
    done.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert "whole" in found
