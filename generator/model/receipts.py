"""Receipts: what of each fact was held against its source's private text, as a digest beside the source."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.errors import Position
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId
from generator.model.source import Source


@dataclass(frozen=True, slots=True)
class Receipt:
    key: str
    digest: str
    position: Position


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts of one source, in the order of the file."""

    source: EntityId
    entries: tuple[Receipt, ...]


def receipt(fact: Fact, source: Source) -> str:
    """A digest of the fact's locators, figure and dates and of the text's own digest; of no words of the text."""
    seen = {
        "text": source.text.sha256 if source.text else None,
        "at": [str(one) for one in fact.at],
        "anchor": fact.anchor,
        "quote": fact.quote.value,
        "said": str(fact.said),
        "when": str(fact.when) if fact.when else None,
        "figure": _figure(fact.figure) if fact.figure else None,
    }
    return hashlib.sha256(json.dumps(seen, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": _plain(figure.value),
        "min": _plain(figure.min),
        "max": _plain(figure.max),
        "words": dict(figure.words.words) if figure.words else None,
        "unit": figure.unit,
        "approx": figure.approx,
        "of": figure.of,
        "split": {part: _plain(number) for part, number in figure.split},
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")
