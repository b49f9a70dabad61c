"""A file's tree that was made of another one, most of whose nodes it shares.

What stands below the edited lines has moved, which only positions tell: nodes are moved when somebody asks for some.
"""

from __future__ import annotations

from typing import Any

from generator.model.origin import Tree
from generator.model.packed import Packed, lowered


class OpenTree(Tree):
    """Of a file that ends with its facts. `moved`: for each fact, by how many lines it stands below what its nodes say.

    The facts' keys stand where they say.
    """

    __slots__ = ("_bytes", "_loaded", "moved")
    moved: tuple[int, ...]
    _bytes: bytes
    _loaded: Packed

    def __init__(self, root: Packed, moved: tuple[int, ...]) -> None:
        object.__setattr__(self, "moved", moved)
        object.__setattr__(self, "_bytes", b"")
        object.__setattr__(self, "_loaded", root)

    @property
    def packed(self) -> bytes:
        if not self._bytes:
            object.__setattr__(self, "_bytes", Tree.keeping(self._placed()).packed)
        return self._bytes

    @property
    def loaded(self) -> Packed:
        return self._loaded

    def _placed(self) -> Packed:
        (*header, (facts, (entries, *rest))), *place = self._loaded
        placed = [
            (key, lowered(value, by) if by else value) for (key, value), by in zip(entries, self.moved, strict=True)
        ]
        all_of_it: tuple[Any, ...] = (*header, (facts, (tuple(placed), *rest)))
        return all_of_it, *place
