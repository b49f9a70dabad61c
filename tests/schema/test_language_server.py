"""What an editor sees: the real yaml-language-server with our schemas, over our own files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.model.terms import ActorKind, Role
from tests.commands import ROOT, briefing, ended_well
from tests.schema.language_server import LanguageServer

pytestmark = pytest.mark.slow

SOURCE = """\
# yaml-language-server: $schema=../../schemas/source.schema.json
title: Words
kind: report
publisher: unknown
lang: fr
published: 2031
facts:
  boats:
    type: figure
    by: kcna
    at: p1
    text: Words
"""
ACTOR = "# yaml-language-server: $schema=../../schemas/actor.schema.json\n"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(ROOT) as server:
        yield server


def source(server: LanguageServer, more: str) -> list[str]:
    return server.offers("content/sources/x.yaml", SOURCE + more)


def ids(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / "content" / folder).glob("*.yaml")}


def test_it_offers_the_fields(server: LanguageServer) -> None:
    offered = server.offers("content/actors/x.yaml", f"{ACTOR}name: X\n¦")
    assert {"in_text", "kind", "country", "part_of", "summary", "basis", "note"} <= set(offered)
    assert {"said", "when", "figure", "hedge", "roles"} <= set(source(server, "    ¦\n"))


def test_it_offers_the_words_of_a_closed_list(server: LanguageServer) -> None:
    offered = server.offers("content/actors/x.yaml", f"{ACTOR}name: X\nkind: ¦")
    assert offered == [kind.value for kind in ActorKind]


def test_it_offers_the_known_ids(server: LanguageServer) -> None:
    actors = ids("actors")
    assert set(server.offers("content/actors/x.yaml", f"{ACTOR}name: X\npart_of: ¦")) == actors
    path = "content/sources/x.yaml"
    assert set(server.offers(path, SOURCE.replace("kcna", "¦"))) == actors | {"source"}
    assert set(server.offers(path, SOURCE.replace("unknown", "¦"))) == actors | {"unknown"}
    assert set(source(server, "    event: ¦\n")) == ids("events")
    assert set(source(server, "    series: ¦\n")) == ids("series")
    assert set(source(server, "    roles: {item: ¦}\n")) == ids("weapons")
    assert set(source(server, "    roles:\n      place: ¦\n")) == ids("places")
    assert actors <= set(source(server, "    via: [¦]\n"))
    assert actors <= set(source(server, "    stance:\n      ¦\n"))


def test_it_offers_units_roles_days_and_facts(server: LanguageServer) -> None:
    assert {"soldier", "millimetre"} <= set(source(server, "    figure: {value: 3, unit: ¦}\n"))
    assert set(source(server, "    roles:\n      ¦\n")) == {role.value for role in Role}
    assert "thu" in source(server, "    said: ¦\n")
    assert {"losses", "2025-03-dprk-troops-russia#losses"} <= set(source(server, "    on: [¦]\n"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    by:", "    b¦y:", "Who asserts it, at the origin."),
        ("    at:", "    a¦t:", "Where the source says it; a figure stands in the first."),
        ("published:", "publ¦ished:", "When it was published"),
        ("publisher:", "publ¦isher:", "The actor that published it, or unknown."),
    ],
)
def test_it_explains_what_is_pointed_at(server: LanguageServer, old: str, new: str, words: str) -> None:
    assert words in server.says("content/sources/x.yaml", SOURCE.replace(old, new))


@pytest.mark.parametrize(
    ("more", "underlined", "words"),
    [
        ("    hedge: posible\n", "posible", "Value is not accepted"),
        ("    roles: {suplier: russia}\n", "suplier", "not allowed"),
        ("    figure: {value: 3, unit: sodier, kind: deployed}\n", "sodier", "soldier"),
        ("    wen: 2031\n", "wen", "not allowed"),
        ("    when: 3 May 2031\n", "3 May 2031", "Not a date"),
        ("    figure: {value: 3.000.000, kind: deployed}\n", "3.000.000", "Not a number"),
    ],
)
def test_it_underlines_what_is_wrong(server: LanguageServer, more: str, underlined: str, words: str) -> None:
    (found,) = server.complaints("content/sources/x.yaml", SOURCE + more)
    assert found[0] == underlined
    assert words in found[1]


def test_a_new_id_is_no_mistake(server: LanguageServer) -> None:
    text = SOURCE.replace("kcna", "somebody-new") + "    event: something-new\n    roles: {sender: [somebody-new]}\n"
    assert server.complaints("content/sources/x.yaml", text) == []


def test_it_accepts_every_shipped_file(server: LanguageServer) -> None:
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        assert server.complaints(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) == [], path


def test_the_settings_alone_are_enough(tmp_path: Path) -> None:
    """A tool that saved the file without its first line has not taken the help away."""
    project = tmp_path / "mine"
    ended_well(briefing("init", project))
    mapped = json.loads((project / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    with LanguageServer(project, {"schemas": mapped}) as server:
        assert "varland" in server.offers("content/actors/x.yaml", "name: X\npart_of: ¦")
        assert server.complaints("content/actors/x.yaml", "name: X\nkind: planet\n")[0][0] == "planet"
