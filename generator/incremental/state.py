"""What a build leaves for the next one, in one SQLite file beside the other caches; safe to delete.

It speaks of one site as it stands on the disk: `about` has the digest of that, and of all that went in besides facts.
A whole build writes a new file and puts it in place once the site is; a build of a few pages changes it in one
transaction that ends after the site was exchanged. Killed in between, the two no longer fit, and all is built again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from generator.dossier.inputs import inputs_from, is_any

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE input (name BLOB PRIMARY KEY, line BLOB) WITHOUT ROWID;
CREATE TABLE thing (number INTEGER PRIMARY KEY, id TEXT, kind TEXT, record BLOB, links BLOB);
CREATE TABLE tree (id TEXT PRIMARY KEY, packed BLOB);
CREATE TABLE made (url TEXT PRIMARY KEY, kind TEXT, how BLOB, inputs BLOB);
CREATE TABLE laid (url TEXT PRIMARY KEY, rows BLOB) WITHOUT ROWID;
CREATE TABLE value (name TEXT, key TEXT, packed BLOB, inputs BLOB, PRIMARY KEY (name, key));
CREATE TABLE row (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_SIZE = 4  # bytes of a number
_MANY = 24  # changed inputs, from which on each file's are unpacked to compare them
_INDEX = "CREATE UNIQUE INDEX thing_id ON thing (id)"


class Made(NamedTuple):
    """A file, or a part of one: how it is made, and the numbers of the inputs that it was made from, packed."""

    url: str
    kind: str
    how: bytes
    inputs: bytes


class Thing(NamedTuple):
    """A record with an id. `record` is empty where only its links are known."""

    number: int
    id: str
    kind: str
    record: bytes
    links: bytes


class State:
    """Any method may raise sqlite3.Error, for a damaged file."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path, self.database = path, database

    # --- about
    def about(self, name: str) -> bytes | None:
        found = self.database.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def say(self, name: str, value: bytes) -> None:
        self.database.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def inputs(self) -> dict[bytes, bytes]:
        return dict(self.database.execute("SELECT name, line FROM input"))

    def put_inputs(self, lines: Mapping[bytes, bytes]) -> None:
        """All files, with what the file system said of each."""
        old = self.inputs()
        self.database.executemany("DELETE FROM input WHERE name = ?", ((name,) for name in old.keys() - lines.keys()))
        new = (row for row in lines.items() if old.get(row[0]) != row[1])
        self.database.executemany("INSERT OR REPLACE INTO input VALUES (?, ?)", new)

    def commit(self) -> None:
        self.database.execute("COMMIT")

    def undo(self) -> None:
        self.database.execute("ROLLBACK")
        self.database.execute("BEGIN")

    # --- things
    def thing(self, ident: str) -> Thing | None:
        found = self.database.execute("SELECT * FROM thing WHERE id = ?", (ident,)).fetchone()
        return Thing._make(found) if found else None

    def numbers(self) -> Iterator[tuple[str, int]]:
        return self.database.execute("SELECT id, number FROM thing")

    def links(self) -> dict[str, bytes]:
        return dict(self.database.execute("SELECT id, links FROM thing WHERE links != x''"))

    def put_links(self, links: Iterable[tuple[bytes, str]]) -> None:
        self.database.executemany("UPDATE thing SET links = ? WHERE id = ?", links)

    def forget_things(self, ids: Iterable[str]) -> None:
        self.database.executemany("DELETE FROM thing WHERE id = ?", ((ident,) for ident in ids))

    def put_things(self, things: Iterable[Thing]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?)", things)

    def put_records(self, records: Iterable[tuple[bytes, str]]) -> None:
        self.database.executemany("UPDATE thing SET record = ? WHERE id = ?", records)

    def tree(self, ident: str) -> bytes:
        packed: bytes = self.database.execute("SELECT packed FROM tree WHERE id = ?", (ident,)).fetchone()[0]
        return packed

    def put_trees(self, trees: Iterable[tuple[str, bytes]]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO tree VALUES (?, ?)", trees)

    def forget_trees(self, ids: Iterable[str]) -> None:
        self.database.executemany("DELETE FROM tree WHERE id = ?", ((ident,) for ident in ids))

    # --- what was made
    def put_made(self, made: Iterable[Made]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", made)

    def made_from(self, changed: set[int]) -> list[Made]:
        """The files of which an input is among these."""
        urls, inputs = zip(*self.database.execute("SELECT url, inputs FROM made"), strict=True)
        return [self.made_of(urls[number]) for number in sorted(touched_of(inputs, changed))]

    def made_of(self, url: str) -> Made:
        return Made._make(self.database.execute("SELECT * FROM made WHERE url = ?", (url,)).fetchone())

    def laid(self, url: str) -> bytes:
        """The rows of a page, packed; nothing for one without."""
        found = self.database.execute("SELECT rows FROM laid WHERE url = ?", (url,)).fetchone()
        return found[0] if found else b""

    def put_laid(self, rows: Iterable[tuple[str, bytes]]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO laid VALUES (?, ?)", rows)

    def files(self, kinds: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Address, kind and way of all of some kinds."""
        for kind in kinds:
            yield from self.database.execute("SELECT url, kind, how FROM made WHERE kind = ?", (kind,))

    def forget_made(self, url: str) -> None:
        self.database.execute("DELETE FROM made WHERE url = ?", (url,))
        self.database.execute("DELETE FROM laid WHERE url = ?", (url,))

    # --- values over many records
    def value(self, name: str, key: str) -> tuple[bytes, bytes] | None:
        found: tuple[bytes, bytes] | None = self.database.execute(
            "SELECT packed, inputs FROM value WHERE name = ? AND key = ?", (name, key)
        ).fetchone()
        return found

    def forget_values(self, changed: set[int]) -> None:
        """Those of which an input is among these."""
        rows = self.database.execute("SELECT name, key, inputs FROM value").fetchall()
        gone = [rows[number][:2] for number in touched_of([inputs for _, _, inputs in rows], changed)]
        self.database.executemany("DELETE FROM value WHERE name = ? AND key = ?", gone)

    def put_values(self, values: Iterable[tuple[str, str, bytes, bytes]]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?)", values)

    # --- rows of those that keep something of their own
    def row(self, name: str) -> bytes | None:
        found = self.database.execute("SELECT value FROM row WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def rows(self, start: str, stop: str) -> Iterator[tuple[str, bytes]]:
        """Those whose names are at least `start` and below `stop`, in order."""
        return self.database.execute(
            "SELECT name, value FROM row WHERE name >= ? AND name < ? ORDER BY name", (start, stop)
        )

    def forget_rows(self, start: str, stop: str) -> None:
        """Those whose names are at least `start` and below `stop`."""
        self.database.execute("DELETE FROM row WHERE name >= ? AND name < ?", (start, stop))

    def put_rows(self, rows: Iterable[tuple[str, bytes | None]]) -> None:
        """None: there is none any more."""
        rows = list(rows)
        self.database.executemany(
            "INSERT OR REPLACE INTO row VALUES (?, ?)", (row for row in rows if row[1] is not None)
        )
        self.database.executemany("DELETE FROM row WHERE name = ?", ((name,) for name, value in rows if value is None))


def touching(changed: set[int]) -> Callable[[bytes], bool]:
    """A test of packed inputs. May say yes to some that are not touched, which costs time and nothing else."""
    if len(changed) > _MANY:
        return lambda packed: not changed.isdisjoint(inputs_from(packed))
    needles = [one.to_bytes(4, sys.byteorder) for one in changed]
    return lambda packed: any(needle in packed for needle in needles)


def touched_of(packed: Sequence[bytes], changed: set[int]) -> set[int]:
    """The numbers of those packed inputs among which one has changed: few changes are looked for in all at once."""
    if len(changed) > _MANY:
        touched = touching(changed)
        return {number for number, one in enumerate(packed) if touched(one)}
    whole, ends, found = b"".join(packed), list(accumulate(map(len, packed))), set[int]()
    for needle, wanted in _needles(changed).items():
        at = 0
        while (at := whole.find(needle, at)) >= 0:
            if (
                at % _SIZE or whole[at : at + _SIZE] not in wanted
            ):  # the end of one number and the beginning of the next
                at += 1
                continue
            number = bisect_right(ends, at)
            found.add(number)
            at = ends[number]
    return found


def _needles(changed: set[int]) -> dict[bytes, set[bytes]]:
    """What to look for, and what it must be the beginning of: an edit changes many readings of few ids."""
    if sys.byteorder == "big":
        return {one.to_bytes(_SIZE, "big"): {one.to_bytes(_SIZE, "big")} for one in changed}
    found: dict[bytes, set[bytes]] = {}
    for one in changed:
        whole = one.to_bytes(_SIZE, "little")
        found.setdefault(whole if is_any(one) else whole[:-1], set()).add(whole)
    return found


def path_of(cache: Path, site_dir: Path) -> Path:
    return cache / f"{hashlib.sha256(os.fsencode(site_dir)).hexdigest()[:16]}.site"


@contextlib.contextmanager
def opened(path: Path) -> Iterator[State]:
    """The state of a site, for reading and changing; what is not committed is undone. Raises sqlite3.Error."""
    database = sqlite3.connect(path.as_uri() + "?mode=rw", uri=True, timeout=1, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut damages does not fit the site any more
        database.execute("PRAGMA mmap_size = 1073741824")
        database.execute("BEGIN")
        yield State(path, database)
    finally:
        database.close()


@contextlib.contextmanager
def created(path: Path) -> Iterator[State]:
    """A new state, in place of an old one once it is `placed`."""
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.unlink(missing_ok=True)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = sqlite3.connect(fresh, isolation_level=None)
    try:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
        database.executescript(_TABLES)
        database.execute("BEGIN")
        yield State(path, database)
    finally:
        database.close()
        fresh.unlink(missing_ok=True)


def placed(state: State) -> None:
    """End of a new state: from now on it is the one of its path."""
    state.database.execute(_INDEX)
    state.database.execute("COMMIT")
    state.path.with_suffix(f".{os.getpid()}").replace(state.path)
