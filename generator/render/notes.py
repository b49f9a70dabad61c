"""Notes as HTML. What most of them are, a line of words, needs no parser; all others are limited Markdown."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

LONGEST = 5000
"""Longer notes print as plain text: some inputs take Python-Markdown quadratic time."""
_RISKY = re.compile(
    r"\[{8,}|(?:<!\[CDATA\[.*?){4,}|(?:^[ \t]{16,}\S)|(?:>[ \t]?){12,}|[*_]{12,}", re.MULTILINE | re.DOTALL
)

# One line of words in a row, some of them strong, stressed or code: what most notes are, and what needs no parser.
_W = r"[^\W_]+(?:[-'’.][^\W_]+)*"
_TOKEN = rf"[(\"«]?(?:{_W}|\*\*{_W}(?: {_W})*\*\*|\*{_W}(?: {_W})*\*|`[A-Za-z0-9-]+`)[.,;:!?)\"%»]*"
_SIMPLE = re.compile(rf"(?!\d){_TOKEN}(?: {_TOKEN})*\Z")
_MARKED = tuple(
    (re.compile(rf"{mark}(.+?){mark}"), rf"<{tag}>\1</{tag}>")
    for mark, tag in ((r"\*\*", "strong"), (r"\*", "em"), ("`", "code"))
)


def simple(text: str) -> str:
    """The HTML of a note that is one line of plain words with marks around some; nothing for any other note."""
    if not _SIMPLE.match(text):
        return ""
    for marked, html in _MARKED:
        text = marked.sub(html, text)
    return f"<p>{text}</p>"


@lru_cache(maxsize=4096)
def note(text: str) -> Markup:
    """HTML of a note; escaped paragraphs where the text is long or shaped to be slow."""
    if len(text) <= LONGEST and (quick := simple(text)):
        return Markup(quick)  # noqa: S704 -- words and three tags of ours
    return parsed(text)


def parsed(text: str) -> Markup:
    """The same for any note."""
    if len(text) > LONGEST or text.count("[") > 200 or _RISKY.search(text):
        return Markup("<p>{}</p>").format(escape(text))
    from generator.render.limited import html_of  # an edited site has few such notes to make again, or none

    html = html_of(text)
    # Markup: it was just reduced to our list of tags and to http(s) links
    return Markup("<p>{}</p>").format(escape(text)) if html is None else Markup(html)  # noqa: S704
