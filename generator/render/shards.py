"""How the rows of the quick search are put into shards.

A shard holds the rows that have a word with its key as beginning. A small dossier is one shard. Where a shard grows
too large, the next letter splits it, and past a word's last letter the beginnings of the row's other words do; what is
left at its own key then is the head, the first few rows, for those who have typed no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

MAX_SHARD = 80_000  # bytes before compression, which leaves a third at most
MAX_HEAD = 6_000
MAX_DEPTH = 3  # words in a key
HEAD = "*"  # in the list of keys: not everything is there


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a shard, as it is written, with the words that lead to it, and what it is of."""

    data: bytes
    words: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """The rows of each key; a key that ends with * has only its first rows.

    `splits`: for each key that was split or cut, without the *, the size of all its rows, and which row is the first
    that is not at the key itself; nothing where all are.
    """

    shards: dict[str, list[Row]] = field(default_factory=dict)
    splits: dict[str, tuple[int, str]] = field(default_factory=dict)


def shards_of(rows: Sequence[Row], limit: int = MAX_SHARD, head: int = MAX_HEAD) -> dict[str, list[Row]]:
    """The rows of each key, in order of the keys."""
    return dict(sorted(tree_of(rows, limit, head).shards.items()))


def tree_of(rows: Sequence[Row], limit: int, head: int, place: tuple[str, str, frozenset[str]] | None = None) -> Tree:
    """`place`: the part of a tree below a key, and all its rows: what the key begins with, its last word or the
    beginning of that, and the words before it.
    """
    base, start, used = place or ("", "", frozenset())
    split = _Split(rows, limit, head)
    split.below(base, start, used, range(len(rows)))
    return split.tree


def size_of(data: bytes) -> int:
    return len(data) + 2


def first(sizes: Iterable[int], limit: int) -> int:
    """How many rows of these sizes fit, the first one whatever its size."""
    total = count = 0
    for size in sizes:
        total += size
        if total > limit:
            return max(count, 1)
        count += 1
    return count


class _Split:
    """Rows are known by their numbers, which are in their order."""

    def __init__(self, rows: Sequence[Row], limit: int, head: int) -> None:
        self.rows, self.limit, self.head, self.tree = rows, limit, head, Tree()
        self.sizes = [size_of(row.data) for row in rows]

    def below(self, base: str, start: str, used: frozenset[str], numbers: Sequence[int]) -> None:
        """Place rows that have every word in `used`, and another one that begins with `start` if that is something."""
        if self._small(base + start, used, numbers):
            return
        index: dict[str, list[int]] = {}
        for number in numbers:
            for word in self.rows[number].words:
                if word.startswith(start) and word not in used:
                    index.setdefault(word, []).append(number)
        self._grow(base, start, used, (index, sorted(index)))

    def _small(self, key: str, used: frozenset[str], numbers: Sequence[int]) -> bool:
        """Place the rows at the key, or the first of them; false where it is to be split."""
        total = sum(map(self.sizes.__getitem__, numbers))
        if total <= self.limit:
            self.tree.shards[key] = [self.rows[number] for number in numbers]
            return True
        deep = len(used) == MAX_DEPTH
        there = first(map(self.sizes.__getitem__, numbers), self.limit if deep else self.head) if key else 0
        if key:
            self.tree.shards[key + HEAD] = [self.rows[number] for number in numbers[:there]]
        self.tree.splits[key] = total, self.rows[numbers[there]].id if key and there < len(numbers) else ""
        return deep

    def _grow(self, base: str, start: str, used: frozenset[str], at: tuple[dict[str, list[int]], list[str]]) -> None:
        """Split by the next letter. `at`: the rows of each word that begins with `start`, and the words, sorted."""
        index, words = at
        if words and words[0] == start:
            self.below(f"{base}{start} ", "", used | {start}, index[start])
            words = words[1:]
        length = len(start)
        for letter, some in groupby(words, lambda word: word[length]):
            mine = list(some)
            numbers = sorted(set().union(*[index[word] for word in mine])) if len(mine) > 1 else index[mine[0]]
            if not self._small(base + start + letter, used, numbers):
                self._grow(base, start + letter, used, (index, mine))
