"""What stands around the content of every page, hand-written ones included: head, masthead, crumbs, foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.dossier.dossier import Dossier
from generator.render import words
from generator.render.cited import page_citation
from generator.render.dates import format_date
from generator.render.edition import Edition, edition_of
from generator.render.pages import NAV_KINDS, book_path, prefix
from generator.render.site import Site
from generator.render.strings import strings
from generator.render.views.known import banner

# `file:` lets a copy of the site work from a disk; on a web server it matches nothing.
POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' data: file:; script-src 'self' file:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self' file:; base-uri 'none'"
)
WITH_PROGRAM = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")  # Pagefind's is WebAssembly
_HEAD = ("timeline", "contested")
_FOOT = ("network", "changes", "data", "search")
_METHOD = "method.html"  # the hand-written page that tells how to read this site, where there is one
_ADDRESS = {"data": "data/index.html"}


def shell_context(url: str, title: str, language: str, dossier: Dossier, site: Site) -> dict[str, Any]:
    """The context of base.html for any page at `url`, whoever renders it."""
    edition = edition_of(dossier, site, language)
    own = prefix(site, language)
    path = url.removeprefix(own)
    base, root = "../" * url.count("/"), "../" * path.count("/")
    home = edition.t.word("shell", "home")
    as_of = format_date(dossier.as_of, language) if dossier.as_of else "…"
    return {
        "t": edition.t,
        "lang": language,
        "site_name": site.name,
        "title": title,
        "description": "",
        "base": base,
        "root": root,
        "at": path,
        "canonical": site.absolute(url),
        "social_card": site.absolute("assets/card.png"),
        "alternates": list(_alternates(path, site)),
        "languages": list(_switch(path, base, language, site)),
        "nav": list(_nav(edition, root, path)),
        "foot": list(_foot(edition, root)),
        "method": f"{root}{_METHOD}" if _hand(site, _METHOD, language) else "",
        "crumbs": [] if path == "index.html" else [(home, f"{root}index.html")],
        "json_href": "",
        "pdf_href": base + book_path(site, language) if site.pdf else "",
        "policy": "" if site.preview else POLICY,
        "indexed": site.full_text and _hand(site, path, language),
        "facets": [],
        "choices": None,
        "as_of": words.date(dossier.as_of, as_of) if dossier.as_of else None,
        "known": banner(dossier.known, edition) if dossier.known else None,
        "newest": None,
        "cite": page_citation(edition, url, title),
    }


def said(context: dict[str, Any]) -> str:
    """All that a page's frame says: contexts are words and plain records. `t` are the words of the page's language."""
    return repr({name: value for name, value in context.items() if name != "t"})


def _hand(site: Site, path: str, language: str) -> bool:
    return any(page.url == prefix(site, language) + path and page.language == language for page in site.hand_pages)


def _in_every_language(path: str, site: Site) -> bool:
    """Generated pages stand in every language; hand-written ones where somebody wrote them."""
    return not any(page.url.removeprefix(prefix(site, page.language)) == path for page in site.hand_pages)


def _alternates(path: str, site: Site) -> Iterator[tuple[str, str]]:
    """hreflang and absolute address per language; nothing for a site without an address."""
    if not site.url or len(site.languages.all) < 2:
        return
    everywhere = _in_every_language(path, site)
    for language in site.languages.all:
        if everywhere or _hand(site, path, language):
            yield language, site.absolute(prefix(site, language) + path)
    if everywhere or _hand(site, path, site.languages.default):
        yield "x-default", site.absolute(path)


def _switch(path: str, base: str, current: str, site: Site) -> Iterator[tuple[str, str, str, bool]]:
    """Tag, own name, link, whether it is this page's language. Leads home where the page has no counterpart."""
    if len(site.languages.all) < 2:
        return
    everywhere = _in_every_language(path, site)
    for language in site.languages.all:
        target = path if everywhere or _hand(site, path, language) else "index.html"
        name = strings(language).word("shell", "language")
        yield language, name, base + prefix(site, language) + target, language == current


def _nav(edition: Edition, root: str, path: str) -> Iterator[tuple[str, str, bool]]:
    there = edition.kinds(None)
    for kind in NAV_KINDS:
        if kind in there:
            here = path.startswith(f"{kind.value}/")
            yield edition.t.word("nav", kind.value), f"{root}{kind.value}/index.html", here
    for name in _HEAD:
        yield edition.t.word("nav", name), f"{root}{name}.html", path.startswith(f"{name}.")


def _foot(edition: Edition, root: str) -> Iterator[tuple[str, str]]:
    for page in edition.site.hand_pages:
        if page.language == edition.language:
            yield page.title, root + page.url.removeprefix(prefix(edition.site, edition.language))
    for name in _FOOT:
        yield edition.t.word("nav", name), root + _ADDRESS.get(name, f"{name}.html")
