"""The PDFs of a site: one for each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.errors import BriefingError, Exit
from generator.pdf.book import Book
from generator.pdf.chromium import printed
from generator.render.pages import book_path
from generator.render.render import cards_on
from generator.render.site import Site

PASSES = 4


def books(
    dossier: Dossier, site: Site, env: Environment, file: Callable[[str], bytes | None]
) -> Iterator[tuple[str, bytes]]:
    """Each book's place on the site and its bytes. `file` gives a file of the finished site."""
    for language in site.languages.all:
        book = Book(dossier, site, language, env, file)
        _whole(book)
        yield book_path(site, language), made(book)


def _whole(book: Book) -> None:
    """Nothing is lost on the way to paper: each fact has its card, once."""
    found = Counter(fact for body in book.bodies.values() for fact in cards_on(body.encode()))
    wrong = sorted(fact for fact in {*found, *book.dossier.facts} if found[fact] != (fact in book.dossier.facts))
    if wrong:
        hint = f"such as {', '.join(wrong[:5])}; if the project has a source.html of its own, mend it, else report it"
        raise BriefingError(f"{len(wrong)} facts do not stand once in the PDF", hint=hint, code=Exit.BUG)


def made(book: Book) -> bytes:
    """Printed until the contents name the sheets on which things stand.

    They are known after the first time; the contents have room for them, so that the second moves nothing.
    """
    from generator.pdf.file import Printed  # pikepdf comes with an extra, and takes a while to import

    numbers = dict.fromkeys(book.anchors, 0)
    for _ in range(PASSES):
        pdf = Printed(printed(book.html(numbers)), book.title, book.language)
        found = pdf.sheets(book.anchors)
        if found == numbers:
            return pdf.finished(book.edition.t.word("book", "contents"), book.parts)
        numbers = found
    raise BriefingError("the contents of the PDF do not settle", hint="please report it", code=Exit.BUG)
