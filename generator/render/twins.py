"""The data beside the pages: a JSON file per thing, and all facts as JSON and as a table. In every language at once."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
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
from generator.render.edition import Edition, edition_of
from generator.render.pages import Page, fact_path, kind_of
from generator.render.site import Site
from generator.render.words import plain, plain_text, tokens

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute a cell that begins with one of these


def encode(value: Any) -> Any:
    """A value of a record as JSON has it: dates as EDTF, exact numbers, pairs as objects in the order of the file."""
    match value:
        case Edtf() | Locator():
            return str(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Text():
            return dict(value.words)
        case Asserter():
            return value.actor or ({"unnamed": encode(value.unnamed)} if value.unnamed else "source")
        case tuple() if value and all(isinstance(one, tuple) and len(one) == 2 for one in value):
            return {str(key): encode(one) for key, one in value}
        case tuple():
            return [encode(one) for one in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {
                name.name: encode(got) for name in fields_of(type(value)) if _kept(got := getattr(value, name.name))
            }
        case _:
            return value


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
    fields = fields_of(type(thing))  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
    for one in fields:
        value = getattr(thing, one.name)
        if one.name == "facts" or not _kept(value):
            continue
        template = isinstance(one.shape, Words) and one.shape.template
        out[one.name] = _filled(dossier, site, value, fact) if template else encode(value)
    return out


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
    row = edition_of(dossier, site, site.languages.default).memo(_fact_row, Rank.LINE)
    lines = ",\n".join([row(ident) for ident in facts])
    return (dumps(head)[:-1] + ', "facts": [\n' + lines + "\n]}\n").encode()


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


def twins(pages: Iterable[Page], dossier: Dossier, site: Site) -> Iterator[tuple[str, bytes]]:
    """Every data file beside a page: its place on the site and its bytes."""
    for page in pages:
        url = twin_url(page, site)
        if url and page.id is not None:
            yield url, twin(page.id, dossier, site)


def facts_json(dossier: Dossier, site: Site) -> bytes:
    head = {"name": site.name, "as_of": str(dossier.as_of) if dossier.as_of else None, "count": len(dossier.facts)}
    return _with_facts(head, dossier.facts, dossier, site)


def cell(value: Any) -> str:
    """A cell of the table, made harmless for spreadsheets."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def facts_csv(dossier: Dossier, site: Site) -> bytes:
    """One row a fact, RFC 4180, UTF-8. Figures stand in plain digits; lists are joined by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    languages = site.languages.all
    writer.writerow([*_COLUMNS, *(f"text_{language}" for language in languages)])
    row = edition_of(dossier, site, site.languages.default).memo(_csv_row, Rank.LINE, size=0)
    for ident in dossier.facts:
        out.write(row(ident))
    return out.getvalue().encode()


def _csv_row(edition: Edition, ident: FactId) -> str:
    out, fact, dossier = io.StringIO(), edition.dossier.facts[ident], edition.dossier
    texts = _filled(dossier, edition.site, fact.text, fact)
    row = [*_row(fact, dossier), *(texts.get(language, "") for language in edition.site.languages.all)]
    csv.writer(out, lineterminator="\r\n").writerow([cell(value) for value in row])
    return out.getvalue()


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
