"""Random edits, each followed by a build that goes on from the last one: `python -m benchmarks.across 1000`.

After each edit the site is brought up to date as by a new process, from what the last build left on the disk, and
compared, file by file, with one that is built anew without any cache. An edit that leaves an error must be refused by
both, with the same problems, and is taken back.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.edits import EDITS, Folder
from generator.build import Built, build
from generator.commands.options import settings_of
from generator.errors import ContentError
from generator.load import load
from generator.settings import Settings

EXAMPLE = Path(__file__).parent.parent / "tests" / "sites" / "good" / "varland"
TRUSTED = 2.2  # seconds after which files are trusted to stay as they are


class Step(NamedTuple):
    """One edit: what it was, how the site was brought up to date, and the files that are not as they should be."""

    edit: str
    way: str
    differences: list[str]


class Project:
    """A project that is edited, with the site that follows it. The cache is where BRIEFING_CACHE_DIR says."""

    def __init__(self, folder: Path, seed: int, example: Path = EXAMPLE) -> None:
        self.folder, self.rng = folder / "project", random.Random(seed)
        shutil.copytree(example, self.folder, ignore=shutil.ignore_patterns("expected"))
        self.settings: Settings = replace(settings_of(self.folder, None), site_dir=folder / "site")
        self.anew: Settings = replace(self.settings, site_dir=folder / "anew")
        self.told = _Told()
        time.sleep(TRUSTED)
        build(self.settings, jobs=1)

    def texts(self) -> dict[str, str]:
        content = self.settings.content
        return {
            path.relative_to(content).as_posix(): path.read_text("utf-8") for path in sorted(content.rglob("*.yaml"))
        }

    def write(self, old: dict[str, str], new: dict[str, str]) -> None:
        for name in old.keys() - new.keys():
            (self.settings.content / name).unlink()
        for name, text in new.items():
            if old.get(name) != text:
                path = self.settings.content / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")

    def step(self) -> Step | None:
        """Make one edit; None where it changed nothing."""
        edit, before = self.rng.choice(EDITS), self.texts()
        folder = Folder(dict(before), load(self.settings).dossier)
        edit(folder, self.rng)
        if folder.files == before:
            return None
        self.write(before, folder.files)
        self.told.lines.clear()
        found, anew = _tried(self.settings, cache=True), _tried(self.anew, cache=False)
        if isinstance(anew, ContentError) or isinstance(found, ContentError):
            same = (
                isinstance(anew, ContentError) and isinstance(found, ContentError) and found.problems == anew.problems
            )
            self.write(folder.files, before)
            return Step(edit.__name__, "refused", [] if same else ["refused by one alone, or for other reasons"])
        differences = list(different(self.settings.site_dir, self.anew.site_dir))
        if found.site.counts != anew.site.counts or found.site.pages != anew.site.pages:
            differences.append("what was said of it")
        return Step(edit.__name__, self.way(found), differences)

    def way(self, found: Built) -> str:
        """What was read for a build: a few records, all of them, or all of them and nothing was kept."""
        if found.again is None:
            return "nothing kept"
        return "all read" if self.told.lines else "few read"


class _Told(logging.Handler):
    """Why the shorter way was not gone."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        log = logging.getLogger("generator.incremental")
        log.setLevel(logging.INFO)
        log.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _tried(settings: Settings, *, cache: bool) -> Built | ContentError:
    try:
        return build(settings, jobs=1, cache=cache)
    except ContentError as error:
        return error


def different(one: Path, other: Path) -> Iterator[str]:
    """The files that are not alike in two folders."""
    mine, theirs = ({path.relative_to(top) for path in top.rglob("*") if path.is_file()} for top in (one, other))
    for path in sorted(mine | theirs):
        if path not in mine or path not in theirs or (one / path).read_bytes() != (other / path).read_bytes():
            yield path.as_posix()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edits", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fresh", type=int, default=60, help="edits before the project is as it was again")
    options = parser.parse_args()
    done: Counter[str] = Counter()
    while sum(done.values()) < options.edits:
        seed = options.seed + sum(done.values())
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder), seed)
            left = min(options.fresh, options.edits - sum(done.values()))
            while left:
                if step := project.step():
                    left -= 1
                    done[f"{step.edit}: {step.way}"] += 1
                    if step.differences:
                        print(f"seed {seed}: after {step.edit} ({step.way}): {step.differences[:10]}")
                        return 1
        print(sum(done.values()), dict(sorted(done.items())), file=sys.stderr)
    print(f"{sum(done.values())} edits, no difference: {dict(sorted(done.items()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
