"""`briefing build --pdf`: the shipped dossier as a PDF, read back with a library that did not write it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from generator.commands.options import settings_of
from generator.dossier.dossier import Dossier
from generator.load import load
from tests.commands import ROOT, briefing, ended_well, failed_in_order, tree

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MACHINE = 3
SECONDS = 600
BOOKS = {"en": "dossier.pdf", "fr": "dossier.fr.pdf"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("printed") / "site"
    ended_well(briefing("build", "--pdf", "--site-dir", target, seconds=SECONDS))
    return target


@pytest.fixture(scope="module", params=BOOKS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def book(site: Path, language: str) -> PdfReader:
    return PdfReader(site / BOOKS[language])


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(settings_of(ROOT, None)).dossier


def text(book: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in book.pages)


def plain(words: str) -> str:
    """Without white space, which a PDF has where a line ends, and without ligatures."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def outlined(book: PdfReader) -> Iterator[tuple[str, int]]:
    """Each title of the outline, and its sheet."""

    def walk(items: list[Any]) -> Iterator[Destination]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield item

    for one in walk(book.outline):
        yield str(one.title), (book.get_destination_page_number(one) or 0) + 1


def test_every_fact_stands_in_it(book: PdfReader, dossier: Dossier) -> None:
    words = plain(text(book))
    assert dossier.facts
    assert [fact for fact in dossier.facts if plain(fact) not in words] == []


def test_the_outline_leads_to_every_page_about_a_thing(book: PdfReader, language: str, dossier: Dossier) -> None:
    titles = [title for title, _ in outlined(book)]
    names = {one.name.best(language, "en")[0] for one in dossier.entities.values()}
    names |= {one.title.best(language, "en")[0] for one in dossier.series.values()}
    names |= {one.title.best(language, "en")[0] for one in dossier.sources.values()}
    assert len(names) > 40
    assert names - set(titles) == set()


def test_the_outline_and_the_contents_name_the_sheets(book: PdfReader) -> None:
    sheets = [page.extract_text() for page in book.pages]
    first = next(sheet for _, sheet in outlined(book))
    rows = list(outlined(book))[1:]
    contents = plain("".join(sheets[first - 1 : rows[0][1] - 1]))
    things = next(at for at, (title, _) in enumerate(rows) if title in ("Actors", "Acteurs"))
    assert len(rows) > things + 40
    for title, sheet in rows:
        assert f"{plain(title)}{sheet}" in contents, (title, sheet)
    for title, sheet in rows[things:]:  # overviews have longer headings of their own
        assert plain(title) in plain(sheets[sheet - 1]), title


def test_every_link_inside_leads_somewhere(book: PdfReader) -> None:
    known, inside, outside = set(book.named_destinations), 0, set()
    for page in book.pages:
        for one in page.get("/Annots", ()):
            link = one.get_object()
            target = link.get("/Dest") or link.get("/A", {}).get("/D")
            if target is None:
                outside.add(str(link["/A"]["/URI"]))
            else:
                inside += 1
                assert isinstance(target, list) or str(target).removeprefix("/") in {n.removeprefix("/") for n in known}
    assert inside > 500
    assert {uri for uri in outside if not uri.startswith("https://")} == set()


def test_what_it_says_of_itself(book: PdfReader, language: str) -> None:
    about = book.metadata
    assert about is not None
    assert about.title
    assert (about.creation_date, about.modification_date) == (None, None)
    root: Any = book.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert all(round(page.mediabox.width) == 595 and round(page.mediabox.height) == 842 for page in book.pages)


def test_french_keeps_its_spaces(site: Path) -> None:
    words = text(PdfReader(site / BOOKS["fr"]))
    assert re.search(r"\d[\u202f\u00a0]\d{3}", words)
    assert not re.search(r"«\S", words.replace("«\u202f", "« ").replace("«\u00a0", "« "))


def test_it_is_told_of_where_it_is(site: Path, language: str, shipped_site: Path) -> None:
    folder = "" if language == "en" else f"{language}/"
    for page, up in (("index.html", ""), ("data/index.html", "../")):
        href = f'href="{up}{"../" if folder else ""}{BOOKS[language]}"'
        assert href in (site / folder / page).read_text("utf-8")
        assert "dossier." not in (shipped_site / folder / page).read_text("utf-8")
    assert set(BOOKS.values()) <= set(json.loads((site / "briefing-manifest.json").read_text("utf-8"))["files"])


def test_the_same_bytes_twice_and_a_copy_of_it(starter: Path, tmp_path: Path) -> None:
    """On another day, too: nothing in it comes from the clock."""
    copy = tmp_path / "brief.pdf"
    ended_well(briefing("build", "-C", starter, "--pdf", seconds=SECONDS))
    once = tree(starter / "site")
    ended_well(briefing("build", "-C", starter, "--pdf", copy, env={"TZ": "Asia/Seoul"}, seconds=SECONDS))
    assert tree(starter / "site") == once
    assert copy.read_bytes() == (starter / "site" / "dossier.pdf").read_bytes()


@pytest.mark.parametrize("missing", ["browser", "folder"])
def test_what_cannot_be_printed_is_said_first(missing: str, starter: Path, tmp_path: Path) -> None:
    ended_well(briefing("build", "-C", starter))
    before = tree(starter / "site")
    if missing == "browser":
        said = failed_in_order(briefing("build", "-C", starter, "--pdf", env={"PATH": str(tmp_path)}), MACHINE)
        assert "chromium" in said
        assert "briefing[pdf]" in said
    else:
        said = failed_in_order(briefing("build", "-C", starter, "--pdf", tmp_path / "no" / "brief.pdf"), 2)
        assert "brief.pdf" in said
    assert tree(starter / "site") == before


def test_a_browser_that_fails_leaves_the_old_site(starter: Path, tmp_path: Path) -> None:
    ended_well(briefing("build", "-C", starter))
    before = tree(starter / "site")
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho 'no display' >&2\nexit 4\n")
    broken.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    said = failed_in_order(briefing("build", "-C", starter, "--pdf", env={"PATH": path}), MACHINE)
    assert "no display" in said
    assert tree(starter / "site") == before
