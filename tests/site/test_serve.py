"""The live preview, in a process of its own, as an editor has it: save a file, see the page; break a file, see why."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import BIN, ROOT, edit, run

pytestmark = pytest.mark.slow
PATIENCE = 20.0  # seconds until something that should happen counts as failed; it takes about one
SOURCE = "content/sources/2031-05-strait-herald.yaml"
FACTS = "sources/2031-05-strait-herald.html"
SENTENCE, ANOTHER = "patrol boats of the type {pb-20} reached", "patrol boats of the class {pb-20} came to"
SHOWN, SHOWN_THEN = "patrol boats of the type", "patrol boats of the class"
EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "poll": lambda address: ["briefing", "serve", "--poll", "--address", address],
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
    def reloads(self) -> int:
        return self.said.count("Reloading browsers")

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


NOTE = """title: {en: "Ostmark answers", fr: "L’Ostmark répond"}
kind: news-article
publisher: strait-herald
lang: en
published: 2031-06
text: {paragraphs: 1, sentences: [1]}
facts:
  boats-denied:
    type: denial
    by: ostmark
    at: p1.s1
    on: [2031-05-strait-herald#boats-delivered]
    scope: {en: "the delivery of the boats", fr: "la livraison des bateaux"}
    stance: {ostmark: denies}
    text: {en: "{By} says that no such boats came.", fr: "{By} dit qu’aucun de ces bateaux n’est venu."}
"""


@pytest.mark.parametrize("tool", COMMANDS)
def test_files_come_and_go(tool: str, starter: Path) -> None:
    note = starter / "content" / "sources" / "2031-06-note.yaml"
    with serving(tool, starter) as server:
        assert "Ostmark answers" not in server.page("sources/index.html")
        note.write_text(NOTE, "utf-8")
        server.shows("sources/2031-06-note.html", here="no such boats came")
        server.shows("actors/ostmark.html", here="no such boats came")
        server.shows("sources/index.html", here="Ostmark answers")

        # renamed: its page moves along
        note = note.rename(note.with_name("2031-06-answer.yaml"))
        server.shows("sources/2031-06-answer.html", here="no such boats came")
        server.shows("sources/2031-06-note.html", gone="no such boats came")

        # deleted: nothing is left of it
        note.unlink()
        server.shows("sources/2031-06-answer.html", gone="no such boats came")
        server.shows("actors/ostmark.html", here="Ostmark", gone="no such boats came")
        server.shows("sources/index.html", here="Varland says", gone="Ostmark answers")

        # hand-written pages, too
        page = starter / "content" / "pages" / "why.md"
        page.write_text("# Why\n\nBecause.\n", "utf-8")
        server.shows("why.html", here="Because.")
        page.unlink()
        server.shows("why.html", gone="Because.")
        assert SHOWN in server.page(FACTS)
        assert "Traceback" not in server.said, server.said


def test_many_files_at_once_are_one_rebuild(starter: Path) -> None:
    files = sorted((starter / "content").rglob("*.yaml"))[:-1]
    with serving("briefing", starter) as server:
        source = starter / SOURCE
        for path in files:  # as a checkout does
            path.write_text(path.read_text("utf-8") + "# checked out\n", "utf-8")
        edit(source, SENTENCE, ANOTHER)
        server.shows(FACTS, here=SHOWN_THEN)
        time.sleep(1)
        assert server.reloads == 1, server.said
        assert server.builds == 1, "facts alone need no build by MkDocs"


def test_the_configuration_counts_at_once(starter: Path) -> None:
    with serving("briefing", starter) as server:
        for name in ("Boats of the strait", "Boats of the sound"):
            path = starter / "mkdocs.yml"
            aside = starter / ".mkdocs.yml.swp"
            aside.write_text(re.sub(r"(?m)^site_name: .*$", f"site_name: {name}", path.read_text("utf-8")), "utf-8")
            aside.replace(path)
            server.shows(FACTS, here=name)
            server.shows("method.html", here=name)


def test_what_stands_around_a_hand_written_page_follows_the_facts(starter: Path) -> None:
    with serving("briefing", starter) as server:
        before = server.page("method.html")
        edit(starter / "content" / "briefing.yaml", "bottom_line:", "as_of: 2031-06\nbottom_line:")
        server.shows("method.html", here="June 2031")
        assert "June 2031" not in before
        assert "June 2031" in server.page(FACTS)


def test_a_reader_never_gets_half_a_page(starter: Path) -> None:
    source = starter / SOURCE
    one = source.read_text("utf-8")
    other = one.replace(SENTENCE, ANOTHER)
    with serving("briefing", starter) as server:
        pages: list[str] = []
        stop = threading.Event()

        def read() -> None:
            while not stop.is_set():
                pages.append(server.page(FACTS))

        reader = threading.Thread(target=read)
        reader.start()
        for number in range(8):
            source.write_text(one if number % 2 else other, "utf-8")
            time.sleep(0.2)
        stop.set()
        reader.join()
    assert {SHOWN in page for page in pages} == {True, False}
    for page in pages:
        assert page.endswith("</html>\n")
        assert (SHOWN in page) != (SHOWN_THEN in page)
        assert 'role="alert"' not in page


def test_the_preview_has_the_files_of_a_build(starter: Path) -> None:
    assert run("briefing", "build", "--quiet", cwd=starter).returncode == 0
    urls = sorted(path.relative_to(starter / "site").as_posix() for path in (starter / "site").rglob("*.*"))
    with serving("briefing", starter) as server:
        for url in urls:
            if url != "briefing-manifest.json":
                with urllib.request.urlopen(server.url + url, timeout=PATIENCE) as answer:  # noqa: S310 -- as above
                    data = answer.read()
                if url.startswith("assets/"):  # others may hold the address, or a script of the server's
                    assert data == (starter / "site" / url).read_bytes(), url


def test_a_large_dossier_is_shown_first_and_checked_then(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "benchmarks.synthetic", "1500", str(tmp_path / "large")],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=PATIENCE * 3,
    )
    source = tmp_path / "large" / "content" / "sources" / "src-0.yaml"
    good = source.read_text("utf-8")
    words = re.findall(r"near ([^.]+)\.", good)[0]
    with serving("briefing", tmp_path / "large") as server:
        assert words in server.page("sources/src-0.html")
        source.write_text(good.replace(words, "Grey Harbour", 1), "utf-8")
        server.shows("sources/src-0.html", here="Grey Harbour")
        server.until(lambda: "Checked" in server.said, "the check")

        # an error that only the check can find: told a little later, and the last good version comes back
        source.write_text(good.replace(words, "{no-such-place}", 1), "utf-8")
        server.shows("sources/src-0.html", here='role="alert"')
        server.until(lambda: "no-such-place" in server.said, "the error")
        server.shows("sources/src-0.html", here="Grey Harbour")
        server.shows("index.html", here="no-such-place")
        source.write_text(good, "utf-8")
        server.shows("sources/src-0.html", here=words, gone='role="alert"')
        assert "bug of ours" not in server.said, server.said
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
