"""What a preview keeps between builds: everything, until the content, a template or the site itself is another one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.generate import generate, site_of, template_dirs
from generator.load import load
from generator.render.kept import Kept, KeptPages
from generator.render.strings import available
from generator.settings import read_settings

GOOD = Path(__file__).parent.parent / "sites" / "good" / "varland"
EDITS = [
    ("content/actors/ostmark.yaml", "kind: state", "kind: government"),
    ("content/briefing.yaml", "title:", "subtitle: {en: Boats, fr: Bateaux}\ntitle:"),
    ("content/sources/2031-05-strait-herald.yaml", "facts:\n", "unused: {p6 1: Not a figure.}\nfacts:\n"),
]


def take(project: Path, pages: KeptPages) -> tuple[Kept, int]:
    """The site as it is now, with all its files made, and how many pages had to be made for that."""
    settings = read_settings(project, available())
    kept, _ = pages.take(load(settings).dossier, site_of(settings, ()), template_dirs(settings))
    before = kept.rendered
    assert dict(kept.files())
    return kept, kept.rendered - before


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "project")
    return tmp_path / "project"


def test_no_edit_renders_nothing(project: Path) -> None:
    pages = KeptPages()
    assert take(project, pages)[1] > 20
    assert take(project, pages)[1] == 0


def test_an_edit_renders_only_what_it_touches_and_gives_the_bytes_of_a_build(project: Path, tmp_path: Path) -> None:
    pages = KeptPages()
    everything = take(project, pages)[1]
    for name, old, new in EDITS:
        path = project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        kept, again = take(project, pages)
        assert 0 < again < everything, name
        cold = tmp_path / path.stem
        cold.mkdir()
        settings = read_settings(project, available())
        generate(load(settings).dossier, settings, site_of(settings, ()), cold)
        assert {url: (cold / url).read_bytes() for url, _ in kept.files()} == dict(kept.files())


def test_a_changed_template_renders_everything(project: Path) -> None:
    pages = KeptPages()
    everything = take(project, pages)[1]
    own = project / "templates"
    own.mkdir()
    (own / "404.html").write_text("<!doctype html><title>gone</title>")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: briefing}", "name: briefing, custom_dir: templates}"))
    assert "custom_dir" in config.read_text("utf-8")
    assert take(project, pages)[1] == everything
