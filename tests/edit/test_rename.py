"""`briefing rename`: everywhere or nowhere, and the old address leads on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import run
from generator.commands.options import settings_of
from generator.edit import replace
from generator.edit.replace import replace_files
from generator.errors import Exit
from generator.load import load
from tests.commands import ROOT, copied, tree


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = copied(ROOT, tmp_path / "project")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


def rename(project: Path, *arguments: str) -> int:
    return run(["rename", "-C", str(project), *arguments])


def words(project: Path, name: str) -> list[str]:
    """The places below content/ where an id stands as a whole word, redirects aside."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    out = []
    for path in sorted((project / "content").rglob("*.yaml")):
        if path.name != "redirects.yaml":
            lines = path.read_text("utf-8").split("\n")
            out += [f"{path.name}:{i}" for i, line in enumerate(lines, 1) if pattern.search(line)]
    return out


SHIPPED = [
    "actors/north-korea",
    "actors/russia",
    "weapons/drones",
    "events/arms-deliveries",
    "places/seoul",
    "series/troops-sent",
    "sources/2025-03-dprk-troops-russia",
]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_thing(project: Path, name: str) -> None:
    folder, _, old = name.partition("/")
    named = len(words(project, old))
    assert rename(project, old, "something-new") == Exit.CLEAN
    assert not (project / "content" / f"{name}.yaml").exists()
    assert (project / "content" / folder / "something-new.yaml").is_file()
    assert len(words(project, "something-new")) == named - len(words(project, old))
    assert load(settings_of(project, None)).problems == ()  # a name left behind would lead nowhere
    assert (project / "content/redirects.yaml").read_text("utf-8").endswith(f"redirects:\n  {old}: something-new\n")
    assert run(["schema", "--check", "-C", str(project)]) == Exit.CLEAN
    assert run(["fmt", "--check", "-C", str(project)]) == Exit.CLEAN


def test_a_fact(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "2025-03-dprk-troops-russia"
    (comment,) = (
        number
        for number, line in enumerate((project / f"content/sources/{source}.yaml").read_text("utf-8").split("\n"), 1)
        if "# " in line and "additional-troops" in line
    )
    assert rename(project, f"{source}#additional-troops", "more-troops") == Exit.CLEAN
    assert words(project, "additional-troops") == [f"{source}.yaml:{comment}"]
    assert f"content/sources/{source}.yaml:{comment} names the old id in a comment" in capsys.readouterr().err
    text = (project / f"content/sources/{source}.yaml").read_text("utf-8")
    assert "  more-troops:\n" in text
    assert "{#more-troops}" in text
    assert f"{{{source}#more-troops}}" in (project / "content/briefing.yaml").read_text("utf-8")
    assert load(settings_of(project, None)).problems == ()
    assert run(["build", "--strict", "-q", "-C", str(project)]) == Exit.CLEAN
    page = (project / f"site/sources/{source}.html").read_text("utf-8")
    card = page.partition('id="more-troops"')[2]
    assert card.lstrip().partition("\n")[2].startswith('<span id="additional-troops"></span>')


def test_a_unit(project: Path) -> None:
    assert rename(project, "--unit", "soldier", "trooper") == Exit.CLEAN
    assert load(settings_of(project, None)).problems == ()
    assert "  trooper: {one: {en: soldier" in (project / "content/vocabulary.yaml").read_text("utf-8")
    assert not (project / "content/redirects.yaml").exists()


def test_there_and_back(project: Path) -> None:
    before = tree(project / "content")
    assert rename(project, "russia", "rus") == Exit.CLEAN
    assert rename(project, "rus", "russia") == Exit.CLEAN
    after = tree(project / "content")
    assert after.pop("redirects.yaml")
    assert after == before
    assert (project / "content/redirects.yaml").read_text("utf-8").endswith("redirects:\n  rus: russia\n")


def test_chains_lead_to_the_last(project: Path) -> None:
    source = "2025-03-dprk-troops-russia"
    for old, new in (("russia", "b"), ("b", "c"), (f"{source}#losses", "lost"), (source, "article")):
        assert rename(project, old, new) == Exit.CLEAN
    text = (project / "content/redirects.yaml").read_text("utf-8")
    assert text.partition("redirects:\n")[2].split("\n") == [
        "  russia: c",
        "  b: c",
        f"  {source}#losses: article#lost",
        f"  {source}: article",
        "",
    ]
    assert load(settings_of(project, None)).problems == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# ours\nredirects:\n  a: russia # why\n\n  # more\n  rus: seoul\n",
            "# ours\nredirects:\n  a: rus # why\n\n  # more\n  russia: rus\n",
        ),
        ("redirects: {a: russia, b: seoul}", "redirects:\n  a: rus\n  b: seoul\n  russia: rus\n"),
        ("redirects:\n    a: seoul", "redirects:\n    a: seoul\n    russia: rus\n"),
    ],
)
def test_redirects_that_an_editor_wrote_stay(project: Path, before: str, after: str) -> None:
    path = project / "content/redirects.yaml"
    path.write_text(before, "utf-8")
    assert rename(project, "russia", "rus") == Exit.CLEAN
    assert path.read_text("utf-8") == after
    assert load(settings_of(project, None)).problems == ()


def test_old_addresses_lead_on(project: Path) -> None:
    assert rename(project, "russia", "russian-federation") == Exit.CLEAN
    assert run(["build", "--strict", "-q", "-C", str(project)]) == Exit.CLEAN
    for prefix, base in (("", ""), ("fr/", "fr/")):
        page = (project / f"site/{prefix}actors/russia.html").read_text("utf-8")
        assert '<meta http-equiv="refresh" content="0; url=russian-federation.html">' in page
        canonical = f'<link rel="canonical" href="https://briefing.example/{base}actors/russian-federation.html">'
        assert canonical in page
        assert "<script" not in page
        assert (project / f"site/{prefix}actors/russian-federation.html").is_file()
    assert "actors/russia.html" not in (project / "site/sitemap.xml").read_text("utf-8")


def test_comments_and_spacing_stay(project: Path) -> None:
    source = "content/sources/2025-03-dprk-troops-russia.yaml"
    before = (project / source).read_text("utf-8").split("\n")
    assert rename(project, "north-korea", "dprk") == Exit.CLEAN
    after = (project / source).read_text("utf-8").split("\n")
    assert [re.sub(r"\bdprk\b(?!-)", "north-korea", line) for line in after] == [
        re.sub(r"\bdprk\b(?!-)", "north-korea", line) for line in before
    ]


def test_a_thing_that_names_itself_in_every_way(project: Path) -> None:
    path = project / "content/actors/russia.yaml"
    text = path.read_text("utf-8") + "# russia\n"
    start, _, rest = text.partition("summary:\n")
    path.write_text(f'{start}summary:\n  en: "{{russia|Russia}}, {{russia}} \\u00e9 {{russia-territory}}."\n', "utf-8")
    assert run(["rename", "-C", str(project), "russia", "rus"]) == Exit.CLEAN
    new = (project / "content/actors/rus.yaml").read_text("utf-8")
    assert '  en: "{rus|Russia}, {rus} \\u00e9 {russia-territory}."\n' in new
    assert not path.exists()
    assert rest


@pytest.mark.parametrize(
    "arguments",
    [
        ["nobody", "x"],
        ["russia", "ukraine"],
        ["russia", "source"],
        ["russia", "Russia"],
        ["russia", "russia"],
        ["2025-03-dprk-troops-russia#losses", "initial-troops"],
        ["2025-03-dprk-troops-russia#losses", "elsewhere#losses"],
        ["2025-03-dprk-troops-russia#nothing", "x"],
        ["--unit", "soldier", "unit"],
        ["--unit", "russia", "x"],
    ],
)
def test_what_is_refused(project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    assert rename(project, *arguments) == Exit.USAGE
    assert "hint:" in capsys.readouterr().err
    assert tree(project) == before


def test_a_file_that_cannot_be_read_stops_it(project: Path) -> None:
    (project / "content/actors/kcna.yaml").write_text("name: {en: russia\n", "utf-8")
    before = tree(project)
    assert rename(project, "russia", "rus") == Exit.USAGE
    assert tree(project) == before


@pytest.mark.parametrize("fail_at", [1, 5, 12])
def test_all_or_nothing(project: Path, fail_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails in the middle of the swap."""
    before = tree(project)
    real, count = Path.replace, 0

    def failing(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == fail_at:
            raise OSError(28, "No space left on device", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    assert rename(project, "north-korea", "dprk") == Exit.MACHINE
    monkeypatch.undo()
    assert tree(project) == before


def test_replacing_keeps_the_mode_and_leaves_nothing_behind(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "sub" / "new"
    old.write_text("1")
    old.chmod(0o640)
    replace_files({old: b"2", new: b"3"})
    assert (old.read_bytes(), new.read_bytes(), old.stat().st_mode & 0o777) == (b"2", b"3", 0o640)
    replace_files({new: b"4"}, [old])
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"new"}
    assert replace.__doc__
