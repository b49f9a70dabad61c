"""Lighthouse on five kinds of page, as a phone on a slow line sees them: `make lighthouse` prints a table.

    .venv/bin/python tools/lighthouse.py [--runs 3] [--languages en,fr] [--only home --only source]

Builds the site, serves it on 127.0.0.1 packed as a web server packs it, and takes of each measure the median of some
runs. Exit code 1 where a kind of page is below a bar. It measures speed, which a busy machine spoils: so `make test`
leaves it out.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator.build import build
from generator.render.strings import available
from generator.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
NODE = ROOT / ".venv" / "bin" / "node"
LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM = "/usr/bin/chromium"
QUIET = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# Of Lighthouse's audits, with what turns each into the unit of the table.
MEASURES = {
    "LCP s": ("largest-contentful-paint", 0.001),
    "CLS": ("cumulative-layout-shift", 1.0),
    "TBT ms": ("total-blocking-time", 1.0),
    "kB": ("total-byte-weight", 0.001),
}
FOLDERS = {"actor": "actors", "event": "events", "series": "series", "source": "sources"}


class _Packed(SimpleHTTPRequestHandler):
    """Files below a folder, text packed with gzip, kept for ten minutes, as hosts of static files do it."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name is the base class's
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data, kind = path.read_bytes(), self.guess_type(str(path))
        packed = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        data = gzip.compress(data, 9, mtime=0) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)


def pages_of(site: Path, language: str, default: str) -> dict[str, str]:
    """Of each kind the largest page, which has the most to get wrong."""
    top = site if language == default else site / language
    out = {"home": top / "index.html"}
    for kind, folder in FOLDERS.items():
        things = [path for path in (top / folder).glob("*.html") if path.name != "index.html"]
        if things:
            out[kind] = max(things, key=lambda path: path.stat().st_size)
    return {kind: path.relative_to(site).as_posix() for kind, path in out.items()}


def measured(address: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's report of one visit; the machine's own complaint where it could not look."""
    report = folder / "report.json"
    options = ["--quiet", "--no-enable-error-reporting", "--output=json", f"--output-path={report}"]
    options += [f"--chrome-flags={QUIET}", f"--only-categories={','.join(BARS)}"]
    done = subprocess.run(
        [NODE, LIGHTHOUSE, address, *options],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    if done.returncode:
        sys.exit(f"lighthouse failed on {address}:\n{done.stdout}{done.stderr}")
    said: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return said


def row(reports: list[dict[str, Any]]) -> dict[str, float]:
    """The medians of some reports of one page: scores of 0 to 100, then the measures."""
    scores = {name: [100 * (one["categories"][name]["score"] or 0) for one in reports] for name in BARS}
    values = {
        name: [one["audits"][audit]["numericValue"] * factor for one in reports]
        for name, (audit, factor) in MEASURES.items()
    }
    return {name: statistics.median(some) for name, some in (scores | values).items()}


def faults(report: dict[str, Any]) -> list[str]:
    """The audits that count and are not passed."""
    counted = {one["id"] for group in report["categories"].values() for one in group["auditRefs"] if one["weight"] > 0}
    failed = [one for name, one in report["audits"].items() if name in counted and (one["score"] or 0) < 0.9]
    return [f"{one['id']}: {one['title']}" for one in failed if one["scoreDisplayMode"] in ("binary", "numeric")]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--only", action="append", default=[], metavar="KIND", help="home, actor, event, series, source"
    )
    parser.add_argument("--languages", default="", help="default: the site's first")
    parser.add_argument("--runs", type=int, default=3, help="visits to each page; of these the median counts")
    return parser.parse_args()


def visit(address: str, paths: dict[str, str], runs: int, folder: Path) -> list[str]:
    """Prints a line for each page, and gives those below a bar with what they fail."""
    below = []
    for name, path in paths.items():
        reports = [measured(address + path, folder) for _ in range(runs)]
        found = row(reports)
        print(name.ljust(12), *(f"{value:.4g}".rjust(max(8, len(head))) for head, value in found.items()), flush=True)
        if any(found[category] < bar for category, bar in BARS.items()):
            below.append(f"{path} is below a bar:")
            below += sorted({f"  {fault}" for report in reports for fault in faults(report)})
    return below


def main() -> None:
    wanted = arguments()
    settings = read_settings(ROOT, available())
    languages = wanted.languages.split(",") if wanted.languages else settings.languages[:1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "site"
        build(dataclasses.replace(settings, site_dir=site))
        paths = {
            f"{kind} {language}": path
            for language in languages
            for kind, path in pages_of(site, language, settings.languages[0]).items()
            if not wanted.only or kind in wanted.only
        }
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Packed, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("page".ljust(12), *(head.rjust(max(8, len(head))) for head in (*BARS, *MEASURES)))
        below = visit(f"http://127.0.0.1:{server.server_address[1]}/", paths, wanted.runs, folder)
        server.shutdown()
    for line in below:
        print(line)
    sys.exit(bool(below))


if __name__ == "__main__":
    main()
