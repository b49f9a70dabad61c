"""A row of a long page: what stands on one page only, and is put there as it is while its fact is as it was."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup


class Asked(NamedTuple):
    """Who asserts a fact, as a list is filtered by it: a word that is the same in each language, name, and source."""

    key: str
    name: str
    source: str


class Row(NamedTuple):
    """`marks`: attributes that a list sorts and filters by. `way`: by which way it reached its source, in HTML."""

    html: Markup
    marks: dict[str, str]
    asked: tuple[Asked, ...]
    way: tuple[str, ...] = ()
