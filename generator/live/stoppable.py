"""Work in a thread that another thread can end: while it goes on, everything else in this process takes twice as long.

Python lets a thread raise an exception in another one, at whatever it is doing. So this is for work that changes
nothing; and where this Python cannot do it, the work goes on to its end.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Stopped(BaseException):
    """Raised inside of the work; no `except Exception` there keeps it."""


class Stoppable:
    """Does one piece of work at a time."""

    def __init__(self) -> None:
        self._thread: int | None = None  # the one that works
        self._lock = threading.Lock()

    def run(self, work: Callable[[], T]) -> T:
        """What the work gives. Raises Stopped where it was stopped, and whatever it raises itself."""
        here = threading.get_ident()
        with self._lock:
            self._thread = here
        try:
            return work()
        finally:
            with self._lock:
                self._thread = None
                _raise_in(here, None)  # what was sent and has not arrived: the work was quicker

    def stop(self) -> None:
        """End the work, if there is any; it ends a moment later."""
        with self._lock:
            if self._thread is not None:
                _raise_in(self._thread, Stopped)
                self._thread = None


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """None: nothing any more."""
    if hasattr(ctypes, "pythonapi"):
        what = ctypes.py_object() if kind is None else ctypes.py_object(kind)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
