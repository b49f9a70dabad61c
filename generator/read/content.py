"""The content folder: which files there are, and all of their records and problems in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import BadValue, Position, Problem
from generator.model.briefing import Briefing, Vocabulary
from generator.model.edtf import Edtf
from generator.model.edtf import parse as parse_date
from generator.model.entity import Actor, Event, Place, Weapon
from generator.model.ids import parse_id
from generator.model.node import Mapping, Scalar
from generator.model.records import Records
from generator.model.series import Series
from generator.model.source import Source
from generator.model.terms import Kind
from generator.read.door import Door
from generator.read.fields import BAD, read_record
from generator.read.tree import read_tree

RECORD_OF: dict[Kind, type[Any]] = {
    Kind.SOURCE: Source,
    Kind.ACTOR: Actor,
    Kind.WEAPON: Weapon,
    Kind.EVENT: Event,
    Kind.PLACE: Place,
    Kind.SERIES: Series,
}
SINGLE: dict[str, type[Any]] = {"briefing.yaml": Briefing, "vocabulary.yaml": Vocabulary}
HAND_WRITTEN = "pages"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path on disk and as it is named in problems, what it holds, its id."""

    path: Path
    shown: str
    record: type[Any]
    id: str


def find(content: Path, project: Path) -> tuple[list[Found], list[Problem]]:
    """The files of a content folder in a fixed order; anything that would not be read is a problem."""
    found: list[Found] = []
    problems: list[Problem] = []

    def shown(path: Path) -> str:
        return path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix()

    def stray(path: Path, hint: str) -> None:
        problems.append(Problem(Position(shown(path)), "stray-file", "this file would not be read", hint))

    for path in sorted(content.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if path.name in RECORD_OF:
                found.extend(_in_folder(path, shown, RECORD_OF[Kind(path.name)], stray))
            elif path.name != HAND_WRITTEN:
                stray(path, "the folders are " + ", ".join(kind.value for kind in Kind) + " and pages")
        elif path.name in SINGLE:
            found.append(Found(path, shown(path), SINGLE[path.name], ""))
        elif path.suffix in (".yaml", ".yml"):
            stray(path, "briefing.yaml and vocabulary.yaml stand here; all others in their kind's folder")
    if not (content / "briefing.yaml").is_file():
        hint = "write it: title, bottom_line, judgements"
        problems.append(Problem(Position(shown(content / "briefing.yaml")), "missing-file", "there is no front page", hint))
    return found, problems


def _in_folder(folder: Path, shown: Any, record: type[Any], stray: Any) -> Iterator[Found]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.suffix != ".yaml" or not path.is_file():
            stray(path, "name it <id>.yaml, directly in its kind's folder")
        elif path.is_symlink():
            stray(path, "put the file itself here, not a link to it")
        else:
            yield Found(path, shown(path), record, path.stem)


def read_content(content: Path, project: Path, languages: tuple[str, ...]) -> tuple[Records, list[Problem]]:
    """Read every file of `content`. Never stops at a bad file; what could not be read is in `Records.broken`."""
    found, problems = find(content, project)
    records: list[Any] = []
    broken: set[str] = set()
    for file in found:
        door = Door(file.shown, languages)
        record = read_file(file, door)
        problems.extend(door.problems)
        broken |= door.broken
        if record is BAD:
            broken.add(file.id or file.shown)
        else:
            records.append(record)
    return (
        Records(
            briefing=next((one for one in records if isinstance(one, Briefing)), None),
            vocabulary=next((one for one in records if isinstance(one, Vocabulary)), None),
            sources=tuple(one for one in records if isinstance(one, Source)),
            entities=tuple(one for one in records if isinstance(one, (Actor, Weapon, Event, Place))),
            series=tuple(one for one in records if isinstance(one, Series)),
            broken=frozenset(broken),
        ),
        problems,
    )


def read_file(file: Found, door: Door) -> Any:
    """One file's record, or BAD."""
    try:
        data = file.path.read_bytes()
    except OSError as error:
        door.add(Position(file.shown), "unreadable-file", f"cannot read it: {error.strerror}", "check its permissions")
        return BAD
    tree = read_tree(data, door)
    if file.id:
        try:
            parse_id(file.id)
        except BadValue as bad:
            door.add(Position(file.shown), "bad-id", f"the file's name is its id, and {bad.message}", bad.hint)
            return BAD
    if tree is None:
        return BAD
    if file.record is Source:
        _prepare(tree, door, file.id)
    identity = {"id": file.id} if file.id else {}
    return read_record(file.record, tree, door, **identity)


def _prepare(tree: Mapping, door: Door, source: str) -> None:
    """What a source's facts need from its header, wherever in the file that stands. Problems are told later."""
    door.source = source
    published, days = tree.get("published"), tree.get("days")
    door.published = _quiet(published)
    if isinstance(days, Mapping):
        door.days = {key.text: date for key, node in days.entries if (date := _quiet(node))}


def _quiet(node: object) -> Edtf | None:
    try:
        return parse_date(node.text) if isinstance(node, Scalar) else None
    except BadValue:
        return None


