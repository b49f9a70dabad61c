"""Linking: every link once and both ways; what dangles stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.dossier.dossier import Dossier, Languages, Mention
from generator.dossier.link import link
from generator.model.edtf import parse as parse_date
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.model.terms import StanceKind
from tests.dossiers import BRIEFING, LANGUAGES, claim, linked, source

FACTS = """\
first:
  type: figure
  by: varland
  via: [strait-herald]
  at: p1
  said: 2031-04
  figure: {value: 12, unit: vessel, kind: supplied, covers: [pb-20]}
  roles: {supplier: varland, receiver: ostmark, item: [pb-20]}
  event: delivery
  series: boats
  text: {en: "{varland} and {ostmark|they}", fr: "{varland} et {varland}"}
part:
  type: figure
  by: source
  at: p1
  figure: {value: 3, unit: vessel, kind: supplied, of: first}
  replaces: {fact: first, reason: correction}
  text: Words.
answer:
  type: denial
  by: ostmark
  at: p1
  on: [first, nowhere]
  scope: all
  stance: {ostmark: denies, strait-herald: silent}
  text: Words.
dangling:
  type: claim
  by: nobody
  at: p1
  event: nowhere
  series: nowhere
  replaces: {fact: other#gone, reason: correction}
  text: "{nobody}"
"""
FILES = {
    "sources/herald.yaml": source(FACTS),
    "weapons/pb-20.yaml": "name: PB-20\nkind: ship\n",
    "weapons/gun.yaml": "name: Gun\nkind: gun\npart_of: pb-20\n",
    "weapons/lost.yaml": "name: Lost\nkind: gun\npart_of: nowhere\n",
    "events/delivery.yaml": "name: Delivery\nkind: transfer\n",
    "series/boats.yaml": "title: Boats\nkind: supplied\n",
}
FIRST, PART, ANSWER = FactId("herald#first"), FactId("herald#part"), FactId("herald#answer")


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return linked(tmp_path, FILES)


def ways(dossier: Dossier, entity: str) -> list[tuple[str, str]]:
    return [(one.fact.partition("#")[2], one.how) for one in dossier.mentions.get(EntityId(entity), ())]


def test_mentions(dossier: Dossier) -> None:
    assert sorted(ways(dossier, "varland")) == [("first", "by"), ("first", "supplier"), ("first", "text")]
    assert sorted(ways(dossier, "pb-20")) == [("first", "covers"), ("first", "item")]
    assert sorted(ways(dossier, "strait-herald")) == [("answer", "stance"), ("first", "via")]
    assert sorted(ways(dossier, "ostmark")) == [
        ("answer", "by"),
        ("answer", "stance"),
        ("first", "receiver"),
        ("first", "text"),
    ]
    assert ways(dossier, "delivery") == [("first", "event")]
    assert ways(dossier, "boats") == [("first", "series")]
    assert ways(dossier, "nobody") == []


def test_mentioned_gives_each_fact_once_in_order(dossier: Dossier) -> None:
    ostmark = EntityId("ostmark")
    assert [fact.id for fact in dossier.mentioned(ostmark)] == [FIRST, ANSWER]
    assert [fact.id for fact in dossier.mentioned(ostmark, "by")] == [ANSWER]
    assert [fact.id for fact in dossier.mentioned(ostmark, "receiver", "text")] == [FIRST]
    assert dossier.mentioned(EntityId("nobody")) == ()


def test_links_both_ways(dossier: Dossier) -> None:
    assert dossier.parts == {"pb-20": ("gun",)}
    assert dossier.event_facts == {"delivery": (FIRST,)}
    assert dossier.series_facts == {"boats": (FIRST,)}
    assert dossier.replaced_by == {FIRST: PART}
    assert dossier.shares_of == {FIRST: (PART,)}
    taken = dossier.stances_on[FIRST]
    assert [(one.party, one.kind, one.told) for one in taken] == [
        ("ostmark", StanceKind.DENIES, ANSWER),
        ("strait-herald", StanceKind.SILENT, ANSWER),
    ]
    assert dossier.stances_by[EntityId("ostmark")] == (taken[0],)
    assert set(dossier.stances_on) == {FIRST}


def test_every_link_leads_somewhere(dossier: Dossier) -> None:
    known = dossier.entities.keys() | dossier.series.keys()
    assert dossier.mentions.keys() <= known
    assert {one.fact for some in dossier.mentions.values() for one in some} <= dossier.facts.keys()
    assert all(isinstance(one, Mention) for some in dossier.mentions.values() for one in some)


def test_facts_keep_the_order_of_their_text(dossier: Dossier) -> None:
    assert [fact.key for fact in dossier.facts_of(EntityId("herald"))] == ["first", "part", "answer", "dangling"]
    assert list(dossier.facts) == [fact.id for fact in dossier.facts_of(EntityId("herald"))]


@pytest.mark.parametrize(
    ("said", "written", "given", "found"),
    [
        (["2031-04", "2031-05-06", "2030"], "", None, "2031-05-06"),
        (["2031", "2031-12-31"], "", None, "2031-12-31"),  # they end alike; the later start is the newer
        (["2031-05/..", "2031-04"], "", None, "2031-04"),
        (["2031-05/.."], "", None, None),
        (["2031-04"], "as_of: 2032\n", None, "2032"),
        (["2031-04"], "as_of: 2032\n", "2033-01", "2033-01"),
    ],
)
def test_as_of(tmp_path: Path, said: list[str], written: str, given: str | None, found: str | None) -> None:
    facts = "".join(claim(f"f{i}", more=f"said: {date}\n") for i, date in enumerate(said))
    files = {"sources/herald.yaml": source(facts), "briefing.yaml": BRIEFING + written}
    records = linked(tmp_path, files).records
    dossier = link(records, Languages(LANGUAGES), parse_date(given) if given else None)
    assert (str(dossier.as_of) if dossier.as_of else None) == found


def test_nothing_at_all() -> None:
    dossier = link(Records(), Languages(("en",)))
    assert (dossier.facts, dossier.as_of, dossier.units, dossier.briefing) == ({}, None, {}, None)
    assert dossier.languages.default == "en"
