"""Draws tools/card.svg into templates/assets/card.png, the picture that social networks show beside a link to the site.

    .venv/bin/python tools/make_card.py

Once, and the result is committed: a card per page would cost 29 ms and a font on each machine (docs/dependencies.md).
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "templates" / "assets" / "card.png"
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.goto((ROOT / "tools" / "card.svg").as_uri())
        page.screenshot(path=CARD)
        browser.close()
    print(f"{CARD.relative_to(ROOT)}: {CARD.stat().st_size} bytes")


if __name__ == "__main__":
    main()
