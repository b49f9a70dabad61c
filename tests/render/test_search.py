from __future__ import annotations

import dataclasses
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import write_dossier
from generator.dossier.dossier import Dossier
from generator.dossier.link import link
from generator.generate import site_of
from generator.load import load
from generator.model.text import Text
from generator.read.content import read_content
from generator.render.edition import edition_of
from generator.render.search import (
    HEAD,
    MAX_SHARD,
    Row,
    file_of,
    fold,
    rows_of,
    search_files,
    shards_of,
    words_of,
)
from generator.render.site import Site
from generator.render.strings import available
from generator.settings import read_settings
from generator.theme import TEMPLATES
from tests.render.conftest import LANGUAGES, VARLAND

CALL = re.compile(r"briefingSearch\((null|\".*?\"),(\[.*\])\)\n", re.DOTALL)


def read(script: bytes) -> tuple[str | None, list[Any]]:
    """The key and the rows of a shard, or null and the list of keys."""
    found = CALL.fullmatch(script.decode())
    assert found
    return json.loads(found[1]), json.loads(found[2])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Corée du Nord", "coree du nord"),
        ("ŒUVRE, Cæsar", "oeuvre, caesar"),
        ("Straße İzmir Łódź Ørsted ΟΔΟΣ", "strasse izmir lodz orsted οδοσ"),
        ("ﬁn Ⅳ ½", "fin iv 1⁄2"),
        ("Йод", "иод"),
    ],
)
def test_accents_and_case_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_apostrophes_and_marks_part_words() -> None:
    assert words_of("l’île d'Yeu, RPG-7 (x_y)") == ["l", "ile", "d", "yeu", "rpg", "7", "x", "y"]


def test_a_small_dossier_is_one_shard(varland: Dossier, site: Site) -> None:
    files = dict(search_files(varland, site))
    assert list(files) == [f"search/{one}/{name}.js" for one in ("en", "fr") for name in ("keys", "all")]
    assert read(files["search/en/keys.js"]) == (None, [""])
    key, rows = read(files["search/fr/all.js"])
    assert key == ""
    edition = edition_of(varland, site, "fr")
    assert {row[2] for row in rows if len(row) == 4} == {
        edition.path(i) for ids in edition.by_kind.values() for i in ids
    }
    assert len([row for row in rows if len(row) == 3]) == len(varland.facts)
    assert [len(row) for row in rows] == sorted((len(row) for row in rows), reverse=True), "things stand before facts"
    assert all("{" not in row[0] for row in rows)


def test_other_names_and_languages_are_found(varland: Dossier, site: Site) -> None:
    rows = {row[2]: row for row in read(dict(search_files(varland, site))["search/en/all.js"])[1] if len(row) == 4}
    for entity in varland.entities.values():
        title, _, _, others = rows[edition_of(varland, site, "en").path(entity.id)]
        for text in (entity.name, *entity.aliases):
            assert {words for _, words in text.words} <= {title, *others}


def some_rows(names: list[str]) -> list[Row]:
    return [Row(json.dumps([name]).encode(), tuple(sorted(set(words_of(name))))) for name in names]


def reached(rows: list[Row], shards: dict[str, list[Row]], typed: str) -> bool:
    """Whether a shard that holds all rows with such a word has each of the rows."""
    return all(row in shards[typed] for row in rows if any(word.startswith(typed) for word in row.words))


def test_a_large_shard_is_split_by_letters_then_by_other_words() -> None:
    rows = some_rows([f"actor {one}{two}" for one in "abc" for two in "defgh"] + ["actor", "zinc"])
    assert list(shards_of(rows, limit=10_000)) == [""]
    shards = shards_of(rows, limit=100, head=40)
    assert "" not in shards
    assert "z" in shards
    assert "actor *" in shards, "a word that is everywhere is split by its neighbours"
    whole = {key: some for key, some in shards.items() if not key.endswith(HEAD)}
    for key in (key for key in whole if " " not in key):
        assert reached(rows, shards, key)
    assert {row for key, some in whole.items() for row in some} >= {row for row in rows if len(row.words) > 1}
    for key, some in shards.items():
        assert sum(len(row.data) + 2 for row in some) <= 100 or key.endswith(HEAD)


def test_the_same_rows_give_the_same_bytes(varland: Dossier, site: Site) -> None:
    again = dataclasses.replace(site, name="Another")
    assert list(search_files(varland, site)) == list(search_files(varland, again))


def test_hostile_names_are_inert(site: Site) -> None:
    poison = "</script><script>alert(1)</script> \"'\\ \u2028\u2029 ]);alert(2)"
    records, problems = read_content(VARLAND, VARLAND.parent, LANGUAGES.all)
    assert problems == []
    dossier = link(records, LANGUAGES)
    poisoned = {
        ident: dataclasses.replace(entity, name=Text((("en", f"{poison} {ident}"),)))
        for ident, entity in dossier.entities.items()
    }
    files = dict(search_files(dataclasses.replace(dossier, entities=poisoned), site))
    text = files["search/en/all.js"].decode()
    assert "<" not in text
    assert "\u2028" not in text
    assert "\u2029" not in text
    names = [row[0] for row in read(files["search/en/all.js"])[1] if len(row) == 4]
    assert len([name for name in names if name.startswith(poison)]) == len(poisoned)


def test_files_have_plain_names() -> None:
    assert [file_of(key) for key in ("", "con", "actor am", "дрон")] == [
        "all.js",
        "w-con.js",
        "w-actor-am.js",
        "w-_434__440__43e__43d_.js",
    ]


def test_the_script_is_small() -> None:
    script = (TEMPLATES / "assets" / "search.js").read_bytes()
    assert len(gzip.compress(script)) <= 4_000
    assert b"innerHTML" not in script
    assert b"eval" not in script


def test_no_shard_of_a_larger_dossier_is_heavy(tmp_path: Path) -> None:
    write_dossier(1000, tmp_path)
    settings = read_settings(tmp_path, available())
    dossier, site = load(settings).dossier, site_of(settings, ())
    rows = rows_of(edition_of(dossier, site, "en"))
    files = dict(search_files(dossier, site))
    assert len(files) > 3, "it is split"
    assert max(len(gzip.compress(data)) for data in files.values()) <= 30_000
    _, keys = read(files["search/en/keys.js"])
    assert {f"search/en/{file_of(key.removesuffix(HEAD))}" for key in keys} | {"search/en/keys.js"} == set(files)
    for key in (key for key in keys if not key.endswith(HEAD) and " " not in key):
        _, held = read(files[f"search/en/{file_of(key)}"])
        data = {json.dumps(row) for row in held}
        wanted = {json.dumps(json.loads(row.data)) for row in rows if any(word.startswith(key) for word in row.words)}
        assert data == wanted, key
    assert all(len(data) <= MAX_SHARD + 100 for data in files.values())


def test_every_page_has_the_form(rendered: dict[str, str]) -> None:
    for url, html in rendered.items():
        top = "../" * url.count("/")
        language = "fr" if url.startswith("fr/") else "en"
        own = url.removeprefix("fr/").count("/")
        assert f'<script src="{top}assets/search.js" defer></script>' in html
        assert f'data-index="{top}search/{language}/"' in html
        assert f'role="search" action="{"../" * own}search.html"' in html
