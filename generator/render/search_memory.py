"""What is remembered of the quick search from one build to the next: small rows by their key.

- `row <id>`: a thing's or a fact's row as it is in the shards, and the other records that it was made from.
- `word <word>`: how many facts have it, the things it finds, and the facts; of a word in too many facts not which.
- `reads <id>`: the facts whose rows were made from this record of another one.
- `shape`: the keys of the shards, and of each that was split the size of its rows and the first that is not there.

Each key stands below `search/<language>/`. What is not there holds nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from generator.dossier.dossier import Dossier
from generator.model.ids import FactId
from generator.render.edition import edition_of
from generator.render.search import LIMITS, Found, Limits, counts, files_of, found_in, read_by, rows_from
from generator.render.shards import Tree, tree_of
from generator.render.site import Site

Files = Iterable[tuple[str, bytes]]


class Memory(Protocol):
    """What was remembered; `scan` goes through all keys that begin so, in any order."""

    def get(self, key: str) -> bytes | None: ...
    def scan(self, prefix: str) -> Iterable[tuple[str, bytes]]: ...


class Posting(NamedTuple):
    """Where a word is. `number`: in how many facts; `facts` is empty where these are more than are remembered."""

    number: int = 0
    things: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()


NOWHERE = Posting()


@dataclass(slots=True)
class Shape:
    """The keys of all shards; and those that were split, see Tree."""

    keys: set[str] = field(default_factory=set)
    splits: dict[str, tuple[int, str]] = field(default_factory=dict)


class Row(NamedTuple):
    """A row, and the ids of the other records that it was made from."""

    data: bytes
    reads: frozenset[str] = frozenset()


def remembered(dossier: Dossier, site: Site, language: str, limits: Limits = LIMITS) -> tuple[Files, Files]:
    """The files of the search in one language, and what to remember of them. The rows are made once, for both.

    Each once, as it is asked for; whoever takes the files first has memory for the rest.
    """
    found = found_in(edition_of(dossier, site, language))
    count = counts(found)
    tree = tree_of(rows_from(found, count, limits.facts), limits.shard, limits.head)
    found.reverse()
    once = (found.pop() for _ in range(len(found)))
    memory = memory_of(language, once, lambda fact: read_by(dossier, FactId(fact)), shape_of(tree), limits)
    return files_of(language, dict(sorted(tree.shards.items()))), memory


def shape_of(tree: Tree) -> Shape:
    return Shape(set(tree.shards), tree.splits)


def search_memory(dossier: Dossier, site: Site, language: str, limits: Limits = LIMITS) -> Files:
    """What to remember of the search in one language."""
    return remembered(dossier, site, language, limits)[1]


def memory_of(
    language: str, found: Iterable[Found], reads: Callable[[str], Set[str]], shape: Shape, limits: Limits
) -> Iterator[tuple[str, bytes]]:
    """Rows for all that was found; `reads` tells what a fact's row was made from.

    Words and names are sorted: a table of a million rows takes them several times as fast.
    """
    top = below(language)
    things: dict[str, list[str]] = defaultdict(list)
    facts: dict[str, list[str]] = defaultdict(list)
    readers: dict[str, list[str]] = defaultdict(list)
    for one in found:
        fact = "#" in one.id
        some = reads(one.id) if fact else frozenset[str]()
        for name in some:
            readers[name].append(one.id)
        postings = facts if fact else things
        for word in one.words:
            postings[word].append(one.id)
        yield f"{top}row {one.id}", row_bytes(one.data, some)
    for word in sorted(things.keys() | facts.keys()):
        ids = facts.get(word, [])
        yield f"{top}word {word}", _posting_bytes(len(ids), things.get(word, []), ids, limits)
    for name in sorted(readers):
        yield f"{top}reads {name}", ids_bytes(readers[name])
    yield f"{top}shape", shape_bytes(shape)


def below(language: str) -> str:
    return f"search/{language}/"


def row_bytes(data: bytes, reads: Iterable[str]) -> bytes:
    return b"%s\n%s" % (data, ids_bytes(reads))


def row_from(packed: bytes | None) -> Row | None:
    if packed is None:
        return None
    data, _, reads = packed.rpartition(b"\n")
    return Row(data, ids_from(reads))


def ids_bytes(ids: Iterable[str]) -> bytes:
    return " ".join(sorted(ids)).encode()


def ids_from(packed: bytes | None) -> frozenset[str]:
    return frozenset(packed.decode().split()) if packed else frozenset()


def posting_bytes(posting: Posting, limits: Limits) -> bytes:
    return _posting_bytes(posting.number, posting.things, posting.facts, limits)


def _posting_bytes(count: int, things: Iterable[str], facts: Iterable[str], limits: Limits) -> bytes:
    return b"%d\n%s\n%s" % (count, ids_bytes(things), ids_bytes(facts) if count <= limits.known else b"")


def posting_from(packed: bytes | None) -> Posting:
    if packed is None:
        return NOWHERE
    count, things, facts = packed.split(b"\n")
    return Posting(int(count), ids_from(things), ids_from(facts))


def shape_bytes(shape: Shape) -> bytes:
    return json.dumps([sorted(shape.keys), dict(sorted(shape.splits.items()))], separators=(",", ":")).encode()


def shape_from(packed: bytes) -> Shape:
    keys, splits = json.loads(packed)
    return Shape(set(keys), {key: (total, after) for key, (total, after) in splits.items()})
