"""Thousands of random edits; each must give the bytes of a cold build: `python -m benchmarks.incremental 1000`.

Every edit is made in the files of a small dossier; one that leaves an error is taken back, as `serve` keeps showing the
last good content. Then every file of the site that followed is compared with that of a site made anew.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from benchmarks.edits import EDITS, Edit, Folder
from generator.checks import check
from generator.dossier.dossier import Dossier
from generator.dossier.link import link
from generator.dossier.relink import relink
from generator.errors import Severity
from generator.job import Job
from generator.read.again import read_again
from generator.read.content import read_content
from generator.read.file import FileRead, Found, read_one
from generator.render.kept import Kept
from generator.render.pages import page_list
from generator.render.render import make_environment
from generator.render.site import Site
from generator.theme import TEMPLATES

EXAMPLE = Path(__file__).parent.parent / "tests" / "sites" / "good" / "varland" / "content"


class Refused(Exception):
    """The content has errors."""


class Trial:
    """A dossier on disk that is edited, and the site that follows it. `site` has its languages."""

    def __init__(self, folder: Path, site: Site, seed: int) -> None:
        self.content, self.site, self.rng = folder / "content", site, random.Random(seed)
        self.environment = make_environment((TEMPLATES,))
        self._read: dict[str, tuple[bytes, FileRead]] = {}
        self._texts: dict[str, str] = {}
        self.original = {
            path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in sorted(EXAMPLE.rglob("*.yaml"))
        }
        self.files = dict(self.original)
        self._last: Dossier | None = None
        self.dossier = self._loaded(self.files)
        self.kept = Kept(self.dossier, site, self.environment)
        self.made = 0  # files that were made again

    def _write(self, files: dict[str, str]) -> None:
        for gone in self._texts.keys() - files.keys():
            (self.content / gone).unlink()
        for name, text in files.items():
            if self._texts.get(name) != text:
                path = self.content / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        self._texts = dict(files)

    def _loaded(self, files: dict[str, str]) -> Dossier:
        self._write(files)
        records, problems = read_content(self.content, self.content.parent, self.site.languages.all, self._reading)
        if any(one.severity is Severity.ERROR for one in problems):
            raise Refused("cannot be read")
        dossier = self._last = relink(self._last, records, self.site.languages)
        if any(one.severity is Severity.ERROR for one in check(dossier)):
            raise Refused("has errors")
        return dossier

    def _reading(self, found: list[Found], languages: tuple[str, ...]) -> list[FileRead]:
        """As it is done while a site is served: the same file gives the same record, and others are read in part."""
        out = []
        for one in found:
            data, (old, last) = one.path.read_bytes(), self._read.get(one.shown, (b"", None))
            if last is None or data != old:
                last = (last and read_again(one, languages, last, old, data)) or read_one(one, languages)
                self._read[one.shown] = data, last
            out.append(last)
        return out

    def edit(self, edit: Edit) -> bool:
        """Make an edit; False where it changed nothing or left an error, and was taken back."""
        folder = Folder(dict(self.files), self.dossier)
        edit(folder, self.rng)
        if folder.files == self.files:
            return False
        try:
            dossier = self._loaded(folder.files)
        except Refused:
            return False
        self.files, self.dossier = folder.files, dossier
        self.kept.follow(dossier)
        return True

    def cold(self) -> dict[str, bytes]:
        """Every file, made anew from records that are all read again."""
        self._write(self.files)  # after an edit that was taken back
        records, _ = read_content(self.content, self.content.parent, self.site.languages.all)
        dossier = link(records, self.site.languages)
        for name in (one.name for one in fields(Dossier)):
            mine, theirs = getattr(self.dossier, name), getattr(dossier, name)
            if mine != theirs or (isinstance(mine, dict) and list(mine) != list(theirs)):
                raise RuntimeError(f"{name} is not as it is after linking everything")
        job = Job(dossier, self.site, self.environment, page_list(dossier, self.site))
        return dict(file for unit in job.units() for file in job.make(unit))

    def look(self) -> None:
        """Ask for some of the files, as a reader does between two edits."""
        for url in self.rng.sample(sorted(self.kept.pages), len(self.kept.pages) // 3):
            self.kept.read(url)

    def differences(self) -> list[str]:
        """The files that are not those of a cold build."""
        cold, warm = self.cold(), dict(self.kept.files())
        return sorted(url for url in cold.keys() | warm.keys() if cold.get(url) != warm.get(url))


def trials(trial: Trial, edits: int, each: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Make so many edits, and compare after each `each`th: the edits since the last one, and the differences."""
    done: list[str] = []
    for count in range(1, edits + 1):
        for _ in range(1000):
            edit = trial.rng.choice(EDITS)
            if trial.edit(edit):
                break
        else:
            raise RuntimeError("no edit leaves this dossier without errors")
        done.append(edit.__name__)
        trial.look()
        if count % each == 0:
            yield ", ".join(done), trial.differences()
            done = []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edits", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--languages", default="en,fr")
    parser.add_argument("--fresh", type=int, default=60, help="edits before the dossier is as it was again")
    options = parser.parse_args()
    from generator.dossier.dossier import Languages
    from generator.forge import Forge

    site = Site(
        name="Boats",
        languages=Languages(tuple(options.languages.split(","))),
        url="https://example.org/boats/",
        forge=Forge("https://forge.example/boats", "main"),
    )
    kinds: Counter[str] = Counter()
    for start in range(0, options.edits, options.fresh):
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(Path(folder), site, options.seed + start)
            for edits, differences in trials(trial, min(options.fresh, options.edits - start)):
                kinds[edits] += 1
                if differences:
                    print(f"seed {options.seed + start}: after {edits}: {differences[:10]}")
                    return 1
        print(f"{sum(kinds.values())} edits: {dict(kinds)}", file=sys.stderr)
    print(f"{sum(kinds.values())} edits, no difference: {dict(kinds)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
