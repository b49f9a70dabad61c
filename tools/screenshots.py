"""Photographs every kind of page, to be looked at: `make screenshots` leaves PNG and PDF files in screenshots/.

    .venv/bin/python tools/screenshots.py [--only home --only actors] [--widths 360,768] [--languages fr] [--to DIR]

Of each kind the largest page, which has the most to get wrong. Names say what is seen: actors-360-dark-fr.png.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import shutil
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, get_args

from playwright.sync_api import Browser, sync_playwright

from generator.build import build
from generator.render.strings import available
from generator.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
HEIGHT = 800
# Lists and things; a page on its own goes by its file's name.
FOLDERS = ("actors", "weapons", "events", "places", "series", "sources")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name is the base class's
        pass


def kinds_of(site: Path, language: str, default: str) -> dict[str, str]:
    """The name of each kind of page, and its address on the site."""
    top = site if language == default else site / language
    out = {"home" if path.stem == "index" else path.stem: path for path in sorted(top.glob("*.html"))}
    out["data"] = top / "data" / "index.html"
    for folder in FOLDERS:
        things = [path for path in sorted((top / folder).glob("*.html")) if not path.name.startswith("index.")]
        if things:
            out[f"{folder}-list"] = top / folder / "index.html"
            out[folder] = max(things, key=lambda path: path.stat().st_size)
    return {name: path.relative_to(site).as_posix() for name, path in out.items()}


def photograph(browser: Browser, address: str, pages: dict[str, str], widths: list[int], end: str, to: Path) -> int:
    """Each page at each width, light and dark, and as it is printed; the number of files."""
    count = 0
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        for name, path in pages.items():
            page.goto(address + path)
            for width in widths:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.screenshot(path=to / f"{name}-{width}-{scheme}-{end}.png", full_page=True)
                count += 1
            if scheme == "light":
                page.pdf(path=to / f"{name}-{end}.pdf", format="A4", prefer_css_page_size=True)
                count += 1
        context.close()
    return count


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", action="append", default=[], metavar="KIND", help="home, actors, actors-list, ...")
    parser.add_argument("--widths", default="360,768,1280", help="of the window, in CSS pixels")
    parser.add_argument("--languages", default="", help="default: every language of the site")
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots", help="the folder; what it held goes away")
    return parser.parse_args()


def main() -> None:
    wanted = arguments()
    settings = read_settings(ROOT, available())
    languages = wanted.languages.split(",") if wanted.languages else settings.languages
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build(dataclasses.replace(settings, site_dir=site))
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        shutil.rmtree(wanted.to, ignore_errors=True)
        wanted.to.mkdir(parents=True)
        count = 0
        for language in languages:
            pages = kinds_of(site, language, settings.languages[0])
            if wanted.only:
                pages = {name: path for name, path in pages.items() if name in wanted.only}
            widths = [int(width) for width in wanted.widths.split(",")]
            address = f"http://127.0.0.1:{server.server_address[1]}/"
            count += photograph(browser, address, pages, widths, language, wanted.to)
        browser.close()
        server.shutdown()
    print(f"{count} pictures in {wanted.to}")


if __name__ == "__main__":
    main()
