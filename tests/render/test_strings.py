from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import generator.render
from generator.dossier.status import Status
from generator.model import terms
from generator.render.strings import FALLBACK, Strings, available, strings
from generator.theme import TEMPLATES

ENUMS: dict[str, type[StrEnum]] = {
    "status": Status,
    "status_about": Status,
    "type": terms.FactType,
    "stance": terms.StanceKind,
    "hedge": terms.Hedge,
    "quote": terms.Quote,
    "reliability": terms.Reliability,
    "source_kind": terms.SourceKind,
    "by_source": terms.SourceKind,
    "reason": terms.ReplaceReason,
    "figure_kind": terms.FigureKind,
    "actor_kind": terms.ActorKind,
    "weapon_kind": terms.WeaponKind,
    "event_kind": terms.EventKind,
    "place_kind": terms.PlaceKind,
    "page_kind": terms.Kind,
    "role": terms.Role,
}
# read with a key that is only known at run time
COMPUTED = {"age", "picture", "status_by", "rating", "nav", "count", *ENUMS}
LIST_LEADS = {kind.value for kind in terms.Kind}


def keys(table: Mapping[str, Any], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from keys(value, (*before, key))
        else:
            yield (*before, key)


def words(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for path in keys(table):
        value: Any = table
        for key in path:
            value = value[key]
        yield path, value


@pytest.mark.parametrize("language", available())
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(keys(strings(language))) == set(keys(strings(FALLBACK)))


@pytest.mark.parametrize("language", available())
def test_every_language_fills_in_the_same_things(language: str) -> None:
    theirs = dict(words(strings(language)))
    for path, value in words(strings(FALLBACK)):
        assert set(re.findall(r"\{\w+\}", value)) == set(re.findall(r"\{\w+\}", theirs[path])), path


@pytest.mark.parametrize("table", ENUMS)
def test_every_term_of_the_model_has_a_word(table: str) -> None:
    assert set(strings(FALLBACK)[table]) == {term.value for term in ENUMS[table]}


def test_no_word_is_unused_and_none_is_missing() -> None:
    package = Path(generator.render.__file__).parent
    modules = (*package.rglob("*.py"), *(package.parent / "pdf").rglob("*.py"))
    texts = [path.read_text("utf-8") for path in (*modules, *TEMPLATES.rglob("*.html"))]
    all_text = "\n".join(texts)
    used = set(re.findall(r"\bt\.(\w+)\.(\w+)", all_text)) | set(
        re.findall(r'\.word\(\s*"(\w+)", "([\w-]+)"', all_text)
    )
    used |= {("figure", key) for key in re.findall(r'words\["(\w+)"\]', all_text)}
    known = {path for path in keys(strings(FALLBACK)) if len(path) == 2 and path[0] not in COMPUTED}
    indirect = {("list", kind) for kind in LIST_LEADS} | {("how", "event"), ("how", "covers")}
    indirect |= {("timeline", lane) for lane in ("event", "happened", "said")}
    indirect |= {("source", key) for key in ("sentences", "paragraphs", "alone", "alone_all", "alone_none")}
    indirect |= {("series", key) for key in ("origins", "origins_one", "origins_none")}
    indirect |= {(about, "lead") for about in ("timeline", "contested", "changes", "search", "data")}
    indirect |= {path for path in known if path[0] == "curation"}  # the view names the group
    assert known - used - indirect == set()
    assert {(table, key) for table, key in used if table not in COMPUTED} - known == set()


def test_french_marks_keep_to_their_words() -> None:
    for path, value in words(strings("fr")):
        assert not re.search(r"[^\s\u202f][;!?»]| [;:!?»]|«[^\u202f]", value), path


def test_an_unknown_language_is_read_in_english() -> None:
    assert strings("xx") == strings("en")
    assert strings("fr-CA") == strings("fr")


def test_no_key_hides_behind_a_method() -> None:
    """Templates write `t.home.unknown`: a key named `items` would print a bound method."""
    assert not [path for path in keys(strings(FALLBACK)) if any(hasattr(Strings, part) for part in path)]
