"""What a command costs: time on the clock, time of the processor, memory of its processes. Linux only.

Processor time and the largest process are the kernel's own sums over the command and every process that it waited for.
The memory of the whole tree is sampled: the proportional set size (shared pages divided among those who share them) of
every process of the command's session, some twenty times a second; a peak between two samples is not seen.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and MB (2**20 bytes). `code` is the exit code of the command that failed, or 0."""

    wall: float
    user: float
    system: float
    largest: float
    tree: float
    code: int

    @property
    def cpu(self) -> float:
        return self.user + self.system


def cost(commands: Sequence[Sequence[str]], folder: Path, environment: dict[str, str]) -> Cost:
    """Run commands one after the other, each in a session of its own; stops at the first that fails."""
    user = system = largest = tree = 0.0
    code = 0
    start = time.perf_counter()
    for command in commands:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        sampler.stop()
        user, system = user + used.ru_utime, system + used.ru_stime
        largest, tree = max(largest, used.ru_maxrss / 1024), max(tree, sampler.most / MB)
        if code:
            break
    return Cost(time.perf_counter() - start, user, system, largest, tree, code)


class _Sampler(threading.Thread):
    """Samples the memory of a session until stopped. Rests at least twenty times as long as a sample took."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.most = session, 0
        self._over = threading.Event()

    def run(self) -> None:
        rest = 0.0
        while not self._over.wait(rest):
            start = time.perf_counter()
            self.most = max(self.most, sum(map(_proportional, processes(self.session))))
            rest = max(PAUSE, 20 * (time.perf_counter() - start))

    def stop(self) -> None:
        self._over.set()
        self.join()


def processes(session: int) -> list[str]:
    """The ids of a session's processes."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text("utf-8", "replace")
            except OSError:
                continue  # it has ended
            if int(stat.rpartition(")")[2].split()[3]) == session:
                found.append(folder.name)
    return found


def _proportional(process: str) -> int:
    """The bytes of a process's proportional set size; 0 where it has ended or nobody may look."""
    try:
        for line in Path("/proc", process, "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def noise() -> float:
    """Time on the clock over time of the processor of a fixed piece of work: 1.0 where nothing else runs."""
    start, used = time.perf_counter(), time.process_time()
    total = 0
    for number in range(3_000_000):
        total += number * number
    return (time.perf_counter() - start) / (time.process_time() - used)


def written(folder: Path) -> tuple[int, int]:
    """The files below a folder, and their bytes."""
    files = size = 0
    for path, _, names in os.walk(folder):
        files += len(names)
        size += sum(Path(path, name).stat().st_size for name in names)
    return files, size
