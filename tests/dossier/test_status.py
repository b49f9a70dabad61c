"""The status of a fact: what others say of it, never what we think of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.dossier.status import Status, contested, origin, origins, stances, status
from generator.model.ids import FactId
from tests.dossiers import claim, linked, source


def stance(key: str, parties: str, more: str = "") -> str:
    return (
        f"{key}:\n  type: stance\n  by: source\n  at: p1\n  on: [fact]\n  scope: all\n  stance: {{{parties}}}\n"
        f"  text: Words.\n{more}"
    )


def found(tmp_path: Path, *others: str) -> Status:
    dossier = linked(tmp_path, {"sources/herald.yaml": source(claim("fact") + "".join(others))})
    return status(dossier, dossier.facts[FactId("herald#fact")])


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("ostmark: confirms", Status.CONFIRMED),
        ("ostmark: denies", Status.DENIED),
        ("ostmark: disputes", Status.DISPUTED),
        ("ostmark: partly", Status.DISPUTED),
        ("ostmark: silent", Status.UNANSWERED),
        ("ostmark: declines", Status.UNANSWERED),
        ("ostmark: asserts", Status.REPORTED),
        ("varland: denies", Status.REPORTED),  # the asserter's own stance is no second voice
        ("varland: confirms", Status.REPORTED),
        ("ostmark: confirms, strait-herald: denies", Status.DENIED),
        ("ostmark: disputes, strait-herald: denies", Status.DENIED),
        ("ostmark: confirms, strait-herald: disputes", Status.DISPUTED),
        ("ostmark: confirms, strait-herald: silent", Status.CONFIRMED),
    ],
)
def test_one_stance(tmp_path: Path, parties: str, expected: Status) -> None:
    assert found(tmp_path, stance("s", parties)) is expected


def test_no_stance(tmp_path: Path) -> None:
    assert found(tmp_path) is Status.REPORTED


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2031-01", "2031-02", Status.CONFIRMED),
        ("2031-02", "2031-01", Status.DENIED),
        ("2031-01", "2031-01", Status.CONFIRMED),  # of one day, the later in the text
    ],
)
def test_the_newest_stance_of_a_party_counts(tmp_path: Path, first: str, second: str, expected: Status) -> None:
    one = stance("one", "ostmark: denies", f"  said: {first}\n")
    two = stance("two", "ostmark: confirms", f"  said: {second}\n")
    assert found(tmp_path, one, two) is expected


def test_a_stance_that_was_replaced_no_longer_counts(tmp_path: Path) -> None:
    one = stance("one", "ostmark: denies", "  said: 2031-02\n")
    two = stance("two", "ostmark: silent", "  said: 2031-01\n  replaces: {fact: one, reason: correction}\n")
    assert found(tmp_path, one, two) is Status.UNANSWERED


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("newer-estimate", Status.SUPERSEDED),
        ("newer-statement", Status.SUPERSEDED),
        ("correction", Status.WITHDRAWN),
        ("withdrawn", Status.WITHDRAWN),
        ("editor-error", Status.WITHDRAWN),
    ],
)
def test_replaced(tmp_path: Path, reason: str, expected: Status) -> None:
    newer = claim("newer", more=f"replaces: {{fact: fact, reason: {reason}}}\n")
    assert found(tmp_path, newer, stance("s", "ostmark: denies")) is expected


def test_contested(tmp_path: Path) -> None:
    facts = claim("fact") + claim("quiet") + stance("s", "ostmark: denies")
    dossier = linked(tmp_path, {"sources/herald.yaml": source(facts)})
    assert [fact.key for fact in contested(dossier)] == ["fact"]
    assert [one.party for one in stances(dossier, FactId("herald#fact"))] == ["ostmark"]
    assert stances(dossier, FactId("herald#quiet")) == ()


def test_origins_are_asserters_not_outlets(tmp_path: Path) -> None:
    facts = (
        claim("a") + claim("b", by="source") + claim("c", by="{unnamed: source}") + claim("d", by="{unnamed: experts}")
    )
    files = {"sources/herald.yaml": source(facts), "sources/other.yaml": source(facts)}
    dossier = linked(tmp_path, files)
    assert len(origins(dossier.facts.values())) == 7  # varland is one; the others are nobody we know twice
    keys = [origin(dossier.facts[FactId(f"herald#{key}")]) for key in "abcd"]
    assert len(set(keys)) == 4
