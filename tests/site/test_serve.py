"""The live preview, in a process of its own, as an editor has it: save a file, see the page; break a file, see why."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import BIN, edit

pytestmark = pytest.mark.slow
PATIENCE = 20.0  # seconds until something that should happen counts as failed; it takes about one
SOURCE = "content/sources/2031-05-strait-herald.yaml"
FACTS = "sources/2031-05-strait-herald.html"
SENTENCE, ANOTHER = "patrol boats of the type {pb-20} reached", "patrol boats of the class {pb-20} came to"
SHOWN, SHOWN_THEN = "patrol boats of the type", "patrol boats of the class"
EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "briefing": lambda address: ["briefing", "serve", "--address", address],
    "mkdocs": lambda address: ["mkdocs", "serve", "--livereload", "--dev-addr", address],
}


class Server:
    """A preview that runs, and what it says."""

    def __init__(self, command: list[str], project: Path, url: str) -> None:
        self.url = url
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            cwd=project,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    @property
    def said(self) -> str:
        return "".join(self.lines)

    @property
    def builds(self) -> int:
        return self.said.count("Building documentation...")

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310 -- our own http address
                return str(answer.read(), "utf-8")
        except urllib.error.HTTPError as error:
            return str(error.read(), "utf-8")

    def until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds():
                return
            assert self.process.poll() is None, f"the server ended\n{self.said}"
            time.sleep(0.05)
        pytest.fail(f"{what}: not within {PATIENCE} s\n{self.said}")

    def shows(self, path: str, *, here: str = "", gone: str = "") -> None:
        """Wait until a page has some text, or has lost it."""

        def holds() -> bool:
            page = self.page(path)
            return here in page and (not gone or gone not in page)

        self.until(holds, f"{path} with {here!r}, without {gone!r}")

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code


@contextmanager
def serving(tool: str, project: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = Server(COMMANDS[tool](address), project, f"http://{address}/")
    try:
        server.until(lambda: "Serving on" in server.said, "start")
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()
        assert server.process.stdout is not None
        server.reader.join(PATIENCE)
        server.process.stdout.close()


@pytest.mark.parametrize("tool", COMMANDS)
def test_a_day_of_an_editor(tool: str, starter: Path) -> None:
    (starter / "templates").mkdir()
    edit(starter / "mkdocs.yml", "  # custom_dir: templates ", "  custom_dir: templates # ")
    template = starter / "templates" / "main.html"
    own = '{% extends "base.html" %}{% block content %}<p>{WORD}</p>{{ page.content|safe }}{% endblock %}'
    template.write_text(own.replace("{WORD}", "first word"), "utf-8")
    source = starter / SOURCE
    with serving(tool, starter) as server:
        page = server.page(FACTS)
        assert SHOWN in page
        epoch = EPOCH.search(page)
        assert epoch, "no live reload in the page"
        assert "first word" in server.page("method.html")

        # a saved fact: the waiting browser hears of it, and the page is new
        edit(source, SENTENCE, ANOTHER)
        heard = server.page(f"livereload/{epoch[1]}/{epoch[2]}")
        assert int(heard) > int(epoch[1])
        assert SHOWN_THEN in server.page(FACTS)

        # a saved template
        template.write_text(own.replace("{WORD}", "second word"), "utf-8")
        server.shows("method.html", here="second word", gone="first word")

        # a broken file: the terminal and every page say where, above the last good version
        good = source.read_text("utf-8")
        line = good[: good.index("    by: varland-coastguard")].count("\n") + 1
        source.write_text(good.replace("    by: varland-coastguard", "    by: [varland-coastguard", 1), "utf-8")
        server.shows(FACTS, here='role="alert"')
        broken = server.page(FACTS)
        assert re.search(rf"{SOURCE}:({line}|{line + 1}):\d+: error\[", broken)
        assert SHOWN_THEN in broken
        assert re.search(rf"{SOURCE}:({line}|{line + 1}):\d+: error\[", server.said)
        assert 'role="alert"' in server.page("index.html")
        assert 'role="alert"' in server.page("method.html")

        # mended
        source.write_text(good, "utf-8")
        server.shows(FACTS, here=SHOWN_THEN, gone='role="alert"')

        # a broken template does not make browsers wait for ever
        template.write_text("{{ no_such_word }}", "utf-8")
        server.shows("index.html", here="no_such_word")
        assert "main.html:1" in server.page("index.html")
        assert "main.html:1" in server.page(FACTS)
        template.write_text(own.replace("{WORD}", "third word"), "utf-8")
        server.shows("method.html", here="third word", gone='role="alert"')
        assert SHOWN_THEN in server.page(FACTS)

        # nothing happens while nobody saves
        before = server.builds
        time.sleep(3)
        assert server.builds == before
        server.stop(signal.SIGINT)
        assert "Traceback" not in server.said, server.said


@pytest.mark.parametrize("tool", COMMANDS)
def test_starting_with_broken_content(tool: str, starter: Path) -> None:
    edit(starter / SOURCE, "receiver: ostmark", "receiver: ostmrak")
    with serving(tool, starter) as server:
        for path in ("index.html", FACTS, "nowhere.html"):
            assert "ostmrak" in server.page(path)
        assert "unknown-reference" in server.said
        edit(starter / SOURCE, "receiver: ostmrak", "receiver: ostmark")
        server.shows(FACTS, here=SHOWN, gone='role="alert"')
        assert server.stop(signal.SIGINT) in (0, 130)
        assert "Traceback" not in server.said, server.said


def test_a_broken_configuration_is_told_and_mended(starter: Path) -> None:
    with serving("briefing", starter) as server:
        edit(starter / "mkdocs.yml", "languages: [en, fr]", "langauges: [en, fr]")
        server.shows("index.html", here='role="alert"')
        edit(starter / "mkdocs.yml", "langauges: [en, fr]", "languages: [en, fr]")
        server.shows("index.html", here="Patrol boats", gone='role="alert"')
        assert server.stop(signal.SIGINT) == 0
        assert "Traceback" not in server.said, server.said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ends_when_told(number: signal.Signals, starter: Path) -> None:
    with serving("briefing", starter) as server:
        assert server.stop(number) in (0, 130)
        assert "Traceback" not in server.said, server.said
    assert not (starter / "site").exists()


def test_a_taken_address_is_said_in_words(starter: Path) -> None:
    with serving("briefing", starter) as server:
        address = server.url.removeprefix("http://").rstrip("/")
        again = subprocess.run(
            [str(BIN / "briefing"), "serve", "--address", address],
            cwd=starter,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE,
        )
    assert again.returncode == 3
    assert "Address already in use" in again.stderr
    assert "Traceback" not in again.stderr
