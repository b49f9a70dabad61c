"""The live preview in a real browser: the page reloads where the reader stands, however the editor saves."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.test_serve import FACTS, PATIENCE, SENTENCE, SHOWN_THEN, SOURCE, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HEIGHT = 300  # low, so that the page can scroll
FAR = 400


def test_a_save_by_rename_reloads_the_page_where_it_stands(starter: Path, chromium: Browser) -> None:
    with serving("briefing", starter) as server:
        page = chromium.new_page(viewport={"width": 1000, "height": HEIGHT})
        page.goto(server.url + FACTS)
        page.evaluate(f"window.scrollTo(0, {FAR})")
        path = starter / SOURCE
        text = path.read_text("utf-8")
        assert SENTENCE in text
        aside = path.with_name(".swap")  # as vim and many others save: a new file, renamed over the old one
        aside.write_text(text.replace(SENTENCE, "patrol boats of the class {pb-20} came to"), "utf-8")
        aside.replace(path)
        page.wait_for_function(
            "words => document.body.innerText.includes(words)", arg=SHOWN_THEN, timeout=PATIENCE * 1000
        )
        page.wait_for_function(f"Math.abs(window.scrollY - {FAR}) < 2", timeout=PATIENCE * 1000)
        page.close()


def test_an_edit_renders_few_pages_again(starter: Path) -> None:
    with serving("briefing", starter) as server:
        path = starter / SOURCE
        path.write_text(path.read_text("utf-8").replace(SENTENCE, "patrol boats of the class {pb-20} came to"), "utf-8")
        server.until(lambda: server.said.count("Rendered ") > 1, "the second build")
        counts = [line.split("Rendered ")[1].split() for line in server.said.splitlines() if "Rendered " in line]
        (first, _, whole, *_), (again, *_) = counts[0], counts[-1]
        assert int(first) > int(whole) - 5  # but for the hand-written ones
        assert 0 < int(again) < int(whole)
