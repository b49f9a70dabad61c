"""Checking again what an edit reaches finds what checking everything finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.checks import RULES, again, check
from generator.checks.again import Again, check_again
from generator.checks.memory import besides, memory_of
from generator.checks.passages import fact_named, passages
from generator.checks.rule import Reach
from generator.errors import Problem
from generator.model.text import placeholders
from tests.checks.edits import State, begin
from tests.checks.guarded import Guarded, LookedUp, WentThrough
from tests.checks.walks import walk
from tests.commands import ROOT

VARLAND = ROOT / "tests" / "sites" / "good" / "varland" / "content"
KNOTS = Path(__file__).parent / "knots"  # files beside those: much of what is found there rests on other files
A, B = "sources/2031-07-a.yaml", "sources/2031-07-b.yaml"
Change = tuple[str, str, str]  # a file, what stands there, and what takes its place


@pytest.fixture
def knots(tmp_path: Path) -> State:
    shutil.copytree(VARLAND, tmp_path / "content")
    shutil.copytree(KNOTS, tmp_path / "content", dirs_exist_ok=True)
    return begin(tmp_path)


@pytest.fixture
def shipped(tmp_path: Path) -> State:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return begin(tmp_path)


def changed(old: State, *changes: Change) -> State:
    files = dict(old.files)
    for name, words, other in changes:
        assert words in files[name], words
        files[name] = files[name].replace(words, other, 1)
    return old.with_files(files)


def checked(old: State, new: State) -> tuple[Again | None, Guarded, LookedUp]:
    before = old.differing(new)
    dossier, memory = Guarded(new.dossier), LookedUp(dict(memory_of(old.dossier)))
    receipts = [one for one in new.records.receipts if one.source in before]
    return check_again(dossier, before, memory, receipts=receipts), dossier, memory


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_where_much_rests_on_other_files(knots: State, seed: int) -> None:
    tally = walk(knots, seed, 60)
    assert tally.clean > 10
    assert sum(tally.codes.values()) > 5
    assert sum(tally.unknown.values()) < tally.tried / 4


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_of_the_shipped_content(shipped: State, seed: int) -> None:
    tally = walk(shipped, seed, 40)
    assert tally.clean > 5
    assert sum(tally.unknown.values()) < tally.tried / 4


ELSEWHERE: list[tuple[Change, str]] = [  # what is found stands in another file than the change, or in another fact
    (("weapons/kt-2.yaml", "Type 12, ", ""), "number-in-prose"),
    (("actors/club.yaml", "{en: Regime Watch 12, fr: Regime Watch 12}", "Watch 12"), "loaded-verb"),
    (("actors/club.yaml", "en: Thursday Club", "en: The Club"), "relative-date"),
    ((A, "publisher: gazette", "publisher: ostmark-press"), "asserter-not-named"),
    (("actors/gazette.yaml", "Gulf Gazette", "Gulf Herald"), "asserter-not-named"),
    ((A, "kind: killed-or-wounded, approx: true", "kind: killed-or-wounded"), "approximation-added"),
    ((A, "kind: killed}", "kind: count}"), "killed-for-killed-or-wounded"),
    ((A, "value: 12, unit", "value: 12, approx: true, unit"), "approximation-lost"),
    ((B, "value: 13", "value: 3"), "bad-formula"),
    ((B, "value: 13", "min: 3"), "formula-fact"),
    ((A, "value: 20", "value: 13"), "part-over-whole"),
    ((A, "figure: {value: 20, unit: vessel, kind: count}\n    series: counts", "rating: 2"), "no-figure"),
    ((A, "figure: {value: 9, kind: killed-or-wounded, approx: true}", "rating: 2"), "placeholder-unusable"),
    ((A, "value: 12, unit: vessel", "value: 12, unit: piece"), "unit-mismatch"),
    ((A, "value: 12, unit: vessel", "value: 12, unit: vessel, covers: [kt-1]"), "series-covers"),
    (("series/counts.yaml", "kind: count", "kind: lost"), "kind-mismatch"),
    (("series/ships.yaml", "[kt-1, kt-2]", "[kt-1]"), "combined-as-split"),
    ((A, "    when: 2031-02\n", ""), "event-date"),
    ((A, "event: landing", "event: statement"), "event-date"),
    ((B, "{By} comptait {value} pièces.", "{By} compte {value} pièces encore."), "same-text"),
    (("actors/ostmark.yaml", "in_text: {en: ", "in_text: {en: the Many Boats of "), "bottom-line-too-long"),
    ((A, "sentences: [2, 2, 4]", "sentences: [3, 2, 4]"), "uncovered-sentence"),
    ((A, "published: 2031-06-04", "published: 2031-06-02"), "said-after-published"),
    ((A, "published: 2031-06-04", "published: 2031-06-02"), "future-date"),
    ((A, "skip:", "defects: {p2.s1: {en: Wrong., fr: Faux.}}\nskip:"), "cites-defective"),
    ((A, "by: club\n    at: p1.s2", "by: ostmark\n    at: p1.s2"), "stance-of-self"),
    ((B, "replaces: {fact: first, reason: correction}", "rating: 2"), "stale-fact"),
]
UNKNOWN: list[tuple[Change, str]] = [
    ((A, "publisher: gazette", "publisher: gazete"), "unknown-reference"),  # the hint looks at every name
    (("events/statement.yaml", "place: far-bay\n", ""), ""),  # a word of any fact may name it
    ((A, "anchor: kt-3", "anchor: boats"), "orphan-entity"),
    ((B, "replaces: {fact: first,", "replaces: {fact: second,"), "replaced-twice"),
]


def both(old: State, change: Change) -> tuple[Again | None, list[Problem]]:
    new = changed(old, change)
    return checked(old, new)[0], sorted(check(new.dossier))


@pytest.mark.parametrize(("change", "code"), ELSEWHERE, ids=lambda one: one if isinstance(one, str) else "")
def test_what_an_edit_breaks_elsewhere(knots: State, change: Change, code: str) -> None:
    found, full = both(knots, change)
    assert code in {one.code for one in full}
    assert found
    assert sorted(found.problems) == full
    assert found.memory == {}


@pytest.mark.parametrize(("change", "code"), UNKNOWN)
def test_what_only_everything_tells(knots: State, change: Change, code: str) -> None:
    found, full = both(knots, change)
    assert found is None
    assert {code} - {""} <= {one.code for one in full}


def test_another_fact_is_not_told(knots: State) -> None:
    new = changed(knots, (A, "  worded:\n", "  renamed:\n"))
    assert checked(knots, new)[0] is None


def test_without_a_memory_nothing_is_told(knots: State) -> None:
    new = changed(knots, (B, "value: 13", "value: 15"))
    before = knots.differing(new)
    assert check_again(new.dossier, before, {}, receipts=()) is None
    assert check_again(new.dossier, before, dict(memory_of(knots.dossier)) | {"layout": b"0"}, receipts=()) is None


def test_lines_that_move_need_no_look_at_anything(knots: State) -> None:
    found, dossier, memory = checked(knots, changed(knots, (A, "title: ", "# a remark\n\ntitle: ")))
    assert found == Again([], {})
    assert dossier.asked("facts") == set()
    assert memory.asked == {"layout"}


def test_a_sentence_is_all_that_is_looked_at(knots: State) -> None:
    found, dossier, _ = checked(knots, changed(knots, (A, "compte à nouveau", "compte encore")))
    assert found
    assert found.problems == []
    assert [key.partition(" ")[0] for key in found.memory] == ["words", "words"]
    assert dossier.asked("facts") <= {"2031-07-a#again", "2031-07-a#counted-more"}
    assert dossier.asked("sources") == {"2031-07-a", "2031-07-b"}  # another fact has the same English words


def test_what_stands_before_the_first_unit_of_a_series_stays_before_it(knots: State) -> None:
    """Facts are named in the order of their ids, and a series is in the order of its sources."""
    found, full = both(knots, (B, "value: 7, unit: piece", "value: 8, unit: piece"))
    assert found
    assert found.problems == full == []


def test_rows_are_brought_up_to_the_edit(knots: State) -> None:
    memory = dict(memory_of(knots.dossier))
    words, other = "2031-07-a#again}", "2031-07-a#counted}"
    new = changed(knots, *((B, f"{word} {{{words}", f"{word} {{{other}") for word in ("among", "parmi")))
    found = checked(knots, new)[0]
    assert found
    assert found.problems == []
    assert found.memory["named 2031-07-a#again"] is None
    assert b"2031-07-b#among" in (found.memory["named 2031-07-a#counted"] or b"")
    later = {key: row for key, row in (memory | found.memory).items() if row is not None}
    assert later == dict(memory_of(new.dossier))


def test_empty_roles_of_one_fact_keep_the_dates_of_all_events_quiet(knots: State) -> None:
    """As in a check of everything: what could not be read may date an event. So their removal needs one."""
    quiet = changed(knots, (A, "    anchor: kt-3\n", "    anchor: kt-3\n    roles: {}\n"))
    assert not quiet.problems
    assert not check(quiet.dossier)
    undated = changed(quiet, ("events/landing.yaml", "2031-02", "2031-01"))
    found = checked(quiet, undated)[0]
    assert found
    assert found.problems == check(undated.dossier) == []
    loud = changed(undated, (A, "    roles: {}\n", ""))
    assert {one.code for one in check(loud.dossier)} == {"event-date"}
    assert checked(undated, loud)[0] is None


@pytest.mark.parametrize("code", ["part-over-whole", "unit-mismatch", "number-in-prose", "said-after-published"])
def test_a_reach_that_is_declared_too_short_is_noticed(
    knots: State, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = [replace(one, reach=Reach.OWN) if one.code == code else one for one in RULES]
    monkeypatch.setattr(again, "RULES", tuple(short))
    with pytest.raises(AssertionError, match=re.escape(code)):
        list(map(walk, [knots] * 20, range(20), [60] * 20))


def test_only_what_nobody_can_edit_alone_has_no_way_of_its_own() -> None:
    """Rules that are never run again rest on ids, on the front page, or have their own way."""
    assert {one.code for one in RULES if one.reach is Reach.IDS} == {
        "draft-named", "duplicate-id", "redirect-live", "redirect-target", "reserved-id", "too-few-judgements",
        "too-many-judgements",
    }  # fmt: skip
    assert {one.code for one in RULES if one.reach is Reach.CHAINS} == {"reference-cycle", "replaced-twice"}
    assert {one.code for one in RULES if one.reach is Reach.USE} == {"orphan-entity"}


def test_the_memory_holds_whatever_words_print(knots: State) -> None:
    """Words with placeholders stand in fields that the memory knows of."""
    files: list[Any] = [*knots.records.sources, *knots.records.entities, *knots.records.series]
    by_path = {record.origin.path: record for record in files}
    seen = 0
    for passage in passages(knots.dossier):
        record = passage.fact or by_path.get(passage.origin.path)
        for _, words in passage.text.words if passage.shape.template and record else ():
            facts = {fact_named(one, passage.fact) for one in placeholders(words) if one.kind == "fact"}
            things = {one.name for one in placeholders(words) if one.kind == "entity" and not passage.fact}
            assert facts | things <= besides(record)
            seen += len(facts | things)
    assert seen > 20


def test_a_guarded_dossier_is_looked_up_and_never_gone_through(knots: State) -> None:
    guarded = Guarded(knots.dossier)
    assert guarded.facts["2031-07-a#again"].by.actor == "club"  # type: ignore[index]
    ways: list[Callable[[], object]] = [
        lambda: list(guarded.facts),
        lambda: len(guarded.mentions),
        lambda: list(guarded.sources.values()),
        lambda: guarded.records,
    ]
    for way in ways:
        with pytest.raises(WentThrough):
            way()
