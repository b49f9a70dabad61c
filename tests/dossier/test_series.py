"""Series: which figures belong, which stand, and what we calculate from them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.dossier.dossier import Dossier
from generator.dossier.series import bounds, current, derived, members
from generator.errors import BadValue
from generator.model.ids import EntityId, FactId
from tests.dossiers import linked, source

BOATS = EntityId("boats")


def figure(key: str, said: str, figure: str, more: str = "") -> str:
    return (
        f"{key}:\n  type: figure\n  by: varland\n  at: p1\n  said: {said}\n  series: boats\n"
        f"  figure: {{{figure}, unit: vessel, kind: supplied}}\n  text: Words.\n{more}"
    )


FACTS = (
    figure("may", "2031-05-01", "value: 12", "  replaces: {fact: april, reason: newer-estimate}\n")
    + figure("april", "2031-04", "min: 8, max: 10, approx: true")
    + figure("year", "2031", "min: 3")
    + figure("words", "2031-05-02", "words: many")
)


def dossier(tmp_path: Path, formula: str, facts: str) -> Dossier:
    series = (
        "title: Boats\nkind: supplied\nunit: vessel\nderived:\n"
        f"  ours: {{title: Ours, formula: '{formula}', facts: {facts}, caveat: Beware.}}\n"
    )
    return linked(tmp_path, {"sources/herald.yaml": source(FACTS), "series/boats.yaml": series})


def test_members_and_current(tmp_path: Path) -> None:
    found = dossier(tmp_path, "a", "{a: herald#may}")
    assert [fact.key for fact in members(found, BOATS)] == ["year", "april", "may", "words"]
    assert [fact.key for fact in current(found, BOATS)] == ["year", "may", "words"]
    assert members(found, EntityId("nowhere")) == ()


@pytest.mark.parametrize(
    ("formula", "facts", "result", "rests_on"),
    [
        ("a * 2", "{a: herald#may}", ("24", "24", False), ["may"]),
        ("a - b", "{a: herald#may, b: herald#april}", ("2", "4", True), ["may", "april"]),
        ("b - a", "{a: herald#may, b: herald#april}", ("-4", "-2", True), ["may", "april"]),
        ("a", "{a: herald#may, b: herald#april}", ("12", "12", False), ["may"]),  # what is not used is no basis
        ("100 * b / a", "{a: herald#may, b: herald#may}", ("100", "100", False), ["may", "may"]),
    ],
)
def test_derived(tmp_path: Path, formula: str, facts: str, result: tuple[str, str, bool], rests_on: list[str]) -> None:
    found = dossier(tmp_path, formula, facts)
    (one,) = derived(found, found.series[BOATS])
    assert (one.low, one.high, one.approx) == (Decimal(result[0]), Decimal(result[1]), result[2])
    assert list(one.facts) == [FactId(f"herald#{key}") for key in rests_on]


@pytest.mark.parametrize("fact", ["herald#year", "herald#words", "herald#nowhere"])
def test_what_has_no_two_bounds_gives_no_result(tmp_path: Path, fact: str) -> None:
    found = dossier(tmp_path, "a", f"{{a: {fact}}}")
    series = found.series[BOATS]
    assert bounds(series.derived[0], found.facts) == {}
    with pytest.raises(BadValue) as bad:
        derived(found, series)
    assert bad.value.code == "bad-formula"
