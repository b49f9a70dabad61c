"""Records kept between runs: a file whose bytes did not change is not parsed again.

One SQLite file, outside of the project: a project from elsewhere must not bring one along. Safe to delete. It is thrown
away when the program, the model or the languages differ, and where it is damaged; where it cannot be written, or
another process is writing it, nothing is kept. Only our own records are unpickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import generator
from generator.read.file import FileRead, Found
from generator.store.packing import unpack
from generator.store.place import folder

_PACKAGE = Path(generator.__file__).parent
_RACE = 3_000_000_000  # nanoseconds: a file this young may change again without its times changing
_TABLE = """
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, stamp TEXT, digest BLOB, written INTEGER, packed BLOB);
CREATE TABLE IF NOT EXISTS made_by (program TEXT);
"""


class _Row(NamedTuple):
    """`stamp` is what the file system says of the file, `digest` of its bytes, `written` when the row was made."""

    stamp: str
    digest: bytes
    written: int
    packed: bytes


@cache
def program() -> str:
    """A digest of the code that decides what a record is."""
    digest = hashlib.sha256(sys.version.encode())
    alone = (_PACKAGE / "errors.py", _PACKAGE / "store" / "packing.py")
    for path in sorted([*_PACKAGE.glob("model/*.py"), *_PACKAGE.glob("read/*.py"), *alone]):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class RecordCache:
    """The records of one content folder in one set of languages."""

    def __init__(self, content: Path, languages: tuple[str, ...], where: Path | None = None) -> None:
        name = hashlib.sha256(os.fsencode(content.resolve())).hexdigest()[:16]
        self.path = (where or folder()) / f"{name}-{'-'.join(languages)}.records"
        self._touched: list[tuple[str, int, str]] = []  # the same bytes under a new stamp, or one too young to trust
        self._rows = self._load()
        self._now = time.time_ns()

    def get(self, file: Found) -> FileRead | None:
        """What the file gave when it was last read, if it is still the same."""
        row = self._rows.get(file.shown)
        if row is None:
            return None
        stamp = _stamp(file)
        if stamp != row.stamp or _newest(stamp) > row.written - _RACE:
            if _digest(file) != row.digest:
                return None
            self._touched.append((stamp, self._now, file.shown))
        with contextlib.suppress(Exception):  # damaged, however that shows: read the file
            return unpack(row.packed)
        return None

    def save(self, fresh: Iterable[tuple[Found, str, bytes, bytes]], names: set[str]) -> None:
        """Keep what was read anew, and forget the files that are not in `names`.

        `fresh`: each file with its stamp and digest from before it was read, and what it gave, packed.
        """
        rows = [(file.shown, stamp, digest, self._now, packed) for file, stamp, digest, packed in fresh]
        gone = [(name,) for name in self._rows if name not in names]
        if not rows and not gone and not self._touched:
            return
        with contextlib.suppress(OSError, sqlite3.Error):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _open(self.path) as database:
                database.executescript(_TABLE)
                if [program()] != [name for (name,) in database.execute("SELECT program FROM made_by")]:
                    database.executescript("DELETE FROM kept; DELETE FROM made_by;")
                    database.execute("INSERT INTO made_by VALUES (?)", (program(),))
                database.executemany("DELETE FROM kept WHERE name = ?", gone)
                database.executemany("UPDATE kept SET stamp = ?, written = ? WHERE name = ?", self._touched)
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)

    def _load(self) -> dict[str, _Row]:
        if not self.path.is_file():
            return {}
        try:
            with _open(self.path) as database:
                if [program()] != [name for (name,) in database.execute("SELECT program FROM made_by")]:
                    return {}
                rows = database.execute("SELECT name, stamp, digest, written, packed FROM kept")
                return {name: _Row(*rest) for name, *rest in rows}
        except sqlite3.OperationalError:  # locked by a build that is writing it, or not to be read
            return {}
        except (sqlite3.Error, TypeError, ValueError):
            with contextlib.suppress(OSError):
                self.path.unlink()
            return {}


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path, timeout=1)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is thrown away
        with database:
            yield database
    finally:
        database.close()


def stamp_and_digest(file: Found) -> tuple[str, bytes]:
    return _stamp(file), _digest(file)


def _paths(file: Found) -> Iterator[Path]:
    yield file.path
    if file.beside:
        yield file.beside


def _stamp(file: Found) -> str:
    """Size, times and number of the file and of what is read with it."""
    out = []
    for path in _paths(file):
        try:
            stat = os.stat(path)  # noqa: PTH116 -- a third of the time, and there are many
        except OSError:
            out.append("")
        else:
            out.append(f"{stat.st_size} {stat.st_ino} {stat.st_mtime_ns} {stat.st_ctime_ns}")
    return ";".join(out)


def _newest(stamp: str) -> int:
    return max((int(time) for one in stamp.split(";") if one for time in one.split()[2:]), default=0)


def _digest(file: Found) -> bytes:
    digest = hashlib.sha256()
    for path in _paths(file):
        try:
            data = path.read_bytes()
            digest.update(b"%d\0" % len(data) + data)
        except OSError as error:
            digest.update(b"-%d\0" % (error.errno or 0))
    return digest.digest()
