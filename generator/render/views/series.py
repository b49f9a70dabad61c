"""The page of a series: every estimate by asserter over time, and our own calculations, marked as ours."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from generator.dossier.series import DerivedFigure, current, derived, members
from generator.dossier.status import origins
from generator.model.ids import EntityId, FactId
from generator.model.series import Series
from generator.render import html, numbers
from generator.render.cards import Lines
from generator.render.origins import tools_of
from generator.render.pages import calculation_path
from generator.render.views.groups import refs
from generator.render.views.known import at_each_date, until

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def view(ident: EntityId, lines: Lines) -> dict[str, Any]:
    writer = lines.writer
    dossier, t = writer.dossier, writer.t
    series = dossier.series[ident]
    rows = members(dossier, series.id)
    standing = {fact.id for fact in current(dossier, series.id)}
    unit = dossier.units.get(series.unit) if series.unit else None
    dates, older = at_each_date(rows, lines)
    return {
        "series": series,
        "title": writer.own(series.title),
        "summary": writer.text(series.summary) if series.summary else None,
        "basis": refs(lines, series.basis),
        "measures": t.word("figure_kind", series.kind),
        "unit": numbers.unit_word(unit, None, writer.language, writer.edition.default),
        "covers": writer.links(series.covers) if series.covers else None,
        "about": writer.links(series.about) if series.about else None,
        "origins": _origins_words(len(origins(rows)), lines),
        "rows": [(lines.line(fact.id), fact.id in standing, until(fact, lines)) for fact in rows],
        "dates": dates,
        "older": Markup.escape(t.word("known", "older")).format(n=html.span("count", writer.n(older))) if older else "",
        "standing": [lines.line(fact.id) for fact in rows if fact.id in standing],
        "derived": [calculation(series, one, lines) for one in derived(dossier, series)],
        "note": writer.note(series.note),
        "tools": tools_of(dossier, series, writer.edition.site.forge),
        "total": writer.count(len(rows), "fact"),
    }


def _origins_words(n: int, lines: Lines) -> Markup:
    key = "origins_one" if n == 1 else "origins" if n else "origins_none"
    count = html.span("count", lines.writer.n(n))
    return Markup.escape(lines.writer.t.word("series", key)).format(n=count)


def calculation(series: Series, figure: DerivedFigure, lines: Lines) -> dict[str, Any]:
    """One derived figure: its result, its formula with each name linked to its fact, its caveat."""
    writer, one = lines.writer, figure.derived
    result = result_words(figure, lines)
    unit = writer.dossier.units.get(one.unit) if one.unit else None
    names = dict(one.facts)
    return {
        "key": f"calc-{one.key}",
        "title": writer.bare(one.title),
        "value": html.link(writer.root + calculation_path(series.id, one.key), result, "n"),
        "unit": "" if one.percent else numbers.unit_word(unit, figure.high, writer.language, writer.edition.default),
        "formula": _formula(one.formula, names, lines),
        "inputs": [(name, lines.line(ident)) for name, ident in one.facts if ident in writer.dossier.facts],
        "caveat": writer.bare(one.caveat),
    }


def result_words(figure: DerivedFigure, lines: Lines) -> str:
    """The result with its bounds; `about` where a figure under it is approximate or where it had to be rounded."""
    writer, t = lines.writer, lines.writer.t
    shown, exact = [], True
    for bound in dict.fromkeys((figure.low, figure.high)):
        if figure.derived.percent:
            shown.append(numbers.percent(bound, writer.language))
            exact = exact and bound * 100 == (bound * 100).to_integral_value()
        else:
            plain = numbers.rounded(bound)
            shown.append(numbers.number(plain, writer.language))
            exact = exact and plain == bound
    words = shown[0] if len(shown) == 1 else t.word("figure", "range").format(min=shown[0], max=shown[1])
    return words if exact and not figure.approx else t.word("figure", "about").format(n=words)


def _formula(formula: str, names: dict[str, FactId], lines: Lines) -> Markup:
    """The formula as written, with the signs of print, and each name leading to its fact."""
    out, at = Markup(""), 0
    for found in _NAME.finditer(formula):
        out += _signs(formula[at : found.start()])
        ident = names.get(found[0])
        if ident is not None and ident in lines.writer.dossier.facts:
            line = lines.line(ident)
            out += html.link(line.href, found[0])
        else:
            out += found[0]
        at = found.end()
    return out + _signs(formula[at:])


def _signs(text: str) -> str:
    return text.replace("*", "×").replace("/", "÷").replace("-", "−")
