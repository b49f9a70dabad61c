"""From words with placeholders to HTML or plain text. Numbers come from figures: prose and data cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import NamedTuple, cast

from markupsafe import Markup

from generator.dossier.ledger import Form, Rank
from generator.model.edtf import Edtf
from generator.model.fact import Asserter, Fact
from generator.model.figure import Figure
from generator.model.ids import EntityId, FactId
from generator.model.text import Placeholder, Text, parts
from generator.render import html, numbers
from generator.render.dates import by_object, format_date, iso_datetime
from generator.render.edition import SHORT, Edition
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


_token_of = cast("Callable[[tuple[str, str, str, Edtf | None]], Token]", partial(tuple.__new__, Token))
"""A token without the call of its own maker, which takes longer than all else: a dossier has millions of them."""


def tokens(edition: Edition, words: str, language: str, fact: Fact | None) -> list[Token]:
    """The pieces of words written in `language`. A name that opens a sentence gets its capital."""
    before, out = ". ", []
    for part in parts(words):
        if isinstance(part, str):
            token = _token_of((part, "", "", None))
        else:
            token = _token(edition, part, language, fact)
            if not part.words and before.endswith(_SENTENCE_ENDS):
                before = token.words
                out.append(_token_of((capital(before), *token[1:])))
                continue
        out.append(token)
        before = token.words
    return out


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _token(edition: Edition, part: Placeholder, language: str, fact: Fact | None) -> Token:
    kind = part.kind
    if kind == "entity":
        ident = EntityId(part.name)
        return _token_of((part.words or edition.name(ident, language, in_text=True), edition.path(ident), "", None))
    if kind == "fact":
        return _number(edition, _full_id(part.name, fact), language)
    return _own(edition, part, language, fact) if fact else Token(NONE)


def _full_id(name: str, fact: Fact | None) -> FactId:
    return FactId(name if "#" in name or fact is None else f"{fact.source}#{name}")


def _own(edition: Edition, part: Placeholder, language: str, fact: Fact) -> Token:
    match part.name:
        case "value":
            return _figure(edition, fact.id, fact.figure, language)
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
    return _figure(edition, ident, fact.figure if fact else None, language)


def _figure(edition: Edition, ident: FactId, figure: Figure | None, language: str) -> Token:
    if figure is None:
        return Token(NONE)
    shown = numbers.value(figure, language, edition.default, strings(language))
    return _token_of((shown, fact_path(ident), css_of(figure), None))


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
    out: list[str] = []
    for words, path, css, day in pieces:
        if day is not None:
            out.append(date(day, words))
        elif path:
            out.append(html.link(root + path, words, css))
        else:
            out.append(html.quoted(words))
    return html.safe("".join(out))


_iso = by_object(iso_datetime)


def date(day: Edtf, words: str) -> Markup:
    """A date in words; machine-readable where HTML has a form for it (not for intervals and sets)."""
    iso = _iso(day)
    if iso:
        return html.time(iso, words)
    return html.span("date", words)


def plain(pieces: Iterable[Token]) -> str:
    return "".join([piece.words for piece in pieces])


_AS_IT_IS = Form(lambda words: words, lambda _, words: words)


def plain_text(edition: Edition, text: Text, fact: Fact | None = None) -> str:
    """Words without links. A fact's own sentence is made once: search, hover cards and citations share it."""
    if fact is not None and text is fact.text:
        return edition.memo(_sentence, Rank.WORDS, cut=True, size=SHORT, form=_AS_IT_IS)(fact.id)
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
