"""Limited Markdown, for notes: rendered by Python-Markdown, then cleaned by nh3 with our own short list of tags."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markupsafe import Markup, escape

LONGEST = 5000
"""Longer notes print as plain text: some inputs take Python-Markdown quadratic time."""
_RISKY = re.compile(
    r"\[{8,}|(?:<!\[CDATA\[.*?){4,}|(?:^[ \t]{16,}\S)|(?:>[ \t]?){12,}|[*_]{12,}", re.MULTILINE | re.DOTALL
)

_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "code", "blockquote", "br"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer",
    strip_comments=True,
)


class _Plain(Extension):
    """No raw HTML, no images, no headings: what the list of tags would drop anyway stays readable as text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        for registry, names in (
            (md.preprocessors, ("html_block",)),
            (md.inlinePatterns, ("html", "image_link", "image_reference")),
            (md.parser.blockprocessors, ("hashheader", "setextheader", "hr")),
        ):
            for name in names:
                registry.deregister(name, strict=False)


_MARKDOWN = Markdown(extensions=[_Plain()], output_format="html")


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
    try:
        html = _MARKDOWN.reset().convert(text)
    except RecursionError:
        _MARKDOWN.parser.state.clear()  # else it would still be inside of the lists in which it stopped
        return Markup("<p>{}</p>").format(escape(text))
    # Markup: nh3 has just reduced this to our list of tags and to http(s) links
    return Markup(_CLEANER.clean(html))  # noqa: S704
