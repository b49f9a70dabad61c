"""Where a site keeps what the benchmark's checker asks for: ours, and the one that all the peers have."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from benchmarks.convert import KIND, in_letters, key_of
from benchmarks.corpus import Statement, Thing
from benchmarks.reading import SILENT, Attributes, Link, Page, Row, read_page

Target = tuple[str, str]  # a page's file, and the words of the link to it


class Layout(Protocol):
    """Reads one site. Files are named from its root; a page that is not there has an empty name."""

    def thing(self, thing: Thing) -> str: ...
    def origin(self, ident: str) -> str: ...
    def kind(self, kind: str) -> list[str]: ...
    def page(self, file: str) -> Page: ...
    def card(self, thing: Thing) -> Iterable[str]: ...
    def statement(self, fact: Statement) -> str: ...
    def says(self, fact: Statement, row: Row) -> Iterator[str]: ...
    def source_links(self, thing: Thing, fact: Statement, row: Row, page: Page, /) -> list[Target]: ...
    def references(self, thing: Thing, page: Page, /) -> list[Target]: ...
    def backlinks(self, thing: Thing, page: Page, /) -> list[Target]: ...
    def listed(self, page: Page) -> list[Target]: ...
    def citing(self, page: Page) -> list[Target]: ...


def resolve(file: str, href: str) -> str:
    """The file that a link on a page leads to."""
    path = unquote(urlsplit(href).path)
    if not path:
        return file
    target = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(file), path)
    target = posixpath.normpath(target)
    if path.endswith("/") or not posixpath.splitext(target)[1]:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target


class _Site:
    """A folder of pages."""

    silent: tuple[str, ...] = SILENT

    def __init__(self, root: Path) -> None:
        self.root = root

    def page(self, file: str) -> Page:
        return read_page(self.root, file, self.is_row, self.silent)

    def is_row(self, tag: str, _: Attributes) -> bool:
        return tag == "tr"

    def there(self, *files: str) -> str:
        return next((file for file in files if (self.root / file).is_file()), "")

    def target(self, page: Page, link: Link) -> Target:
        return resolve(page.file, link.href), link.words


class Peers(_Site):
    """`actor/ID/index.html` or `actor/ID.html`: facts in a table, the other entities under headings of their own."""

    silent = (*SILENT, "header")

    def thing(self, thing: Thing) -> str:
        return self.there(f"{thing.kind}/{thing.id}/index.html", f"{thing.kind}/{thing.id}.html")

    def origin(self, ident: str) -> str:
        return self.there(f"source/{ident}/index.html", f"source/{ident}.html")

    def kind(self, kind: str) -> list[str]:
        return [self.there(f"{kind}/index.html", f"{kind}.html")]

    def card(self, thing: Thing) -> Iterable[str]:
        return thing.id, thing.kind, *thing.aliases

    def statement(self, fact: Statement) -> str:
        return fact.statement

    def says(self, fact: Statement, row: Row) -> Iterator[str]:
        yield from (one for one in (fact.value, fact.unit, fact.date, fact.attribution) if one not in row.words)
        if row.badge != fact.status:
            yield fact.status

    def source_links(self, _thing: Thing, _fact: Statement, row: Row, page: Page) -> list[Target]:
        return [self.target(page, link) for link in row.links]

    def references(self, _thing: Thing, page: Page) -> list[Target]:
        return self._under("Linked entities", page)

    def backlinks(self, _thing: Thing, page: Page) -> list[Target]:
        return self._under("Referenced by", page)

    def listed(self, page: Page) -> list[Target]:
        return self._under("All entities", page)

    def citing(self, page: Page) -> list[Target]:
        return [self.target(page, row.links[0]) for row in page.rows if row.links]

    def _under(self, heading: str, page: Page) -> list[Target]:
        return [self.target(page, link) for link in page.links if link.section == heading]


class Ours(_Site):
    """`actors/ID.html`: facts as lines on the pages of all whom they name, and as cards on their source's page.

    A link of an entity stands in the sentence of its fact; a backlink is a fact of another entity, whose sentence
    begins with that one's name. Dates are compared as data, numbers with separators of thousands, statements as
    converted.
    """

    silent = (*SILENT, "details")

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.folders = tuple(f"{kind}s/" for kind in KIND)

    def is_row(self, tag: str, attributes: Attributes) -> bool:
        css = attributes.get("class", "").split()
        return (tag == "li" and "fact" in css) or (tag == "article" and "data-fact" in attributes) or tag == "tr"

    def thing(self, thing: Thing) -> str:
        return self.there(f"{thing.kind}s/{thing.id}.html")

    def origin(self, ident: str) -> str:
        return self.there(f"sources/{ident}.html")

    def kind(self, kind: str) -> list[str]:
        first, more = f"{kind}s/index.html", len(list((self.root / f"{kind}s").glob("index.*.html")))
        return [self.there(first), *(self.there(f"{kind}s/index.{number}.html") for number in range(2, more + 2))]

    def card(self, thing: Thing) -> Iterable[str]:
        return thing.id, KIND[thing.kind], *thing.aliases

    def statement(self, fact: Statement) -> str:
        return in_letters(fact.statement)

    def says(self, fact: Statement, row: Row) -> Iterator[str]:
        value = f"{Decimal(fact.value):,}"
        wanted = (f"{value} {fact.unit}", fact.date, fact.attribution, f"given as {fact.status}")
        yield from (one for one in wanted if one not in row.words)

    def source_links(self, thing: Thing, fact: Statement, row: Row, page: Page) -> list[Target]:
        """The source's page, if the line leads to the fact's card there, with the title that the page gives it."""
        anchor = f"#{key_of(thing.id, fact.key)}"
        cards = {self.target(page, link)[0] for link in row.links if link.href.endswith(anchor)}
        named = (self.target(page, link) for link in page.links if link.section_id == "sources")
        return list(dict.fromkeys(target for target in named if target[0] in cards))

    def references(self, thing: Thing, page: Page) -> list[Target]:
        return [target for first, *others in self._entities(thing, page, own=True) for target in others]

    def backlinks(self, thing: Thing, page: Page) -> list[Target]:
        return [first for first, *_ in self._entities(thing, page, own=False)]

    def listed(self, page: Page) -> list[Target]:
        return [self.target(page, row.links[0]) for row in page.rows if row.links]

    def citing(self, page: Page) -> list[Target]:
        return [next(iter(self._named(page, row)), ("", "")) for row in page.rows]

    def _entities(self, thing: Thing, page: Page, *, own: bool) -> Iterator[list[Target]]:
        """The entities that the sentence of each fact names, in its order; of its own facts, or of those of others."""
        statements = [self.statement(fact) for fact in thing.facts]
        for row in page.rows:
            named = self._named(page, row)
            if named and any(statement in row.words for statement in statements) is own:
                yield named

    def _named(self, page: Page, row: Row) -> list[Target]:
        return [target for link in row.links if (target := self.target(page, link))[0].startswith(self.folders)]
