"""A key that no field has: what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import suggest
from generator.model.node import Mapping, Node, Scalar
from generator.read.door import Door


def cut_off(key: Scalar, below: Node, known: Iterable[str]) -> bool:
    """Whether a key without a value, inside brackets, is what an unquoted comma has cut off the words before it."""
    return isinstance(below, Scalar) and below.plain and not below.text and key.plain and key.text not in known


def tell_unknown(key: Scalar, node: Mapping, door: Door, known: list[str]) -> None:
    """Refuse a key of a record that is none of the known ones."""
    names = [name.text for name, _ in node.entries]
    at = names.index(key.text)
    before = node.entries[at - 1] if at else None
    if node.flow and key.text.isdigit() and before and isinstance(before[1], Scalar) and before[1].text.isdigit():
        # {value: 3,000} is two entries to YAML: `value: 3` and an empty `000`.
        plain = before[1].text + key.text
        message = f"'{before[1].text},{key.text}' reads as {before[1].text} and a stray {key.text}"
        door.refuse(before[1], "figure-ambiguous", message, f"write {plain}")
        return
    name, colon, rest = key.text.partition(":")
    if colon and name in known:
        message = f"a space is missing behind the colon of '{name}'"
        door.refuse(key, "unknown-field", message, f"write {name}: {rest}")
        return
    if node.flow and before and cut_off(key, node.entries[at][1], known):
        message = f"the comma before '{key.text}' ends the value of '{before[0].text}'"
        door.refuse(key, "unknown-field", message, "put the value in quotes, or delete the comma")
        return
    near = suggest(key.text, known).removeprefix("; ")
    hint = near or "known here: " + ", ".join(known)
    door.refuse(key, "unknown-field", f"there is no field '{key.text}' here", hint)
