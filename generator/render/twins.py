"""The data beside the pages: a JSON file per thing, and all facts as JSON and as a table. In every language at once."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, partial
from typing import Any

from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Rank
from generator.dossier.series import derived
from generator.dossier.status import stances, status
from generator.model.edtf import Edtf
from generator.model.entity import Entity
from generator.model.fact import Asserter, Fact
from generator.model.ids import EntityId, FactId
from generator.model.locator import Locator
from generator.model.series import Series
from generator.model.shapes import Words, fields_of
from generator.model.source import Source
from generator.model.text import Text
from generator.render.dates import by_object
from generator.render.edition import Edition, edition_of
from generator.render.pages import Page, fact_path, kind_of
from generator.render.site import Site
from generator.render.words import plain, plain_text, tokens

_FORMULA = frozenset("=+-@\t\r")  # a spreadsheet would compute a cell that begins with one of these


def encode(value: Any) -> Any:
    """A value of a record as JSON has it: dates as EDTF, exact numbers, pairs as objects in the order of the file."""
    return _encoder(value.__class__)(value)


@cache
def _encoder(kind: type[Any]) -> Callable[[Any], Any]:
    """How values of a class are encoded: asked once for a class, as there are some twenty for each fact."""
    if dataclasses.is_dataclass(kind) and kind not in _ENCODERS:
        return partial(_object, [one.name for one in fields_of(kind)])
    return next((make for known, make in _ENCODERS.items() if issubclass(kind, known)), _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


def _object(names: list[str], value: Any) -> dict[str, Any]:
    return {name: encode(got) for name in names if _kept(got := getattr(value, name))}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _asserter(value: Asserter) -> Any:
    return value.actor or ({"unnamed": encode(value.unnamed)} if value.unnamed else "source")


def _row_of(value: tuple[Any, ...]) -> Any:
    if value and all(isinstance(one, tuple) and len(one) == 2 for one in value):
        return {str(key): encode(one) for key, one in value}
    return [encode(one) for one in value]


_ENCODERS: dict[type[Any], Callable[[Any], Any]] = {
    Edtf: by_object(str),
    Locator: str,
    Decimal: _number,
    Text: lambda value: dict(value.words),
    Asserter: _asserter,
    tuple: _row_of,
}


def _kept(value: Any) -> bool:
    return value is not None and value != ()


def _filled(dossier: Dossier, site: Site, text: Text, fact: Fact | None) -> dict[str, str]:
    """A template with its placeholders filled in, per language."""
    return {tag: _filled_in(dossier, site, text, fact, tag, words) for tag, words in text.words}


def _filled_in(dossier: Dossier, site: Site, text: Text, fact: Fact | None, tag: str, words: str) -> str:
    """In one language; a fact's own sentence in a language of the site is made once, for all files."""
    if tag in site.languages.all:
        return plain_text(edition_of(dossier, site, tag), text, fact)
    return plain(tokens(edition_of(dossier, site, site.languages.default), words, tag, fact))


def record(thing: Entity | Source | Series | Fact, dossier: Dossier, site: Site) -> dict[str, Any]:
    """The fields of a record in the order of the reference; sentences as they print, not as templates."""
    fact = thing if isinstance(thing, Fact) else None
    out: dict[str, Any] = {"id": thing.id}
    for name, template in _template_fields(type(thing)):  # type: ignore[arg-type]  # mypy: a class's __hash__
        value = getattr(thing, name)
        if _kept(value):
            out[name] = _filled(dossier, site, value, fact) if template else encode(value)
    return out


@cache
def _template_fields(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """The fields of a record, each with whether it is a template of a sentence. Facts are records of their own."""
    fields = [one for one in fields_of(kind) if one.name != "facts"]  # type: ignore[arg-type]  # as above
    return tuple((one.name, isinstance(one.shape, Words) and one.shape.template) for one in fields)


def fact_record(fact: Fact, dossier: Dossier, site: Site) -> dict[str, Any]:
    """Everything about one fact, written and computed."""
    where = dossier.place_of(fact)
    out = record(fact, dossier, site)
    out["source"] = fact.source
    out["status"] = status(dossier, fact).value
    out["stances"] = {one.party: {"stance": one.kind.value, "told": one.told} for one in stances(dossier, fact.id)}
    out["replaced_by"] = dossier.replaced_by.get(fact.id)
    out["page"] = site.absolute(fact_path(fact.id)) or fact_path(fact.id)
    out["origin"] = {"path": where.path, "line": where.line}
    return out


dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode
"""A value as JSON, on one line."""


def _fact_row(edition: Edition, ident: FactId) -> str:
    """A fact stands in five files on average: its row is made once."""
    return dumps(fact_record(edition.dossier.facts[ident], edition.dossier, edition.site))


def _with_facts(head: dict[str, Any], facts: Iterable[FactId], dossier: Dossier, site: Site) -> bytes:
    """The head and then one fact a line, so that two versions can be compared line by line."""
    return (_opened(head) + _rows(facts, dossier, site) + "\n]}\n").encode()


def _opened(head: dict[str, Any]) -> str:
    return dumps(head)[:-1] + ', "facts": [\n'


def _rows(facts: Iterable[FactId], dossier: Dossier, site: Site) -> str:
    row = edition_of(dossier, site, site.languages.default).memo(_fact_row, Rank.LINE)
    return ",\n".join([row(ident) for ident in facts])


def twin_url(page: Page, site: Site) -> str:
    """Where the data of a page stands; nothing for a page without. The default language's tree holds all languages."""
    if not site.json_twins or page.id is None or page.language != site.languages.default:
        return ""
    return page.path.removesuffix(".html") + ".json"


def twin(ident: EntityId, dossier: Dossier, site: Site) -> bytes:
    """The record of one thing, and the facts that it holds or that name it."""
    kind = kind_of(dossier, ident)
    thing: Entity | Source | Series
    if ident in dossier.sources:
        thing = dossier.sources[ident]
        facts: Iterable[FactId] = [fact.id for fact in dossier.facts_of(ident)]
    elif ident in dossier.series:
        thing = dossier.series[ident]
        facts = dossier.series_facts.get(ident, ())
    else:
        thing = dossier.entities[ident]
        facts = dict.fromkeys(mention.fact for mention in dossier.mentions.get(ident, ()))
    head: dict[str, Any] = {
        "kind": kind.value if kind else "",
        "as_of": str(dossier.as_of) if dossier.as_of else None,
        "record": record(thing, dossier, site),
    }
    if isinstance(thing, Series):
        head["calculated"] = {
            one.derived.key: {
                "low": encode(one.low),
                "high": encode(one.high),
                "approx": one.approx,
                "facts": list(one.facts),
            }
            for one in derived(dossier, thing)
        }
    return _with_facts(head, facts, dossier, site)


def json_head(dossier: Dossier, site: Site) -> bytes:
    """How facts.json begins: what it is of, and how many facts there are."""
    head = {"name": site.name, "as_of": str(dossier.as_of) if dossier.as_of else None, "count": len(dossier.facts)}
    return _opened(head).encode()


def json_part(source: EntityId, dossier: Dossier, site: Site) -> bytes:
    """The facts of a source in facts.json, without what stands between two sources."""
    return _rows([fact.id for fact in dossier.facts_of(source)], dossier, site).encode()


def cell(value: Any) -> str:
    """A cell of the table, made harmless for spreadsheets."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in _FORMULA else text


def csv_head(_: Dossier, site: Site) -> bytes:
    """The first line of facts.csv: the names of its columns."""
    return _csv_line([*_COLUMNS, *(f"text_{one}" for one in site.languages.all)]).encode()


def csv_part(source: EntityId, dossier: Dossier, site: Site) -> bytes:
    """One row a fact of this source, RFC 4180, UTF-8. Figures stand in plain digits; lists are joined by spaces."""
    row = edition_of(dossier, site, site.languages.default).memo(_csv_row, Rank.LINE, size=0)
    return "".join([row(fact.id) for fact in dossier.facts_of(source)]).encode()


def _csv_row(edition: Edition, ident: FactId) -> str:
    fact, dossier = edition.dossier.facts[ident], edition.dossier
    texts = _filled(dossier, edition.site, fact.text, fact)
    row = [*_row(fact, dossier), *(texts.get(language, "") for language in edition.site.languages.all)]
    return _csv_line([cell(value) for value in row])


class _Echo:
    """Gives back what is written to it, and so does the writer that stands before it."""

    def write(self, text: str) -> str:
        return text


_csv_line: Callable[[list[str]], str] = csv.writer(_Echo(), lineterminator="\r\n").writerow


_COLUMNS = (
    *("id", "source", "type", "status", "by", "unnamed", "via", "at", "quote", "said", "when"),
    *("value", "min", "max", "words", "unit", "kind", "approx", "of", "covers"),
    *("hedge", "rating", "event", "series", "on", "stance", "replaces", "reason"),
)


def _row(fact: Fact, dossier: Dossier) -> list[Any]:
    figure, replaces = fact.figure, fact.replaces
    unnamed = fact.by.unnamed.words[0][1] if fact.by.unnamed else ""
    by = fact.by.actor or ("" if unnamed else "source")
    amounts: list[Any] = [""] * 9
    if figure:
        words = figure.words.words[0][1] if figure.words else ""
        bounds = [encode(one) for one in (figure.value, figure.min, figure.max)]
        approx = "yes" if figure.approx else ""
        amounts = [*bounds, words, figure.unit, figure.kind, approx, figure.of, " ".join(figure.covers)]
    head: list[Any] = [fact.id, fact.source, fact.type, status(dossier, fact), by, unnamed, " ".join(fact.via)]
    head += [" ".join(map(str, fact.at)), fact.quote, fact.said, fact.when]
    stance = " ".join(f"{party}:{kind}" for party, kind in fact.stance)
    tail = [fact.hedge, fact.rating, fact.event, fact.series, " ".join(fact.on), stance]
    return [*head, *amounts, *tail, *((replaces.fact, replaces.reason) if replaces else ("", ""))]


def fact_ids(data: bytes) -> frozenset[FactId]:
    """The facts in facts.json; the publisher counts them."""
    return frozenset(FactId(fact["id"]) for fact in json.loads(data)["facts"])
