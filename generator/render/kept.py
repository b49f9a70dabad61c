"""Pages kept from the last build of the same process: one is rendered again only when its context changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.render.pages import Page
from generator.render.render import fill, finish, page_context
from generator.render.site import Site


class KeptPages:
    """What each page's template last made, with the digest of the context and templates that it was made from.

    The notes for paper name sources, of which the context may know nothing: they are put on in every build.
    """

    def __init__(self) -> None:
        self._pages: dict[str, tuple[bytes, str]] = {}
        self._templates = b""
        self.rendered = 0

    def begin(self, template_dirs: Iterable[Path]) -> None:
        """Start a build; a changed template forgets every page, since one may include another."""
        digest = templates_digest(template_dirs)
        if digest != self._templates:
            self._pages.clear()
        self._templates, self.rendered = digest, 0

    def page(self, page: Page, dossier: Dossier, site: Site, env: Environment) -> bytes:
        """As `render_page`, from the store where the context is the same."""
        context = page_context(page, dossier, site, env)
        digest = context_digest(context)
        last = self._pages.get(page.url)
        if last is not None and last[0] == digest:
            return finish(page, last[1], dossier, site)
        filled = fill(page, context, env)
        self._pages[page.url] = digest, filled
        self.rendered += 1
        return finish(page, filled, dossier, site)


def context_digest(context: dict[str, Any]) -> bytes:
    """Contexts are frozen records, words and lists, whose `repr` says all. An object without one only costs time."""
    said = repr({name: value for name, value in context.items() if name != "t"})  # t: the words of page.language
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()


def templates_digest(template_dirs: Iterable[Path]) -> bytes:
    """Of every template's name and bytes, in the order in which they are looked for."""
    digest = hashlib.sha256()
    for folder in template_dirs:
        for path in sorted(folder.rglob("*.html")):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
