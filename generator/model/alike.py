"""Whether a record is written alike in two trees of its file, wherever it stands there.

Alike is what makes the same YAML again: the texts, which of them are quoted, and what is written in one line.
"""

from __future__ import annotations

from typing import Any

from generator.model.origin import Tree

_FACTS = "facts"
Entries = dict[str, tuple[Any, Any]]


class Pair:
    """Two trees of one file, taken apart once for all of its records. Nodes stay as they are packed (see origin.py)."""

    def __init__(self, one: Tree, other: Tree) -> None:
        self._same = one is other
        self._files: list[Entries] = [] if self._same else [_by_key(tree.loaded[0]) for tree in (one, other)]
        self._facts = [_by_key(file.pop(_FACTS, ("", ((),)))[1][0]) for file in self._files]

    def alike(self, fact: str) -> bool:
        """The fact of a key; without one, all of the file but its facts."""
        if self._same:
            return True
        if not fact:
            one, other = (tuple(file.values()) for file in self._files)
            return _all_alike(one, other)
        here, there = (facts.get(fact) for facts in self._facts)
        return here == there or (here is not None and there is not None and _all_alike((here,), (there,)))


def _by_key(entries: Any) -> Entries:
    """The first of a key that stands there twice."""
    return {key[0]: (key, value) for key, value in reversed(entries)}


def _all_alike(some: Any, others: Any) -> bool:
    return len(some) == len(others) and all(
        _alike(key, other) and _alike(value, another)
        for (key, value), (other, another) in zip(some, others, strict=True)
    )


def _alike(one: Any, other: Any) -> bool:
    if one is other:
        return True
    inside, beside = one[0], other[0]
    if inside.__class__ is str:
        return bool(inside == beside) and _plain(one) == _plain(other)
    if inside.__class__ is not beside.__class__ or one[3] != other[3] or len(inside) != len(beside):
        return False
    if inside.__class__ is list:
        return all(map(_alike, inside, beside))
    return _all_alike(inside, beside)


def _plain(scalar: Any) -> bool:
    return len(scalar) == 3 or bool(scalar[5])
