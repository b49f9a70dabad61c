"""Records kept while a preview lives: only the files that changed are read again."""

from __future__ import annotations

import contextlib
import time
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.errors import Problem
from generator.model.records import Records
from generator.model.source import Source
from generator.read.again import read_again
from generator.read.content import find, gathered
from generator.read.file import FileRead, Found, bytes_of, read_one
from generator.store.quick import quickly
from generator.store.records import RACE, newest, stamp_of
from generator.workers import cores

Gathered = tuple[Records, list[Problem]]

_FEW = 8  # files that are read one by one
_LARGE = 10_000  # bytes: a smaller file is read in a moment


class Remembered:
    """What each file of one content folder gave, with what the file system said of it before it was read."""

    def __init__(self, content: Path, project: Path, languages: tuple[str, ...]) -> None:
        self.content, self.project, self.languages = content, project, languages
        self._found: list[Found] = []
        self._stray: list[Problem] = []
        self._of_path: dict[Path, Found] = {}  # of the files beside, too
        self._read: dict[str, tuple[str, FileRead]] = {}
        self._texts: dict[str, tuple[FileRead, bytes]] = {}  # what large files held, compressed, as they were read
        self._begun = time.time_ns()
        self._last: Gathered | None = None

    def read(self, changed: frozenset[Path] = frozenset()) -> tuple[Records, list[Problem]]:
        """As `read_content`. What is in `changed` is read again, even if it looks the same.

        Where it names nothing but known files that are still there, no other file is looked at.
        """
        last, self._last = self._last, None  # not to be gone on from, should anything be raised
        if last and changed and all(path in self._of_path and path.is_file() for path in changed):
            files = {self._of_path[path].shown: self._of_path[path] for path in changed}
            before = {name: self._read[name][1] for name in files}
            self._read_again(files.values())
            last = self._exchanged(last, before)
        else:
            self._look(changed)
            last = None
        self._last = last or gathered([self._read[file.shown][1] for file in self._found], self._stray)
        return self._last[0], [*self._last[1]]

    def _exchanged(self, last: Gathered, before: dict[str, FileRead]) -> Gathered | None:
        """What was gathered last, with what some files give now; None where more than records is another one."""
        records, problems = last
        for name, one in before.items():
            found = exchanged(records, one, self._read[name][1])
            if found is None:
                return None
            records = found
        return records, problems

    def late(self) -> list[Path]:
        """The files that look different since they were read."""
        return [file.path for file in self._found if self._differs(file, frozenset())]

    def _look(self, changed: frozenset[Path]) -> None:
        """Find all files, and read those that are new or look different."""
        self._found, self._stray = find(self.content, self.project)
        self._of_path = {file.path: file for file in self._found}
        self._of_path |= {file.beside: file for file in self._found if file.beside}
        for name in self._read.keys() - {file.shown for file in self._found}:
            del self._read[name]
            self._texts.pop(name, None)
        self._read_again([file for file in self._found if self._differs(file, changed)])

    def _differs(self, file: Found, changed: frozenset[Path]) -> bool:
        kept = self._read.get(file.shown)
        return kept is None or file.path in changed or file.beside in changed or kept[0] != stamp_of(file)

    def _read_again(self, files: Iterable[Found]) -> None:
        files = list(files)
        stamps = [stamp_of(file) for file in files]  # before they are read: a change meanwhile shows
        if self._read and len(files) <= _FEW:
            done = [self._one_again(file) for file in files]
        else:
            keep = not self._read  # what is kept on disk is for all files
            done = quickly(self.content, cores(), keep=keep)(files, self.languages)
        self._read.update((file.shown, (stamp, one)) for file, stamp, one in zip(files, stamps, done, strict=True))

    def _one_again(self, file: Found) -> FileRead:
        """Read a file, where most of it is as it was only the rest."""
        try:
            data = bytes_of(file)
        except OSError:
            return read_one(file, self.languages)  # which tells
        last, text = self._read.get(file.shown), self._texts.get(file.shown)
        one = None
        if last and text and text[0] is last[1]:
            one = read_again(file, self.languages, last[1], zlib.decompress(text[1]), data)
        one = one or read_one(file, self.languages, data)
        self._keep(file, one, data)
        return one

    def _keep(self, file: Found, one: FileRead, data: bytes) -> None:
        if file.record is Source and len(data) > _LARGE:
            self._texts[file.shown] = one, zlib.compress(data, 1)

    def keep_texts(self) -> None:
        """Keep what all large files hold, so that their first change is read as soon as the next ones.

        May go on while others read. A file that was saved meanwhile, or may have been, is left out.
        """
        for file in self._found:
            known = self._read.get(file.shown)
            if known and file.record is Source and file.shown not in self._texts:
                with contextlib.suppress(OSError):
                    data = bytes_of(file)
                    if stamp_of(file) == known[0] and newest(known[0]) < self._begun - RACE:
                        self._keep(file, known[1], data)


def exchanged(records: Records, before: FileRead, after: FileRead) -> Records | None:
    """Records in which one of a thing or a source is another; None where the file gave something else besides."""
    rest = [(one.receipts, one.problems, one.broken, type(one.record)) for one in (before, after)]
    if rest[0] != rest[1]:
        return None
    for name in ("sources", "entities", "series"):
        row = getattr(records, name)
        at = next((number for number, one in enumerate(row) if one is before.record), None)
        if at is not None:
            some: dict[str, Any] = {name: (*row[:at], after.record, *row[at + 1 :])}
            return replace(records, **some)
    return None
