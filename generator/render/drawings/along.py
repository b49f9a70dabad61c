"""The timeline as a picture above the list that it leads into."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.edtf import Date, Edtf
from generator.pictures import timeline
from generator.render import numbers
from generator.render.cards import Lines
from generator.render.dates import format_date
from generator.render.drawings.caption import asserter, figure, months, sentence
from generator.render.pages import PER_PAGE, numbered
from generator.render.timeline import Entry, told_by


def along(lines: Lines) -> Markup:
    """Every dated row of the list. A mark leads to its fact; several facts of a statement, to their month."""
    writer = lines.writer
    rows = writer.edition.timeline
    t = writer.t.table("picture")
    first: dict[tuple[int, int], str] = {}
    for index, row in enumerate(rows):
        page = numbered("timeline.html", index // PER_PAGE + 1) if len(rows) > PER_PAGE else ""
        first.setdefault(row.month, f"{page}#m{row.month[0]:04}-{row.month[1]:02}")

    def month(key: tuple[int, int], n: int) -> str:
        shown = format_date(Edtf("date", (Date(*key),)), writer.language)
        return str(t["month"]).format(month=shown, n=writer.n(n))

    words = timeline.Words(
        title=writer.t.word("timeline", "title"),
        desc=str(t["timeline_desc"]).format(n=writer.n(len(rows))),
        density=str(t["density"]),
        lanes=(str(t["lane_events"]), str(t["lane_said"])),
        month=month,
        years=lambda first, last, n: str(t["month"]).format(month=f"{first}–{last}", n=writer.n(n)),
        month_href=lambda key: first[key],
        number=lambda value: numbers.number(value, writer.language),
        months=months(writer.language),
    )
    few = len(rows) <= timeline.MOST
    entries = [
        _entry(row, row.when, lines, first[row.month])
        if few
        else timeline.Entry(first[row.month], "", "", row.when, int(row.lane == "said"))
        for row in rows
        if row.when
    ]
    undated = str(t["undated_below"]) if len(entries) < len(rows) else ""
    return figure(timeline.draw("timeline", entries, words), str(t["precision"]), undated)


def _entry(row: Entry, when: Edtf, lines: Lines, month: str) -> timeline.Entry:
    writer = lines.writer
    colon, shown = writer.t.word("shell", "colon"), format_date(when, writer.language)
    if row.event:
        label = writer.edition.name(row.event)
        told = told_by(row, writer.dossier)  # the fact that gives its date
        return timeline.Entry(writer.fact_href(told[0].id) if told else writer.href(row.event), label, label, when, 0)
    fact = writer.dossier.facts[row.facts[0]]
    if row.lane == "happened":
        label = sentence(writer, fact)
        return timeline.Entry(writer.fact_href(fact.id), f"{shown}{colon}{label}", label, when, 0)
    label, _ = asserter(writer, fact)
    href = writer.fact_href(fact.id) if len(row.facts) == 1 else month
    return timeline.Entry(href, label, label, when, 1)
