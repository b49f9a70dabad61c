"""Words in quotation marks were said: they stand in the cited paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.passages import HIDDEN, Passage, of_source, prose
from generator.errors import Problem
from generator.model.locator import Locator, parse_locator
from generator.model.source import Source
from generator.model.terms import Quote
from generator.verify.article import Article, normal
from generator.verify.codes import problem
from generator.verify.tongue import tongue

_QUOTED = re.compile(r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"|»([^«»]+)«")
_MARK = re.compile(r"[\"“”„«»]")
_GAP = re.compile(rf"{HIDDEN}+|…|\.\.\.|\[[^\]]*\]|\([^)]*\)")  # what a quotation may leave out or put in
_EDGES = " .,;:!?'-"


def quote_problems(source: Source, article: Article) -> Iterator[Problem]:
    language = tongue(source.lang).code
    for passage in of_source(source):
        at = _cited(passage)
        cited = [normal(one) for one in article.whole_paragraphs(at)]
        if not cited:
            continue
        for tag, words in passage.text.words:
            yield from _quoted(passage, tag, words, cited if tag == language else None, article, at)
    for fact in source.facts:
        if fact.quote is not Quote.INDIRECT and not _has_quotation(article, fact.at):
            where = ", ".join(map(str, fact.at))
            message = f"'quote: {fact.quote}', and there is no quotation in {where}"
            yield problem(fact.origin.at("quote"), "quote-not-found", message, "correct quote, or the locator")


def _cited(passage: Passage) -> tuple[Locator, ...]:
    """The part of the text that a passage speaks of: what its fact cites, or what is skipped or defective."""
    if passage.fact:
        return passage.fact.at
    if passage.steps[0] in ("skip", "defects"):
        return (parse_locator(str(passage.steps[1])),)
    return ()


def _has_quotation(article: Article, at: tuple[Locator, ...]) -> bool:
    return any(len(_MARK.findall(one)) > 1 for one in article.whole_paragraphs(at))


def _quoted(
    passage: Passage, tag: str, words: str, cited: list[str] | None, article: Article, at: tuple[Locator, ...]
) -> Iterator[Problem]:
    read = prose(words) if passage.shape.template else words
    where = ", ".join(f"p{number}" for number in dict.fromkeys(one.paragraph for one in at))
    for match in _QUOTED.finditer(read):
        position = passage.at(tag, *match.span())
        if cited is None:
            if not _has_quotation(article, at):
                message = f"{where} has no quotation that this could translate"
                yield problem(position, "quote-not-found", message, "remove the quotation marks")
            continue
        said = next(filter(None, match.groups()))
        pieces = [normal(piece).strip(_EDGES) for piece in _GAP.split(said)]
        if not all(any(piece in one for one in cited) for piece in pieces):
            hint = "quote the source's own words, or remove the quotation marks"
            yield problem(position, "quote-not-found", f"these words do not stand in {where}", hint)
