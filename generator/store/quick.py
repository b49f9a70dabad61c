"""Reading a content folder quickly: from the cache what it holds, and the rest in several processes where that pays."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.read.content import Reading
from generator.read.file import FileRead, Found, bytes_of, read_one
from generator.store.packing import Shared, pack, unpack
from generator.store.records import Fresh, RecordCache, digest_of, stamp_of
from generator.workers import Worth, each, paying

_WORTH_IT = Worth(400_000, 800_000)  # bytes of YAML; a million take a second
_CHUNK = 64  # files of one piece of work, which also go into the cache together


def quickly(content: Path, jobs: int, *, keep: bool = True) -> Reading:
    """A way of reading for `read_content`, with at most `jobs` processes, and a cache if `keep`."""

    @uncollected()
    def read(found: list[Found], languages: tuple[str, ...]) -> list[FileRead]:
        shared = Shared()
        cache = RecordCache(content, languages, shared=shared) if keep else None
        done = {file.shown: kept for file in found if cache and (kept := cache.get(file))}
        left = [file for file in found if file.shown not in done]
        for fresh, some in _all(left, languages, jobs, shared, keep=keep):
            if cache:
                cache.save(fresh)
            done.update((file.shown, one) for file, one in some)
        if cache:
            cache.finish(set(done))
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
    left: list[Found], languages: tuple[str, ...], jobs: int, shared: Shared, *, keep: bool
) -> Iterator[tuple[list[Fresh], list[tuple[Found, FileRead]]]]:
    """Some files at a time: what the cache is to have of them, if `keep`, and what each gave."""
    jobs = paying(jobs, sum(_size(file) for file in left), _WORTH_IT)
    chunks = [left[start : start + _CHUNK] for start in range(0, len(left), _CHUNK)]
    if jobs < 2:
        for chunk in chunks:
            here = [_read(file, languages, keep=keep) for file in chunk]
            yield [fresh for fresh, _ in here if keep], [(fresh.file, one) for fresh, one in here]
        return
    work = partial(_fresh, languages)
    for _, rows in each(work, chunks, jobs, lambda: partial(partial, _fresh, languages)):
        yield rows, [(row.file, unpack(row.packed, shared)) for row in rows]


def _fresh(languages: tuple[str, ...], files: list[Found]) -> list[Fresh]:
    return [_read(file, languages)[0] for file in files]


def _read(file: Found, languages: tuple[str, ...], *, keep: bool = True) -> tuple[Fresh, FileRead]:
    if not keep:
        return Fresh(file, "", b"", b""), read_one(file, languages)
    before, data = stamp_of(file), None
    with contextlib.suppress(OSError):  # which the reading tells
        data = bytes_of(file)
    one = read_one(file, languages, data)
    digest = digest_of(file, data)
    if stamp_of(file) != before:  # saved meanwhile: nobody knows of which bytes this is
        before, digest = "", b""
    return Fresh(file, before, digest, pack(one)), one


def _size(file: Found) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0
