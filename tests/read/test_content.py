"""The content folder: every file is read or told, and one bad file never hides another's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.checks import check
from generator.dossier.dossier import Languages
from generator.dossier.link import link
from generator.read.content import read_content
from tests.dossiers import GOOD, LANGUAGES, claim, read, source, write


def test_good(tmp_path: Path) -> None:
    records, problems = read(tmp_path)
    assert problems == []
    assert records.briefing is not None
    assert records.vocabulary is not None
    assert [one.id for one in records.sources] == ["herald"]
    assert [one.id for one in records.entities] == ["ostmark", "strait-herald", "varland"]
    assert [fact.id for fact in records.sources[0].facts] == ["herald#boats", "herald#answer"]
    assert records.broken == frozenset()


def test_one_bad_file_never_hides_anothers(tmp_path: Path) -> None:
    records, problems = read(
        tmp_path,
        {
            "briefing.yaml": "title: [\n",
            "vocabulary.yaml": b"\xff",
            "actors/varland.yaml": "kind: state\n",
            "actors/ostmark.yaml": "",
            "actors/Bad Name.yaml": "name: x\nkind: planet\n",
            "weapons/pb-20.yaml": "name: PB\nkind: ship\nspeed: 12\n",
            "sources/herald.yaml": source(claim("a", more="when: soon\n") + "b: {type: claim}\n"),
            "sources/other.yaml": source(claim("c", more="said: x\nsaid: y\n")),
        },
    )
    assert [(one.position.path.removeprefix("content/"), one.code) for one in sorted(problems)] == [
        ("actors/Bad Name.yaml", "bad-id"),
        ("actors/ostmark.yaml", "empty-file"),
        ("actors/varland.yaml", "missing-field"),
        ("briefing.yaml", "yaml-syntax"),
        ("sources/herald.yaml", "bad-date"),
        ("sources/herald.yaml", "missing-field"),
        ("sources/herald.yaml", "missing-field"),
        ("sources/herald.yaml", "missing-field"),
        ("sources/other.yaml", "unknown-day"),
        ("sources/other.yaml", "duplicate-key"),
        ("vocabulary.yaml", "not-utf8"),
        ("weapons/pb-20.yaml", "unknown-field"),
    ]
    assert records.broken == {
        "Bad Name",
        "ostmark",
        "varland",
        "herald#b",
        "content/briefing.yaml",
        "content/vocabulary.yaml",
    }
    assert [fact.id for one in records.sources for fact in one.facts] == ["herald#a", "other#c"]


@pytest.mark.parametrize("broken", ["actors/varland.yaml", "sources/herald.yaml", "vocabulary.yaml"])
def test_what_is_broken_is_not_also_missing(tmp_path: Path, broken: str) -> None:
    """References to what was written, and could not be read, are not told as dangling."""
    records, problems = read(tmp_path, {broken: "a: [\n"})
    assert [one.code for one in problems] == ["yaml-syntax"]
    assert check(link(records, Languages(LANGUAGES))) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("actors/x.yml", "actors/x.yml"),
        ("actors/deep/x.yaml", "actors/deep"),
        ("actors/notes.txt", "actors/notes.txt"),
        ("weapon/x.yaml", "weapon"),
        ("x.yaml", "x.yaml"),
        ("briefing.yml", "briefing.yml"),
        ("actors/.hidden.yaml", None),
        (".git/x.yaml", None),
        ("README.md", None),
        ("pages/x.yaml", None),
    ],
)
def test_stray_files(tmp_path: Path, name: str, told: str | None) -> None:
    _, problems = read(tmp_path, {name: "name: x\nkind: state\n"})
    assert [(one.code, one.position.path) for one in problems] == ([("stray-file", f"content/{told}")] if told else [])


def test_nothing_is_read_through_links(tmp_path: Path) -> None:
    """Neither a file nor a folder that leads elsewhere: content must not carry in what stands outside."""
    content = write(tmp_path / "project")
    outside = tmp_path / "outside"
    outside.mkdir()
    for path in (outside / "x.yaml", outside / "vocabulary.yaml"):
        path.write_text("name: secret\nkind: state\nunits: {}\n")
    (content / "actors" / "x.yaml").symlink_to(outside / "x.yaml")
    (content / "actors" / "nowhere.yaml").symlink_to(outside / "nowhere.yaml")
    (content / "weapons").symlink_to(outside, target_is_directory=True)
    (content / "vocabulary.yaml").unlink()
    (content / "vocabulary.yaml").symlink_to(outside / "vocabulary.yaml")
    records, problems = read_content(content, tmp_path / "project", LANGUAGES)
    assert [(one.code, Path(one.position.path).name) for one in problems] == [
        ("stray-file", "nowhere.yaml"),
        ("stray-file", "x.yaml"),
        ("stray-file", "vocabulary.yaml"),
        ("stray-file", "weapons"),
    ]
    assert len(records.entities) == 3


def test_special_files_and_folders(tmp_path: Path) -> None:
    content = write(tmp_path, {"briefing.yaml": None})
    os.mkfifo(content / "actors" / "pipe.yaml")  # reading it would wait for ever
    (content / "briefing.yaml").mkdir()
    _, problems = read_content(content, tmp_path, LANGUAGES)
    assert sorted((one.code, Path(one.position.path).name) for one in problems) == [
        ("missing-file", "briefing.yaml"),
        ("stray-file", "briefing.yaml"),
        ("stray-file", "pipe.yaml"),
    ]


@pytest.mark.parametrize(
    "name", [b"\xff.yaml", b"a\nb.yaml", b"a\x1b[31m.yaml", b"A.yaml", b" .yaml", b"x\xe2\x80\xae.yaml"]
)
def test_any_name_of_a_file_can_be_told(tmp_path: Path, name: bytes) -> None:
    content = write(tmp_path)
    Path(os.fsdecode(os.fsencode(content / "actors") + b"/" + name)).write_text("name: x\nkind: state\n")
    records, problems = read_content(content, tmp_path, LANGUAGES)
    assert [one.code for one in problems] == ["bad-id"]
    shown = str(problems[0])
    assert shown.encode("utf-8").decode().isprintable()
    assert len(records.broken) == 1


def test_no_front_page(tmp_path: Path) -> None:
    records, problems = read(tmp_path, {"briefing.yaml": None})
    assert [(one.code, str(one.position)) for one in problems] == [("missing-file", "content/briefing.yaml:1:1")]
    assert records.briefing is None


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    content = write(tmp_path)
    (content / "actors" / "varland.yaml").chmod(0)
    _, problems = read_content(content, tmp_path, LANGUAGES)
    assert [one.code for one in problems] == ["unreadable-file"]


def test_content_outside_of_the_project(tmp_path: Path) -> None:
    content = write(tmp_path / "a", {"actors/varland.yaml": ""})
    _, problems = read_content(content, tmp_path / "b", LANGUAGES)
    assert [one.position.path for one in problems] == [(content / "actors" / "varland.yaml").as_posix()]


def test_reading_has_a_fixed_order(tmp_path: Path) -> None:
    names = [f"actors/a{number}.yaml" for number in (10, 9, 1)]
    records, _ = read(tmp_path, dict.fromkeys(names, "name: x\nkind: state\n"))
    assert [one.id for one in records.entities][:3] == ["a1", "a10", "a9"]


def test_a_bad_header_does_not_hide_what_is_wrong_in_the_facts(tmp_path: Path) -> None:
    text = (
        GOOD["sources/herald.yaml"]
        .replace("kind: news-article", "kind: newspaper")
        .replace("by: varland", "by: verland")
    )
    records, problems = read(tmp_path, {"sources/herald.yaml": text})
    found = [*problems, *check(link(records, Languages(LANGUAGES)))]
    assert [problem.code for problem in sorted(found)] == ["bad-enum", "unknown-reference"]
