"""Rows that one process makes and another one stores, in a file without a name: a list of them would be held by both.

The one that reads makes the spool, before the one that writes is forked.
"""

from __future__ import annotations

import contextlib
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

Row = tuple[str, bytes]
_AT_ONCE = 1000  # rows
_SIZE = 8  # bytes of the length before each lot of them


@contextlib.contextmanager
def spools(folder: Path, number: int) -> Iterator[list[Spool]]:
    """So many, with files in this folder if that can be written."""
    with contextlib.ExitStack() as stack:
        made = [Spool() for _ in range(number)]
        for one in made:
            with contextlib.suppress(OSError):
                one.file = stack.enter_context(tempfile.TemporaryFile(dir=folder, buffering=0))
        yield made


@dataclass(slots=True)
class Spool:
    """Where it cannot be written, reading says so."""

    file: IO[bytes] | None = None

    def write(self, rows: Iterable[Row]) -> None:
        """All rows, in place of what was written before. Without a file, or room for it, they are lost."""
        if self.file is None:
            return
        waiting = iter(rows)
        with contextlib.suppress(OSError):
            self.file.seek(0)
            self.file.truncate()
            while some := list(islice(waiting, _AT_ONCE)):
                self._put(marshal.dumps(some))
            self._put(b"")

    def _put(self, packed: bytes) -> None:
        whole = len(packed).to_bytes(_SIZE, "little") + packed
        if self.file and self.file.write(whole) != len(whole):
            raise OSError("no room left")

    def read(self) -> Iterator[list[Row]]:
        """Some rows at a time. Raises OSError where not all were written."""
        if self.file is None:
            raise OSError("no file for the rows")
        self.file.seek(0)
        while size := int.from_bytes(self._get(_SIZE), "little"):
            yield marshal.loads(self._get(size))  # noqa: S302 -- of our own making, in a file of no name

    def _get(self, size: int) -> bytes:
        found = self.file.read(size) if self.file else b""
        if len(found) < size:
            raise OSError("rows are missing")
        return found
