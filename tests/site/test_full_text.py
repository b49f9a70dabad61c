"""A site with full text: what Pagefind takes of the pages, the same bytes each time, and what happens when it fails."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.full_text.index import NO_PROSE
from generator.full_text.order import ENTRY, in_order
from generator.publish import MANIFEST
from generator.theme import TEMPLATES
from tests.commands import GOOD, USAGE, briefing, copied, different, edit, ended_well, failed_in_order, mkdocs, tree
from tests.site.test_serve import serving

pytestmark = pytest.mark.slow
MACHINE = 3
OPTION = "languages: [en, fr]"
SCRIPT = "assets/fulltext.js"
SOURCE = "sources/2031-05-strait-herald.html"


def wanting(folder: Path) -> Path:
    """A copy of a good site's inputs, with the option on."""
    project = copied(GOOD / "varland", folder)
    edit(project / "mkdocs.yml", OPTION, f"{OPTION}, full_text: true")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = wanting(tmp_path_factory.mktemp("full-text") / "project")
    ended_well(briefing("build", "--strict", "-C", project))
    return project / "site"


@pytest.fixture
def built(site: Path, tmp_path: Path) -> Path:
    """A project with such a site, to be broken."""
    return shutil.copytree(site.parent, tmp_path / "project")


def program(folder: Path, script: str) -> dict[str, str]:
    """An environment in which another program stands in for Pagefind's, once it has said its version."""
    path = folder / "stand-in"
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "pagefind 1.5.2" && exit 0\n{script}\n', "utf-8")
    path.chmod(0o755)
    return {"PAGEFIND_BINARY_PATH": str(path)}


def without_pagefind(folder: Path) -> dict[str, str]:
    """An environment in whose Pythons the package is not to be found."""
    folder.mkdir()
    lines = ["import sys", "sys.modules['pagefind'] = None"]
    (folder / "sitecustomize.py").write_text("\n".join(lines), "utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


def pages(site: Path) -> dict[str, dict[str, Any]]:
    """What the index holds of each page, by its address."""
    found = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[page["url"].removeprefix("/")] = page
    return found


def test_the_prose_of_pages_about_things_is_indexed(site: Path) -> None:
    found = pages(site)
    kinds = ("actors", "weapons", "events", "places", "series", "sources")
    things = {
        path.relative_to(site).as_posix()
        for kind in kinds
        for path in site.glob(f"**/{kind}/*.html")
        if path.name != "index.html" and 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    by_hand = {"method.html", "about.html", "fr/method.html", "fr/about.html"}
    assert set(found) - by_hand == things | {"index.html", "fr/index.html"}
    assert set(found) & by_hand
    english, french = found[SOURCE], found[f"fr/{SOURCE}"]
    assert "says that the Strait Herald appears in" in english["content"]
    assert "Names the wrong sender" in english["content"]
    assert english["filters"]["kind"] == ["Source"]
    assert set(english["filters"]["status"]) >= {"reported", "superseded"}
    assert " paraît à " in french["content"]
    assert "appears in" not in french["content"]


def test_nothing_else_of_them_is(site: Path) -> None:
    for url, page in pages(site).items():
        words = page["content"]
        for frame in ("Permalink", "YAML", "Cite this", "Sources that speak of it", "sha256", "boats-delivered:"):
            assert frame not in words, (url, frame)


def test_each_selector_names_something() -> None:
    """What is left out is named by classes of the templates; one that is renamed there would come in unseen."""
    templates = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    makers = "".join(path.read_text("utf-8") for path in Path(generator.__file__).parent.rglob("render/**/*.py"))
    written = re.findall(r'class="([^"]*)"', templates + makers)
    classes = {name for found in written for name in re.split(r"[\s{]+", found)}
    classes |= set(re.findall(r'"([a-z-]+)"', makers))
    named = {name for selector in NO_PROSE for name in re.findall(r"\.([a-z-]+)", selector) if "page." not in selector}
    assert len(named) > 20
    assert named - classes == set()


def test_one_index_for_each_language(site: Path) -> None:
    entry = json.loads((site / "pagefind" / ENTRY).read_text("utf-8"))
    assert list(entry["languages"]) == ["en", "fr"]
    for language in entry["languages"].values():
        assert (site / "pagefind" / f"pagefind.{language['hash']}.pf_meta").is_file()


def test_its_files_stand_in_the_manifest_and_the_unused_ones_nowhere(site: Path) -> None:
    listed = set(json.loads((site / MANIFEST).read_text("utf-8"))["files"])
    there = {path.relative_to(site).as_posix() for path in (site / "pagefind").rglob("*") if path.is_file()}
    assert there == {name for name in listed if name.startswith("pagefind/")}
    assert SCRIPT in listed
    assert not [name for name in there if "ui" in name.partition("/")[2] or "highlight" in name]


def test_the_same_bytes_each_time_and_from_mkdocs(site: Path, tmp_path: Path) -> None:
    for threads in ("1", "3"):
        target = tmp_path / threads
        env = {"RAYON_NUM_THREADS": threads, "PAGEFIND_EXCLUDE_SELECTORS": "p"}
        ended_well(briefing("build", "-C", site.parent, "--site-dir", target, env=env))
        assert different(target, site) == []
    ended_well(mkdocs("build", "--quiet", "--site-dir", tmp_path / "theirs", cwd=site.parent))
    assert different(tmp_path / "theirs", site) == []


def test_without_the_option_nothing_of_it_is_there(site: Path, tmp_path: Path) -> None:
    ended_well(briefing("build", "-C", site.parent, "--no-full-text", "--site-dir", tmp_path / "off"))
    ended_well(briefing("build", "-C", GOOD / "varland", "--site-dir", tmp_path / "never"))
    ended_well(briefing("build", "-C", GOOD / "varland", "--full-text", "--site-dir", tmp_path / "on"))
    assert different(tmp_path / "off", tmp_path / "never") == []
    assert different(tmp_path / "on", site) == []
    files = tree(tmp_path / "off")
    assert not [name for name in files if "pagefind" in name]
    assert SCRIPT not in files
    for name in files:
        if name.endswith(".html"):
            assert "pagefind" not in (tmp_path / "off" / name).read_text("utf-8")


def refused(project: Path, code: int, env: dict[str, str]) -> str:
    """What a build says that fails; the old site is as it was, and nothing lies about."""
    before = tree(project / "site")
    said = failed_in_order(briefing("build", "-C", project, env=env), code)
    assert tree(project / "site") == before
    assert not [path.name for path in project.iterdir() if "staging" in path.name]
    return said


def test_without_pagefind(built: Path, tmp_path: Path) -> None:
    env = without_pagefind(tmp_path / "bare")
    said = refused(built, USAGE, env)
    assert "full text needs Pagefind" in said
    assert "pip install 'briefing[full-text]'" in said
    before = tree(built / "site")
    assert "full text needs Pagefind" in failed_in_order(mkdocs("build", cwd=built, env=env), 1)
    assert tree(built / "site") == before
    ended_well(briefing("build", "-C", built, "--no-full-text", env=env))


FAILING = {
    "exit code": ("echo no room >&2; exit 7", MACHINE, "ended with exit code 7: no room"),
    "killed": ("kill -9 $$", MACHINE, "was ended by SIGKILL"),
    "nothing written": ("exit 0", USAGE, "index of another form"),
}


@pytest.mark.parametrize(("script", "code", "words"), FAILING.values(), ids=FAILING)
def test_a_program_that_fails(script: str, code: int, words: str, built: Path, tmp_path: Path) -> None:
    edit(built / "mkdocs.yml", "site_name: ", "site_name: Another ")
    assert words in refused(built, code, program(tmp_path, script))


def test_a_page_by_hand_in_its_folder(built: Path) -> None:
    folder = built / "content" / "pages" / "pagefind"
    folder.mkdir()
    (folder / "mine.md").write_text("# Mine\n", "utf-8")
    assert "stands in pagefind/" in refused(built, USAGE, {})


def test_the_preview_does_without(site: Path, tmp_path: Path) -> None:
    project = wanting(tmp_path / "project")
    with serving("briefing", project) as server:
        page = server.page("boats/search.html")
        assert 'class="az"' in page
        assert "fulltext" not in page
        assert 'class="whole"' not in page
        assert "pagefind" not in server.page("boats/index.html")


@pytest.mark.parametrize(
    "meta",
    [b"", gzip.compress(b"else"), gzip.compress(b"pagefind_dcd\xa1\x00\x00"), gzip.compress(b"pagefind_dcd\x80")],
)
def test_an_index_of_another_form(meta: bytes) -> None:
    entry = {"languages": {"en": {"hash": "en_1"}}}
    with pytest.raises(ValueError, match=r"\w"):
        in_order({ENTRY: json.dumps(entry).encode(), "pagefind.en_1.pf_meta": meta})
