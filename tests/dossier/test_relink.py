"""Linking again after an edit gives what linking everything gives, and keeps the tables where no link changed."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.dossier.relink import relink
from generator.model.records import Records
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
    assert (again.mentions is last.mentions) is ((name, old, new) in SAME_LINKS)


def test_a_first_time_and_other_languages_link_everything() -> None:
    records = read(GOOD)
    first = relink(None, records, LANGUAGES)
    assert_same(first, link(records, LANGUAGES))
    other = relink(first, records, Languages(("fr", "en")))
    assert other.languages.default == "fr"
    assert other.mentions is not first.mentions
