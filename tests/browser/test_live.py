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


def test_a_mistake_is_shown_and_goes_by_itself(starter: Path, chromium: Browser) -> None:
    path = starter / SOURCE
    good = path.read_text("utf-8")
    with serving("briefing", starter) as server:
        page = chromium.new_page()
        page.goto(server.url + FACTS)
        path.write_text(good.replace("receiver: ostmark", "receiver: ostmrak"), "utf-8")
        page.get_by_role("alert").wait_for(timeout=PATIENCE * 1000)
        assert "ostmrak" in page.get_by_role("alert").inner_text()
        assert "patrol boats" in page.inner_text("main")
        path.write_text(good.replace(SENTENCE, "patrol boats of the class {pb-20} came to"), "utf-8")
        page.wait_for_function(
            "words => document.body.innerText.includes(words)", arg=SHOWN_THEN, timeout=PATIENCE * 1000
        )
        assert page.get_by_role("alert").count() == 0
        page.close()
