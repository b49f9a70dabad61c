"""From saving a file to the new page on the wire: `python -m benchmarks.wire --n 1000 --times 20`.

Starts `briefing serve` on the converted corpus and does what an editor and a browser do: asks for a page, waits for the
server's word that something was made again (MkDocs' live reload), saves a change, and takes the page anew, until it
says so. Taking the change back is a save, too. `benchmarks.serve` measures with a real browser.

Prints the seconds until the server was up and, for each kind of edit, of the first save, the median, the smallest and
the largest after the warm ones, and the processor time that the server spent until the page was there.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.contestants import BRIEFING, LINES, OurLine
from benchmarks.convert import in_letters, key_of
from benchmarks.corpus import Thing, things, write_corpus
from benchmarks.measure import processes
from benchmarks.serve import free_port

EVERY = 0.01
PATIENCE = 600.0
PAUSE = 1.5  # seconds that an editor pauses; in a large dossier, the checks of the last save are under way
WARM = 2
EPOCH = re.compile(rb"livereload\((\d+), (\d+)\)")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit, and the page on which it must show. `edited` makes it, with these words, while it lasts."""

    name: str
    page: str
    edited: Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: of the first save, of those after the warm ones, and of processor time for each of these."""

    first: float
    seen: list[float]
    spent: list[float]


def kinds(line: OurLine, thing: Thing) -> tuple[Kind, ...]:
    own, source = f"{thing.kind}s/{thing.id}.html", f"sources/{thing.facts[0].source}.html"
    sentence = partial(line.edited, thing)
    return (
        Kind("sentence, entity's page", own, sentence),
        Kind("sentence, source's page", source, sentence),
        Kind("name, its own page", own, partial(_renamed, line, thing)),
        Kind("a fact more, entity's page", own, partial(_longer, line, thing)),
    )


def _renamed(line: OurLine, thing: Thing, mark: str) -> AbstractContextManager[None]:
    path = line.folder / "content" / f"{thing.kind}s" / f"{thing.id}.yaml"
    return _changed(path, lambda text: text.replace('name: {en: "', f'name: {{en: "{mark} ', 1))


def _longer(line: OurLine, thing: Thing, mark: str) -> AbstractContextManager[None]:
    """The thing's first fact once more, under another key, with these words."""
    fact = thing.facts[0]
    key = f"  {key_of(thing.id, fact.key)}"

    def change(text: str) -> str:
        at = text.index(f"{key}:\n")
        end = text.find("\n  ", text.index("    text:", at)) + 1 or len(text)
        again = text[at:end].replace(key, f"{key}-again", 1).replace(in_letters(fact.statement), f"{mark} it says")
        return text[:end] + again + text[end:]

    return _changed(line.folder / "content" / "sources" / f"{fact.source}.yaml", change)


@contextmanager
def _changed(path: Path, change: Callable[[str], str]) -> Iterator[None]:
    old = path.read_text("utf-8")
    path.write_text(change(old), "utf-8")
    try:
        yield
    finally:
        path.write_text(old, "utf-8")


def _get(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def until_up(url: str, wanted: str) -> float:
    """Seconds until the page is there. Raises TimeoutError."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        if wanted.encode() in _get(url):
            return time.perf_counter() - start
        time.sleep(EVERY)
    raise TimeoutError(url)


class Browser:
    """A browser with one page open. `seen` is when it had the page with, or without, the words."""

    def __init__(self, address: str, page: str) -> None:
        self.address, self.url = address, f"{address}/{page}"
        self.content = _get(self.url)
        self.seen = 0.0

    def wait(self, mark: bytes, *, there: bool) -> threading.Thread:
        """Begin to wait for the words; ends when they were seen."""
        thread = threading.Thread(target=self._wait, args=(mark, there), daemon=True)
        thread.start()
        return thread

    def _wait(self, mark: bytes, there: bool) -> None:
        while not self.content or (mark in self.content) is not there:
            if found := EPOCH.search(self.content):
                _get(f"{self.address}/livereload/{int(found[1])}/{int(found[2])}")  # answers when there is a newer one
            self.content = _get(self.url)
        self.seen = time.perf_counter()


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


def _saves(kind: Kind, address: str, session: int, times: int, pause: float) -> Times:
    browser, found = Browser(address, kind.page), list[tuple[float, float]]()

    def saved(save: Callable[[], object], mark: str, *, there: bool) -> None:
        time.sleep(pause)
        waiting = browser.wait(mark.encode(), there=there)
        time.sleep(0.05)  # it waits by now
        before, start = _processor(session), time.perf_counter()
        save()
        waiting.join(PATIENCE)
        if browser.seen < start:
            raise TimeoutError(kind.name)
        found.append((browser.seen - start, _processor(session) - before))

    for number in range((times + WARM + 1) // 2):
        mark = f"Edit {'abcdefghij'[number % 10]}"
        edit = kind.edited(mark)
        saved(edit.__enter__, mark, there=True)
        saved(partial(edit.__exit__, None, None, None), mark, there=False)
    after = found[WARM:]
    return Times(found[0][0], [seen for seen, _ in after], [spent for _, spent in after])


def measure(line: OurLine, corpus: Path, times: int, pause: float) -> Iterator[tuple[str, float | Times]]:
    """Seconds until the server answers, and then what each kind of edit took."""
    number = len(list((corpus / "entities").iterdir())) // 2 // 3 * 3
    thing = next(one for one in things(corpus) if one.id == f"actor-{number:06}")
    address = f"127.0.0.1:{free_port()}"
    command = [str(BRIEFING), "serve", "-C", str(line.folder), "--address", address]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=line.environment, start_new_session=True
    )
    try:
        own = f"http://{address}/{thing.kind}s/{thing.id}.html"
        yield "up", until_up(own, thing.name.partition(" & ")[2] or thing.name)
        for kind in kinds(line, thing):
            yield kind.name, _saves(kind, f"http://{address}", server.pid, times, pause)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=1000, help="entities of the corpus that is made")
    parser.add_argument("--corpus", type=Path, help="a corpus that is there; its folder's name is its size")
    parser.add_argument("--line", choices=LINES, default="ours")
    parser.add_argument("--times", type=int, default=20, help="saves of each kind, after two warm ones")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two saves")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        work = Path(folder)
        corpus = options.corpus or work / str(options.n)
        if not options.corpus:
            write_corpus(options.n, corpus)
        line = OurLine.ready(options.line, corpus, work, work / "out")
        print(f"{options.line}, {corpus.name} entities, ms from save to page: median (smallest to largest), first save")
        for name, found in measure(line, corpus, options.times, options.pause):
            if isinstance(found, float):
                print(f"up after {found:.1f} s")
                continue
            seen = [1000 * one for one in found.seen]
            print(
                f"{name:26} {statistics.median(seen):6.0f} ({min(seen):.0f} to {max(seen):.0f}, {len(seen)} saves), "
                f"first {1000 * found.first:.0f}; processor {1000 * statistics.median(found.spent):.0f} a save",
                flush=True,
            )


if __name__ == "__main__":
    main()
