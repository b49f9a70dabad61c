"""Linking again after an edit gives what linking everything gives, and keeps the tables where no link changed."""

from __future__ import annotations

import random
import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.dossier.relink import relink
from generator.model.entity import Entity
from generator.model.fact import Fact, Replaces
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.model.series import Series
from generator.model.source import Source
from generator.model.terms import ReplaceReason
from generator.read.content import read_content

GOOD = Path(__file__).parent.parent / "sites" / "good" / "varland" / "content"
LANGUAGES = Languages(("en", "fr"))
HERALD = "sources/2031-05-strait-herald.yaml"
SAME_LINKS = [
    (HERALD, "appears in", "is printed in"),
    (HERALD, "value: 12", "value: 13"),
    (HERALD, "when: 2031-03/2031-04", "when: 2031-03"),
    ("actors/ostmark.yaml", "kind: state", "kind: government"),
    ("briefing.yaml", "as_of: 2031-06", "as_of: 2031-07"),
    ("briefing.yaml", "as_of: 2031-06\n", ""),
    ("vocabulary.yaml", "en: vessel,", "en: ship,"),
]
OTHER_LINKS = [
    (HERALD, "event: spring-delivery", "event: night-incident"),
    (HERALD, "  boats-older:", "  boats-oldest:"),
    (HERALD, "supplier: varland", "supplier: ostmark"),
    (HERALD, "replaces: {fact: boats-older, reason: newer-statement}", "review: 2031-08"),
    ("series/crews.yaml", "title:", "draft: true\ntitle:"),
]


def read(content: Path) -> Records:
    return read_content(content, content.parent, LANGUAGES.all)[0]


def assert_same(one: Dossier, other: Dossier) -> None:
    for name in (field.name for field in fields(Dossier)):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert mine == theirs, name
        if isinstance(mine, dict):
            assert list(mine) == list(theirs), name


@pytest.mark.parametrize(("name", "old", "new"), [*SAME_LINKS, *OTHER_LINKS])
def test_as_linking_everything(name: str, old: str, new: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    last = link(read(content), LANGUAGES)
    text = (content / name).read_text("utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new, 1), "utf-8")
    records = read(content)
    again = relink(last, records, LANGUAGES)
    assert_same(again, link(records, LANGUAGES))
    if (name, old, new) in SAME_LINKS:
        assert again.mentions is last.mentions


class Changes:
    """Changes of records as edits of files make them, with whatever they lead to there or not."""

    def __init__(self, records: Records, rng: random.Random) -> None:
        self.first, self.rng = records, rng
        self.facts = [fact for source in records.sources for fact in source.facts]
        things: tuple[Entity | Series, ...] = (*records.entities, *records.series)
        self.things = [*(one.id for one in things), EntityId("nobody")]
        self.leads = [fact.id for fact in self.facts] + [FactId("nowhere#at-all")]

    def fact(self, fact: Fact) -> Fact:
        rng = self.rng
        like = rng.choice(self.facts)
        figure = fact.figure and replace(fact.figure, of=rng.choice([None, *self.leads]))
        taking = Replaces(fact=rng.choice(self.leads), reason=ReplaceReason.CORRECTION)
        some: dict[str, Any] = rng.choice(
            [
                {"on": tuple(rng.choices(self.leads, k=rng.randrange(4)))},
                {"stance": like.stance, "on": like.on, "scope": like.scope},
                {"event": rng.choice([None, *self.things])},
                {"series": rng.choice([None, *self.things])},
                {"via": tuple(rng.choices(self.things, k=2)), "roles": like.roles},
                {"replaces": rng.choice([None, taking])},
                {"figure": figure},
                {"text": like.text, "said": like.said},
            ]
        )
        return replace(fact, **some)

    def source(self, source: Source) -> Source:
        rng, facts = self.rng, list(source.facts)
        whole = next(one for one in self.first.sources if one.id == source.id)
        kind = rng.randrange(6)
        if kind == 0:
            facts = list(whole.facts)
        elif kind == 1 and facts:
            facts.remove(rng.choice(facts))
        elif kind == 2:
            rng.shuffle(facts)
        elif kind == 3:
            gone = [one for one in whole.facts if one.id not in {fact.id for fact in facts}]
            at = rng.randrange(len(facts) + 1)
            facts[at:at] = gone[:1]
        elif facts:
            at = rng.randrange(len(facts))
            facts[at] = self.fact(facts[at])
        return replace(source, facts=tuple(facts))

    def one(self, records: Records) -> Records:
        rng = self.rng
        if rng.random() < 0.85:
            at = rng.randrange(len(records.sources))
            sources = records.sources
            return replace(records, sources=(*sources[:at], self.source(sources[at]), *sources[at + 1 :]))
        at, entities = rng.randrange(len(records.entities)), records.entities
        entity = entities[at]
        some: Any = replace(entity, draft=not entity.draft)
        if rng.random() < 0.6:
            some = replace(entity, part_of=rng.choice([None, *self.things]))
        changed = (*entities[:at], some, *entities[at + 1 :])
        return replace(records, entities=rng.choice([changed, changed, self.first.entities]))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_of_links_as_linking_everything(seed: int) -> None:
    records = read(GOOD)
    changes = Changes(records, random.Random(seed))  # noqa: S311 -- the same changes in each run
    last = link(records, LANGUAGES)
    tables = ("mentions", "event_facts", "stances_on", "stances_by", "replaced_by", "shares_of")
    kept, orders = 0, set()
    for _ in range(150):
        records = changes.one(records)
        now = relink(last, records, LANGUAGES)
        assert_same(now, link(records, LANGUAGES))
        kept += sum(getattr(now, name) is getattr(last, name) for name in tables)
        orders.add(tuple(now.mentions))
        last = now
    assert 150 < kept < 150 * len(tables)
    assert len(orders) > 10


def test_a_first_time_and_other_languages_link_everything() -> None:
    records = read(GOOD)
    first = relink(None, records, LANGUAGES)
    assert_same(first, link(records, LANGUAGES))
    other = relink(first, records, Languages(("fr", "en")))
    assert other.languages.default == "fr"
    assert other.mentions is not first.mentions
