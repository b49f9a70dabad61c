"""A source read again after an edit: of its facts, only those that the edit reached are parsed.

All others are left out of what the parser gets, line by line, so that each position stays, and are taken as they stood.
That is the same as parsing all of it, because

- the facts come last in the file, each begins on a line of its own, and all are indented alike;
- what the parser gets begins with a fact's key, and ends with a fact that did not change, or with the file: whatever is
  opened between them must be closed there, too;
- nothing in it is indented less, and nothing is wrong with it: a mistake is left to a reading of everything.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Any, NamedTuple

from generator.model.fact import Fact
from generator.model.open_tree import OpenTree
from generator.model.origin import Origin, Tree
from generator.model.packed import Packed, count, lowered
from generator.model.source import Source
from generator.read.door import Door
from generator.read.file import FileRead, Found, read_source, with_receipts
from generator.read.tree import MOST_BYTES, MOST_NODES, read_packed

_FACTS = "facts"
_OTHER_LINES = (b"\r", b"\xef\xbb\xbf")  # lines are counted as they are only where there is none of these
Line = bytes


class _Written(NamedTuple):
    """The facts of a file as they are written. `starts` are the lines of their keys, from 0; `moved`: see OpenTree."""

    key: Packed
    node: Packed
    starts: list[int]
    moved: tuple[int, ...]

    @property
    def entries(self) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self.node[0]
        return found

    @property
    def indent(self) -> int:
        return int(self.entries[0][0][2]) - 1


class _Edit(NamedTuple):
    """Where two texts differ: the facts from `first` to before `after`, and by how many `lines` the rest moved.

    `begin` is the line of the first one's key in both texts, `end` the line in the new one behind what is parsed.
    """

    first: int
    after: int
    begin: int
    end: int
    lines: int


def read_again(file: Found, languages: tuple[str, ...], last: FileRead, old: bytes, new: bytes) -> FileRead | None:
    """As `read_one` of the `new` bytes, where the `old` ones gave `last`; None where all must be read."""
    source = last.record
    if not isinstance(source, Source) or last.broken or any(one.position.path == file.shown for one in last.problems):
        return None
    if len(new) > MOST_BYTES or any(sign in text for sign in _OTHER_LINES for text in (old, new)):
        return None
    door = Door(file.shown, languages)
    record = source if old == new else _read(file, source, old.split(b"\n"), new.split(b"\n"), door)
    return None if record is None else with_receipts(file, record, door)


def _read(file: Found, source: Source, old: list[Line], new: list[Line], door: Door) -> Source | None:
    tree = source.origin.tree
    before = _written(tree.loaded, tree.moved if isinstance(tree, OpenTree) else ())
    edit = before and _edit(before.starts, old, new)
    if not before or not edit or len(before.entries) != len(source.facts):
        return None
    part = _part(before, edit, new)
    parsed = part and read_packed(part, door)
    found = parsed and _written(parsed)
    if not parsed or not found or not _fits(before, edit, found):
        return None
    door.tree = now = _whole(parsed, before, edit, found)
    if not _in_order(now, sum(map(len, new)) + len(new)):
        return None
    record = read_source(parsed, door, file.id)
    if not isinstance(record, Source) or door.problems or door.broken or len(record.facts) != len(found.entries):
        return None
    facts = (
        *(_moved(fact, now, 0) for fact in source.facts[: edit.first]),
        *record.facts[: _changed(before, edit, found)],
        *(_moved(fact, now, edit.lines) for fact in source.facts[edit.after :]),
    )
    whole = now.loaded
    return replace(record, facts=facts, origin=Origin.inside_of(now, file.shown, whole, "", (*whole[1:3], 0)))


def _written(tree: Packed, moved: tuple[int, ...] = ()) -> _Written | None:
    """None where the facts do not come last, or do not stand below each other."""
    key, node = tree[0][-1]
    if key[0] != _FACTS or node[0].__class__ is not tuple or not node[0] or node[3]:
        return None
    starts = [name[1] - 1 for name, _ in node[0]]
    alike = len({name[2] for name, _ in node[0]}) == 1 and starts[0] >= key[1]
    return _Written(key, node, starts, moved or (0,) * len(starts)) if alike and node[0][0][0][2] > 1 else None


def _edit(starts: list[int], old: list[Line], new: list[Line]) -> _Edit | None:
    """None where the texts differ above the facts, or no line is left for them."""
    most = min(len(old), len(new))
    same = next((number for number in range(most) if old[number] != new[number]), most)
    if same < starts[0] or len(new) <= starts[0]:
        return None
    rest = most - same
    below = next((number for number in range(rest) if old[-1 - number] != new[-1 - number]), rest)
    first = bisect_right(starts, max(same - 1, starts[0])) - 1  # the line before the edit may go on in it
    after, lines = bisect_left(starts, len(old) - below), len(new) - len(old)
    end = starts[after + 1] if after + 1 < len(starts) else len(old)
    return _Edit(first, after, starts[first], end + lines, lines)


def _part(before: _Written, edit: _Edit, new: list[Line]) -> bytes | None:
    """What is above the facts and the edited ones, with the one behind them; empty lines stand for all others."""
    lines = new[edit.begin : edit.end]
    key = re.compile(rb" {%d}[a-z0-9]" % before.indent)
    keys = [edit.begin, *(before.starts[number] + edit.lines for number in [edit.after] if _is_there(before, number))]
    if not all(key.match(new[line]) for line in keys) or any(
        line.strip() and not line.startswith(b" " * before.indent) for line in lines
    ):
        return None
    above = before.starts[0]
    ended = [b""] if edit.end < len(new) else []
    return b"\n".join([*new[:above], *[b""] * (edit.begin - above), *lines, *ended])


def _is_there(before: _Written, number: int) -> bool:
    return number < len(before.starts)


def _fits(before: _Written, edit: _Edit, found: _Written) -> bool:
    """Whether what was parsed begins and ends where it should."""
    if found.key != before.key or found.indent != before.indent or found.starts[0] != edit.begin:
        return False
    if not _is_there(before, edit.after):
        return True
    return (found.entries[-1][0][0], found.starts[-1]) == (
        before.entries[edit.after][0][0],
        before.starts[edit.after] + edit.lines,
    )


def _changed(before: _Written, edit: _Edit, found: _Written) -> int:
    """How many of the facts that were parsed count: not the one that only closes what is before it."""
    return len(found.entries) - _is_there(before, edit.after)


def _whole(tree: Packed, before: _Written, edit: _Edit, found: _Written) -> OpenTree:
    """The tree of all of the file."""
    changed = found.entries[: _changed(before, edit, found)]
    entries = [
        *before.entries[: edit.first],
        *changed,
        *((lowered(key, edit.lines), value) for key, value in before.entries[edit.after :]),
    ]
    below = [by + edit.lines for by in before.moved[edit.after :]]
    moved = [*before.moved[: edit.first], *[0] * len(changed), *below]
    if moved[-1]:  # the file's last line is asked for at once
        key, value = entries[-1]
        entries[-1], moved[-1] = (key, lowered(value, moved[-1])), 0
    start = found.node if edit.first == 0 else before.node
    return OpenTree(((*tree[0][:-1], (found.key, (tuple(entries), *start[1:]))), *tree[1:]), tuple(moved))


def _in_order(tree: OpenTree, size: int) -> bool:
    """Whether no key stands there twice, and there are not too many nodes; two at most for a byte of the `size`."""
    entries = tree.loaded[0][-1][1][0]
    unique = len({key[0] for key, _ in entries}) == len(entries)
    return unique and (2 * size <= MOST_NODES or count(tree.loaded) <= MOST_NODES)


def _moved(fact: Fact, tree: Tree, lines: int) -> Fact:
    return replace(fact, origin=fact.origin.moved(tree, lines))
