"""From words with placeholders to HTML or plain text. Numbers come from figures: prose and data cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from generator.dossier.ledger import Rank
from generator.model.edtf import Edtf
from generator.model.fact import Asserter, Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId, FactId
from generator.model.text import Placeholder, Text, parts
from generator.render import html, numbers
from generator.render.dates import format_date, iso_datetime
from generator.render.edition import Edition
from generator.render.pages import fact_path
from generator.render.strings import strings

NONE = "…"  # a figure that is not there; the checks refuse such content before it is rendered
NUMBER, QUANTITY = "n", "n words"  # classes: a number keeps to one line, a quantity in words need not
_SENTENCE_ENDS = (". ", "! ", "? ")


class Token(NamedTuple):
    """A piece of a sentence: its words and, if it is a link, where inside the language's tree it leads."""

    words: str
    path: str = ""
    css: str = ""
    date: Edtf | None = None


def tokens(edition: Edition, words: str, language: str, fact: Fact | None) -> Iterator[Token]:
    """The pieces of words written in `language`. A name that opens a sentence gets its capital."""
    before = ". "
    for part in parts(words):
        if isinstance(part, str):
            yield Token(part)
            before = part
        else:
            token = _token(edition, part, language, fact)
            opens = before.endswith(_SENTENCE_ENDS) and not part.words
            yield token._replace(words=capital(token.words)) if opens else token
            before = token.words


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _token(edition: Edition, part: Placeholder, language: str, fact: Fact | None) -> Token:
    if part.kind == "entity":
        ident = EntityId(part.name)
        return Token(part.words or edition.name(ident, language, in_text=True), edition.path(ident))
    if part.kind == "fact":
        return _number(edition, _full_id(part.name, fact), language)
    return _own(edition, part, language, fact) if fact else Token(NONE)


def _full_id(name: str, fact: Fact | None) -> FactId:
    return FactId(name if "#" in name or fact is None else f"{fact.source}#{name}")


def _own(edition: Edition, part: Placeholder, language: str, fact: Fact) -> Token:
    match part.name:
        case "value":
            return _number(edition, fact.id, language)
        case "of":
            return _number(edition, fact.figure.of, language) if fact.figure and fact.figure.of else Token(NONE)
        case "min" | "max":
            bound = fact.figure and (fact.figure.min if part.name == "min" else fact.figure.max)
            shown = numbers.number(bound, language) if isinstance(bound, Decimal) else NONE
            return Token(shown, fact_path(fact.id), NUMBER)
        case "when" | "said":
            day = fact.when if part.name == "when" else fact.said
            return Token(format_date(day, language), date=day) if day else Token(NONE)
        case _:
            token = asserter(edition, fact.by, fact.source, language)
            words = part.words or (capital(token.words) if part.name == "By" else token.words)
            return Token(words, token.path)


def _number(edition: Edition, ident: FactId, language: str) -> Token:
    """The figure of a fact, linked to it."""
    fact = edition.dossier.facts.get(ident)
    if fact is None or fact.figure is None:
        return Token(NONE)
    shown = numbers.value(fact.figure, language, edition.default, strings(language))
    return Token(shown, fact_path(ident), css_of(fact.figure))


def css_of(figure: Figure) -> str:
    return NUMBER if figure.words is None else QUANTITY


def asserter(edition: Edition, by: Asserter, source: EntityId, language: str) -> Token:
    """Who asserts, as it stands in a sentence: an actor, the source itself, or somebody unnamed."""
    if by.actor is not None:
        return Token(edition.name(by.actor, language, in_text=True), edition.path(by.actor))
    if by.unnamed is not None:
        return Token(by.unnamed.best(language, edition.default)[0])
    kind = edition.dossier.sources[source].kind
    return Token(strings(language).word("by_source", kind), edition.path(source))


def markup(pieces: Iterable[Token], root: str) -> Markup:
    """HTML of the pieces; everything is escaped here. `root` leads from the page to its language's tree."""
    return html.joined([_piece(piece, root) for piece in pieces])


def _piece(piece: Token, root: str) -> str:
    if piece.date is not None:
        return date(piece.date, piece.words)
    if piece.path:
        return html.link(root + piece.path, piece.words, piece.css)
    return piece.words


def date(day: Edtf, words: str) -> Markup:
    """A date in words; machine-readable where HTML has a form for it (not for intervals and sets)."""
    iso = iso_datetime(day)
    if iso:
        return html.time(iso, words)
    return html.span("date", words)


def plain(pieces: Iterable[Token]) -> str:
    return "".join([piece.words for piece in pieces])


def plain_text(edition: Edition, text: Text, fact: Fact | None = None) -> str:
    """Words without links. A fact's own sentence is made once: search, hover cards and citations share it."""
    if fact is not None and text is fact.text:
        return edition.memo(_sentence, Rank.WORDS, cut=True, size=None)(fact.id)  # five files go through all of them
    return _plain_text(edition, text, fact)


def _sentence(edition: Edition, ident: FactId) -> str:
    fact = edition.dossier.facts[ident]
    return _plain_text(edition, fact.text, fact)


def _plain_text(edition: Edition, text: Text, fact: Fact | None) -> str:
    words, language = text.best(edition.language, edition.default)
    return plain(tokens(edition, words, language, fact))


def in_language(edition: Edition, words: Markup, language: str) -> Markup:
    """Marks words that are not in the page's language, for eyes and for screen readers."""
    if language == edition.language:
        return words
    return html.in_tag("span", language, words) + " " + language_tag(edition, language)


def language_tag(edition: Edition, language: str) -> Markup:
    """`in English`, to be seen beside words in another language than the page's."""
    name = numbers.language_name(language, edition.language)
    return html.span("lang-tag", edition.t.word("shell", "fallback").format(language=name))
