"""The private texts: found by their digest, whatever they are called and however deep they lie."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BriefingError

MOST_FILES = 20_000
MOST_BYTES = 4_000_000  # of one text
MOST_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The texts with a wanted digest, and the digests of the files that are named after a source."""

    texts: dict[str, bytes]
    named: dict[str, str]  # source id to digest


def find_texts(folder: Path, digests: Collection[str], ids: Collection[str]) -> Found:
    """Read every plain file below a folder. Links are not followed, so that nothing outside of it is ever read."""
    if not folder.is_dir():
        hint = "name the folder of the private texts: --private DIR"
        raise BriefingError(f"there is no folder {folder}", hint=hint)
    texts: dict[str, bytes] = {}
    named: dict[str, str] = {}
    for path in _files(folder):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest in digests:
            texts[digest] = data
        if path.stem in ids:
            named.setdefault(path.stem, digest)
    return Found(texts, named)


def _files(folder: Path) -> Iterator[Path]:
    left = MOST_FILES
    waiting = [(folder, 1)]
    while waiting:
        here, depth = waiting.pop()
        with os.scandir(here) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False) and depth < MOST_DEPTH and not entry.name.startswith("."):
                    waiting.append((Path(entry.path), depth + 1))
                elif entry.is_file(follow_symlinks=False) and entry.stat().st_size <= MOST_BYTES:
                    left -= 1
                    if left < 0:
                        hint = "name a smaller folder, one that holds the private texts only"
                        raise BriefingError(f"there are more than {MOST_FILES:,} files in {folder}", hint=hint)
                    yield Path(entry.path)
