"""The page of all relations: a picture of the closest, and every pair in a list with its facts."""

from __future__ import annotations

from typing import Any

from generator.model.ids import EntityId
from generator.model.terms import Role
from generator.render.cards import Lines
from generator.render.drawings.relations import Pair, overview, pairs
from generator.render.pages import Page
from generator.render.views.groups import MOST, refs


def view(page: Page, lines: Lines) -> dict[str, Any]:  # noqa: ARG001 - every view takes the page
    some = pairs(lines)
    return {
        "picture": overview(some, lines),
        "rows": [_row(pair, lines) for pair in some[:MOST]],
        "more": lines.writer.n(len(some) - MOST) if len(some) > MOST else "",
    }


def _row(pair: Pair, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    return {
        "anchor": pair.anchor,
        "ends": [(writer.link(ident), _roles(pair, ident, lines)) for ident in (pair.one, pair.other)],
        "count": writer.n(len(pair.facts)),
        "refs": refs(lines, pair.facts, most=12),
    }


def _roles(pair: Pair, ident: EntityId, lines: Lines) -> str:
    """The roles of one in the facts of the pair, each once."""
    facts = lines.writer.dossier.facts
    found = dict.fromkeys(role for one in pair.facts for role, ids in facts[one].roles if ident in ids)
    return ", ".join(lines.writer.t.word("role", role) for role in found if role is not Role.ITEM)
