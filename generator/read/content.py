"""The content folder: which files there are, and all of their records and problems in one run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator.errors import Position, Problem
from generator.model.briefing import Briefing, Vocabulary
from generator.model.entity import Actor, Event, Place, Weapon
from generator.model.records import Records
from generator.model.redirects import Redirects
from generator.model.series import Series
from generator.model.source import Source
from generator.model.terms import Kind
from generator.read.file import FileRead, Found, read_one
from generator.read.receipts import ENDING

RECORD_OF: dict[Kind, type[Any]] = {
    Kind.SOURCE: Source,
    Kind.ACTOR: Actor,
    Kind.WEAPON: Weapon,
    Kind.EVENT: Event,
    Kind.PLACE: Place,
    Kind.SERIES: Series,
}
SINGLE: dict[str, type[Any]] = {"briefing.yaml": Briefing, "redirects.yaml": Redirects, "vocabulary.yaml": Vocabulary}
HAND_WRITTEN = "pages"


Stray = Callable[[Path, str], None]
Reading = Callable[[list[Found], tuple[str, ...]], list[FileRead]]
NO_LINK = "put the file or folder itself here, not a link to it"


def find(content: Path, project: Path) -> tuple[list[Found], list[Problem]]:
    """The files of a content folder in a fixed order; anything that would not be read is a problem."""
    problems: list[Problem] = []

    def stray(path: Path, hint: str) -> None:
        problems.append(Problem(Position(_shown(path, project)), "stray-file", "this file would not be read", hint))

    found = list(_in_content(content, project, stray))
    front = content / "briefing.yaml"
    if not front.is_file():
        hint = "write it: title, bottom_line, judgements"
        problems.append(Problem(Position(_shown(front, project)), "missing-file", "there is no front page", hint))
    return found, problems


def _shown(path: Path, project: Path) -> str:
    """A path as problems name it; what a file's name holds and cannot be printed is a question mark."""
    return _printable((path.relative_to(project) if path.is_relative_to(project) else path).as_posix())


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)


def _entries(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]


def _names(folder: Path) -> Iterator[tuple[str, bool]]:
    """What stands in a folder, sorted, and whether each is a file of its own and no link."""
    with os.scandir(folder) as entries:  # says what it is without asking the disk for each
        found = sorted((entry.name, entry.is_file(follow_symlinks=False)) for entry in entries)
    return ((name, own) for name, own in found if not name.startswith("."))


def _in_content(content: Path, project: Path, stray: Stray) -> Iterator[Found]:
    for path in _entries(content):
        ours = path.name in RECORD_OF or path.name in SINGLE
        if ours and path.is_symlink():
            stray(path, NO_LINK)
        elif path.is_dir() and path.name in RECORD_OF:
            yield from _in_folder(path, project, RECORD_OF[Kind(path.name)], stray)
        elif path.is_dir():
            if path.name != HAND_WRITTEN:
                stray(path, "the folders are " + ", ".join(kind.value for kind in Kind) + " and pages")
        elif path.name in SINGLE and path.is_file():
            yield Found(path, _shown(path, project), SINGLE[path.name], "")
        elif ours or path.suffix in (".yaml", ".yml"):
            stray(
                path, "briefing.yaml, vocabulary.yaml and redirects.yaml stand here; all others in their kind's folder"
            )


def _in_folder(folder: Path, project: Path, record: type[Any], stray: Stray) -> Iterator[Found]:
    above = _shown(folder, project)
    for name, own in _names(folder):
        path = folder / name
        if record is Source and name.endswith(ENDING) and own:
            if not path.with_suffix(".yaml").is_file():
                stray(path, "there is no source of this name: delete these receipts, or name them after theirs")
        elif not name.endswith(".yaml") or not (own or path.is_file()):
            stray(path, "name it <id>.yaml, directly in its kind's folder")
        elif not own:
            stray(path, NO_LINK)
        else:
            shown = _printable(name)
            yield Found(path, f"{above}/{shown}", record, shown.removesuffix(".yaml"))


def one_by_one(found: list[Found], languages: tuple[str, ...]) -> list[FileRead]:
    return [read_one(file, languages) for file in found]


def read_content(
    content: Path, project: Path, languages: tuple[str, ...], read: Reading = one_by_one
) -> tuple[Records, list[Problem]]:
    """Read every file of `content`. Never stops at a bad file; what could not be read is in `Records.broken`.

    `read` says how: one after the other, or from a cache and in several processes.
    """
    found, problems = find(content, project)
    return gathered(read(found, languages), problems)


def gathered(done: list[FileRead], stray: list[Problem]) -> tuple[Records, list[Problem]]:
    """The records of files that were read, and all problems; `stray` are those of files that were not."""
    problems = list(stray)
    records = [one.record for one in done if one.record is not None]
    for one in done:
        problems.extend(one.problems)
    return (
        Records(
            briefing=next((one for one in records if isinstance(one, Briefing)), None),
            vocabulary=next((one for one in records if isinstance(one, Vocabulary)), None),
            redirects=next((one for one in records if isinstance(one, Redirects)), None),
            sources=tuple(one for one in records if isinstance(one, Source)),
            entities=tuple(one for one in records if isinstance(one, (Actor, Weapon, Event, Place))),
            series=tuple(one for one in records if isinstance(one, Series)),
            receipts=tuple(one.receipts for one in done if one.receipts),
            broken=frozenset().union(*(one.broken for one in done)),
        ),
        problems,
    )
