"""`serve` with broken content: the problems on top of every page of the last good site, or on a page of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from generator import report
from generator.errors import Problem

_BODY = re.compile(rb"<body[^>]*>")
_EMPTY = (
    b'<!doctype html><html lang="en"><meta charset="utf-8"><title>Problems in the content</title><body></body></html>'
)
_STYLE = (
    "position:sticky;inset-block-start:0;z-index:9;max-block-size:60vh;overflow:auto;margin:0;padding:1rem;"
    "background:#fff;color:#111;border-block-end:4px solid #b3261e;font:14px/1.45 ui-monospace,monospace"
)

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]  # WSGI


def of_problems(problems: Iterable[Problem], project: Path) -> bytes:
    """An element that needs nothing from the page it stands in."""
    problems = tuple(problems)
    head = f"{report.verdict(problems)}. Below is the last good version of this page; it reloads when they are gone."
    return _element(head, report.full(problems, project))


def of_failure(message: str) -> bytes:
    """The same for a build that stopped half-way."""
    return _element("The build stopped. This page reloads when the cause is gone.", message)


def empty_pages(site: Path, element: bytes) -> None:
    """A first page and a page for lost addresses that hold the element alone, where a build came to none."""
    for name in ("index.html", "404.html"):
        if not (site / name).exists():
            (site / name).write_bytes(page_of(element))


def page_of(element: bytes) -> bytes:
    """A page that holds the element alone."""
    return _on_top(_EMPTY, element)


def overlaid(app: App, element: Callable[[], bytes]) -> App:
    """The server's application, with the element of the moment on top of each page that it answers with."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, headers = "", list[tuple[str, str]]()

        def begin(said: str, fields: list[tuple[str, str]], *_: object) -> None:
            nonlocal status, headers
            status, headers = said, fields

        body = app(environ, begin)
        above = element()  # after the application, which waits for a build that is under way
        if above and ("Content-Type", "text/html") in headers:
            page = b"".join(body)
            page = page if above in page else _on_top(page if _BODY.search(page) else _EMPTY, above)
            headers = [(name, str(len(page)) if name == "Content-Length" else value) for name, value in headers]
            body = [page]
        start_response(status, headers)
        return body

    return answer


def _on_top(page: bytes, element: bytes) -> bytes:
    return _BODY.sub(lambda found: found[0] + element, page, count=1)


def _element(head: str, text: str) -> bytes:
    return (
        f'<aside role="alert" aria-label="Problems in the content" style="{_STYLE}">'
        f"<strong>{html.escape(head)}</strong>"
        f'<pre style="white-space:pre-wrap;margin:.5rem 0 0">{html.escape(text)}</pre></aside>'
    ).encode()
