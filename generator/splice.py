"""Large files in parts: written part by part, and after a change put together of what changed and of the old file.

A part is known by its key and its length; an empty part is none. What is copied goes through one buffer, since all of
the new file's bytes are needed for its SHA-256 anyway, and that takes longer than copying.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator.model.ids import EntityId

_BLOCK = 1 << 20


class Frame(NamedTuple):
    """What stands around the parts of a file."""

    head: bytes
    between: bytes
    tail: bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is put together: the lengths of its head and of each part that is not empty, in order, in bytes."""

    head: int
    parts: Mapping[EntityId, int]


@dataclass(frozen=True, slots=True)
class Laid:
    """What was written: the file's SHA-256 and its layout."""

    digest: str
    layout: Layout


@dataclass(slots=True)
class _Range:
    """Bytes of the old file."""

    start: int
    stop: int


def write(target: Path, frame: Frame, parts: Iterable[tuple[EntityId, bytes]]) -> Laid:
    """Write a file of parts, each when it is made: no more than one is held."""
    lengths: dict[EntityId, int] = {}

    def pieces() -> Iterator[bytes]:
        yield frame.head
        for key, part in parts:
            if part:
                if lengths:
                    yield frame.between
                yield part
                lengths[key] = len(part)
        yield frame.tail

    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb", buffering=_BLOCK) as out:
        digest = _put(pieces(), out, None)
    return Laid(digest, Layout(len(frame.head), lengths))


def splice(
    old: Path,
    target: Path,
    layout: Layout,
    frame: Frame,
    changed: Mapping[EntityId, bytes],
    order: Iterable[EntityId] | None = None,
) -> Laid:
    """Write the new file to `target`, which is not `old`: each part that is not in `changed` as it stands in `old`.

    `order`: of all keys, where one is new or they are in another order; those of no part, old or new, do not matter. An
    empty part in `changed` is one that is gone. Raises OSError where `old` is not as long as its layout says.
    """
    between = frame.between
    starts, at = {}, layout.head
    for key, length in layout.parts.items():
        starts[key] = at
        at += length + len(between)
    size = at - (len(between) if layout.parts else 0) + len(frame.tail)
    lengths: dict[EntityId, int] = {}
    pieces: list[bytes | _Range] = [frame.head]
    for key in layout.parts if order is None else order:
        length = len(changed[key]) if key in changed else layout.parts.get(key, 0)
        if not length:
            continue
        last = pieces[-1]
        gap = len(between) if lengths else 0
        start = starts.get(key, -1)
        if key not in changed and isinstance(last, _Range) and last.stop + gap == start:
            last.stop = start + length
        else:
            pieces += ([between] if gap else []) + [changed[key] if key in changed else _Range(start, start + length)]
        lengths[key] = length
    if lost := [key for key, part in changed.items() if part and key not in lengths]:
        raise ValueError(f"no order for the new parts {lost[:5]}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with old.open("rb", buffering=0) as source, target.open("wb", buffering=0) as out:
        if source.seek(0, io.SEEK_END) != size:
            raise OSError(f"{old} is not the file that was written")
        digest = _put([*pieces, frame.tail], out, source)
    return Laid(digest, Layout(len(frame.head), lengths))


def _put(pieces: Iterable[bytes | _Range], out: BinaryIO, source: io.FileIO | None) -> str:
    """Write the pieces; the SHA-256 of them all."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_BLOCK)) if source else memoryview(b"")
    for piece in pieces:
        if isinstance(piece, bytes):
            digest.update(piece)
            _all(out, memoryview(piece))
        elif source:
            source.seek(piece.start)
            left = piece.stop - piece.start
            while left:
                count = source.readinto(buffer[: min(left, _BLOCK)])
                if not count:
                    raise OSError(f"{source.name} ends too early")
                digest.update(buffer[:count])
                _all(out, buffer[:count])
                left -= count
    return digest.hexdigest()


def _all(out: BinaryIO, data: memoryview) -> None:
    """Write all of it: without a buffer a call may write less."""
    while data:
        data = data[out.write(data) :]
