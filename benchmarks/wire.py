"""From saving a file to the new page on the wire: `python -m benchmarks.wire --n 1000 --times 5`.

Starts `briefing serve` on the converted corpus, saves a changed statement, and asks for the entity's page over HTTP,
every 10 ms, until it says so. No browser: `benchmarks.serve` measures with one. Prints the seconds until the server was
up, the median from save to page, and the processor time that the server spent on each save.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.contestants import BRIEFING, LINES, OurLine
from benchmarks.corpus import things, write_corpus
from benchmarks.measure import processes
from benchmarks.serve import free_port

EVERY = 0.01
PATIENCE = 600.0
PAUSE = 1.5  # an editor pauses, and the build of the last change is over


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def until(url: str, wanted: str, *, there: bool = True) -> float:
    """Seconds until the page holds the words, or no longer holds them. Raises TimeoutError."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        page = _get(url)
        if page and (wanted in page) is there:
            return time.perf_counter() - start
        time.sleep(EVERY)
    raise TimeoutError(url)


def _processor(session: int) -> float:
    """Seconds of processor time that a session's processes, and those they waited for, have used so far."""
    ticks = 0
    for name in processes(session):
        try:
            stat = Path("/proc", name, "stat").read_text("utf-8", "replace")
        except OSError:
            continue
        ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(line: OurLine, corpus: Path, times: int) -> tuple[float, list[float], list[float]]:
    """Seconds until the server answers, from each save to the page, and of processor time for each save."""
    number = len(list((corpus / "entities").iterdir())) // 2 // 3 * 3
    thing = next(one for one in things(corpus) if one.id == f"actor-{number:06}")
    address = f"127.0.0.1:{free_port()}"
    command = [str(BRIEFING), "serve", "-C", str(line.folder), "--address", address]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=line.environment, start_new_session=True
    )
    try:
        url = f"http://{address}/actors/{thing.id}.html"
        up = until(url, thing.name.partition(" & ")[2] or thing.name)
        seen, spent = [], []
        for save in range(times):
            time.sleep(PAUSE)
            mark, before = f"Edit {'abcdefghij'[save % 10]}", _processor(server.pid)
            start = time.perf_counter()
            with line.edited(thing, mark):
                until(url, mark)
                seen.append(time.perf_counter() - start)
                spent.append(_processor(server.pid) - before)
            until(url, mark, there=False)
        return up, seen, spent
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=1000, help="entities of the corpus that is made")
    parser.add_argument("--corpus", type=Path, help="a corpus that is there; its folder's name is its size")
    parser.add_argument("--line", choices=LINES, default="ours")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        work = Path(folder)
        corpus = options.corpus or work / str(options.n)
        if not options.corpus:
            write_corpus(options.n, corpus)
        line = OurLine.ready(options.line, corpus, work, work / "out")
        up, seen, spent = measure(line, corpus, options.times)
    print(
        f"{options.line}, {corpus.name} entities: up after {up:.1f} s; from save to page median "
        f"{statistics.median(seen):.2f} s (smallest {min(seen):.2f}, largest {max(seen):.2f}, {len(seen)} saves); "
        f"processor {statistics.median(spent):.2f} s a save"
    )


if __name__ == "__main__":
    main()
