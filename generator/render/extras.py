"""Files that are no page of the table: sitemap, page for lost addresses, the search's index, downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jinja2 import Environment
from markupsafe import escape

from generator.dossier.dossier import Dossier
from generator.render.beside import beside_files
from generator.render.drawings import maps
from generator.render.pages import UNINDEXED, Page, page_list, prefix
from generator.render.parted import FACTS_CSV, FACTS_JSON
from generator.render.redirects import redirect_pages
from generator.render.search import search_files
from generator.render.shell import shell_context
from generator.render.site import Site
from generator.render.strings import strings

__all__ = ["BESIDE", "EXTRAS", "extra_files", "missing_page", "sitemaps"]

PER_SITEMAP = 20_000  # the protocol allows 50,000 addresses and 50 MB; each address here lists its other languages
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


Files = Iterator[tuple[str, bytes]]


def _one(url: str, data: bytes) -> Files:
    yield url, data


def _sitemap(dossier: Dossier, site: Site, _env: Environment) -> Files:
    if site.url:  # a sitemap holds absolute addresses only
        yield from sitemaps(page_list(dossier, site), site)


def _beside(dossier: Dossier, site: Site, _env: Environment) -> Files:
    return beside_files(dossier, site)


# Each group of files is made by itself, so that several processes can share the work. What takes longest comes first.
EXTRAS: tuple[Callable[[Dossier, Site, Environment], Files], ...] = (
    lambda dossier, site, _: search_files(dossier, site),
    lambda dossier, site, _: _one(FACTS_JSON.url, FACTS_JSON.whole(dossier, site)),
    lambda dossier, site, _: _one(FACTS_CSV.url, FACTS_CSV.whole(dossier, site)),
    _beside,
    lambda dossier, site, _: maps.files(dossier, site),
    _sitemap,
    redirect_pages,
    lambda dossier, site, env: _one("404.html", missing_page(dossier, site, env)),
)


SEARCHED = 0  # which of the groups is the quick search
BESIDE = EXTRAS.index(_beside)
PARTS = {1: FACTS_JSON, 2: FACTS_CSV}  # which of the groups are one file in parts


def extra_files(dossier: Dossier, site: Site, env: Environment) -> Files:
    """Each file's place on the site and its bytes, in a fixed order."""
    for group in EXTRAS:
        yield from group(dossier, site, env)


def missing_page(dossier: Dossier, site: Site, env: Environment) -> bytes:
    """The 404 page. A server shows it at any depth, so its links start at the root of the host."""
    language = site.languages.default
    title = strings(language).word("missing", "title")
    context = shell_context("404.html", title, language, dossier, site)
    top = site.path
    context |= {"canonical": "", "alternates": [], "base": top, "root": top, "pager": [], "cite": ""}
    context["nav"] = [(label, top + href, here) for label, href, here in context["nav"]]
    context["foot"] = [(label, top + href) for label, href in context["foot"]]
    context["crumbs"] = []
    context["languages"] = [
        (code, name, f"{top}{prefix(site, code)}index.html", here) for code, name, _, here in context["languages"]
    ]
    return env.get_template("404.html").render(context).encode()


def sitemaps(pages: Sequence[Page], site: Site) -> Iterator[tuple[str, bytes]]:
    """sitemap.xml; for a large site an index of several."""
    rows = [_address(page, site) for page in pages if page.about != UNINDEXED] + [
        _hand(hand.url, site) for hand in site.hand_pages
    ]
    chunks = [rows[at : at + PER_SITEMAP] for at in range(0, len(rows), PER_SITEMAP)]
    if len(chunks) == 1:
        yield "sitemap.xml", _urlset(chunks[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    inner = "".join(f"<sitemap><loc>{escape(site.absolute(name))}</loc></sitemap>\n" for name in names)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    yield "sitemap.xml", f"{head}{inner}</sitemapindex>\n".encode()
    for name, chunk in zip(names, chunks, strict=True):
        yield name, _urlset(chunk)


def _urlset(rows: list[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACES}>\n'
    return f"{head}{''.join(rows)}</urlset>\n".encode()


def _address(page: Page, site: Site) -> str:
    links = ""
    if len(site.languages.all) > 1:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}"'
            f' href="{escape(site.absolute(prefix(site, language) + page.path))}"/>'
            for language in site.languages.all
        )
    return f"<url><loc>{escape(site.absolute(page.url))}</loc>{links}</url>\n"


def _hand(url: str, site: Site) -> str:
    return f"<url><loc>{escape(site.absolute(url))}</loc></url>\n"
