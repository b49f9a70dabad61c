"""The form in a real browser, with the real decap-server, over a project of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from generator.cms.config import SERVER
from generator.cms.files import PAGE
from generator.merge.parts import plain, tree
from tests.commands import BIN, ROOT, briefing, ended_well

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REFUSALS = ("undefined", "Object")  # what Decap throws when a value or a save is refused
SOURCE = "2031-05-strait-herald"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class' own name
        pass


@pytest.fixture
def form(starter: Path) -> Iterator[str]:
    """The address of a served form. It stands in form/ of the starter project, on ports of its own."""
    folder = starter / "form"
    ended_well(briefing("schema", "-C", starter, "--cms", folder))
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as page:
        server = free_port()
        for name in ("config.yml", "index.html", ".env"):
            path = folder / name
            text = path.read_text("utf-8").replace(str(SERVER), str(server))
            path.write_text(text.replace(str(PAGE), str(page.server_port)), "utf-8")
        threading.Thread(target=page.serve_forever, daemon=True).start()
        command = [str(BIN / "node"), str(folder / "node_modules/decap-server/dist/index.js")]
        with subprocess.Popen(command, cwd=folder, env={"PATH": os.environ["PATH"]}) as running:
            try:
                answers("127.0.0.1", server)
                yield f"http://127.0.0.1:{page.server_port}/"
            finally:
                running.terminate()
                page.shutdown()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(host: str, port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing listens on port {port}")


@pytest.fixture
def page(chromium: Browser, form: str) -> Iterator[Page]:
    """A page that is logged in; at the end, nothing may have been asked of another machine, and nothing gone wrong."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(form)
        page.get_by_role("button", name="Login").click()
        page.get_by_text("Collections").first.wait_for()
        yield page
        hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
        assert hosts == {"127.0.0.1"}
        assert [words for words in wrong if words not in REFUSALS] == []


def opened(page: Page, collection: str, name: str, *path: str) -> Locator:
    page.goto(f"{urlsplit(page.url)._replace(fragment='').geturl()}#/collections/{collection}/entries/{name}")
    page.reload()  # so that no field of the form before is taken for one of this
    here = page.locator("body")
    for step in path:
        here = here.locator(f'[id^="{step}-field-"]').first
        here.locator("button").first.click()
    return here


def field(below: Locator, name: str) -> Locator:
    return below.locator(f'[id^="{name}-field-"]').first


def save(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Publish now").click()
    page.get_by_text("Changes saved").wait_for()
    page.get_by_role("button", name="Published", exact=True).wait_for()


def test_a_changed_figure(page: Page, starter: Path) -> None:
    path = starter / "content/sources" / f"{SOURCE}.yaml"
    before = path.read_text("utf-8")
    figure = opened(page, "sources", SOURCE, "facts", "boats-delivered", "figure")
    assert field(figure, "value").input_value() == "12"
    field(figure, "value").fill("3000")
    save(page)
    after = path.read_text("utf-8")
    assert after == before.replace("{value: 12,", "{value: 3000,")  # comments and all
    ended_well(briefing("check", "-C", starter, "--strict"))


def test_a_date_a_sentence_and_a_new_field(page: Page, starter: Path) -> None:
    """Fields that come and go lay the file out anew; `fmt` need not put anything right that the reader sees."""
    path = starter / "content/sources" / f"{SOURCE}.yaml"
    before = tree(path.read_text("utf-8"))
    fact = opened(page, "sources", SOURCE, "facts", "boats-delivered")
    field(fact, "said").fill("2031-05")
    field(fact, "anchor").fill("patrol boats")
    field(fact, "text").locator("button").first.click()
    field(field(fact, "text"), "en").fill(
        "{By} estimates: about {value} boats # of the type {pb-20} reached {ostmark}."
    )
    save(page)
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server:")
    values: Any = plain(before)
    boats = values["facts"]["boats-delivered"]
    boats |= {"said": "2031-05", "anchor": "patrol boats"}
    boats["text"]["en"] = "{By} estimates: about {value} boats # of the type {pb-20} reached {ostmark}."
    assert plain(tree(text)) == values
    ended_well(briefing("check", "-C", starter))
    ended_well(briefing("fmt", "-C", starter))
    assert plain(tree(path.read_text("utf-8"))) == values


def typed(where: Locator, words: str) -> None:
    """As a person does it: Decap moves the cursor when a field that was saved before is entered."""
    where.click()
    where.press("Control+A")
    where.press_sequentially(words)


def test_what_another_editor_saved_meanwhile_is_not_lost(page: Page, starter: Path) -> None:
    path = starter / "content/sources" / f"{SOURCE}.yaml"
    before = path.read_text("utf-8")
    figure = opened(page, "sources", SOURCE, "facts", "boats-delivered", "figure")
    for value in ("13", "14"):  # two saves of our own
        typed(field(figure, "value"), value)
        save(page)
        assert path.read_text("utf-8") == before.replace("{value: 12,", f"{{value: {value},")
    theirs = before.replace("hedge: estimate", "hedge: probable")
    path.write_text(theirs, "utf-8")
    typed(field(figure, "value"), "15")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Publish now").click()
    page.get_by_text("was changed outside of this form").first.wait_for()
    assert path.read_text("utf-8") == theirs


def test_what_is_not_a_number_is_refused(page: Page, starter: Path) -> None:
    path = starter / "content/sources" / f"{SOURCE}.yaml"
    before = path.read_bytes()
    figure = opened(page, "sources", SOURCE, "facts", "boats-delivered", "figure")
    field(figure, "value").fill("3.000.000")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Publish now").click()
    page.get_by_text("Not a number: digits only").first.wait_for()
    assert path.read_bytes() == before


FIRST = {
    ("actors", "varland"): ("name",),
    ("weapons", "pb-20"): ("name",),
    ("events", "spring-delivery"): ("name",),
    ("places", "grey-harbour"): ("name",),
    ("series", "boats-to-ostmark"): ("title",),
    ("front", "briefing"): ("title",),
    ("front", "vocabulary"): ("units", "vessel", "other"),
}


def test_every_kind_of_file(page: Page, starter: Path) -> None:
    for (collection, name), path in FIRST.items():
        file = starter / "content" / ("" if collection == "front" else collection) / f"{name}.yaml"
        before = file.read_text("utf-8").splitlines()
        field(opened(page, collection, name, *path), "en").fill(f"Another {name}")
        save(page)
        after = file.read_text("utf-8").splitlines()
        assert len(before) == len(after)
        (changed,) = (new for old, new in zip(before, after, strict=True) if old != new)
        assert f"Another {name}" in changed
