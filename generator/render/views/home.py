"""The front page: the situation in one minute, on one printed page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model.ids import FactId
from generator.model.text import Text
from generator.render.cards import Line, Lines
from generator.render.pages import NAV_KINDS, Page
from generator.render.views.groups import refs
from generator.render.views.known import summary_words
from generator.render.views.lists import replacement

RECENT = 3


def view(page: Page, lines: Lines) -> dict[str, Any]:  # noqa: ARG001 - every view takes the page
    writer, dossier = lines.writer, lines.writer.dossier
    briefing = dossier.briefing
    counts = writer.edition.sizes(None)
    context: dict[str, Any] = {
        "title": writer.own(briefing.title) if briefing else writer.edition.site.name,
        "subtitle": writer.bare(briefing.subtitle) if briefing and briefing.subtitle else None,
        "rests": [
            writer.count(len(dossier.facts), "fact"),
            writer.count(len(dossier.sources), "source"),
        ],
        "tiles": [
            (f"{kind.value}/index.html", writer.count(counts[kind], kind.value)) for kind in NAV_KINDS if counts[kind]
        ],
        "changed": [replacement(fact, old, lines) for fact, old in writer.edition.replacing[:RECENT]],
        "bottom_line": None,
        "withheld": summary_words(dossier, writer.edition),
        "judgements": [],
        "figures": [],
        "sides": [],
        "unknown": [],
        "chart": None,
    }
    if briefing:
        line = briefing.bottom_line
        context |= {
            "bottom_line": (writer.text(line.text), refs(lines, line.facts)) if line else None,
            "judgements": [_statement(one.text, one.facts, lines) for one in briefing.judgements],
            "figures": lines.of(briefing.figures),
            "sides": lines.of(briefing.sides),
            "unknown": [(writer.text(one.text), refs(lines, one.facts)) for one in briefing.unknown],
            "chart": writer.link(briefing.chart) if briefing.chart in dossier.series and briefing.chart else None,
        }
    return context


def _statement(text: Text, ids: Iterable[FactId], lines: Lines) -> dict[str, Any]:
    """A judgement with one chip per status that its facts have, each leading to the first such fact."""
    known = lines.of(tuple(ids))
    chips: dict[str, Line] = {}
    for line in known:
        chips.setdefault(line.status_words, line)
    return {
        "text": lines.writer.text(text),
        "chips": list(chips.values()),
        "refs": refs(lines, [line.id for line in known]),
        "by": list(dict.fromkeys(line.by for line in known)),
    }
