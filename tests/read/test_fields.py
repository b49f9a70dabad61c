"""Readers of each shape: what they take, and what they say of everything else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.errors import Problem
from generator.model.edtf import parse as parse_date
from generator.model.fact import Fact
from generator.model.source import Source
from tests.dossiers import claim, read, source

HERALD = "sources/herald.yaml"


def one_source(tmp_path: Path, text: str) -> tuple[Source | None, list[Problem]]:
    records, problems = read(tmp_path, {HERALD: text})
    return next(iter(records.sources), None), problems


def one_fact(tmp_path: Path, more: str) -> tuple[Fact | None, list[Problem]]:
    found, problems = one_source(tmp_path, source(claim("a", more=more)))
    return (found.facts[0] if found and found.facts else None), problems


def told(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(one.code, one.position.line, one.position.column) for one in problems]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2031-05-06", "2031-05-06"),
        ("[2031-05-06,2031-05-13]", "[2031-05-06,2031-05-13]"),
        ("[2031-05-06, 2031-05-13]", "[2031-05-06,2031-05-13]"),
        ("'[2031-05-06,2031-05-13]'", "[2031-05-06,2031-05-13]"),
        ("{2031-01,2031-02}", "{2031-01,2031-02}"),
        ("{2031-01, 2031-02~}", "{2031-01,2031-02~}"),
        ("'{2031-01,2031-02}'", "{2031-01,2031-02}"),
    ],
)
def test_sets_of_dates_need_no_quotes(tmp_path: Path, written: str, date: str) -> None:
    """Everywhere alike: of a fact, of the source and among its relative days."""
    head = f"published: {written}\ndays: {{tue: {written}}}\n"
    facts = claim("a") + claim("b", more="said: tue\n") + claim("c", more=f"when: {written}\n")
    found, problems = one_source(tmp_path, source(facts, head=head))
    assert problems == []
    assert found is not None
    wanted = parse_date(date)
    assert [fact.said for fact in found.facts] == [wanted] * 3  # a fact without its own day takes the source's
    assert found.facts[2].when == wanted


@pytest.mark.parametrize(
    ("more", "code", "line", "column"),
    [
        ("when:\n  - 2031-05-06\n  - 2031-05-13\n", "wrong-shape", 13, 7),  # a block list is not the text of a set
        ("when: [2031-05-99]\n", "bad-date", 12, 11),
        ("when: []\n", "bad-date", 12, 11),
        ("when: {2031: 2032}\n", "wrong-shape", 12, 11),
        ("when: [[2031]]\n", "wrong-shape", 12, 11),
        ("when:\n", "empty-value", 12, 10),
        ("when: tue\n", "bad-date", 12, 11),  # aliases are for said
        ("said: tuesday\n", "unknown-day", 12, 11),
        ("said: 2031-5\n", "bad-date", 12, 16),
        ("said: {a: b}\n", "wrong-shape", 12, 11),
        ("at: []\n", "duplicate-key", 12, 5),
        ("rating: 7\n", "bad-enum", 12, 13),
        ("hedge: Possible\n", "bad-enum", 12, 12),
        ("via: varland\n", "wrong-shape", 12, 10),
        ("via:\n", "empty-value", 12, 9),
        ("via: [Varland]\n", "bad-id", 12, 11),
        ("roles: {suplier: varland}\n", "bad-enum", 12, 13),
        ("roles: {item: [a], item: [b]}\n", "duplicate-key", 12, 24),
        ("roles: [a]\n", "wrong-shape", 12, 12),
        ("figure: {value: 3,000, kind: lost}\n", "figure-ambiguous", 12, 21),
        ("figure: {000, value: 3, kind: lost}\n", "unknown-field", 12, 14),
        ("figure: {value: 3.000, kind: lost}\n", "figure-ambiguous", 12, 21),
        ("figure: {value: 1e999999999, kind: lost}\n", "bad-number", 12, 21),
        ("figure: {value: 3}\n", "missing-field", 12, 13),
        ("figure: 3\n", "wrong-shape", 12, 13),
        ("figure: {value: 3, kind: lost, approx: yes}\n", "bad-enum", 12, 44),
        ("replaces: {fact: b}\n", "missing-field", 12, 15),
        ("on: [b#]\n", "bad-id", 12, 10),
        ("sayd: 2031\n", "unknown-field", 12, 5),
        ("note: {en: a, de: b}\n", "unknown-language", 12, 19),
        ("note: {en: a, EN: b}\n", "bad-language", 12, 19),
        ("note: {en: a, 'en': b}\n", "duplicate-key", 12, 19),
        ("note: {}\n", "empty-value", 12, 11),
        ("note: [a]\n", "wrong-shape", 12, 11),
        ("scope: ' '\n", "empty-value", 12, 12),
    ],
)
def test_refused(tmp_path: Path, more: str, code: str, line: int, column: int) -> None:
    fact, problems = one_fact(tmp_path, more)
    assert told(problems) == [(code, line, column)]
    assert problems[0].hint
    assert fact is not None  # only a required field takes its fact with it


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("at", "[]", "empty-value"),
        ("at", "3", "bad-locator"),
        ("by", "{unnamed: x, other: y}", "bad-asserter"),
        ("by", "{named: x}", "bad-asserter"),
        ("by", "[a]", "wrong-shape"),
        ("text", "'{nothing'", "bad-placeholder"),
        ("text", "{}", "empty-value"),
        ("type", "rumour", "bad-enum"),
    ],
)
def test_a_required_field_takes_its_fact_with_it(tmp_path: Path, field: str, value: str, code: str) -> None:
    fields = {"type": "claim", "by": "varland", "at": "p1", "text": "Words."} | {field: value}
    facts = "bad:\n" + "".join(f"  {name}: {text}\n" for name, text in fields.items()) + claim("good")
    records, problems = read(tmp_path, {HERALD: source(facts)})
    assert [one.code for one in problems] == [code]
    assert [fact.key for fact in records.sources[0].facts] == ["good"]
    assert records.broken == {"herald#bad"}


@pytest.mark.parametrize("field", ["type", "by", "at", "text"])
def test_a_missing_field_is_told_at_the_key(tmp_path: Path, field: str) -> None:
    fields = {"type": "claim", "by": "varland", "at": "p1", "text": "Words."}
    del fields[field]
    facts = "bad:\n" + "".join(f"  {name}: {text}\n" for name, text in fields.items())
    _, problems = read(tmp_path, {HERALD: source(facts)})
    assert told(problems) == [("missing-field", 7, 3)]
    assert field in problems[0].message


def test_an_alias_whose_own_date_is_wrong_is_told_once(tmp_path: Path) -> None:
    _, problems = one_source(tmp_path, source(claim("a", more="said: tue\n"), head="days: {tue: 2031-13-01}\n"))
    assert [one.code for one in problems] == ["bad-date"]


def test_a_misspelt_alias_names_the_nearest(tmp_path: Path) -> None:
    _, problems = one_source(tmp_path, source(claim("a", more="said: teusday\n"), head="days: {tuesday: 2031-05-06}\n"))
    assert [(one.code, one.hint) for one in problems] == [("unknown-day", "did you mean 'tuesday'?")]


@pytest.mark.parametrize(
    ("written", "unnamed", "actor"),
    [("source", None, None), ("varland", None, "varland"), ("{unnamed: experts}", (("en", "experts"),), None)],
)
def test_asserters(tmp_path: Path, written: str, unnamed: Any, actor: str | None) -> None:
    found, problems = one_source(tmp_path, source(claim("a", by=written)))
    assert problems == []
    assert found is not None
    by = found.facts[0].by
    assert (by.unnamed.words if by.unnamed else None, by.actor) == (unnamed, actor)
    assert by.is_source == (written == "source")


def test_what_is_required_and_empty_is_missing(tmp_path: Path) -> None:
    files: Mapping[str, str | bytes | None] = {
        "vocabulary.yaml": "units: {}\n",
        "briefing.yaml": "title: B\nbottom_line: {text: Words., facts: []}\n",
    }
    _, problems = read(tmp_path, files)
    assert [(one.code, one.position.path) for one in problems] == [
        ("empty-value", "content/briefing.yaml"),
        ("empty-value", "content/vocabulary.yaml"),
    ]


def test_a_text_without_end_is_refused(tmp_path: Path) -> None:
    head = "text: {paragraphs: 2, sentences: [999999999, 1]}\n"
    found, problems = one_source(tmp_path, source(claim("a"), head=head))
    assert told(problems) == [("bad-number", 6, 7)]
    assert found is not None
    assert found.text is None


def test_a_message_is_one_short_line(tmp_path: Path) -> None:
    for value in ("|\n    one\n    two\n", '"' + "x" * 100_000 + '"\n'):
        _, problems = one_fact(tmp_path, f"event: {value}")
        assert [one.code for one in problems] == ["bad-id"]
        assert "\n" not in problems[0].message
        assert len(problems[0].message) <= 300


def test_many_mistakes_do_not_take_long(tmp_path: Path) -> None:
    facts = claim("a") + "".join(f"  unknown-{i}: x\n" for i in range(2000))
    _, problems = one_source(tmp_path, source(facts))
    assert len(problems) == 2000
