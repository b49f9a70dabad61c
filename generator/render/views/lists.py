"""Lists: one per kind, the timeline, contested claims, changes, names from A to Z, and the downloads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, TypeVar

from markupsafe import Markup

from generator.dossier.series import members
from generator.dossier.status import origins
from generator.model.edtf import Date, Edtf
from generator.model.entity import Actor, Event, Place
from generator.model.fact import Fact, Replaces
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind, ReplaceReason
from generator.render import html, listing, numbers, words
from generator.render.cards import Lines, stance_of
from generator.render.dates import format_date
from generator.render.edition import collation_key
from generator.render.pages import PER_PAGE, Page
from generator.render.row import Row
from generator.render.timeline import LANES, Entry, told_by
from generator.render.views.entity import kind_word
from generator.render.views.groups import refs
from generator.render.writer import Writer

T = TypeVar("T")
CORRECTIONS = (ReplaceReason.CORRECTION, ReplaceReason.WITHDRAWN, ReplaceReason.EDITOR_ERROR)


def _bounds(page: Page) -> tuple[int, int]:
    return (page.number - 1) * PER_PAGE, page.number * PER_PAGE


def _slice(page: Page, rows: Sequence[T]) -> Sequence[T]:
    return rows[slice(*_bounds(page))]


def kind_list(page: Page, lines: Lines) -> dict[str, Any]:
    kind = Kind(page.about)
    row = {Kind.SOURCE: _source_row, Kind.SERIES: _series_row}.get(kind, _entity_row)
    ids = lines.writer.edition.by_kind[kind]
    rows = [row(ident, lines) for ident in _slice(page, ids)]
    found = {"kind": kind.value, "rows": rows, "total": len(ids)}
    return found | {"controls": _controls_of_kind(page, kind, rows, lines)}


def _controls_of_kind(page: Page, kind: Kind, rows: list[dict[str, Any]], lines: Lines) -> listing.Controls | None:
    writer = lines.writer
    marks: list[listing.Marks] = [row["marks"] for row in rows]
    pairs = [(row["marks"]["data-kind"], row["kind"]) for row in rows]
    publishers = [mark["data-publisher"] for mark in marks if "data-publisher" in mark]
    named = [(ident, writer.edition.name(EntityId(ident))) for ident in publishers]
    choices = (
        listing.choice("kind", writer.t.word("list", "kind"), pairs),
        listing.by_country(writer, (mark.get("data-country", "") for mark in marks)),
        listing.choice("publisher", writer.t.word("list", "publisher"), named),
    )
    dated = writer.t.word("list", "published" if kind is Kind.SOURCE else "when")
    return listing.controls(writer.t, marks, choices, dated, whole=page.numbers == 1)


def _entity_row(ident: EntityId, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    entity = writer.dossier.entities[ident]
    when = entity.when if isinstance(entity, Event) else None
    code = entity.country if isinstance(entity, (Actor, Place)) else None
    facts = len({mention.fact for mention in writer.dossier.mentions.get(ident, ())})
    return {
        "link": writer.link(ident),
        "kind": kind_word(entity, lines),
        "when": writer.date(when) if when else None,
        "country": numbers.country(code, writer.language) if code else "",
        "facts": writer.n(facts),
        "marks": listing.marks(
            name=_key(ident, lines),
            kind=str(getattr(entity, "kind", "other")),  # each of the four records has one, of its own vocabulary
            country=code,
            when=listing.spans(when),
            facts=facts,
        ),
    }


def _key(ident: EntityId, lines: Lines) -> str:
    return collation_key(lines.writer.edition.name(ident))


def _source_row(ident: EntityId, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    source = writer.dossier.sources[ident]
    return {
        "link": writer.link(ident),
        "kind": writer.t.word("source_kind", source.kind),
        "publisher": writer.link(source.publisher) if source.publisher in writer.dossier.entities else None,
        "published": writer.date(source.published),
        "facts": writer.n(writer.dossier.count_of(ident)),
        "marks": listing.marks(
            name=_key(ident, lines),
            kind=source.kind.value,
            publisher=source.publisher if source.publisher in writer.dossier.entities else None,
            when=listing.spans(source.published),
            facts=writer.dossier.count_of(ident),
        ),
    }


def _series_row(ident: EntityId, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    rows, kind = members(writer.dossier, ident), writer.dossier.series[ident].kind
    different = len(origins(rows))
    return {
        "link": writer.link(ident),
        "kind": writer.t.word("figure_kind", kind),
        "facts": writer.n(len(rows)),
        "origins": writer.n(different),
        "marks": listing.marks(name=_key(ident, lines), kind=kind.value, facts=len(rows), origins=different),
    }


def timeline(page: Page, lines: Lines) -> dict[str, Any]:
    entries = lines.writer.edition.tables.timeline_part(_bounds(page))
    rows = [lines.made(_timeline_row, entry) for entry in entries]
    months = []
    for key, some in groupby(zip(entries, rows, strict=True), key=lambda pair: (pair[0].when is None, pair[0].month)):
        shown = html.joined([row.html for _, row in some])
        months.append({"title": _month(key, lines), "anchor": _anchor(key), "rows": shown})
    return {"months": months, "controls": _controls_of_timeline(page, rows, lines.writer)}


def _controls_of_timeline(page: Page, rows: list[Row], writer: Writer) -> listing.Controls | None:
    marks = [listing.Marks(row.marks) for row in rows]
    lanes = [(row["data-kind"], writer.t.word("timeline", row["data-kind"])) for row in marks]
    choices = (
        listing.choice("kind", writer.t.word("list", "kind"), lanes, LANES),
        listing.by_status(writer, marks),
        listing.by_asserter(writer, (one for row in rows for one in row.asked)),
    )
    orders = (("", writer.t.word("list", "oldest")), ("-order", writer.t.word("list", "newest")))
    dated, whole = writer.t.word("list", "when"), page.numbers == 1
    return listing.controls(writer.t, marks, choices, dated, orders, whole=whole)


def _anchor(key: tuple[bool, tuple[int, int]]) -> str:
    undated, (year, month) = key
    return "undated" if undated else f"m{year:04}-{month:02}"


def _month(key: tuple[bool, tuple[int, int]], lines: Lines) -> Markup | str:
    undated, (year, month) = key
    if undated:
        return lines.writer.t.word("timeline", "undated")
    day = Edtf("date", (Date(year, month),))
    return words.date(day, format_date(day, lines.writer.language))


def _timeline_row(lines: Lines, row: Entry) -> Row:
    writer = lines.writer
    there = [ident for ident in row.facts if ident in writer.dossier.facts]
    shown_facts = told_by(row, writer.dossier)
    made = writer.count(len(there), "statement") if row.lane == "said" else None
    marks = listing.of_facts(shown_facts, lines, row.lane, row.when)
    shown = {
        "when": writer.date(row.when) if row.when else None,
        "lane": row.lane,
        "word": writer.t.word("timeline", row.lane),
        "event": writer.link(row.event) if row.event else None,
        "told": lines.line(shown_facts[0].id) if row.event and shown_facts else None,
        "by": writer.asserter(writer.dossier.facts[there[0]], capital=True) if made and there else None,
        "first": lines.line(there[0]) if there and not made and not row.event else None,
        "made": made,
        "refs": refs(lines, row.facts, most=12) if made else None,
        "marks": marks,
    }
    asked = dict.fromkeys(listing.asked(writer, fact) for fact in shown_facts)
    return Row(lines.macro("parts/rows.html", "time")(shown, writer.t), marks, tuple(asked))


def contested(page: Page, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    ids = [FactId(ident) for ident in _slice(page, writer.edition.contested)]
    dossier, stances = writer.dossier, writer.dossier.stances_on
    facts = [dossier.facts[ident] for ident in ids]
    marks, controls = listing.facts_list(facts, lines, whole=page.numbers == 1)
    rows = [
        (lines.line(ident), [stance_of(writer, one) for one in stances.get(ident, ())], mark)
        for ident, mark in zip(ids, marks, strict=True)
    ]
    return {"rows": rows, "controls": controls}


def replacement(newer: Fact, replaces: Replaces, lines: Lines) -> dict[str, Any]:
    """A newer fact beside the one whose place it took."""
    return {
        "new": lines.line(newer.id),
        "old": lines.line(replaces.fact),
        "reason": lines.writer.t.word("reason", replaces.reason),
        "correction": replaces.reason in CORRECTIONS,
    }


def changes(page: Page, lines: Lines) -> dict[str, Any]:
    rows = [replacement(fact, old, lines) for fact, old in _slice(page, lines.writer.edition.replacing)]
    return {
        "corrections": [row for row in rows if row["correction"]],
        "updates": [row for row in rows if not row["correction"]],
    }


def search(page: Page, lines: Lines) -> dict[str, Any]:
    """Names and other names from A to Z, each leading to its page."""
    writer = lines.writer
    word = writer.t["page_kind"]
    names = writer.edition.names_part(_bounds(page))
    letters: list[dict[str, Any]] = []
    for letter, some in groupby(names, key=lambda row: _letter(row[0])):
        rows = [
            {"name": name, "link": writer.link(ident), "alias": alias, "kind": word[kind]}
            for name, ident, kind, alias in some
        ]
        letters.append({"letter": letter, "anchor": f"l{len(letters)}", "rows": rows})
    return {"letters": letters}


def _letter(name: str) -> str:
    first = collation_key(name)[:1].upper()
    return first if first.isalpha() else "#"


def data(page: Page, lines: Lines) -> dict[str, Any]:  # noqa: ARG001 - every view takes the page
    return {"rows": lines.writer.n(len(lines.writer.dossier.facts)), "twins": lines.writer.edition.site.json_twins}
