"""Several processes for one build, gone when it is: forked, so that they have the dossier already, or spawned.

A spawned process has nothing, and is sent what it works on, once. That costs more, so it pays later.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from generator.errors import BriefingError, Exit

if TYPE_CHECKING:
    from concurrent import futures

T = TypeVar("T")
R = TypeVar("R")
Work: TypeAlias = Callable[[T], R]
Parcel: TypeAlias = Callable[[], Work[T, R]]  # can be pickled, and gives the work wherever it is called

SPAWN = "BRIEFING_SPAWN"  # anything in it: spawn, also where processes can be forked
_PR_SET_PDEATHSIG = 1
_MOST = 61  # processes that Windows can wait for
_ENDING = (signal.SIGINT, signal.SIGTERM)
_SOME, _MUCH = 8_000_000, 32_000_000  # bytes
_HELD = [0]  # by this process, since it last gave back what was free
_WORK: list[Work[Any, Any]] = []  # what a process does; forked ones inherit it, since a closure cannot be sent
_PARCEL: list[Path] = []  # what a spawned one was sent, as a file


class Worth(NamedTuple):
    """How much work pays for one more process."""

    forked: int
    spawned: int


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def paying(jobs: int, much: int, worth: Worth) -> int:
    """How many of `jobs` processes so much work pays for, at least one."""
    return min(jobs, 1 + much // (worth.forked if _forks() else worth.spawned))


def each(
    work: Work[T, R], units: Iterable[T], jobs: int, parcel: Callable[[], Parcel[T, R]] | None = None
) -> Iterator[tuple[T, R]]:
    """`work` over every unit in up to `jobs` processes, as they are done.

    Where processes cannot be forked, the work goes to them as the `parcel`; without one, all is done here. A unit that
    fails elsewhere is done again here, so that an error is the same as in one process. Raises BriefingError (exit 3)
    where a process was killed.
    """
    units = list(units)
    if jobs < 2 or len(units) < 2 or not (parcel or _forks()):
        for unit in units:
            yield unit, work(unit)
        return
    from concurrent import futures  # most commands never get here
    from concurrent.futures.process import BrokenProcessPool

    some = min(jobs, len(units), _MOST if os.name == "nt" else jobs)
    begun = _forked(work, some) if _forks() or not parcel else _spawned(parcel, some)
    with begun as pool:
        try:
            with _uninterrupted():
                waiting = {pool.submit(_do, unit): unit for unit in units}
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


def _forks() -> bool:
    return hasattr(os, "fork") and not os.environ.get(SPAWN)


@contextlib.contextmanager
def _forked(work: Work[Any, Any], jobs: int) -> Iterator[futures.ProcessPoolExecutor]:
    _WORK.append(work)
    _return_memory()
    gc.freeze()  # what is shared stays shared: no collector writes into it
    try:
        with _pool("fork", jobs) as pool:
            yield pool
    finally:
        gc.unfreeze()
        _WORK.pop()


@contextlib.contextmanager
def _spawned(parcel: Callable[[], Parcel[Any, Any]], jobs: int) -> Iterator[futures.ProcessPoolExecutor]:
    import pickle
    import tempfile

    if os.name != "nt":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # begun with the first process it would let signals through again
    # As a file: Python's own way, a pipe, waits for ever for a process that ends before it has read all.
    number, name = tempfile.mkstemp(prefix="briefing-")
    try:
        with os.fdopen(number, "wb") as file:
            pickle.dump(parcel(), file, pickle.HIGHEST_PROTOCOL)
        with _pool("spawn", jobs, name) as pool:
            yield pool
    finally:
        Path(name).unlink(missing_ok=True)


@contextlib.contextmanager
def _pool(method: str, jobs: int, parcel: str = "") -> Iterator[futures.ProcessPoolExecutor]:
    import multiprocessing
    from concurrent import futures

    context = multiprocessing.get_context(method)
    pool = futures.ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(parcel,))
    # All begin before the pool's thread looks for one that has ended, as forked ones do: where one ends while another
    # is spawned, the thread fails, or never knows the last, and the build waits for ever.
    pool._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Signals wait while processes begin, here and in them: until `_begin` they would die of one with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _return_memory() -> None:
    """Give what is free back to the system, where the C library has a way: each process would count it as its own."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):  # Windows has no library without a name
        ctypes.CDLL(None).malloc_trim(0)


def _begin(parcel: str = "") -> None:
    """An interrupt is the parent's to answer; a parent that was killed takes its processes along."""
    gc.disable()  # what is made is kept, or part of no circle: looking for some took a quarter of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    if parcel:
        _PARCEL.append(Path(parcel))
    # Spawned ones go by the pipe everywhere, so that what other systems rely on is tried on this one.
    if parcel or not dies_with_parent():
        import threading

        threading.Thread(target=_end_with_parent, daemon=True).start()


def dies_with_parent() -> bool:
    """Have the kernel end this process with the thread that forked it; False where it cannot."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):
        return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) == 0)
    return False


def _end_with_parent() -> None:
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()  # a pipe that it holds, or its handle: both end with it, however it ends
        for path in _PARCEL:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        os._exit(Exit.MACHINE)


def _do(unit: Any) -> tuple[bool, Any]:
    _give_back()
    try:
        if not _WORK:
            _WORK.append(_opened(_PARCEL[0]))
        return True, _WORK[-1](unit)
    except Exception:
        return False, None


def _opened(parcel: Path) -> Work[Any, Any]:
    import pickle

    with parcel.open("rb") as file:
        make: Parcel[Any, Any] = pickle.load(file)  # noqa: S301 -- from our own parent, in a file that is the user's own
    return make()


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
