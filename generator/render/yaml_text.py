"""A record as YAML again, to copy: the same text in every scalar; comments and line breaks of the file are not kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from generator.model.origin import Origin, Tree

INDENT = "  "
_FILES = 8  # that were asked about last
_FACTS = "facts"
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def yaml_text(origin: Origin) -> str:
    """The fact with its key, or the whole record."""
    tree = origin.tree
    if origin.fact:
        return _facts(tree.packed)[origin.fact.rpartition("#")[2]]
    return "".join(_entries(_loaded(tree.packed), ""))


@lru_cache(maxsize=4)
def _loaded(packed: bytes) -> Any:
    """The entries of a file: asked for twice on a source's page, for the whole and for the facts."""
    return Tree(packed).loaded[0]


@lru_cache(maxsize=_FILES)
def _facts(packed: bytes) -> dict[str, str]:
    """Every fact of a file by its key, the first of a key that stands there twice: a page shows all of them."""
    entries = next((value[0] for key, value in _loaded(packed) if key[0] == _FACTS), ())
    return {key[0]: "".join(_entry(key, value, "")) for key, value in reversed(entries)}


# What follows goes through trees as they are packed: a node's first part is the text of a scalar, a sequence's list or
# a mapping's tuple of entries; see model/origin.py. Making nodes of them takes longer than writing them.


def _entries(entries: Iterable[tuple[Any, Any]], indent: str) -> list[str]:
    return [line for key, value in entries if key[0] != _FACTS for line in _entry(key, value, indent)]


def _entry(key: Any, value: Any, indent: str) -> list[str]:
    inside, head = value[0], f"{indent}{_scalar(key)}:"
    if inside.__class__ is str or value[3]:
        return [f"{head} {_flow(value)}\n"]
    if inside.__class__ is list:
        return [f"{head}\n", *(line for item in inside for line in _item(item, indent + INDENT))]
    return [f"{head}\n", *_entries(inside, indent + INDENT)]


def _item(item: Any, indent: str) -> list[str]:
    inside = item[0]
    if inside.__class__ is tuple and inside and not item[3]:
        first, *rest = _entries(inside, indent + INDENT)
        return [f"{indent}- {first.removeprefix(indent + INDENT)}", *rest]
    return [f"{indent}- {_flow(item)}\n"]


def _flow(node: Any) -> str:
    inside = node[0]
    if inside.__class__ is str:
        return _scalar(node)
    if inside.__class__ is list:
        return f"[{', '.join([_flow(item) for item in inside])}]"
    return "{" + ", ".join([f"{_scalar(key)}: {_flow(value)}" for key, value in inside]) + "}"


def _scalar(node: Any) -> str:
    """As it was written where it was plain; double-quoted otherwise, which JSON's escapes suit."""
    text: str = node[0]
    return text if len(node) == 3 or node[5] else _quoted(text)
