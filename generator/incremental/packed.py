"""Records and other values of ours as bytes and back. A record's tree is named, not packed: it stands by itself."""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable
from typing import Any

from generator.dossier.dossier import Mention, StanceTaken
from generator.model.origin import Tree
from generator.model.terms import StanceKind
from generator.model.text import Text
from generator.store.packing import Pack, Unpack

_TREE = (Tree.__module__, Tree.__name__)


class _Records(Pack):
    """`owner`: the id of the file whose tree is meant."""

    owner = ""

    def reducer_override(self, record: Any) -> Any:
        if isinstance(record, Tree):
            if not self.owner:
                raise pickle.PicklingError("a record of no file")
            return Tree, (self.owner,)
        return super().reducer_override(record)


def pack(value: Any, owner: str = "") -> bytes:
    """`owner`: for a record, the id of its file."""
    out = io.BytesIO()
    packer = _Records(out, pickle.HIGHEST_PROTOCOL)
    packer.owner = owner
    packer.dump(value)
    return out.getvalue()


def pack_whole(value: Any) -> bytes:
    """With the trees of its records."""
    out = io.BytesIO()
    Pack(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpack(packed: bytes, tree_of: Callable[[str], Tree] | None = None) -> Any:
    """Raises any of what unpickling raises where the bytes are none of ours."""
    return _Values(packed, tree_of).load()


class _Values(Unpack):
    def __init__(self, packed: bytes, tree_of: Callable[[str], Tree] | None) -> None:
        super().__init__(io.BytesIO(packed))
        self._tree_of = tree_of

    def find_class(self, module: str, name: str) -> Any:
        if self._tree_of and (module, name) == _TREE:
            return self._tree_of
        return super().find_class(module, name)


# The links of one id, by the name of their table, as plain values for marshal, which reads them ten times faster.
_STANCES = ("stances_on", "stances_by")


def pack_links(links: dict[str, Any]) -> bytes:
    """Nothing for nothing."""
    if not links:
        return b""
    return marshal.dumps({table: _plain(table, value) for table, value in links.items()})


def _plain(table: str, value: Any) -> Any:
    if table == "mentions":
        return tuple([(one.fact, one.how) for one in value])
    return tuple([_plain_stance(one) for one in value]) if table in _STANCES else value


def _plain_stance(one: StanceTaken) -> tuple[Any, ...]:
    return one.fact, one.party, one.kind.value, one.told, one.scope.words if one.scope else None


def _stance(plain: tuple[Any, ...]) -> StanceTaken:
    fact, party, kind, told, words = plain
    return StanceTaken(fact, party, StanceKind(kind), told, Text(words) if words else None)


def unpack_links(packed: bytes) -> dict[str, Any]:
    if not packed:
        return {}
    links: dict[str, Any] = marshal.loads(packed)  # noqa: S302 -- of our own making, in the user's own cache
    for table, value in links.items():
        if table == "mentions":
            links[table] = tuple([Mention(fact, how) for fact, how in value])
        elif table in _STANCES:
            links[table] = tuple(map(_stance, value))
    return links
