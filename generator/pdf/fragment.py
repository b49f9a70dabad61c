"""A page of the site as a chapter: its main part, with ids of its own and links that lead to places in the book."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# What serves a screen only. Endnotes too: in the book a reference has the number of the fact's card.
DROPPED_TAGS = frozenset({"script", "style", "template", "form", "nav", "button", "noscript"})
DROPPED = frozenset({"tools", "card-foot", "cite", "yaml", "notes", "explore", "hit"})
IDS = frozenset({"aria-labelledby", "aria-describedby", "aria-controls", "headers", "for"})
NUMBERED = frozenset({"ref", "chip", "id"})
LINKS = frozenset({"href", "xlink:href"})
PICTURES = {  # not `mimetypes`, which asks the machine
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
KEPT_DATA = frozenset({"data-fact", "data-label"})
_URL = re.compile(r"url\((['\"]?)#")


@dataclass(frozen=True, slots=True)
class Places:
    """Where addresses of the site lead in the book.

    `chapters`: the anchor of each page that is in it. `cards`: the number of each fact's card, by page and fragment.
    `absolute`: the whole address of a page outside of the book, or nothing where the site has none.
    `file`: the bytes of a file of the site, None where there is none.
    """

    chapters: Mapping[str, str]
    cards: Mapping[tuple[str, str], int]
    absolute: Callable[[str], str]
    file: Callable[[str], bytes | None]
    anchors: dict[str, set[str]] = field(default_factory=dict)  # ids that each page has; links to others lead to it


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- theirs
        self.found.update(value for name, value in attrs if name == "id" and value)


def ids_in(html: str) -> set[str]:
    parser = _Ids()
    parser.feed(html)
    return parser.found


class _Fragment(HTMLParser):
    """Writes again what it reads inside `main`, element by element."""

    def __init__(self, url: str, places: Places) -> None:
        super().__init__(convert_charrefs=False)
        self.url, self.places = url, places
        self.anchor = places.chapters[url]
        self.out: list[str] = []
        self.open: list[bool] = []  # for each element that is open: whether it is written
        self.inside = False

    @property
    def _writing(self) -> bool:
        return self.inside and (not self.open or self.open[-1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = True
            return
        if not self.inside:
            return
        dropped = tag in DROPPED_TAGS or not DROPPED.isdisjoint((dict(attrs).get("class") or "").split())
        written = self._writing and not dropped
        if tag not in VOID:
            self.open.append(written)
        if written:
            self.out.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False
        elif self.inside and tag not in VOID and self.open and self.open.pop():
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        if tag == "details":
            attrs = [*((name, value) for name, value in attrs if name != "open"), ("open", "")]
        shown = [(name, self._value(tag, name, value or "")) for name, value in attrs]
        if number := self._number(tag, dict(attrs)):
            shown.append(("data-n", str(number)))
        written = [f' {name}="{escape(value)}"' for name, value in shown if value is not None]
        return f"<{tag}{''.join(written)}>"

    def _number(self, tag: str, attrs: dict[str, str | None]) -> int | None:
        """That of a fact's card, for each reference to it and for the locator at its top."""
        if tag != "a" or NUMBERED.isdisjoint((attrs.get("class") or "").split()):
            return None
        return self.places.cards.get(self._site_url(attrs.get("href") or ""))

    def _value(self, tag: str, name: str, value: str) -> str | None:
        """An attribute's value in the book; None for one that has no place there."""
        if name == "id":
            return f"{self.anchor}--{value}"
        if name in IDS:
            return " ".join(f"{self.anchor}--{one}" for one in value.split())
        if name == "src" or (tag == "image" and name in LINKS):
            return self._source(value)
        if name in LINKS:
            return self._link(value)
        if name in ("tabindex", "srcset", "loading") or (name.startswith("data-") and name not in KEPT_DATA):
            return None
        return _URL.sub(rf"url(\1#{self.anchor}--", value)

    def _site_url(self, href: str) -> tuple[str, str]:
        """The file of the site and the fragment to which a relative link leads."""
        parts = urlsplit(href)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.url), unquote(parts.path)))
        return (path if parts.path else self.url), unquote(parts.fragment)

    def _link(self, href: str) -> str | None:
        if urlsplit(href).scheme or href.startswith("//"):
            return href
        url, fragment = self._site_url(href)
        anchor = self.places.chapters.get(url)
        if anchor is None:
            whole = self.places.absolute(url)
            return (whole + (f"#{fragment}" if fragment else "")) or None
        return f"#{anchor}--{fragment}" if fragment in self.places.anchors.get(url, ()) else f"#{anchor}"

    def _source(self, src: str) -> str | None:
        """A picture, put inside: the book stands alone."""
        if urlsplit(src).scheme or src.startswith("//"):
            return src if src.startswith("data:") else None
        data = self.places.file(self._site_url(src)[0])
        kind = PICTURES.get(posixpath.splitext(urlsplit(src).path)[1].lower(), "application/octet-stream")
        return None if data is None else f"data:{kind};base64,{base64.b64encode(data).decode()}"


def chapter(url: str, html: str, places: Places) -> str:
    """The main part of the page at `url`."""
    parser = _Fragment(url, places)
    parser.feed(html)
    parser.close()
    return "".join(parser.out)
