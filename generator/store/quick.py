"""Reading a content folder quickly: from the cache what it holds, and the rest in several processes where that pays."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path

from generator.read.content import Reading
from generator.read.file import FileRead, Found, read_one
from generator.store.packing import pack, unpack
from generator.store.records import RecordCache, stamp_and_digest
from generator.workers import each

_WORTH_IT = 400_000  # bytes of YAML for one more process: half a second of parsing
_CHUNK = 64

_Fresh = tuple[Found, str, bytes, bytes]  # a file, its stamp and digest, what it gave


def quickly(content: Path, jobs: int, *, keep: bool = True) -> Reading:
    """A way of reading for `read_content`, with at most `jobs` processes, and a cache if `keep`."""

    @uncollected()
    def read(found: list[Found], languages: tuple[str, ...]) -> list[FileRead]:
        cache = RecordCache(content, languages) if keep else None
        done = {file.shown: kept for file in found if cache and (kept := cache.get(file))}
        left = [file for file in found if file.shown not in done]
        fresh: list[_Fresh] = []
        for file, stamp, digest, packed, one in _all(left, languages, jobs, keep=keep):
            done[file.shown] = one
            fresh.append((file, stamp, digest, packed))
        if cache:
            cache.save(fresh, set(done))
        return [done[file.shown] for file in found]

    return read


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's collector of circles: all that is read is kept, and it would go through it again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _all(
    left: list[Found], languages: tuple[str, ...], jobs: int, *, keep: bool
) -> Iterator[tuple[Found, str, bytes, bytes, FileRead]]:
    jobs = min(jobs, 1 + sum(_size(file) for file in left) // _WORTH_IT)
    if jobs < 2:
        for file in left:
            stamp, digest = stamp_and_digest(file) if keep else ("", b"")  # before it is read: a change meanwhile shows
            one = read_one(file, languages)
            yield file, stamp, digest, pack(one) if keep else b"", one
        return

    chunks = [left[start : start + _CHUNK] for start in range(0, len(left), _CHUNK)]
    for chunk, rows in each(lambda files: _read_chunk(files, languages), chunks, jobs):
        for file, (stamp, digest, packed) in zip(chunk, rows, strict=True):
            yield file, stamp, digest, packed, unpack(packed)


def _read_chunk(files: list[Found], languages: tuple[str, ...]) -> list[tuple[str, bytes, bytes]]:
    return [(*stamp_and_digest(file), pack(read_one(file, languages))) for file in files]


def _size(file: Found) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0
