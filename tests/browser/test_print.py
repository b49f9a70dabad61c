"""Pages on paper: as a reader prints them, read back from the PDF."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

pytestmark = pytest.mark.browser
MEDIAN = 10_000  # bytes of a page, packed
LANGUAGES = {"en": "", "fr": "fr/"}
PAGES = ("actors/russia.html", "weapons/drones.html", "events/troops-reinforcement.html", "series/troops-sent.html")


def sheets(chromium: Browser, address: str) -> list[str]:
    """The text of each sheet of a page printed on A4."""
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(address)
        return [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    finally:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_references_print_as_numbers_of_notes(path: str, language: str, chromium: Browser, served: str) -> None:
    words = "\n".join(sheets(chromium, served + LANGUAGES[language] + path))
    body, _, notes = words.partition("\nNotes\n")
    used = {int(n) for n in re.findall(r"\[(\d+)\]", body)}
    listed = [int(n) for n in re.findall(r"^\[(\d+)\]", notes, re.MULTILINE)]
    assert listed == list(range(1, len(listed) + 1))
    assert used == set(listed) != set()
    assert "http" not in body
    assert not re.search(r"\bp\d+\.s\d", body), "a locator stands where a number should"
    assert notes.count("https://") >= len(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_names_source_place_and_asserter(language: str, chromium: Browser, served: str) -> None:
    words = " ".join("".join(sheets(chromium, f"{served}{LANGUAGES[language]}events/invasion-of-ukraine.html")).split())
    note = {
        "en": r"\[1\] ?“South Korea’s military .+”, news article, March 2025, paragraph 7, sentence 1\. The article: https://",
        "fr": r"\[1\] ?« ?Selon l’armée .+ ?», article de presse, mars 2025, paragraphe 7, phrase 1\. L’article ?: https://",
    }[language]
    assert re.search(note, words), words[-900:]


def test_a_screen_shows_neither_numbers_nor_notes(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(f"{served}actors/russia.html")
        assert page.locator(".notes li").count() > 3
        assert not page.locator(".notes").is_visible()
        number = "one => getComputedStyle(one, '::after').content"
        assert page.locator(".ref[data-n]").first.evaluate(number) == "none"
    finally:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_leaves_room(language: str, chromium: Browser, served: str) -> None:
    """One sheet, with a tenth of it free: another line must not break it."""
    context = chromium.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(f"{served}{LANGUAGES[language]}index.html")
        page.add_style_tag(content="@media print { body { padding-block-end: 25mm !important } }")
        assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1
    finally:
        context.close()


def test_pages_stay_light(shipped_site: Path) -> None:
    sizes = [len(gzip.compress(page.read_bytes(), mtime=0)) for page in shipped_site.rglob("*.html")]
    assert len(sizes) > 100
    assert median(sizes) <= MEDIAN
