"""The hover cards' facts: a plain script per source and language, loaded when a link to one of its facts is pointed at.

Scripts and not JSON, since a page on a disk may not fetch. Plain text only: assets/hover.js never writes markup.
"""

from __future__ import annotations

import json

from generator.dossier.ledger import Rank
from generator.dossier.status import status
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.terms import Hedge
from generator.render import words
from generator.render.cards import locator_words, source_name, status_words
from generator.render.dates import format_date
from generator.render.edition import Edition
from generator.render.writer import Writer

FOLDER = "hover"


def script_of(edition: Edition, source: EntityId) -> bytes:
    """A source's cards in one language; nothing for a source without facts."""
    writer = edition.memo(_writer, Rank.NAME)(None)
    rows = {fact.key: row(writer, fact) for fact in edition.dossier.facts_of(source)}
    return _script(source, rows) if rows else b""


def _writer(edition: Edition, _: None) -> Writer:
    return Writer(edition, "")


def row(writer: Writer, fact: Fact) -> list[str]:
    """Sentence, its language where that is not the page's, status, its words, who said it and when, where it stands."""
    edition, t = writer.edition, writer.t
    state = status(writer.dossier, fact)
    _, language = fact.text.best(edition.language, edition.default)
    by = words.asserter(edition, fact.by, fact.source, edition.language).words
    label = t.word("fact", "said" if fact.origin.has("said") else "reported").lower()
    told = [words.capital(by)] + ([] if fact.hedge is Hedge.NONE else [t.word("hedge", fact.hedge)])
    told.append(f"{label} {format_date(fact.said, edition.language)}")
    return [
        words.plain_text(edition, fact.text, fact),
        "" if language == edition.language else language,
        state.value,
        status_words(writer, fact, state),
        " · ".join(told),
        f"{source_name(writer, fact.source)}, {locator_words(fact.at)}",
    ]


def _script(source: EntityId, rows: dict[str, list[str]]) -> bytes:
    text = json.dumps([source, rows], ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"briefingFacts({safe[1:-1]})\n".encode()
