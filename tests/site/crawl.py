"""An offline crawler: reads every page of a built site and complains of what a visitor could stumble over.

Each check takes a site and returns its complaints, one a line; none is good.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
LINKING = {"href", "src", "srcset", "poster", "data", "action", "formaction", "cite", "xlink:href"}
URL_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
INNARDS = re.compile(r"bound method|<generator| object at 0x|\bUndefined\b|\{\{|\}\}|\{%")
NOINDEX = '<meta name="robots" content="noindex">'
NOT_FOUND = "404.html"
SHAPES = frozenset(["circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "use"])
INLINE = frozenset(["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time"])


@dataclass(slots=True)
class Link:
    tag: str
    attribute: str
    url: str


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())


@dataclass(slots=True)
class Run:
    """Text between two tags of <main>, with the elements around it, the outermost first."""

    text: str
    around: tuple[Element, ...]


class Page(HTMLParser):
    """What one HTML file says about itself."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.html = html
        self.language = ""
        self.ids: list[str] = []
        self.links: list[Link] = []
        self.css: list[str] = []
        self.switch: dict[str, str] = {}
        self.alternates: dict[str, str] = {}
        self.canonical = ""
        self.facts: list[tuple[str, str]] = []
        self.runs: list[Run] = []
        self.shapes: list[tuple[Element, ...]] = []  # each shape of a picture, after the elements around it
        self.inside: dict[str, list[str]] = {}  # id: what the links inside it, or inside what it names, lead to
        self.h1: list[str] = []
        self._open: list[Element] = []
        self._lines: list[str] = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        found = element.attributes
        if "id" in found:
            self.ids.append(found["id"])
        if "style" in found:
            self.css.append(found["style"])
        if "data-fact" in found:
            self.facts.append((found["data-fact"], found.get("id", "")))
        if tag == "html":
            self.language = found.get("lang", "")
        if tag == "link":
            self._head_link(found)
        if tag == "a" and "hreflang" in found and "lang" in found:
            self.switch[found["hreflang"]] = found.get("href", "")
        self.links += [Link(tag, name, value) for name, value in found.items() if name in LINKING]
        if self._in_main and tag == "a":
            self._lines[-1] += "["
        if self._in_main and tag not in INLINE:
            self._lines.append("")
        if tag not in VOID:
            self._open.append(element)
        self._within(tag, found)

    def _within(self, tag: str, found: dict[str, str]) -> None:
        if tag in SHAPES and any("pic" in one.classes for one in self._open):
            self.shapes.append(tuple(self._open))
        if tag == "a":
            names = [one.attributes.get(name, "") for one in self._open for name in ("id", "aria-labelledby")]
            for name in " ".join(names).split():
                self.inside.setdefault(name, []).append(found.get("href", ""))

    def _head_link(self, found: dict[str, str]) -> None:
        if found.get("rel") == "canonical":
            self.canonical = found.get("href", "")
        if found.get("rel") == "alternate" and "hreflang" in found:
            self.alternates[found["hreflang"]] = found.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            element = self._open.pop()
            if self._in_main and element.tag == "a":
                self._lines[-1] += f"]({element.attributes.get('href', '')})"
            if self._in_main and element.tag not in INLINE:
                self._lines.append("")
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag == "style":
            self.css.append(data)
        if any(element.tag == "h1" for element in self._open):
            self.h1.append(data)
        if self._in_main:
            self._lines[-1] += "" if any(element.tag == "pre" for element in self._open) else data
            self.runs.append(Run(data, tuple(self._open)))

    @property
    def _in_main(self) -> bool:
        return any(element.tag == "main" for element in self._open)

    def text(self) -> str:
        """What stands in <main>, a line for each block, links as [text](href)."""
        lines = (" ".join(line.split()) for line in self._lines)
        return "".join(f"{line}\n" for line in lines if line)


@dataclass(slots=True)
class Target:
    """Where a link of the site leads inside it."""

    path: str
    fragment: str


@dataclass
class Site:
    folder: Path
    url: str = ""  # the absolute base, where the site has one

    @cached_property
    def pages(self) -> dict[str, Page]:
        found = sorted(self.folder.rglob("*.html"))
        paths = {path.relative_to(self.folder).as_posix(): path for path in found}
        return {name: Page(name, path.read_text("utf-8")) for name, path in paths.items()}

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())

    def target(self, page: str, url: str) -> Target | None:
        """Where a relative link leads; None for one that leaves the site, or the host's root."""
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        path = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
        return Target(path, unquote(parts.fragment))

    def own(self, url: str) -> str | None:
        """The file that an absolute address of the site names."""
        return url.removeprefix(self.url) if self.url and url.startswith(self.url) else None


Check = Callable[[Site], Iterator[str]]


def broken_links(site: Site) -> Iterator[str]:
    """Each relative link leads to a file, and to an id in it; none leads to a folder, or counts on a server."""
    for page in site.pages.values():
        for link in page.links:
            target = site.target(page.path, link.url)
            if target is None:
                continue
            if target.path not in site.files:
                yield f"{page.path}: {link.url} leads nowhere"
            elif (
                target.fragment and target.path.endswith(".html") and target.fragment not in site.pages[target.path].ids
            ):
                yield f"{page.path}: {link.url} leads to no id"


def links_to_the_root(site: Site) -> Iterator[str]:
    """A link from the host's root breaks on the file system; only the page for lost addresses needs them."""
    base = urlsplit(site.url).path or "/"
    for page in site.pages.values():
        for link in page.links:
            parts = urlsplit(link.url)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            absolute = parts.path.startswith("/")
            if absolute != (page.path == NOT_FOUND):
                yield f"{page.path}: {link.url} is {'absolute' if absolute else 'relative'}"
            elif absolute and parts.path.removeprefix(base) not in site.files:
                yield f"{page.path}: {link.url} leads nowhere"


def requests_to_others(site: Site) -> Iterator[str]:
    """A page may name another host in a link that is followed by hand, never in one that the browser loads."""
    for page in site.pages.values():
        for link in page.links:
            parts = urlsplit(link.url)
            named_only = link.tag == "link" and site.own(link.url) is not None  # canonical and alternate
            if link.tag == "a" and parts.scheme not in ("", "http", "https", "mailto"):
                yield f"{page.path}: {link.url} is no address of the web"
            elif link.tag != "a" and not named_only and (parts.netloc or parts.scheme not in ("", "data")):
                yield f"{page.path}: <{link.tag} {link.attribute}={link.url}> asks another host"
        for sheet in page.css:
            yield from _in_css(page.path, sheet)
    for name in sorted(site.files):
        if name.endswith((".css", ".svg")):
            yield from _in_css(name, (site.folder / name).read_text("utf-8"))


def _in_css(where: str, sheet: str) -> Iterator[str]:
    for one, other in URL_IN_CSS.findall(sheet):
        parts = urlsplit(one or other)
        if parts.netloc or parts.scheme not in ("", "data"):
            yield f"{where}: {one or other} in a style sheet asks another host"


def ids_given_twice(site: Site) -> Iterator[str]:
    for page in site.pages.values():
        for one in sorted({name for name in page.ids if page.ids.count(name) > 1}):
            yield f"{page.path}: id {one} stands {page.ids.count(one)} times"


def unreachable(site: Site) -> Iterator[str]:
    """Every page can be reached from the front page by following links."""
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        page = site.pages[todo.pop()]
        targets = (site.target(page.path, link.url) for link in page.links if link.tag == "a")
        new = {target.path for target in targets if target and target.path in site.pages} - seen
        seen |= new
        todo += sorted(new)
    for path in sorted(set(site.pages) - seen - {NOT_FOUND}):
        yield f"{path}: no link leads here"


def lost_facts(site: Site, facts: Collection[str], folders: tuple[str, ...]) -> Iterator[str]:
    """Each fact has its card, with its key for an id, on its source's page in each language's folder."""
    for folder in folders:
        for fact in sorted(facts):
            source, key = fact.split("#")
            path = f"{folder}sources/{source}.html"
            if path not in site.pages or (fact, key) not in site.pages[path].facts:
                yield f"{path}: {fact} has no permalink"
    for page in site.pages.values():
        for fact, _ in page.facts:
            if fact not in facts:
                yield f"{page.path}: {fact} is no fact that was read"


def numbers(site: Site) -> Iterator[tuple[Page, Run, str]]:
    """Every run of text in <main> that holds a number, and what the number leads to or is: `fact`, or one of the kinds
    that need no fact: a date (`time`, `date`), a count of the site's own or of a picture's axis (`count`), a locator,
    identifier, citation or the file's own text (`id`), a page written by hand (`prose`), part of a name (`name`, `h1`).
    Nothing where it is none of these.
    """
    for page in site.pages.values():
        for run in page.runs:
            if re.search(r"\d", run.text):
                yield page, run, _lead(site, page, run)


def numbers_without_a_fact(site: Site) -> Iterator[str]:
    for page, run, lead in numbers(site):
        if not lead:
            yield f"{page.path}: {run.text.strip()!r} leads to no fact"


def _lead(site: Site, page: Page, run: Run) -> str:
    targets = [site.target(page.path, one.attributes.get("href", "")) for one in run.around if one.tag == "a"]
    if any(target and is_fact(site, target) for target in targets):
        return "fact"
    for element in run.around:
        kinds = ({element.tag} & {"time", "h1"}) | (element.classes & {"id", "count", "date", "prose"})
        if kinds:
            return min(kinds)
    return "name" if any(target and _is_name(site, target, run.text) for target in targets) else ""


def is_fact(site: Site, target: Target) -> bool:
    """Whether a link leads to a fact's card, or to a calculation of ours."""
    page = site.pages.get(target.path)
    if page is None or not target.fragment:
        return False
    return target.fragment in {key for _, key in page.facts} or target.fragment.startswith("calc-")


def _is_name(site: Site, target: Target, text: str) -> bool:
    """The numbers of a link's words belong to the name of the thing that it leads to."""
    page = site.pages.get(target.path)
    named = "".join(page.h1) if page else ""
    return not target.fragment and all(number in named for number in re.findall(r"\d+", text))


def wrong_switches(site: Site, languages: tuple[str, ...]) -> Iterator[str]:
    """The language switch leads to the same page; home where there is none."""
    if len(languages) < 2:
        return
    for page in site.pages.values():
        if page.path == NOT_FOUND:
            continue
        if tuple(page.switch) != languages:
            yield f"{page.path}: the switch offers {list(page.switch)}"
        inner = _inner(page, languages)
        for language, url in page.switch.items():
            wanted = _place(language, inner, languages)
            target = site.target(page.path, url)
            same = wanted if wanted in site.pages else _place(language, "index.html", languages)
            if target is None or target.path != same:
                yield f"{page.path}: the switch to {language} leads to {url}, not to {same}"
            elif site.pages[same].language != language:
                yield f"{same}: its language is {site.pages[same].language}"


def _inner(page: Page, languages: tuple[str, ...]) -> str:
    return page.path if page.language == languages[0] else page.path.removeprefix(f"{page.language}/")


def _place(language: str, inner: str, languages: tuple[str, ...]) -> str:
    return inner if language == languages[0] else f"{language}/{inner}"


def wrong_alternates(site: Site, languages: tuple[str, ...]) -> Iterator[str]:
    """hreflang names this page and its versions in the other languages, each of which names the same set."""
    for page in site.pages.values():
        if page.path == NOT_FOUND:
            if page.alternates:
                yield f"{page.path}: has alternates"
            continue
        inner = _inner(page, languages)
        there = {one: _place(one, inner, languages) for one in languages}
        wanted = {one: site.url + path for one, path in there.items() if path in site.pages}
        if languages[0] in wanted:
            wanted["x-default"] = wanted[languages[0]]
        if len(languages) > 1 and page.alternates != wanted:
            yield f"{page.path}: alternates are {page.alternates}, not {wanted}"
        for url in page.alternates.values():
            other = site.own(url)
            if other not in site.pages:
                yield f"{page.path}: alternate {url} leads nowhere"
            elif site.pages[other].alternates != page.alternates:
                yield f"{page.path}: {other} does not say the same of it"


def wrong_canonicals(site: Site) -> Iterator[str]:
    """Each page names its own address as the one it goes by."""
    for page in site.pages.values():
        wanted = "" if page.path == NOT_FOUND or not site.url else site.url + page.path
        if page.canonical != wanted:
            yield f"{page.path}: canonical is {page.canonical!r}"


def wrong_sitemap(site: Site) -> Iterator[str]:
    """The sitemap lists each HTML page once, but for lost addresses and what is not to be indexed."""
    if "sitemap.xml" not in site.files:
        yield "there is no sitemap.xml"
        return
    root = ET.fromstring((site.folder / "sitemap.xml").read_bytes())  # noqa: S314 -- made here, by us
    listed = [element.text or "" for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    wanted = {site.url + path for path, page in site.pages.items() if path != NOT_FOUND and NOINDEX not in page.html}
    for url in sorted(wanted - set(listed)):
        yield f"sitemap.xml: {url} is missing"
    for url in sorted(one for one in set(listed) if one not in wanted or listed.count(one) > 1):
        yield f"sitemap.xml: {url} is no page, or stands twice"


def strange_words(site: Site) -> Iterator[str]:
    """No page shows what only the program should see: a Python object, a template's braces."""
    for page in site.pages.values():
        for run in page.runs:
            if INNARDS.search(run.text) and not any(element.tag == "pre" for element in run.around):  # YAML has braces
                yield f"{page.path}: shows {run.text.strip()!r}"


def headings(site: Site) -> Iterator[str]:
    for page in site.pages.values():
        count = len(re.findall(r"<h1[\s>]", page.html))
        if count != 1 or not "".join(page.h1).strip():
            yield f"{page.path}: {count} h1, {''.join(page.h1)!r}"
