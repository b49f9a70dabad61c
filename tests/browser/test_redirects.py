"""Old addresses in a real browser: the page of a renamed thing, and the link to a renamed fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.cli import run
from generator.errors import Exit

pytestmark = pytest.mark.browser
SOURCE = "2025-03-dprk-troops-russia"


@pytest.fixture
def site(project: Path) -> Path:
    for old, new in (("russia", "russian-federation"), (f"{SOURCE}#losses", "casualties")):
        assert run(["rename", "-C", str(project), old, new]) == Exit.CLEAN
    assert run(["build", "-q", "--strict", "-C", str(project)]) == Exit.CLEAN
    return project / "site"


@pytest.mark.parametrize("language", ["", "fr/"])
def test_an_old_page_leads_to_the_new_one(site: Path, chromium: Browser, language: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / language / "actors/russia.html").as_uri())
    page.wait_for_url((site / language / "actors/russian-federation.html").as_uri())
    expect(page.locator("h1")).to_have_text("Russie" if language else "Russia")
    context.close()


def test_an_old_link_to_a_fact_shows_its_card(site: Path, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    page.goto(f"{(site / 'sources' / f'{SOURCE}.html').as_uri()}#losses")
    expect(page.locator("#casualties")).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 600
    context.close()
