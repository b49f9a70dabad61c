"""The timeline's rows, kept in their order through edits, are those that are ordered anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.dossier.relink import relink
from generator.model.edtf import parse
from generator.model.entity import Event
from generator.model.fact import Asserter, Fact
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.model.text import Text
from generator.read.content import read_content
from generator.render import timeline_again
from generator.render.timeline import entries
from generator.render.timeline_again import KeptTimeline

GOOD = Path(__file__).parent.parent / "sites" / "good" / "varland" / "content"
LANGUAGES = Languages(("en", "fr"))
DATES = [
    parse(text)
    for text in ("2031", "2031-03", "2031-03~", "2031-03-06", "../2031-03", "2031-03/..", "[2031-03-06,2031-03-13]")
]


class Edits:
    """Edits of records, each of which may change rows of the timeline. Ids stand in the order of files."""

    def __init__(self, records: Records, seed: int) -> None:
        self.all, self.records, self.rng = records, records, random.Random(seed)  # noqa: S311 -- the same in each run
        self.events = [one.id for one in records.entities if isinstance(one, Event)]
        some = {fact.by for source in records.sources for fact in source.facts}
        self.parties = [*sorted(some, key=repr), Asserter(), Asserter(unnamed=Text((("en", "Somebody"),)))]

    def fact(self, fact: Fact) -> Fact:
        rng = self.rng
        whens = [one.when for one in self.records.entities if isinstance(one, Event)]
        some: list[dict[str, Any]] = [
            {"when": rng.choice([None, *DATES])},
            {"when": rng.choice(whens), "event": rng.choice(self.events)},
            {"said": rng.choice(DATES)},
            {"by": rng.choice(self.parties)},
            {"event": rng.choice([None, EntityId("nothing"), *self.events])},
        ]
        return replace(fact, **rng.choice(some))

    def facts(self, source: EntityId, facts: list[Fact]) -> list[Fact]:
        kind, at = self.rng.randrange(6), self.rng.randrange(len(facts) + 1)
        if kind == 0:
            new = replace(self.rng.choice(self.rng.choice(self.all.sources).facts))
            return [*facts[:at], replace(new, id=FactId(f"{source}#n{self.rng.randrange(10**9)}")), *facts[at:]]
        if kind == 1:
            return facts[:at] + facts[at + 1 :]
        if kind == 2:
            return self.rng.sample(facts, len(facts))
        if kind == 3:
            return list(map(self.fact, facts))
        return [self.fact(fact) if number == at else fact for number, fact in enumerate(facts)]

    def some(self, records: tuple[Any, ...], all_records: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
        """One is changed, gone, or there again."""
        kind, one = self.rng.randrange(8), self.rng.choice(all_records)
        there = {record.id: record for record in records}
        if kind == 0 and len(there) > 1:
            there.pop(one.id, None)
        elif one.id in there:
            there[one.id] = change(there[one.id])
        else:
            there[one.id] = one
        return tuple(there[record.id] for record in all_records if record.id in there)

    def edit(self) -> Records:
        now = self.records
        if self.rng.random() < 0.7:
            sources = self.some(
                now.sources,
                self.all.sources,
                lambda one: replace(one, facts=tuple(self.facts(one.id, list(one.facts)))),
            )
            self.records = replace(now, sources=sources)
        else:
            events = self.some(
                tuple(one for one in now.entities if isinstance(one, Event)),
                tuple(one for one in self.all.entities if isinstance(one, Event)),
                lambda one: replace(one, when=self.rng.choice([None, *DATES])),
            )
            others = [one for one in now.entities if not isinstance(one, Event)]
            self.records = replace(now, entities=tuple(sorted([*events, *others], key=lambda one: one.id)))
        return self.records


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("few", [0, 3, 300])
def test_after_any_edits_as_ordered_anew(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_again, "FEW", few)
    edits = Edits(read_content(GOOD, GOOD.parent, LANGUAGES.all)[0], seed)
    kept, last = KeptTimeline(), link(edits.records, LANGUAGES)
    assert kept(last) == entries(last)
    lengths = set()
    for number in range(150):
        records = edits.edit()
        last = link(records, LANGUAGES) if number % 10 == 0 else relink(last, records, LANGUAGES)
        rows = entries(last)
        if number % 3:  # several edits between two questions, too
            assert kept(last) == rows, number
        lengths.add(len(rows))
    assert len(lengths) > 10


def test_a_row_that_did_not_change_is_the_same_object() -> None:
    edits = Edits(read_content(GOOD, GOOD.parent, LANGUAGES.all)[0], 0)
    dossier, kept = link(edits.records, LANGUAGES), KeptTimeline()
    first = kept(dossier)
    source = next(one for one in edits.records.sources if one.facts)
    fact = replace(source.facts[0], when=parse("1999-01-02"))
    sources = tuple(
        replace(one, facts=(fact, *one.facts[1:])) if one is source else one for one in edits.records.sources
    )
    again = kept(relink(dossier, replace(edits.records, sources=sources), LANGUAGES))
    assert again != first
    assert len({id(row) for row in again} - {id(row) for row in first}) == 1


def test_what_failed_once_is_ordered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    edits = Edits(read_content(GOOD, GOOD.parent, LANGUAGES.all)[0], 3)
    kept = KeptTimeline()
    kept(link(edits.records, LANGUAGES))
    dossiers: list[Dossier] = [link(edits.edit(), LANGUAGES) for _ in range(20)]
    with monkeypatch.context() as patch:
        patch.setattr(timeline_again, "of_statement", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            kept(dossiers[-2])
    assert kept(dossiers[-1]) == entries(dossiers[-1])
