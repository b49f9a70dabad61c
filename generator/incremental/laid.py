"""Rows of a page as they stand in its file, so that the next build takes those that no edit concerns from there."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable

from generator.dossier.inputs import Inputs, inputs_from
from generator.dossier.trace import RowMade
from generator.render.html import safe
from generator.render.pages import Page
from generator.render.row import Asked, Row
from generator.render.writer import ANYWHERE

_NEAR = 4096  # bytes that stand between two rows at the most, such as the head of a month


def pack_rows(rows: Iterable[RowMade], data: bytes, page: Page) -> bytes:
    """`data`: the page's bytes. A row that does not stand there as it was made, but with notes, is kept whole."""
    out, end, root = [], 0, b"../" * page.path.count("/")
    for name, label, row, inputs in rows:
        raw = row.html.encode()
        html = raw.replace(ANYWHERE.encode(), root)
        start = data.find(html, end, end + len(html) + _NEAR if end else len(data))
        whole = b"" if start >= 0 else zlib.compress(raw, 1)
        rest = dict(row.marks), tuple(map(tuple, row.asked)), tuple(map(str, row.way)), inputs.tobytes()
        out.append((name, label, start, len(html), whole, *rest))
        end = start + len(html) if start >= 0 else end
    return marshal.dumps(out)


class LaidRows:
    """The rows of a page that would be made alike now, by what made them and their key. Their links have its root."""

    def __init__(self, packed: bytes, data: bytes, touched: Callable[[bytes], bool]) -> None:
        rows = marshal.loads(packed)  # noqa: S302 -- of our own making, in the user's own cache
        self._data = data
        self._rows = {(name, label): rest for name, label, *rest in rows if not touched(rest[-1])}

    def __call__(self, name: str, label: str) -> tuple[Row, Inputs] | None:
        found = self._rows.get((name, label))
        if found is None:
            return None
        start, length, whole, marks, asked, way, inputs = found
        html = zlib.decompress(whole) if whole else self._data[start : start + length]
        return Row(safe(html.decode()), marks, tuple(map(Asked._make, asked)), way), inputs_from(inputs)
