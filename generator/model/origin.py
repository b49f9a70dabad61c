"""Where a record was written.

Trees are kept packed: a dossier has some forty nodes for each fact, and they are seldom asked for.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from generator.errors import Position
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.packed import Packed, last_line, mapping_of, pack

_UNPACKED = 4  # trees of the files that were asked about last: each takes forty times its packed size
_FAST = 1  # a twentieth larger than zlib's usual level, in a third of the time
_BITS = 32  # of each number of a place
_NUMBER = (1 << _BITS) - 1
_FACTS = Scalar("facts", 1, 1, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The tree of one file, in about a fortieth of the memory."""

    packed: bytes

    def __eq__(self, other: object) -> bool:
        # Equal trees may be packed differently: marshal refers back to strings that happen to be shared.
        return isinstance(other, Tree) and (self.packed == other.packed or self.root == other.root)

    def __hash__(self) -> int:
        return hash(self.root)

    @classmethod
    def of(cls, root: Mapping) -> Tree:
        return cls.keeping(pack(root))

    @classmethod
    def keeping(cls, root: Packed) -> Tree:
        return cls(zlib.compress(marshal.dumps(root), _FAST))

    @property
    def root(self) -> Mapping:
        return _unpacked(self.packed)

    @property
    def loaded(self) -> Packed:
        """As it is kept, for whoever goes through all of it once and asks for no positions."""
        return marshal.loads(zlib.decompress(self.packed))  # noqa: S302


@lru_cache(maxsize=_UNPACKED)
def _unpacked(packed: bytes) -> Mapping:
    # Of our own making, in this process or its cache.
    return mapping_of(marshal.loads(zlib.decompress(packed)))  # noqa: S302


@lru_cache(maxsize=_UNPACKED)
def _facts(packed: bytes) -> dict[str, tuple[Scalar, Node]]:
    """The entries of a file's facts by their keys; the first of a key that stands there twice."""
    return {entry[0].text: entry for entry in reversed(_mapping(_unpacked(packed).get("facts")).entries)}


def _mapping(node: Node | None) -> Mapping:
    if not isinstance(node, Mapping):
        raise TypeError("a record is written as a mapping")
    return node


@dataclass(frozen=True, slots=True)
class Origin:
    """A record's file, with the file's tree and its place in it. Lines and columns count from 1.

    There is one for each fact, so it is small: `place` holds four numbers, in less than half of what they take.
    """

    path: str
    tree: Tree = field(repr=False)
    fact: str  # its id; empty for the record of a whole file
    place: int
    fields: tuple[str, ...]  # those that are written, of two levels: `figure`, `figure.value`

    @classmethod
    def of(cls, path: str, node: Mapping, name: Scalar | None = None) -> Origin:
        """Of a whole file, or of its fact `name`; with a tree of its own, which holds nothing else."""
        whole = node if name is None else Mapping(((_FACTS, Mapping(((name, node),), 1, 1)),), 1, 1)
        begin = (name or node).position(path)
        place = begin.line, begin.column, begin.end_column
        return cls.inside_of(Tree.of(whole), path, pack(node), name.text if name else "", place)

    @classmethod
    def inside_of(cls, tree: Tree, path: str, node: Packed, fact: str, begin: tuple[int, int, int]) -> Origin:
        """Of a whole file's tree, or of its fact with the id `fact`. `begin`: line, column and end of column."""
        line, column, end = begin
        place = ((end << _BITS | column) << _BITS | line) << _BITS | last_line(node)
        return cls(path, tree, fact, place, _written(node))

    def moved(self, tree: Tree, lines: int) -> Origin:
        """The same record in another tree of its file, so many lines further down."""
        return Origin(self.path, tree, self.fact, self.place + (lines << _BITS) + lines, self.fields)

    @property
    def begin(self) -> Position:
        """Of the record, or of a fact's key."""
        place = self.place
        line, column, end = place >> _BITS & _NUMBER, place >> 2 * _BITS & _NUMBER, place >> 3 * _BITS
        return Position(self.path, line, column, end)

    @property
    def last(self) -> int:
        """The line on which its last scalar ends."""
        return self.place & _NUMBER

    @property
    def node(self) -> Mapping:
        """The record's own part of the tree."""
        return _mapping(self._entry[1]) if self.fact else self.tree.root

    @property
    def name(self) -> Scalar | None:
        """A fact's key, as it is written."""
        return self._entry[0] if self.fact else None

    @property
    def _entry(self) -> tuple[Scalar, Node]:
        return _facts(self.tree.packed)[self.fact.rpartition("#")[2]]

    def at(self, *steps: str | int) -> Position:
        """The position of the value under `steps`; of the deepest one found where some are absent.

        Without steps: of the record itself.
        """
        if not steps or steps[0] not in self.fields:
            return self.begin
        here: Node = self.node
        best = self.begin
        for step in steps:
            below: Node | None = None
            if isinstance(here, Mapping) and isinstance(step, str):
                below = here.get(step)
            elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
                below = here.items[step]
            elif isinstance(here, Scalar) and step == 0:
                below = here  # one value where a list may stand
            if below is None:
                break
            here = below
            best = here.position(self.path)
        return best

    def inside(self, steps: tuple[str | int, ...], start: int, end: int) -> Position:
        """The position of a span inside the scalar under `steps`."""
        here: Node | None = self.node
        for step in steps:
            if isinstance(here, Mapping) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
                here = here.items[step]
        return here.position(self.path, start, end) if isinstance(here, Scalar) else self.at(*steps)

    def lines(self) -> tuple[int, int]:
        """The first and the last line that the record is written on."""
        return self.place >> _BITS & _NUMBER, self.last

    def has(self, *steps: str) -> bool:
        """Whether a field is written. If the record is without it all the same, the reader has told why."""
        return ".".join(steps) in self.fields

    def key(self, *steps: str) -> Position:
        """The position of the last step's key rather than of its value."""
        here: Node | None = self.node
        for step in steps[:-1]:
            here = here.get(step) if isinstance(here, Mapping) else None
        name = here.key(steps[-1]) if isinstance(here, Mapping) and steps else None
        return name.position(self.path) if name else self.at(*steps)


@lru_cache(maxsize=1 << 12)
def _kept(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The same tuple for the same fields: most facts are written alike."""
    return tuple(sys.intern(name) for name in fields)


def _written(node: Packed) -> tuple[str, ...]:
    """The fields of two levels, as they stand. A source's facts are records of their own."""
    out = []
    for key, value in node[0]:
        name = key[0]
        out.append(name)
        if value[0].__class__ is tuple and name != "facts":
            out.extend([f"{name}.{below[0]}" for below, _ in value[0]])
    return _kept(tuple(out))
