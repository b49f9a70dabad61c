"""mkdocs.yml: each wrong option has its place, and ends the run with exit code 2."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.errors import BriefingError, Exit
from generator.forge import Forge
from generator.settings import ConfigError, Settings, read_settings
from tests.dossiers import CONFIG, LANGUAGES

GOOD = "plugins:\n  - briefing: {}\n"


def read(project: Path, text: str | bytes) -> Settings:
    (project / "content").mkdir(exist_ok=True)
    (project / "mkdocs.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(project, LANGUAGES)


def test_all_options(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    found = read(
        tmp_path,
        "site_name: Boats\nsite_url: https://example.org/\nsite_dir: out\nrepo_url: https://forge.example/a/\n"
        "edit_uri: blob/main/\ntheme: {name: briefing, custom_dir: mine}\nplugins:\n  - search\n"
        "  - briefing: {languages: [fr, en], content: facts, as_of: 2031-05, json: false, full_text: true}\n",
    )
    assert found.languages == ("fr", "en")
    assert (found.project, found.content, found.site_dir) == (tmp_path, tmp_path / "facts", tmp_path / "out")
    assert (str(found.as_of), found.json, found.own_templates) == ("2031-05", False, tmp_path / "mine")
    assert found.full_text
    assert (found.site_name, found.site_url) == ("Boats", "https://example.org/")
    assert found.forge == Forge("https://forge.example/a", "main")


@pytest.mark.parametrize(
    "text",
    [
        "plugins: [briefing]\n",
        "plugins: {briefing: {}}\n",
        "plugins:\n  - briefing:\n",
        "plugins:\n  - briefing: null\n",
        "plugins:\n  - search\n  - briefing: {as_of: null, json: null, content: ~}\n",
        "site_dir: null\nsite_name: ~\nsite_url:\ntheme: {name: briefing, custom_dir: null}\n" + GOOD,
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n"),
        "extra: !!python/name:os.system\nother: !ENV [A, b]\n? [a]\n: b\n" + GOOD,
        "x: &x {languages: [en]}\nplugins:\n  - briefing: *x\n",
        GOOD + "---\nsecond: document\n",
    ],
)
def test_defaults(tmp_path: Path, text: str | bytes) -> None:
    found = read(tmp_path, text)
    assert found == Settings(tmp_path, tmp_path / "content", tmp_path / "site", ("en",))


def wrong(project: Path, text: str | bytes) -> list[tuple[str, int, int]]:
    with pytest.raises(ConfigError) as caught:
        read(project, text)
    assert caught.value.code is Exit.USAGE
    assert caught.value.root == str(project)
    for problem in caught.value.problems:
        assert problem.position.path == "mkdocs.yml"
        assert problem.message
        assert problem.hint
    return [(one.code, one.position.line, one.position.column) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("option", "code", "column"),
    [
        ("langages: [en]", "unknown-option", 16),
        ("languages: en", "bad-option", 27),
        ("full_text: maybe", "bad-option", 27),
        ("languages: []", "bad-option", 27),
        ("languages: {en: fr}", "bad-option", 27),
        ("languages: [EN]", "bad-option", 28),
        ("languages: [en, de]", "bad-option", 32),
        ("languages: [en, en]", "bad-option", 32),
        ("languages: [[en]]", "bad-option", 28),
        ("as_of: soon", "bad-option", 23),
        ("as_of: [2031]", "bad-option", 23),
        ("json: yes", "bad-option", 22),
        ("json: [true]", "bad-option", 22),
        ("worldview: mine", "bad-option", 27),
        ("worldview: [un]", "bad-option", 27),
        ("content: nowhere", "missing-folder", 25),
        ("content: [a]", "bad-option", 25),
        ('content: "a\\0b"', "bad-option", 25),
        ("json: true, json: false", "duplicate-key", 28),
    ],
)
def test_a_wrong_option(tmp_path: Path, option: str, code: str, column: int) -> None:
    assert wrong(tmp_path, f"plugins:\n  - briefing: {{{option}}}\n") == [(code, 2, column)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "plugin-missing", 1, 1),
        ("# nothing\n", "plugin-missing", 1, 1),
        ("just words\n", "plugin-missing", 1, 1),
        ("- a\n- list\n", "plugin-missing", 1, 1),
        ("site_name: x\n", "plugin-missing", 1, 1),
        ("plugins:\n  - search\n", "plugin-missing", 2, 3),
        ("plugins: briefing\n", "plugin-missing", 1, 10),
        ("plugins:\n  - briefing: on\n", "bad-option", 2, 15),
        ("site_dir: [a]\n" + GOOD, "bad-option", 1, 11),
        ("theme: {custom_dir: [a]}\n" + GOOD, "bad-option", 1, 21),
        (GOOD + GOOD, "duplicate-key", 3, 1),
        ("a: [\n", "yaml-syntax", 2, 1),
        ("a: &a [*a]\n" + GOOD, "yaml-syntax", 1, 8),
        ("&a a: *b\n" + GOOD, "yaml-syntax", 1, 7),
        ("a: &a\n  <<: *a\n" + GOOD, "yaml-syntax", 2, 7),
        ("a: \x00\n", "yaml-syntax", 1, 1),
        ("a: " + "[" * 100_000, "yaml-syntax", 1, 103),
        ("a: b: c\n", "yaml-syntax", 1, 5),
    ],
)
def test_a_wrong_file(tmp_path: Path, text: str, code: str, line: int, column: int) -> None:
    assert wrong(tmp_path, text) == [(code, line, column)]


def test_all_at_once(tmp_path: Path) -> None:
    text = "plugins:\n  - briefing:\n      languages: [xx]\n      as_of: x\n      json: 1\n      other: 2\n"
    assert [line for _, line, _ in wrong(tmp_path, text)] == [3, 4, 5, 6]


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="there is no mkdocs") as caught:
        read_settings(tmp_path, LANGUAGES)
    assert caught.value.code is Exit.USAGE
    assert "briefing init" in caught.value.hint


def test_not_text(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="cannot read") as caught:
        read(tmp_path, b"\xff")
    assert caught.value.code is Exit.USAGE


def test_a_relative_project_gives_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    assert read_settings(Path(), LANGUAGES).content == tmp_path / "content"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="abc: -?[]{}|>'\"&*!%#@`,\n\tplugins<", max_size=60) | st.text(max_size=30) | st.just(CONFIG))
@example("<<: *x")
@example("plugins: [&x briefing, *x]")
@example("plugins:\n- ? {a: b}\n  : c")
@example("\ud800")
def test_never_crashes(tmp_path: Path, text: str) -> None:
    try:
        read(tmp_path, os.fsencode(text.encode("utf-8", "surrogatepass")))
    except BriefingError as error:
        assert error.code is Exit.USAGE  # noqa: PT017 - most texts are wrong, some are not
