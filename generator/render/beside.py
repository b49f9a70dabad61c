"""Files of one source and its facts, beside the pages: its hover script and its citations, in every language.

Each is made from its address, of that source alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId
from generator.model.terms import Kind
from generator.render.cited import BIBTEX, CSL, bibtex_of, csl_of
from generator.render.edition import Edition, edition_of
from generator.render.hover import FOLDER, script_of
from generator.render.pages import Page, path_of, prefix
from generator.render.site import Site

SCRIPT = ".js"
# By what an address ends with; each gives nothing for a source without facts.
_MAKERS: Mapping[str, Callable[[Edition, EntityId], bytes]] = {SCRIPT: script_of, BIBTEX: bibtex_of, CSL: csl_of}


def urls_of(source: EntityId, site: Site) -> Iterator[str]:
    """Where the files of a source stand, if it has facts."""
    for language in site.languages.all:
        yield from _urls_in(language, source, site)


def _urls_in(language: str, source: EntityId, site: Site) -> Iterator[str]:
    return (_stem(ending, source, language, site) + ending for ending in _MAKERS)


def urls_beside(page: Page, dossier: Dossier, site: Site) -> Iterator[str]:
    """Those of a page's source in its language; none of another page.

    Made right after the page, they find in memory what it needed: most of all, the facts' sentences.
    """
    if page.id is not None and page.of_source and dossier.count_of(page.id):
        yield from _urls_in(page.language, page.id, site)


def beside_urls(dossier: Dossier, site: Site) -> Iterator[tuple[str, EntityId]]:
    """Every such file, with its source."""
    for source in dossier.sources:
        if dossier.count_of(source):
            yield from ((url, source) for url in urls_of(source, site))


def make_beside(url: str, dossier: Dossier, site: Site) -> bytes | None:
    """The file of this address; None where there is none."""
    for language in site.languages.all:
        for ending, make in _MAKERS.items():
            source = _source(url, ending, language, site)
            if source and source in dossier.sources:
                return make(edition_of(dossier, site, language), source) or None
    return None


def beside_files(dossier: Dossier, site: Site) -> Iterator[tuple[str, bytes]]:
    """Every such file: its place on the site and its bytes."""
    for url, _ in beside_urls(dossier, site):
        data = make_beside(url, dossier, site)
        if data is not None:
            yield url, data


def _stem(ending: str, source: EntityId, language: str, site: Site) -> str:
    """The address without its ending."""
    if ending == SCRIPT:
        return f"{FOLDER}/{language}/{source}"
    return prefix(site, language) + path_of(Kind.SOURCE, source).removesuffix(".html")


def _source(url: str, ending: str, language: str, site: Site) -> EntityId | None:
    """Which source's file of this ending and language an address is."""
    ident = EntityId(url.removesuffix(ending).rpartition("/")[2])
    return ident if url == _stem(ending, ident, language, site) + ending else None
