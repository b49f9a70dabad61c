"""Several processes for one build: forked, so that they have the dossier already, and gone when the build is."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.errors import BriefingError, Exit

if TYPE_CHECKING:
    from concurrent import futures

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1
_SOME, _MUCH = 8_000_000, 32_000_000  # bytes
_HELD = [0]  # by this process, since it last gave back what was free
_WORK: list[Callable[[Any], Any]] = []  # what forked processes do: inherited, since a closure cannot be sent


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[T], R], units: Iterable[T], jobs: int) -> Iterator[tuple[T, R]]:
    """`work` over every unit in up to `jobs` processes, as they are done; here, where processes cannot be forked.

    A unit that fails elsewhere is done again here, so that an error is the same as in one process. Raises
    BriefingError (exit 3) where a process was killed.
    """
    units = list(units)
    if jobs < 2 or len(units) < 2 or not _can_fork():
        for unit in units:
            yield unit, work(unit)
        return
    from concurrent import futures  # most commands never get here
    from concurrent.futures.process import BrokenProcessPool

    with _pool(work, min(jobs, len(units))) as pool:
        waiting = {pool.submit(_do, unit): unit for unit in units}
        try:
            for one in futures.as_completed(list(waiting)):
                unit, (done, result) = waiting.pop(one), one.result()
                del one  # and with it the result, as soon as it is used
                if not done:
                    result = work(unit)
                yield unit, result
                del result
        except BrokenProcessPool:
            hint = "was there too little memory? Try again, or with --jobs 1; the old site is as it was"
            raise BriefingError("a process of this build was killed", hint=hint, code=Exit.MACHINE) from None


def _can_fork() -> bool:
    import multiprocessing

    return "fork" in multiprocessing.get_all_start_methods()


@contextlib.contextmanager
def _pool(work: Callable[[Any], Any], jobs: int) -> Iterator[futures.ProcessPoolExecutor]:
    import multiprocessing
    from concurrent import futures

    _WORK.append(work)
    _return_memory()
    gc.freeze()  # what is shared stays shared: no collector writes into it
    pool = futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        _WORK.pop()


def _return_memory() -> None:
    """Give what is free back to the system, where the C library has a way: each process would count it as its own."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _begin() -> None:
    """An interrupt is the parent's to answer; a parent that was killed takes its processes along."""
    gc.disable()  # what is made is kept, or part of no circle: looking for some took a quarter of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _do(unit: Any) -> tuple[bool, Any]:
    _give_back()
    try:
        return True, _WORK[-1](unit)
    except Exception:
        return False, None


def _give_back() -> None:
    """What units have needed, before the next one needs some on top."""
    now = _memory()
    if now > _HELD[0] + _SOME:
        if now > _HELD[0] + _MUCH:
            gc.collect()
        _return_memory()
        now = _HELD[0] = _memory()
    _HELD[0] = min(_HELD[0], now)


def _memory() -> int:
    """What this process holds, in bytes; 0 where that is not told."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    return 0
