"""Old ids, and what they are now: an address that was published once leads on for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.ids import parse_fact_reference, parse_id
from generator.model.shapes import MapOf, Value, field

if TYPE_CHECKING:
    from generator.model.origin import Origin


def parse_address(text: str) -> str:
    """The id of a thing, or of a fact with its source."""
    return parse_fact_reference(text, "") if "#" in text else parse_id(text)


ADDRESS = Value("id or fact", parse_address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirects:
    """What `briefing rename` records. Facts stand with their source: source-id#key."""

    origin: Origin
    redirects: tuple[tuple[str, str], ...] = field(
        MapOf(ADDRESS, ADDRESS), "Old ids, and what they are now.", required=True
    )
