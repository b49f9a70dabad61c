"""One content file: bytes to its record, with its problems. The only part of the reading that takes long."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import BadValue, Position, Problem
from generator.model.edtf import Edtf
from generator.model.edtf import parse as parse_date
from generator.model.ids import EntityId, parse_id
from generator.model.origin import Tree
from generator.model.packed import Packed, value_of
from generator.model.receipts import Receipts
from generator.model.source import UNKNOWN, Source
from generator.model.terms import SourceKind
from generator.model.text import Text
from generator.read.door import Door
from generator.read.fields import read_packed_record
from generator.read.receipts import ENDING, read_receipts
from generator.read.tree import MOST_BYTES, read_packed
from generator.read.values import BAD, set_of_dates


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path on disk and as it is named in problems, what it holds, its id."""

    path: Path
    shown: str
    record: type[Any]
    id: str

    @property
    def beside(self) -> Path | None:
        """The file that is read together with it: a source's receipts, which may not be there."""
        return self.path.with_suffix(ENDING) if self.record is Source else None


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file gave: its record (None where it could not be read), and all that was wrong with it."""

    record: Any
    receipts: Receipts | None
    problems: tuple[Problem, ...]
    broken: frozenset[str]  # ids that were written but could not be read


def read_one(file: Found, languages: tuple[str, ...], data: bytes | None = None) -> FileRead:
    """Read a file, or the `data` that was in it, and the receipts beside it. Never raises for what is in it."""
    door = Door(file.shown, languages)
    return with_receipts(file, read_file(file, door, data), door)


def with_receipts(file: Found, record: Any, door: Door) -> FileRead:
    """What the file gave: its record, or BAD, and what the door was told; and the receipts beside it."""
    problems, receipts = door.problems, None
    if file.beside:
        shown = file.shown.removesuffix(file.path.suffix) + ENDING
        door = Door(shown, door.languages, broken=door.broken)
        receipts = read_receipts(file.beside, EntityId(file.id), door)
        problems += door.problems
    broken = door.broken | ({file.id or file.shown} if record is BAD else set())
    return FileRead(None if record is BAD else record, receipts, tuple(problems), frozenset(broken))


def bytes_of(file: Found) -> bytes:
    """As many as may be in a file, and one more. Raises OSError."""
    with file.path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def read_file(file: Found, door: Door, data: bytes | None = None) -> Any:
    """One file's record, or BAD."""
    try:
        data = bytes_of(file) if data is None else data
    except OSError as error:
        where = Position(file.shown)
        door.add(where, "unreadable-file", f"cannot read it: {error.strerror}", "check its permissions")
        return BAD
    tree = read_packed(data, door)
    if file.id:
        try:
            parse_id(file.id)
        except BadValue as bad:
            door.add(Position(file.shown), "bad-id", f"the file's name is its id, and {bad.message}", bad.hint)
            return BAD
    if tree is None:
        return BAD
    door.tree = Tree.keeping(tree)
    if file.record is Source:
        return read_source(tree, door, file.id)
    if not file.id:
        return read_packed_record(file.record, tree, door)
    return read_packed_record(file.record, tree, door, id=file.id)


def read_source(tree: Packed, door: Door, ident: str) -> Any:
    """A source from its tree, or BAD."""
    _prepare(tree, door, ident)
    return read_packed_record(Source, tree, door, stand_ins=_header(door.languages), id=ident)


def _header(languages: tuple[str, ...]) -> dict[str, Any]:
    """Stand-ins for a source's header: a mistake there must not hide those in its facts."""
    title = Text(tuple((language, "?") for language in languages))
    return {"title": title, "kind": SourceKind.OTHER, "publisher": UNKNOWN, "lang": "und"}


def _prepare(tree: Packed, door: Door, source: str) -> None:
    """What a source's facts need from its header, wherever in the file that stands. Problems are told later."""
    door.source = source
    published, days = value_of(tree, "published"), value_of(tree, "days")
    door.published = _quiet(published)
    if days and days[0].__class__ is tuple:
        door.days = {key[0]: _quiet(node) for key, node in days[0]}


def _quiet(node: Packed | None) -> Edtf | None:
    text = set_of_dates(node)[0] if node else None
    try:
        return parse_date(text) if isinstance(text, str) else None
    except BadValue:
        return None
