"""Values that one process of a build makes and all of them read, from files: no process could hold those of a large
dossier, and each would make them again and again.
"""

from __future__ import annotations

import contextlib
import io
import marshal
import mmap
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WORD = 8  # bytes of a place: whose file, how many bytes, from where
_START, _SIZE, _FILES = 36, 20, 8  # bits of it
_MOST = (1 << _SIZE) - 1


class Pool:
    """Of values by a name and a number below `ids`. Whatever cannot be written or read is not there.

    Each process appends to a file of its own, and then says in a table that all have mapped where the value stands.
    """

    def __init__(self, folder: Path, ids: int) -> None:
        self.folder, self.ids = folder, ids
        self._tables: dict[str, memoryview | None] = {}
        self._maps: list[mmap.mmap] = []
        self._read: dict[int, io.FileIO] = {}
        self._own: io.FileIO | None = None
        self._process = os.getpid()
        self._number = self._end = 0  # of this process's own file, and where it ends

    @staticmethod
    @contextlib.contextmanager
    def below(root: Path, ids: int) -> Iterator[Pool]:
        """In a folder of its own until the block ends; of a killed process, it goes with the rest of `root`."""
        with tempfile.TemporaryDirectory(prefix=".pool-", dir=root, ignore_cleanup_errors=True) as folder:
            pool = Pool(Path(folder), ids)
            try:
                yield pool
            finally:
                pool.close()

    def get(self, name: str, number: int) -> Any:
        """What was put there; None where that is nothing."""
        table = self._table(name)
        place = table[number] if table else 0
        if not place:
            return None
        owner, size, start = place >> _START + _SIZE, place >> _START & _MOST, place & (1 << _START) - 1
        if self._process != os.getpid():
            self._begin()
        try:
            file = self._read.get(owner)
            if file is None:
                file = self._read[owner] = io.FileIO(self._path(owner))
            file.seek(start)
            whose, value = marshal.loads(file.read(size))  # noqa: S302 -- of our own making, below staging
        except (OSError, EOFError, ValueError, TypeError):
            return None
        return value if whose == number else None  # where a place is not written at once, half of one may be seen

    def put(self, name: str, number: int, value: Any) -> None:
        """A value of which `marshal` knows all types; not None. Raises ValueError for another one."""
        table, packed = self._table(name), marshal.dumps((number, value))
        if table is None:
            return
        start, size = self._append(packed), len(packed)
        if start is not None:
            table[number] = self._number << _START + _SIZE | size << _START | start

    def _append(self, packed: bytes) -> int | None:
        """Where it stands now in this process's file; None where it cannot."""
        if self._process != os.getpid():
            self._begin()
        if not self._number:
            self._claim()
        start = self._end
        if self._own is None or len(packed) > _MOST or start + len(packed) >= 1 << _START:
            return None
        try:
            if self._own.write(packed) != len(packed):
                raise OSError("no room left")
        except OSError:
            self._own = None
            return None
        self._end += len(packed)
        return start

    def _begin(self) -> None:
        """In a forked process: files opened before would be read and written from where the parent does."""
        self._let_go()
        self._process, self._number, self._end = os.getpid(), 0, 0

    def _claim(self) -> None:
        """Take the first number that no other process has, with its file; none is had where none can be made."""
        for self._number in range(1, 1 << _FILES):
            try:
                self._own = io.FileIO(self._path(self._number), "x")
            except FileExistsError:
                continue
            except OSError:
                pass
            return

    def _path(self, number: int) -> str:
        return str(self.folder / f"{number}.values")

    def _table(self, name: str) -> memoryview | None:
        if name not in self._tables:
            try:
                self._tables[name] = self._mapped(self.folder / f"{name.replace(':', '-')}.table")
            except (OSError, ValueError):
                self._tables[name] = None
        return self._tables[name]

    def _mapped(self, path: Path) -> memoryview:
        """The table in this file, which whoever is first puts there, with all its room: a hole in it could not be
        written on a full disk, and the process would be killed.
        """
        if not path.exists():
            with tempfile.NamedTemporaryFile(dir=self.folder) as made:
                made.write(bytes(_WORD * self.ids))
                made.flush()
                with contextlib.suppress(FileExistsError):
                    os.link(made.name, path)
        with path.open("r+b") as file:
            self._maps.append(mmap.mmap(file.fileno(), _WORD * self.ids))
        return memoryview(self._maps[-1]).cast("Q")

    def close(self) -> None:
        for table in self._tables.values():
            if table is not None:
                table.release()
        for mapped in self._maps:
            mapped.close()
        self._tables.clear()
        self._maps.clear()
        self._let_go()

    def _let_go(self) -> None:
        for file in (*self._read.values(), *([self._own] if self._own else [])):
            file.close()
        self._read.clear()
        self._own = None
