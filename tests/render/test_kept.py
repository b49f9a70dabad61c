"""Pages kept between builds: only what an edit touches is rendered again, and the bytes are those of a cold build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.generate import generate, site_of
from generator.load import load
from generator.render.kept import KeptPages
from generator.render.strings import available
from generator.settings import read_settings
from tests.commands import tree

GOOD = Path(__file__).parent.parent / "sites" / "good" / "varland"
EDITS = [
    ("actors/ostmark.yaml", "kind: state", "kind: government"),
    ("briefing.yaml", "title:", "subtitle: {en: Boats, fr: Bateaux}\ntitle:"),
]


def build(project: Path, out: Path, kept: KeptPages) -> int:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    settings = read_settings(project, available())
    loaded = load(settings)
    return generate(loaded.dossier, settings, site_of(settings, ()), out, kept).rendered


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "project")
    return tmp_path / "project"


def test_no_edit_renders_nothing(project: Path, tmp_path: Path) -> None:
    kept = KeptPages()
    assert build(project, tmp_path / "out", kept) > 20
    assert build(project, tmp_path / "out", kept) == 0


def first_fact_hedged(project: Path) -> tuple[Path, str]:
    source = min((project / "content" / "sources").glob("*.yaml"))
    return source, source.read_text("utf-8").replace(
        "facts:\n", "note: {en: Seen twice., fr: Vu deux fois.}\nfacts:\n", 1
    )


def test_an_edit_renders_only_what_it_touches_and_gives_the_bytes_of_a_cold_build(
    project: Path, tmp_path: Path
) -> None:
    kept = KeptPages()
    everything = build(project, tmp_path / "warm", kept)
    source, text = first_fact_hedged(project)
    edits = [(source, text)]
    for name, old, new in EDITS:
        path = project / "content" / name
        before = path.read_text("utf-8")
        assert old in before
        edits.append((path, before.replace(old, new, 1)))
    for path, after in edits:
        path.write_text(after, "utf-8")
        again = build(project, tmp_path / "warm", kept)
        assert 0 < again < everything, path.name
        build(project, tmp_path / "cold", KeptPages())
        assert tree(tmp_path / "warm") == tree(tmp_path / "cold")


def test_a_changed_template_renders_everything(project: Path, tmp_path: Path) -> None:
    kept = KeptPages()
    everything = build(project, tmp_path / "out", kept)
    own = project / "templates"
    own.mkdir()
    (own / "404.html").write_text("<!doctype html><title>gone</title>")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: briefing}", "name: briefing, custom_dir: templates}"))
    assert "custom_dir" in config.read_text("utf-8")
    assert build(project, tmp_path / "out", kept) == everything
