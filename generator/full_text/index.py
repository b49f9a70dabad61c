"""Pagefind's own program over the written pages, and what is kept of its output.

Pagefind (the extra `full-text`) is a program in a wheel. Its Python interface waits 0.1 s for each page; the program
takes a thousand pages in seconds. It makes an index for each language of `<html lang>`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.errors import BriefingError, Exit, one_line
from generator.full_text.order import ENTRY, in_order

FOLDER = "pagefind"
HINT = "install it: pip install 'briefing[full-text]'; or build without it: briefing build --no-full-text"
NEEDED = (1, 5)  # finds words whatever their accents

# The pages say where their content is (data-pagefind-body, in base.html). Of that these are no prose: numbers,
# pictures, names in lists, what is recorded around a sentence, what repeats other pages, and the frame's headings.
NO_PROSE = (
    *("table", "svg", "nav", "details", "form", "figure", "code", "dt"),
    *(".kicker", ".glance", ".meta", ".basis", ".ref", ".bigs", ".big", ".measure", ".count", ".more", ".on", ".none"),
    *(".body h2", ".front h2", ".role", ".note > b", "[aria-labelledby='page.coverage'] > p"),
    *(".card-top", ".card-foot", "[data-fact] .rows"),  # of a fact's card its sentence and its note are left
    *(".calc .rows a", ".calc .unit"),
    *(".roles", ".related", ".dated", ".plain", ".around", ".tools", ".notes"),
    *(".changed", ".explore"),  # of the front page
)
# Pagefind also writes five other scripts and styles, for search boxes that we do not use: 420 kB.
_PROGRAM = ("pagefind.js", "pagefind-worker.js")
_DATA = ("*.pf_meta", "wasm.*.pagefind", "index/*.pf_index", "filter/*.pf_filter", "fragment/*.pf_fragment")


def require() -> None:
    """Raise BriefingError unless Pagefind is there, runs, and is new enough."""
    done = _run("--version")
    said = done.stdout.split()[-1] if done.stdout else ""
    version = tuple(int(part) for part in said.split(".")[:2] if part.isdigit())
    if done.returncode or not version:
        raise BriefingError("full text needs Pagefind, which does not run here", hint=HINT)
    if version < NEEDED:
        raise BriefingError(f"Pagefind {said} is too old for full text", hint="pip install 'pagefind[bin]>=1.5.2'")


def index(site: Path) -> dict[str, bytes]:
    """Each file of the index of the pages below `site`: its place on the site, and its bytes, in a fixed order.

    Raises BriefingError where Pagefind ends otherwise than well, or writes what we do not know. Nothing is written
    below `site`.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-full-text-") as name:
        output = Path(name) / FOLDER
        arguments = ["--site", str(site.resolve()), "--output-path", str(output), "--silent", "--keep-index-url"]
        done = _run(*arguments, "--exclude-selectors", ",".join(NO_PROSE), cwd=name)
        if done.returncode:
            raise _failed(done)
        try:
            return {f"{FOLDER}/{name}": data for name, data in in_order(_kept(output)).items()}
        except (ValueError, FileNotFoundError) as error:
            hint = "take the version that this one was made for: pip install 'briefing[full-text]'"
            raise BriefingError(f"Pagefind wrote an index of another form ({error})", hint=hint) from None


def _run(*arguments: str, cwd: str | None = None) -> subprocess.CompletedProcess[str]:
    """Pagefind's command, as it stands beside this Python. It finds no settings but ours: not in `cwd`, not outside."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    if program := os.environ.get("PAGEFIND_BINARY_PATH"):  # where its wheels do not fit
        own["PAGEFIND_BINARY_PATH"] = program
    return subprocess.run(  # noqa: S603 -- our own Python, with arguments of ours
        [sys.executable, "-P", "-m", "pagefind", *arguments],
        env=own,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _failed(done: subprocess.CompletedProcess[str]) -> BriefingError:
    if done.returncode < 0:
        try:
            how = f"was ended by {signal.Signals(-done.returncode).name}"
        except ValueError:
            how = f"was ended by signal {-done.returncode}"
        hint = "its memory grows with the pages; free some, or build without it: briefing build --no-full-text"
    else:
        said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        how = f"ended with exit code {done.returncode}" + (f": {one_line(said)}" if said else "")
        hint = "see what it says; or build without it: briefing build --no-full-text"
    message = f"Pagefind, which makes the full-text index, {how}; the old site is as it was"
    return BriefingError(message, hint=hint, code=Exit.MACHINE)


def _kept(output: Path) -> dict[str, bytes]:
    names = [*_PROGRAM, ENTRY]
    for pattern in _DATA:
        names += [path.relative_to(output).as_posix() for path in output.glob(pattern)]
    return {name: (output / name).read_bytes() for name in names}
