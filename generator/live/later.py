"""Checks that take long, as those of thousands of facts do, wait until the page that was saved is out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from generator.aside import Stopped
from generator.live.checking import Checking
from generator.load import Loaded

LONG = 0.1  # seconds of checking from which on an editor would notice
PAUSE = 0.3  # seconds after a save: the browser has its page by then


class Later:
    """One dossier that is shown and not yet checked. `wake` is called where it has errors, and `found` then has it."""

    def __init__(self, wake: Callable[[], None], fine: Callable[[Loaded], None]) -> None:
        self.found: Loaded | None = None
        self._wake, self._fine = wake, fine
        self._waiting: Loaded | None = None
        self._lock = threading.Lock()
        self._checking = Checking()

    def begin(self, loaded: Loaded) -> None:
        """Check this one soon; the one before counts no more."""
        with self._lock:
            self._waiting, self.found = loaded, None
        self._soon(self._check, loaded)

    def learn(self, loaded: Loaded) -> None:
        """This one was checked, and nothing waits: have the next check go on from there."""
        with self._lock:
            self._waiting = loaded
        self._soon(self._learn, loaded)

    def _soon(self, work: Callable[[Loaded], None], loaded: Loaded) -> None:
        timer = threading.Timer(PAUSE, self._unless_stopped, [work, loaded])
        timer.daemon = True
        timer.start()

    def _unless_stopped(self, work: Callable[[Loaded], None], loaded: Loaded) -> None:
        if self._waiting is loaded:
            try:
                work(loaded)
            except Stopped:
                if self._waiting is loaded:
                    self._soon(work, loaded)

    def wait(self) -> None:
        """Something was saved: let it be read and shown first."""
        self._checking.stop()

    def drop(self) -> None:
        with self._lock:
            self._waiting = self.found = None
        self._checking.stop()

    def _learn(self, loaded: Loaded) -> None:
        self._checking.learn(loaded, lambda: self._waiting is loaded)
        with self._lock:
            if self._waiting is loaded:
                self._waiting = None

    def _check(self, loaded: Loaded) -> None:
        problems = self._checking.problems(loaded, lambda: self._waiting is loaded)
        done = replace(loaded, problems=tuple(sorted([*loaded.problems, *problems])))
        with self._lock:
            if self._waiting is not loaded:
                return  # something else was saved meanwhile
            self._waiting = None
            if not done.errors:
                self._fine(done)
                return
            self.found = done
        self._wake()
