"""Values that one process of a build makes and all of them read, from files: no process could hold those of a large
dossier, and each would make them again and again.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WORD = 8  # bytes of a place: whose file, how many bytes, from where
_START, _SIZE, _FILES = 36, 20, 8  # bits of it
_MOST = (1 << _SIZE) - 1


class Pool:
    """Of values by a name and a number. Whatever cannot be written or read is not there.

    Each process writes into a file of its own, and then, into a table for each name, where the value stands.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[str, int] = {}  # open files; -1 for one that cannot be had
        self._files: dict[int, int] = {}
        self._own = -1
        self._process = self._number = self._end = 0  # whose file is open, which one it is and where it ends

    @staticmethod
    @contextlib.contextmanager
    def below(root: Path) -> Iterator[Pool]:
        """In a folder of its own until the block ends; of a killed process, it goes with the rest of `root`."""
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=".pool-", dir=root))
            yield stack.enter_context(contextlib.closing(Pool(Path(folder))))

    def get(self, name: str, number: int) -> Any:
        """What was put there; None where that is nothing."""
        table = self._table(name)
        if table < 0:
            return None
        try:
            place = int.from_bytes(os.pread(table, _WORD, _WORD * number), "little")
            if not place:
                return None
            owner, size, start = place >> _START + _SIZE, place >> _START & _MOST, place & (1 << _START) - 1
            file = self._files.get(owner)
            if file is None:
                file = self._files[owner] = os.open(self._path(owner), os.O_RDONLY)
            whose, value = marshal.loads(os.pread(file, size, start))  # noqa: S302 -- of our own making, below staging
        except (OSError, EOFError, ValueError, TypeError):
            return None
        return value if whose == (name, number) else None  # half of a place may have been seen

    def put(self, name: str, number: int, value: Any) -> None:
        """A value that is not None. One of which `marshal` does not know all types stays with its maker."""
        table = self._table(name)
        if self._process != os.getpid():
            self._claim()
        if table < 0 or self._own < 0:
            return
        try:
            packed = marshal.dumps(((name, number), value))
        except ValueError:
            return
        size, start = len(packed), self._end
        if size > _MOST or start + size >= 1 << _START:
            return
        place = self._number << _START + _SIZE | size << _START | start
        try:
            if os.pwrite(self._own, packed, start) != size:
                raise OSError("no room left")
            self._end += size
            os.pwrite(table, place.to_bytes(_WORD, "little"), _WORD * number)
        except OSError:
            _close(self._own)
            self._own = -1

    def _claim(self) -> None:
        """In a process that has no file yet: the first number that no other has; none where no file can be made."""
        _close(self._own)  # the parent's
        self._process, self._own, self._end = os.getpid(), -1, 0
        for self._number in range(1, 1 << _FILES):
            try:
                self._own = os.open(self._path(self._number), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            except OSError:
                pass
            return

    def _path(self, number: int) -> str:
        return str(self.folder / f"{number}.values")

    def _table(self, name: str) -> int:
        found = self._tables.get(name)
        if found is None:
            path = self.folder / f"{name.replace(':', '-')}.table"
            try:
                found = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                found = -1
            self._tables[name] = found
        return found

    def close(self) -> None:
        """Nothing is shared from now on."""
        for file in (self._own, *self._tables.values(), *self._files.values()):
            _close(file)
        self._tables = dict.fromkeys(self._tables, -1)
        self._files.clear()
        self._own = -1


def _close(file: int) -> None:
    if file >= 0:
        with contextlib.suppress(OSError):  # such as what a network's disk says late
            os.close(file)
