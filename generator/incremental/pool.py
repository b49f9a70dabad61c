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
        self._owner = self._number = self._end = 0

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
        try:
            file = self._read.get(owner)
            if file is None:
                file = self._read[owner] = io.FileIO(self._path(owner))
            file.seek(start)
            found = file.read(size)
        except OSError:
            return None
        return marshal.loads(found) if len(found) == size else None  # noqa: S302 -- of our own making, below staging

    def put(self, name: str, number: int, value: Any) -> None:
        """A value of which `marshal` knows all types; not None."""
        table = self._table(name)
        if table is None:
            return
        packed = marshal.dumps(value)
        start, size = self._append(packed), len(packed)
        if start is not None:
            table[number] = self._number << _START + _SIZE | size << _START | start

    def _append(self, packed: bytes) -> int | None:
        """Where it stands now in this process's file; None where it cannot."""
        if self._owner != os.getpid():
            self._begin()
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
        """Take the first number that no other process has; none where there is none left, or no file can be made."""
        self._owner, self._own, self._end = os.getpid(), None, 0
        for number in range(1, 1 << _FILES):
            try:
                self._own, self._number = io.FileIO(self._path(number), "x"), number
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
        for file in self._read.values():
            file.close()
        if self._own:
            self._own.close()
        self._tables.clear()
        self._maps.clear()
        self._read.clear()
        self._own = None
