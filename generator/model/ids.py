"""Identifiers. All kinds share one namespace; a fact's id is `<source-id>#<key>`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NewType

from generator.errors import BadValue

EntityId = NewType("EntityId", str)  # actor, weapon system, event, place, series or source
FactId = NewType("FactId", str)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LONGEST = 80


@lru_cache(maxsize=1 << 17)
def parse_id(text: str) -> EntityId:
    """An id as its file is named: lower-case letters, digits and single hyphens, at most 80 characters."""
    if not _ID.match(text) or len(text) > LONGEST:
        tame = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST]
        hint = f"write {tame}" if tame else "use lower-case letters, digits and single hyphens"
        raise BadValue("bad-id", f"'{text}' is not an id", hint)
    return EntityId(text)


def parse_fact_reference(text: str, source: str) -> FactId:
    """`key` inside `source`, `source-id#key` anywhere."""
    owner, mark, key = text.partition("#")
    if not mark:
        owner, key = source, text
        if not source:
            raise BadValue("bad-reference", f"'{text}' names no source", "write source-id#key")
    parse_id(owner)
    parse_id(key)
    return FactId(f"{owner}#{key}")


def split_fact_id(fact: FactId) -> tuple[EntityId, str]:
    owner, _, key = fact.partition("#")
    return EntityId(owner), key
