"""A little work in a process beside this one, where one can be forked; else here, when its result is asked for.

For what asks the file system thousands of questions, or checks a dossier, while this process does something else.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import TypeVar

from generator.workers import dies_with_parent

T = TypeVar("T")


class Stopped(Exception):
    """Somebody stopped the work before its result was there."""


class Aside:
    """Begins at once. `work` may change nothing that this process has, and is done again here if it fails there."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work = work
        self._child = 0
        self._stopped = False
        self._lock = threading.Lock()
        if hasattr(os, "fork"):
            self._pipe, end = os.pipe()
            try:
                self._child = os.fork()
            except OSError:  # too little memory, or too many processes
                os.close(self._pipe)
            else:
                if not self._child:
                    _child(work, end)
            os.close(end)

    def result(self) -> bytes:
        """What `work` returned. Raises what it raises, and Stopped. To be asked for once."""
        said = b""
        if self._child:
            with os.fdopen(self._pipe, "rb") as pipe:
                said = pipe.read()
            self._end()
        if self._stopped:
            raise Stopped
        return said[1:] if said else self._work()

    def stop(self) -> None:
        """From any thread: end the work, if it is not done."""
        self._stopped = True
        with self._lock, contextlib.suppress(ProcessLookupError):
            if self._child:
                os.kill(self._child, signal.SIGKILL)

    def _end(self) -> None:
        with self._lock:  # afterwards its number may be somebody else's
            os.waitpid(self._child, 0)
            self._child = 0

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Whatever has not been asked for is not wanted any more; nothing of it goes on afterwards."""
        if self._child:
            os.close(self._pipe)
            self.stop()
            self._end()


def halved(work: Callable[[Sequence[T]], bytes], items: Sequence[T], *, two: bool) -> tuple[bytes, bytes]:
    """What `work` gives of every other item, and of the rest; at the same time, by `two` processes."""
    some, others = items[::2], items[1::2]
    if not two:
        return work(some), work(others)
    with Aside(partial(work, some)) as aside:
        here = work(others)
        return aside.result(), here


def _child(work: Callable[[], bytes], end: int) -> None:
    """In the other process, which ends here, whatever happens; it says nothing where it fails."""
    code = 1
    try:
        dies_with_parent()
        gc.disable()  # it ends soon, and what it shares with its parent would be copied
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(end, "wb") as pipe:
            pipe.write(b"+" + work())
        code = 0
    finally:
        os._exit(code)
