"""Time our builds beside those of other generators: `python -m benchmarks.run --n 1000 --reps 3`.

All get the same corpus. In each repetition they run in turn, so that whatever else the machine does meets all of them:

- cold: no output, no cache (files stay in the system's memory);
- again: built once more in a new process, nothing edited;
- edited: one statement edited in one file, a new process; counted only if the page then says so.

Ours stand there twice: `ours` in one language without JSON twins, `ours-all` in two with everything. Both with every
check, and strict. The output of the first repetition is checked by `benchmarks.check`. With `--curve`, each size is
built once, cold, and checked up to 10,000.

Peers take part when they are there: `--peers-dir` is a folder with their set-ups (a `run.py` that has the class Peer, a
`make_corpus.py`), `--installed` the folder that they were installed into.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import contestants, tables
from benchmarks.check import Corpus, check, read_corpus
from benchmarks.contestants import LINES, Contestant, OurLine, Peer
from benchmarks.corpus import Thing, write_corpus
from benchmarks.measure import Cost, cost, noise, written

MEMORY = Path("/dev/shm")  # noqa: S108 - output in memory, so that the disk does not decide
CURVE = (100, 1_000, 10_000, 30_000, 100_000)
CHECKED = 10_000  # sites of a curve up to this size are checked; the checker holds the whole corpus in memory


@dataclass(slots=True)
class Result:
    """What was measured of one contestant."""

    cold: list[Cost] = field(default_factory=list)
    again: list[Cost] = field(default_factory=list)
    edited: list[Cost] = field(default_factory=list)
    files: int = 0
    size: int = 0
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where things stand. Without `peers`, ours run alone."""

    work: Path
    out: Path
    peers: Path | None
    installed: Path | None
    noise: list[float] = field(default_factory=list)  # before each cold build

    def corpus(self, count: int) -> Path:
        """The corpus of a size, made when it is not there."""
        folder = self.work / "corpus" / str(count)
        if not folder.is_dir():
            if self.peers:
                contestants.peers_corpus(self.peers, count, folder)
            else:
                write_corpus(count, folder)
        return folder

    def names(self) -> list[str]:
        return [*LINES, *(contestants.installed_peers(self.installed) if self.peers else [])]

    def ready(self, name: str, corpus: Path) -> Contestant:
        if name in LINES:
            return OurLine.ready(name, corpus, self.work, self.out)
        if not self.peers or not self.installed:
            raise SystemExit(f"{name}: give --peers-dir and --installed")
        return Peer.ready(name, corpus, contestants.peers_module(self.peers), self.installed, self.out)


def measured(one: Contestant) -> Cost:
    return cost(one.commands, one.folder, one.environment)


def race(bench: Bench, count: int, names: list[str], reps: int, say: Callable[[str], None]) -> dict[str, Result]:
    """Every contestant `reps` times, in turn."""
    folder = bench.corpus(count)
    corpus = read_corpus(folder)
    middle = corpus.things[f"actor-{count // 2 // 3 * 3:06}"]
    results = {name: Result() for name in names}
    ready = {name: bench.ready(name, folder) for name in names}
    for rep in range(reps):
        for name, one in ready.items():
            result = results[name]
            if result.complaints:
                continue  # what is not complete is not measured any further
            one.clean()
            bench.noise.append(noise())
            result.cold.append(measured(one))
            say(f"{count} {name}: cold {result.cold[-1].wall:.2f} s, processor {result.cold[-1].cpu:.2f} s")
            if rep == 0:
                result.complaints = _complaints(one, result.cold[-1], corpus)
                result.files, result.size = written(one.site)
                for words in result.complaints[:5]:
                    say(f"{count} {name}: {words}")
                if result.complaints:
                    continue
            result.again.append(measured(one))
            result.edited.append(_edited(one, middle, f"Edit {'abcdefghij'[rep % 10]}", result, say))
    return results


def _complaints(one: Contestant, built: Cost, corpus: Corpus | None) -> list[str]:
    if built.code:
        return [f"ended with {built.code}"]
    return check(corpus, one.layout()) if corpus else []


def _edited(one: Contestant, thing: Thing, mark: str, result: Result, say: Callable[[str], None]) -> Cost:
    with one.edited(thing, mark) as page:
        found = measured(one)
        if found.code or mark not in page.read_text("utf-8"):
            result.complaints.append("the edit does not show")
            say(f"{one.name}: the edit does not show")
    return found


def curve(bench: Bench, sizes: list[int], names: list[str], say: Callable[[str], None]) -> dict[int, dict[str, Result]]:
    """Each size once, cold; every output is removed before the next one."""
    found: dict[int, dict[str, Result]] = {}
    for count in sizes:
        folder = bench.corpus(count)
        found[count] = {}
        for name in names:
            one = bench.ready(name, folder)
            one.clean()
            bench.noise.append(noise())
            result = found[count][name] = Result(cold=[measured(one)])
            result.files, result.size = written(one.site)
            corpus = read_corpus(folder) if count <= CHECKED else None
            result.complaints = _complaints(one, result.cold[0], corpus)
            one.clean()
            say(f"{count} {name}: cold {result.cold[0].wall:.2f} s, processor {result.cold[0].cpu:.2f} s")
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=1000, help="entities; 0: the curve only")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--only", default="", help="names, with commas: " + ", ".join([*LINES, *contestants.PEERS]))
    parser.add_argument("--peers-dir", type=Path, help="the folder of the peers' set-ups")
    parser.add_argument("--installed", type=Path, help="the folder that the peers were installed into")
    parser.add_argument("--curve", nargs="*", type=int, metavar="N", help="sizes; none: " + " ".join(map(str, CURVE)))
    parser.add_argument("--curve-only", default="ours", help="whose curve, with commas")
    parser.add_argument("--work", type=Path, help="keep corpora and projects here; default: a temporary folder")
    parser.add_argument("--outdir", type=Path, help="the sites; default: a temporary folder, in memory")
    parser.add_argument("--json", type=Path, help="also write every single measurement here")
    return parser.parse_args()


def main() -> None:
    options = _options()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # with it every run would compile its own program first
    with ExitStack() as stack:
        memory = MEMORY if MEMORY.is_dir() else None
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        out = options.outdir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=memory)))
        peers, installed = (path.resolve() if path else None for path in (options.peers_dir, options.installed))
        bench = Bench(work.resolve(), out.resolve(), peers, installed)
        names = options.only.split(",") if options.only else bench.names()
        results = race(bench, options.n, names, options.reps, _say) if options.n else {}
        sizes = list(options.curve or CURVE) if options.curve is not None else []
        curves = curve(bench, sizes, options.curve_only.split(","), _say)
    if results:
        print(tables.race(results, options.n, options.reps))
    if curves:
        print(tables.curve(curves))
    print(tables.noise(bench.noise))
    if options.json:
        lines = {count: _plain(some) for count, some in curves.items()}
        data = {"n": options.n, "noise": bench.noise, "race": _plain(results), "curve": lines}
        options.json.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    every = [results, *curves.values()]
    raise SystemExit(any(result.complaints for some in every for result in some.values()))


def _plain(results: dict[str, Result]) -> dict[str, object]:
    return {name: dataclasses.asdict(result) for name, result in results.items()}


def _say(words: str) -> None:
    print(words, flush=True, file=sys.stderr)


if __name__ == "__main__":
    main()
