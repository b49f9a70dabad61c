"""What a page of HTML says: its heading, its words, its links by section, its rows. For the benchmark's checker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

Attributes = dict[str, str]
IsRow = Callable[[str, Attributes], bool]
INLINE = ("strong", "em", "code")
SILENT = ("script", "style", "nav", "footer")


@dataclass(slots=True)
class Link:
    href: str
    words: str = ""
    section: str = ""  # the words of the h2 above
    section_id: str = ""


@dataclass(slots=True)
class Row:
    """A row of a table, or whatever a site has in its place. `words` holds the dates of its times as well."""

    words: str = ""
    badge: str = ""
    links: list[Link] = field(default_factory=list)


class Page(HTMLParser):
    """`silent` names the elements that are passed over, `is_row` says which elements are rows."""

    def __init__(self, file: str, is_row: IsRow, silent: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file  # from the site's root
        self.heading, self.words = "", ""
        self.links: list[Link] = []
        self.rows: list[Row] = []
        self.inline: dict[str, list[str]] = {tag: [] for tag in INLINE}
        self._is_row, self._silent = is_row, silent
        self._passed = 0  # depth inside silent elements
        self._h: list[str] | None = None  # tag and words of an open heading
        self._section = ["", ""]  # words and id
        self._link: Link | None = None
        self._row: Row | None = None
        self._row_tag, self._row_depth = "", 0
        self._open: list[str] | None = None  # tag and words of an open inline element
        self._badge = False
        self._all: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._silent:
            self._passed += 1
        if self._passed:
            return
        known = {name: value or "" for name, value in attrs}
        css = known.get("class", "").split()
        if tag in ("h1", "h2"):
            self._h = [tag, "", known.get("id", "")]
        elif tag == "a" and "headerlink" not in css:
            self._link = Link(known.get("href", ""), "", *self._section)
        elif tag in INLINE:
            self._open = [tag, ""]
        elif tag == "time" and self._row:
            self._row.words += f" {known.get('datetime', '')} "
        self._badge = tag == "span" and "badge" in css
        if self._row is None and self._is_row(tag, known):
            self._row, self._row_tag, self._row_depth = Row(), tag, 0
        if self._row is not None and tag == self._row_tag:
            self._row_depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            self._passed = max(0, self._passed - 1)
            return
        if self._passed:
            return
        if self._h and tag == self._h[0]:
            self._end_heading(spaced(self._h[1]), self._h[2])
        elif tag == "a" and self._link:
            self._end_link(self._link)
        elif self._open and tag == self._open[0]:
            self.inline[tag].append(spaced(self._open[1]))
            self._open = None
        self._badge = self._badge and tag != "span"
        if self._row is not None and tag == self._row_tag:
            self._end_row(self._row)

    def _end_heading(self, words: str, ident: str) -> None:
        if self._h and self._h[0] == "h1":
            self.heading = self.heading or words
        else:
            self._section = [words, ident]
        self._h = None

    def _end_link(self, link: Link) -> None:
        link.words = spaced(link.words)
        self.links.append(link)
        if self._row is not None:
            self._row.links.append(link)
        self._link = None

    def _end_row(self, row: Row) -> None:
        self._row_depth -= 1
        if not self._row_depth:
            row.words = spaced(row.words)
            self.rows.append(row)
            self._row = None

    def handle_data(self, data: str) -> None:
        if self._passed:
            return
        self._all.append(data)
        if self._h:
            self._h[1] += data
        if self._link:
            self._link.words += data
        if self._open:
            self._open[1] += data
        if self._row is not None:
            self._row.words += data if self._link or self._open else f" {data}"
            if self._badge:
                self._row.badge += data.strip()

    def close(self) -> None:
        super().close()
        self.words = spaced(" ".join(self._all))


def spaced(words: str) -> str:
    """With single spaces, and without the mark that some sites put behind a heading."""
    return " ".join(words.replace("¶", "").split())


def read_page(root: Path, file: str, is_row: IsRow, silent: tuple[str, ...]) -> Page:
    page = Page(file, is_row, silent)
    page.feed((root / file).read_text("utf-8"))
    page.close()
    return page
