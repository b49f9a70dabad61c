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
from typing import Any, NamedTuple

import generator
from generator.read.file import FileRead, Found
from generator.store.packing import Shared, unpack
from generator.store.place import folder

_PACKAGE = Path(generator.__file__).parent
RACE = 3_000_000_000  # nanoseconds: a file this young may change again without its times changing
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


class Fresh(NamedTuple):
    """A file that was read, its stamp and digest from before that, and what it gave, packed."""

    file: Found
    stamp: str
    digest: bytes
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
    """The records of one content folder in one set of languages, which are never all in memory.

    First all that is kept is asked for, as it was at the beginning; then what was read anew is saved. `shared`: what is
    asked for shares its values with what that has seen.
    """

    def __init__(
        self, content: Path, languages: tuple[str, ...], where: Path | None = None, *, shared: Shared | None = None
    ) -> None:
        name = hashlib.sha256(os.fsencode(content.resolve())).hexdigest()[:16]
        self.path = (where or folder()) / f"{name}-{'-'.join(languages)}.records"
        self._touched: list[tuple[str, int, str]] = []  # the same bytes under a new stamp, or one too young to trust
        self._shared = shared or Shared()
        self._now = time.time_ns()
        self._database = self._opened()
        self._names: set[str] = {name for (name,) in self._asked("SELECT name FROM kept")}

    def get(self, file: Found) -> FileRead | None:
        """What the file gave when it was last read, if it is still the same."""
        if file.shown not in self._names:
            return None
        found = self._asked("SELECT stamp, digest, written, packed FROM kept WHERE name = ?", file.shown)
        with contextlib.suppress(Exception):  # damaged, however that shows: read the file
            row = _Row(*found[0])
            stamp = stamp_of(file)
            if stamp != row.stamp or newest(stamp) > row.written - RACE:
                if digest_of(file) != row.digest:
                    return None
                self._touched.append((stamp, self._now, file.shown))
            return unpack(row.packed, self._shared)
        return None

    def save(self, fresh: Iterable[Fresh]) -> None:
        """Keep what was read anew: some of it, or all."""
        rows = [(one.file.shown, one.stamp, one.digest, self._now, one.packed) for one in fresh]
        self._write(("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows))

    def finish(self, names: set[str]) -> None:
        """Forget the files that are not in `names`, and note the stamps under which the others are the same."""
        gone = [(name,) for name in self._names if name not in names]
        touched, self._touched = self._touched, []
        changed = "UPDATE kept SET stamp = ?, written = ? WHERE name = ?"
        self._write(("DELETE FROM kept WHERE name = ?", gone), (changed, touched))
        self._close()

    def _write(self, *changes: tuple[str, list[tuple[Any, ...]]]) -> None:
        """All or nothing; nothing where somebody else writes."""
        if not any(rows for _, rows in changes):
            return
        self._close()
        with contextlib.suppress(OSError, sqlite3.Error):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _open(self.path) as database:
                database.executescript(_TABLE)
                database.execute("BEGIN IMMEDIATE")
                if not _ours(database):
                    database.execute("DELETE FROM kept")
                    database.execute("DELETE FROM made_by")
                    database.execute("INSERT INTO made_by VALUES (?)", (program(),))
                for command, rows in changes:
                    database.executemany(command, rows)

    def _opened(self) -> sqlite3.Connection | None:
        """The cache as it is now, until it is closed; None where there is none, or it is not ours, or is locked."""
        if not self.path.is_file():
            return None
        database = None
        try:
            database = sqlite3.connect(self.path, timeout=1)
            database.execute("BEGIN")
            if _ours(database):
                return database
        except sqlite3.OperationalError:  # locked by a build that is writing it, or not to be read
            pass
        except (sqlite3.Error, TypeError, ValueError):
            with contextlib.suppress(OSError):
                self.path.unlink()
        if database:
            database.close()
        return None

    def _asked(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        """The rows; none where there is no cache or a damaged one, which is thrown away."""
        if self._database is None:
            return []
        try:
            return self._database.execute(question, values).fetchall()
        except (sqlite3.Error, TypeError, ValueError) as error:
            self._close()
            if not isinstance(error, sqlite3.OperationalError):
                with contextlib.suppress(OSError):
                    self.path.unlink()
            return []

    def __del__(self) -> None:
        self._close()  # a connection lives in a circle, and would keep others from writing until that is collected

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _ours(database: sqlite3.Connection) -> bool:
    """Whether the records are what this program would make of the files."""
    return [program()] == [name for (name,) in database.execute("SELECT program FROM made_by")]


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path, timeout=1)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is thrown away
        with database:
            yield database
    finally:
        database.close()


def _paths(file: Found) -> Iterator[Path]:
    yield file.path
    if file.beside:
        yield file.beside


def stamp_of(file: Found) -> str:
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


def newest(stamp: str) -> int:
    """When any of it last changed, in nanoseconds."""
    return max((int(time) for one in stamp.split(";") if one for time in one.split()[2:]), default=0)


def digest_of(file: Found, data: bytes | None = None) -> bytes:
    """Of the bytes of the file, or of its `data`, and of what is read with it."""
    digest = hashlib.sha256()
    for path in _paths(file):
        try:
            some = data if path is file.path and data is not None else path.read_bytes()
            digest.update(b"%d\0" % len(some) + some)
        except OSError as error:
            digest.update(b"-%d\0" % (error.errno or 0))
    return digest.digest()
