"""On how many origins a fact rests: asserters at the origin, however many papers carry their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.dossier.corroboration import corroboration, rests_on_one_origin, standing_origins
from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId, FactId
from tests.dossiers import claim, linked, source

SERIES = "title: {en: Boats, fr: Bateaux}\nkind: supplied\nunit: vessel\nabout: [ostmark]\n"
PAPERS = ("herald", "gazette", "mail", "post", "times")


def figure(key: str, by: str, more: str = "") -> str:
    return (
        f"{key}:\n  type: figure\n  by: {by}\n  at: p1\n  figure: {{value: 12, unit: vessel, kind: supplied}}\n"
        f"  series: boats\n  text: {{en: Words., fr: Mots.}}\n{more}"
    )


def stance(parties: str) -> str:
    return (
        f"s:\n  type: stance\n  by: source\n  at: p1\n  on: [fact]\n  scope: all\n  stance: {parties}\n  text: Words.\n"
    )


def alone(dossier: Dossier, ident: str) -> bool:
    fact = dossier.facts[FactId(ident)]
    return rests_on_one_origin(dossier, fact, standing_origins(dossier, fact.series) if fact.series else ())


def test_one_statement_in_five_papers_is_one_origin(tmp_path: Path) -> None:
    papers = {f"sources/{name}.yaml": source(figure("boats", "varland")) for name in PAPERS}
    dossier = linked(tmp_path, {**papers, "series/boats.yaml": SERIES})
    assert standing_origins(dossier, EntityId("boats")) == {"varland"}
    assert all(alone(dossier, f"{name}#boats") for name in PAPERS)


def test_a_second_asserter_of_the_same_quantity_is_a_second_origin(tmp_path: Path) -> None:
    facts = source(figure("one", "varland") + figure("other", "ostmark"))
    dossier = linked(tmp_path, {"sources/herald.yaml": facts, "series/boats.yaml": SERIES})
    assert not alone(dossier, "herald#one")
    assert not alone(dossier, "herald#other")


def test_a_replaced_figure_of_another_carries_nothing_and_has_no_badge(tmp_path: Path) -> None:
    newer = figure("newer", "varland", "  replaces: {fact: older, reason: newer-statement}\n")
    facts = source(figure("older", "ostmark") + newer)
    dossier = linked(tmp_path, {"sources/herald.yaml": facts, "series/boats.yaml": SERIES})
    assert alone(dossier, "herald#newer")
    assert not alone(dossier, "herald#older")


@pytest.mark.parametrize(
    ("parties", "origins"),
    [
        ("{ostmark: confirms}", {"varland", "ostmark"}),
        ("{ostmark: asserts}", {"varland", "ostmark"}),
        ("{ostmark: partly}", {"varland"}),
        ("{ostmark: denies}", {"varland"}),
        ("{ostmark: silent}", {"varland"}),
        ("{varland: confirms}", {"varland"}),  # its own second word is no second voice
    ],
)
def test_only_who_stands_behind_a_fact_is_an_origin(tmp_path: Path, parties: str, origins: set[str]) -> None:
    dossier = linked(tmp_path, {"sources/herald.yaml": source(claim("fact") + stance(parties))})
    fact = dossier.facts[FactId("herald#fact")]
    assert corroboration(dossier, fact) == origins
    assert rests_on_one_origin(dossier, fact) is (len(origins) == 1)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        *((kind, True) for kind in ("event", "claim", "allegation")),
        *((kind, False) for kind in ("assessment", "forecast", "context", "identity")),
    ],
)
def test_only_what_another_could_state_as_well_is_said_to_rest_on_one(
    tmp_path: Path, kind: str, expected: bool
) -> None:
    facts = source(claim("fact").replace("type: claim", f"type: {kind}"))
    dossier = linked(tmp_path, {"sources/herald.yaml": facts})
    assert alone(dossier, "herald#fact") is expected
