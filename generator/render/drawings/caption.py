"""A picture with its caption, and the words that several pictures share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup

from generator.dossier.status import origin
from generator.model.fact import Fact
from generator.pictures.svg import el
from generator.render import numbers, words
from generator.render.cards import Lines
from generator.render.words import capital, plain_text
from generator.render.writer import Writer


def figure(svg: Markup, *sentences: Markup | str) -> Markup:
    """Nothing for a picture without marks."""
    if not svg:
        return Markup("")
    caption = Markup(" ").join(sentence for sentence in sentences if sentence)
    return el("figure", svg, *((el("figcaption", caption),) if caption else ()), class_="figure")


@cache
def months(language: str) -> tuple[str, ...]:
    """Short names of the twelve months."""
    names = numbers.locale(language).months["stand-alone"]["abbreviated"]
    return tuple(names[number] for number in range(1, 13))


def sentence(writer: Writer, fact: Fact) -> str:
    return plain_text(writer.edition, fact.text, fact)


def spoken(lines: Lines, fact: Fact) -> str:
    """What a mark says of its fact: the sentence, and how it stands."""
    return f"{sentence(lines.writer, fact)} ({lines.line(fact.id).status_words})"


def value_words(writer: Writer, fact: Fact) -> str:
    """`about 220 units`; nothing for a fact without a figure."""
    if fact.figure is None:
        return ""
    shown = numbers.value(fact.figure, writer.language, writer.edition.default, writer.t)
    if fact.figure.approx:
        shown = writer.t.word("figure", "about").format(n=shown)
    return f"{shown} {writer.unit(fact.figure)}".rstrip()


def asserter(writer: Writer, fact: Fact) -> tuple[str, str]:
    """Who asserts, as a name, and the address of its page; none for somebody unnamed."""
    if fact.by.actor:
        path = writer.edition.path(fact.by.actor)
        return writer.edition.name(fact.by.actor), writer.root + path if path else ""
    token = words.asserter(writer.edition, fact.by, fact.source, writer.language)
    return capital(token.words), writer.root + token.path if token.path else ""


def voices(writer: Writer, facts: Sequence[Fact]) -> dict[str, tuple[str, str]]:
    """Each origin of the facts once, in order, with its name and address."""
    out: dict[str, tuple[str, str]] = {}
    for fact in facts:
        out.setdefault(origin(fact), asserter(writer, fact))
    return out
