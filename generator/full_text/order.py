"""Pagefind's files in one order: it lists languages, filters and their values in another one each time.

Nothing else of what Pagefind 1.5 writes differs between two runs. A file's name is a digest of what is in it, so the
files that are put in order get new names, and what names them does. They are written without compression, which
Pagefind reads as well: two builds of zlib do not give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"  # opens each of its files, inside the compression
_FILTERS = 3  # the place of the filters' names and files in the list of a language
_DIGITS = 7


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index with names and bytes that depend on nothing but the pages. Raises ValueError for another form."""
    renewed = (".pf_meta", ".pf_filter", ENTRY)
    out = {name: data for name, data in files.items() if not name.endswith(renewed)}
    try:
        entry = json.loads(files[ENTRY])
        for code, language in sorted(entry["languages"].items()):
            head = _read(files[f"pagefind.{language['hash']}.pf_meta"])
            for one in head[_FILTERS]:
                name, values = _read(files[f"filter/{one[1]}.pf_filter"])
                data = _written([name, sorted(values)])
                one[1] = f"{code}_{_digest(data)}"
                out[f"filter/{one[1]}.pf_filter"] = data
            head[_FILTERS].sort()
            data = _written(head)
            language["hash"] = f"{code}_{_digest(data)}"
            out[f"pagefind.{language['hash']}.pf_meta"] = data
        out[ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
    except (LookupError, TypeError, OSError, EOFError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    return dict(sorted(out.items()))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _read(file: bytes) -> Any:
    data = gzip.decompress(file)
    if not data.startswith(_MARK):
        raise ValueError("no file of Pagefind's")
    return _decoded(data, len(_MARK))[0]


def _written(value: Any) -> bytes:
    return _MARK + _encoded(value)


def _decoded(data: bytes, at: int) -> tuple[Any, int]:
    """What stands at a place, and where the next begins: of CBOR (RFC 8949) the counts, texts and lists."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= 24:
        size = 1 << (number - 24)
        number = int.from_bytes(data[at : at + size])
        at += size
    if kind == 0:
        return number, at
    if kind == 3:
        return data[at : at + number].decode(), at + number
    if kind != 4:
        raise ValueError(f"CBOR of kind {kind}")
    items = []
    for _ in range(number):
        item, at = _decoded(data, at)
        items.append(item)
    return items, at


def _encoded(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    return _head(4, len(value)) + b"".join(map(_encoded, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << 8 * size)
    return bytes([kind << 5 | 23 + size.bit_length()]) + number.to_bytes(size)
