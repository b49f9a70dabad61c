"""The content folder: which files there are, and all of their records and problems in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import BadValue, Position, Problem
from generator.model.briefing import Briefing, Vocabulary
from generator.model.edtf import Edtf
from generator.model.edtf import parse as parse_date
from generator.model.entity import Actor, Event, Place, Weapon
from generator.model.ids import EntityId, parse_id
from generator.model.node import Mapping, Node, Scalar
from generator.model.origin import Tree
from generator.model.receipts import Receipts
from generator.model.records import Records
from generator.model.redirects import Redirects
from generator.model.series import Series
from generator.model.source import UNKNOWN, Source
from generator.model.terms import Kind, SourceKind
from generator.model.text import Text
from generator.read.door import Door
from generator.read.fields import BAD, read_record, set_of_dates
from generator.read.receipts import ENDING, read_receipts
from generator.read.tree import MOST_BYTES, read_tree

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


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path on disk and as it is named in problems, what it holds, its id."""

    path: Path
    shown: str
    record: type[Any]
    id: str


Stray = Callable[[Path, str], None]
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
    text = (path.relative_to(project) if path.is_relative_to(project) else path).as_posix()
    return "".join(c if c.isprintable() else "?" for c in text)


def _entries(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]


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
    for path in _entries(folder):
        if record is Source and path.suffix == ENDING and path.is_file() and not path.is_symlink():
            if not path.with_suffix(".yaml").is_file():
                stray(path, "there is no source of this name: delete these receipts, or name them after theirs")
        elif path.suffix != ".yaml" or not path.is_file():
            stray(path, "name it <id>.yaml, directly in its kind's folder")
        elif path.is_symlink():
            stray(path, NO_LINK)
        else:
            shown = _shown(path, project)
            yield Found(path, shown, record, shown.rpartition("/")[2].removesuffix(".yaml"))


def read_content(content: Path, project: Path, languages: tuple[str, ...]) -> tuple[Records, list[Problem]]:
    """Read every file of `content`. Never stops at a bad file; what could not be read is in `Records.broken`."""
    found, problems = find(content, project)
    records: list[Any] = []
    broken: set[str] = set()
    receipts: list[Receipts] = []
    for file in found:
        door = Door(file.shown, languages)
        record = read_file(file, door)
        problems.extend(door.problems)
        if file.record is Source:
            beside = file.path.with_suffix(ENDING)
            door = Door(_shown(beside, project), languages, broken=door.broken)
            some = read_receipts(beside, EntityId(file.id), door)
            problems.extend(door.problems)
            receipts += [some] if some else []
        broken |= door.broken
        if record is BAD:
            broken.add(file.id or file.shown)
        else:
            records.append(record)
    return (
        Records(
            briefing=next((one for one in records if isinstance(one, Briefing)), None),
            vocabulary=next((one for one in records if isinstance(one, Vocabulary)), None),
            redirects=next((one for one in records if isinstance(one, Redirects)), None),
            sources=tuple(one for one in records if isinstance(one, Source)),
            entities=tuple(one for one in records if isinstance(one, (Actor, Weapon, Event, Place))),
            series=tuple(one for one in records if isinstance(one, Series)),
            receipts=tuple(receipts),
            broken=frozenset(broken),
        ),
        problems,
    )


def read_file(file: Found, door: Door) -> Any:
    """One file's record, or BAD."""
    try:
        with file.path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)  # more would be refused anyway
    except OSError as error:
        where = Position(file.shown)
        door.add(where, "unreadable-file", f"cannot read it: {error.strerror}", "check its permissions")
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
    door.tree = Tree.of(tree)
    if file.record is Source:
        _prepare(tree, door, file.id)
        return read_record(Source, tree, door, stand_ins=_header(door.languages), id=file.id)
    return read_record(file.record, tree, door, id=file.id) if file.id else read_record(file.record, tree, door)


def _header(languages: tuple[str, ...]) -> dict[str, Any]:
    """Stand-ins for a source's header: a mistake there must not hide those in its facts."""
    title = Text(tuple((language, "?") for language in languages))
    return {"title": title, "kind": SourceKind.OTHER, "publisher": UNKNOWN, "lang": "und"}


def _prepare(tree: Mapping, door: Door, source: str) -> None:
    """What a source's facts need from its header, wherever in the file that stands. Problems are told later."""
    door.source = source
    published, days = tree.get("published"), tree.get("days")
    door.published = _quiet(published)
    if isinstance(days, Mapping):
        door.days = {key.text: _quiet(node) for key, node in days.entries}


def _quiet(node: Node | None) -> Edtf | None:
    written = set_of_dates(node) if node else None
    try:
        return parse_date(written.text) if isinstance(written, Scalar) else None
    except BadValue:
        return None
