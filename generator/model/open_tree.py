"""A file's tree that was made of another one: packed when somebody asks for it that way, which few do."""

from __future__ import annotations

from generator.model.origin import Tree
from generator.model.packed import Packed


class OpenTree(Tree):
    """As large as all of its nodes, most of which are those of the tree that it was made of."""

    __slots__ = ("_bytes", "_loaded")
    _bytes: bytes
    _loaded: Packed

    def __init__(self, root: Packed) -> None:
        object.__setattr__(self, "_bytes", b"")
        object.__setattr__(self, "_loaded", root)

    @property
    def packed(self) -> bytes:
        if not self._bytes:
            object.__setattr__(self, "_bytes", Tree.keeping(self._loaded).packed)
        return self._bytes

    @property
    def loaded(self) -> Packed:
        return self._loaded
