"""`serve` with broken content: the problems on top of every page of the last good site, or on a page of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from generator import report
from generator.errors import Problem

_BODY = re.compile(rb"<body[^>]*>")
_EMPTY = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>Problems in the content</title><body>'
_STYLE = (
    "position:sticky;inset-block-start:0;z-index:9;max-block-size:60vh;overflow:auto;margin:0;padding:1rem;"
    "background:#fff;color:#111;border-block-end:4px solid #b3261e;font:14px/1.45 ui-monospace,monospace"
)


def show_problems(site: Path, problems: Iterable[Problem], project: Path) -> None:
    """Put the problems on every page below `site`; where there is no page yet, write one that shows them."""
    problems = tuple(problems)
    head = f"{report.verdict(problems)}. Below is the last good version of this page; it reloads when they are gone."
    _show(site, head, report.full(problems, project))


def show_failure(site: Path, message: str) -> None:
    """The same for a build that stopped half-way: pages that it did not come to are answered with the message."""
    _show(site, "The build stopped. This page reloads when the cause is gone.", message)


def _show(site: Path, head: str, text: str) -> None:
    element = _element(head, text)
    for page in sorted(site.rglob("*.html")):
        page.write_bytes(_BODY.sub(lambda found: found[0] + element, page.read_bytes(), count=1))
    for name in ("index.html", "404.html"):
        if not (site / name).exists():
            (site / name).write_bytes(_EMPTY + element + b"</body></html>")


def _element(head: str, text: str) -> bytes:
    """One HTML element that needs nothing from the page it stands in."""
    return (
        f'<aside role="alert" aria-label="Problems in the content" style="{_STYLE}">'
        f"<strong>{html.escape(head)}</strong>"
        f'<pre style="white-space:pre-wrap;margin:.5rem 0 0">{html.escape(text)}</pre></aside>'
    ).encode()
