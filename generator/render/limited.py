"""Limited Markdown: rendered by Python-Markdown, then cleaned by nh3 with our own short list of tags."""

from __future__ import annotations

import nh3
from markdown import Markdown
from markdown.extensions import Extension

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


def html_of(text: str) -> str | None:
    """None where lists or quotes stand deeper in each other than Python can go."""
    try:
        html = _MARKDOWN.reset().convert(text)
    except RecursionError:
        _MARKDOWN.parser.state.clear()  # else it would still be inside of the lists in which it stopped
        return None
    return str(_CLEANER.clean(html))
