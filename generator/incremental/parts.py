"""Parts of files that are put together once all parts are there: each waits in a file of its own, for any process."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Parts:
    """By address, such as `data/facts.csv#a-source`."""

    folder: Path

    @staticmethod
    @contextlib.contextmanager
    def below(root: Path) -> Iterator[Parts]:
        """In a folder of their own until the block ends; of a killed process, it goes with the rest of `root`."""
        with tempfile.TemporaryDirectory(prefix=".parts-", dir=root) as folder:
            yield Parts(Path(folder))

    def put(self, address: str, part: bytes) -> None:
        self._at(address).write_bytes(part)

    def take(self, address: str) -> bytes:
        """Once. Raises OSError where there is none."""
        path = self._at(address)
        part = path.read_bytes()
        path.unlink()
        return part

    def _at(self, address: str) -> Path:
        return self.folder / address.replace("/", "-")
