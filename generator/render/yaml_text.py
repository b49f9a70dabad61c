"""A record as YAML again, to copy: the same text in every scalar; comments and line breaks of the file are not kept."""

from __future__ import annotations

import json

from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.origin import Origin

INDENT = "  "
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def yaml_text(origin: Origin) -> str:
    """The fact with its key, or the whole record."""
    name = origin.name
    if name is None:
        return "".join(_entries(origin.node, ""))
    return "".join(_entry(name, origin.node, ""))


def _entries(node: Mapping, indent: str) -> list[str]:
    return [line for key, value in node.entries if key.text != "facts" for line in _entry(key, value, indent)]


def _entry(key: Scalar, value: Node, indent: str) -> list[str]:
    head = f"{indent}{_scalar(key)}:"
    if isinstance(value, Mapping) and not value.flow:
        return [f"{head}\n", *_entries(value, indent + INDENT)]
    if isinstance(value, Sequence) and not value.flow:
        return [f"{head}\n", *(line for item in value.items for line in _item(item, indent + INDENT))]
    return [f"{head} {_flow(value)}\n"]


def _item(item: Node, indent: str) -> list[str]:
    if isinstance(item, Mapping) and not item.flow and item.entries:
        first, *rest = _entries(item, indent + INDENT)
        return [f"{indent}- {first.removeprefix(indent + INDENT)}", *rest]
    return [f"{indent}- {_flow(item)}\n"]


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        return _scalar(node)
    if isinstance(node, Sequence):
        return f"[{', '.join(_flow(item) for item in node.items)}]"
    return "{" + ", ".join(f"{_scalar(key)}: {_flow(value)}" for key, value in node.entries) + "}"


def _scalar(node: Scalar) -> str:
    """As it was written where it was plain; double-quoted otherwise, which JSON's escapes suit."""
    return node.text if node.plain else _quoted(node.text)
