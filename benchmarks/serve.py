"""From saving a file to the reloaded page in a real browser: `python -m benchmarks.serve [PROJECT] [TIMES]`.

Starts `briefing serve` on a copy of the project, opens a source's page in Chromium, saves a changed sentence again and
again, and waits for the new words to show. Prints the median in seconds, and the smallest and the largest.
"""

from __future__ import annotations

import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

BRIEFING = Path(sys.executable).parent / "briefing"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PATIENCE = 60  # seconds for the server to start, and for each reload


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def measure(project: Path, times: int) -> list[float]:
    """Seconds from each save to the reloaded page."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(
            project, copy, ignore=shutil.ignore_patterns("site", ".venv", "node_modules", ".git", ".*cache")
        )
        source = min((copy / "content" / "sources").glob("*.yaml"))
        text = source.read_text("utf-8")
        sentence = re.search(r'(?m)^    (?:text: "|  en: ")(\{[Bb]y\}[^"]*)\."$', text)
        assert sentence, "no fact with a sentence in quotes"
        address = f"127.0.0.1:{free_port()}"
        server = subprocess.Popen(
            [BRIEFING, "serve", "-C", copy, "--address", address], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            url = f"http://{address}/sources/{source.stem}.html"
            path = re.search(r"(?m)^site_url: *https?://[^/]+(/\S*)", (copy / "mkdocs.yml").read_text("utf-8"))
            url = url.replace("/sources", f"{path[1].rstrip('/') if path else ''}/sources")
            wait_for(url)
            return saved_and_seen(url, source, text, sentence[1], times)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)


def saved_and_seen(url: str, source: Path, text: str, sentence: str, times: int) -> list[float]:
    found = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page()
        page.goto(url)
        for number in range(times):
            mark = f"seen {'again and ' * (number % 7)}again {chr(97 + number % 26)}"
            time.sleep(1.2)  # an editor pauses; the last reload is over and polling is at any point
            start = time.perf_counter()
            source.write_text(text.replace(f"{sentence}.", f"{sentence}, {mark}.", 1), "utf-8")
            page.wait_for_function("mark => document.body.innerText.includes(mark)", arg=mark, timeout=PATIENCE * 1000)
            found.append(time.perf_counter() - start)
        browser.close()
    return found


if __name__ == "__main__":
    seconds = measure(Path(sys.argv[1] if len(sys.argv) > 1 else "."), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    middle, n = statistics.median(seconds), len(seconds)
    print(f"median {middle:.2f} s, smallest {min(seconds):.2f}, largest {max(seconds):.2f}, {n} saves")
