"""`briefing new`: files that are valid at once, never over another one, and no word of a private text anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli import run
from generator.commands.new import KINDS
from generator.commands.options import settings_of
from generator.edit.blank import blank
from generator.edit.intake import detected
from generator.edit.new import FIRST_KIND
from generator.edit.new import KINDS as OF_NAME
from generator.errors import Exit
from generator.load import load
from generator.read.content import RECORD_OF
from generator.read.door import Door
from generator.read.fields import read_record
from generator.read.tree import read_tree
from generator.schema import files as schemas

ARTICLE = """\
Garde-côtes de Varlande : 3.000 bateaux

Mardi, le capitaine Zéphyrin a déclaré que 1.250,5 tonnes étaient arrivées le 6 mai 2031. Il n'en dit pas plus.

Treize marins l'ont vu.
"""


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["init", str(tmp_path / "mine")]) == Exit.CLEAN
    capsys.readouterr()
    return tmp_path / "mine"


def new(project: Path, *arguments: str) -> int:
    return run(["new", "-C", str(project), *arguments])


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "source"])
def test_a_new_thing(project: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(project, kind, "some-thing") == Exit.CLEAN
    out, err = capsys.readouterr()
    path = project / out.strip()
    assert path == project / "content" / OF_NAME[kind].value / "some-thing.yaml"
    assert err == ""
    assert load(settings_of(project, None)).problems == ()
    first = path.read_text("utf-8").split("\n")[0]
    assert (path.parent / first.partition("$schema=")[2]).resolve() == project / f"schemas/{kind}.schema.json"
    assert run(["fmt", "--check", "-C", str(project)]) == Exit.CLEAN


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_new_then_a_strict_build_is_green(project: Path, kind: str) -> None:
    more = ["--lang", "en", "--published", "2031-06"] if kind == "source" else []
    assert new(project, kind, "some-thing", *more) == Exit.CLEAN
    assert run(["build", "--strict", "-C", str(project)]) == Exit.CLEAN
    pages = list((project / "site").rglob("some-thing.html"))
    assert bool(pages) is (kind == "source")  # a draft has no page yet


def test_the_kinds_are_those_of_the_schemas() -> None:
    assert set(KINDS) == set(schemas.NAME_OF.values()) == set(OF_NAME)
    assert set(FIRST_KIND) == set(RECORD_OF)


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_comments_can_be_used(kind: str) -> None:
    """Each commented field is one that our reader takes as it stands."""
    record = RECORD_OF[OF_NAME[kind]]
    given = {"name": "X", "title": "X", "kind": FIRST_KIND[OF_NAME[kind]].value}
    given |= {"publisher": "unknown", "lang": "fr", "published": "2031-05"}
    text = blank(record, ("en", "fr"), given, facts=True)
    text = re.sub(r"^# (?=[a-z_]+: \S|facts:|  )", "", text, flags=re.MULTILINE)
    door = Door("x.yaml", ("en", "fr"), source="x", published=None)
    tree = read_tree(text.encode(), door)
    assert tree is not None, door.problems
    read_record(record, tree, door, id="x")
    assert door.problems == []
    assert {key.text for key, _ in tree.entries} == set(schemas_fields(kind))


def schemas_fields(kind: str) -> list[str]:
    from generator.model.shapes import fields_of

    return [field.name for field in fields_of(RECORD_OF[OF_NAME[kind]])]  # type: ignore[arg-type]  # a class is hashable


def test_a_source_from_its_text(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    assert new(project, "source", "2031-05-gazette", "--from", str(article), "--lang", "fr") == Exit.CLEAN
    out, err = capsys.readouterr()
    text = (project / out.strip()).read_text("utf-8")
    for word in re.findall(r"[^\W\d_]{4,}", ARTICLE):
        for said in (text, out, err):
            assert word.lower() not in said.lower().replace("mai", ""), word
    assert "published: 2031-05 #" in text
    assert 'numbers: {thousands: ".", decimal: ","}' in text
    assert "text: {paragraphs: 3, sentences: [1, 2, 1], sha256: " in text
    todo = re.findall(r"^#   (p\d.*)$", text, re.MULTILINE)
    assert todo == ["p1.s1: 3000", "p2.s1: 1250.5, day 6 of month 05, 2031-05", "p2.s2", "p3.s1: 13?"]
    found = load(settings_of(project, None)).problems
    assert {one.code for one in found} == {"uncovered-sentence"}
    assert run(["fmt", "--check", "-C", str(project)]) == Exit.CLEAN
    assert not (project / "private").exists()


@pytest.mark.parametrize(
    ("text", "language", "style"),
    [
        ("3.000 hommes, 2,5 tonnes", "fr", (".", ",")),
        ("3\u202f000 hommes, 2,5 tonnes", "fr", (" ", ",")),
        ("3 000 hommes en 2024", "fr", (" ", None)),
        ("3,000 men, 2.5 tons", "en", (",", ".")),
        ("3,000 men", "en", (",", ".")),
        ("3.000 men", "en", (".", ",")),
        ("12 men", "en", None),
        ("le 06.05.2031 à 12.30", "fr", (None, ".")),
        ("1'000 Mann", "de", ("'", None)),
        ("", "fr", None),
    ],
)
def test_separators(text: str, language: str, style: tuple[str | None, str | None] | None) -> None:
    found = detected(text, language)
    assert (found and (found.thousands, found.decimal)) == style


@pytest.mark.parametrize(
    "arguments",
    [
        ["actor", "ostmark"],
        ["weapon", "ostmark"],
        ["actor", "Ostmark"],
        ["actor", "source"],
        ["actor", "x", "--kind", "planet"],
        ["actor", "x", "--lang", "fr"],
        ["planet", "x"],
        ["source", "no-date"],
        ["source", "2031-13-x"],
        ["source", "2031-x", "--published", "May"],
        ["source", "2031-x", "--lang", "french"],
        ["source", "2031-x", "--from", "nowhere.txt", "--lang", "fr"],
        ["source", "2031-x", "--from", "/dev/null", "--lang", "fr"],
        ["source", "2031-x", "--from", __file__],
    ],
)
def test_what_is_refused(project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(project.rglob("*"))
    assert new(project, *arguments) == Exit.USAGE
    assert capsys.readouterr().out == ""
    assert sorted(project.rglob("*")) == before


def test_a_file_that_is_no_text_is_refused(project: Path, tmp_path: Path) -> None:
    for data in (b"\xff\xfe\x00", b"a\0b", b"   \n"):
        (tmp_path / "x").write_bytes(data)
        assert new(project, "source", "2031-x", "--from", str(tmp_path / "x"), "--lang", "fr") == Exit.USAGE


def test_an_id_that_was_used_before_is_refused(project: Path) -> None:
    assert run(["rename", "-C", str(project), "ostmark", "ostmark-state"]) == Exit.CLEAN
    assert new(project, "actor", "ostmark") == Exit.USAGE
