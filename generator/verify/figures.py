"""Each figure of a fact stands in its cited sentences, beside its anchor, with its unit and its word for about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.locator import Locator
from generator.model.source import Source
from generator.verify.article import Article, Placed
from generator.verify.codes import problem
from generator.verify.numerals import Number, plain
from generator.verify.tongue import tongue
from generator.verify.units import unit_problems

Step = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """One number of a fact's figure: where in the YAML it stands, and the numbers of the text that it may be."""

    fact: Fact
    steps: Step
    value: Decimal
    found: tuple[Placed, ...]


def claimed(figure: Figure) -> Iterator[tuple[Step, Decimal]]:
    """The numbers of a figure that its source must give."""
    for name in ("value", "min", "max"):
        number = getattr(figure, name)
        if number is not None:
            yield ("figure", name), number
    for part, number in figure.split:
        yield ("figure", "split", part), number


def figure_problems(source: Source, article: Article, dossier: Dossier) -> Iterator[Problem]:
    for fact in source.facts:
        if fact.anchor and not list(_places(fact.anchor, fact, article)):
            where = ", ".join(sorted({f"p{one.paragraph}" for one in fact.at}))
            hint = f"write up to six words of {where} exactly as they stand there"
            yield problem(fact.origin.at("anchor"), "anchor-not-found", f"these words do not stand in {where}", hint)
        if fact.figure:
            yield from _of_figure(fact, fact.figure, source, article, dossier)


def _of_figure(fact: Fact, figure: Figure, source: Source, article: Article, dossier: Dossier) -> Iterator[Problem]:
    # The first locator is where the figure stands; the others carry the rest of the fact.
    cited = [one for one in article.numbers_at(fact.at[:1]) if not one.number.dates]
    all_found: list[Placed] = []
    if figure.words:
        all_found = _in_words(fact, figure, source, article)
        yield from _words_absent(fact, figure, source, all_found)
    for steps, value in claimed(figure):
        found = [one for one in cited if abs(value) in one.number.values]
        found = [one for one in found if one.number.certain] or found
        if not found:
            yield _absent(fact, steps, value, cited, article)
            continue
        if fact.anchor:
            beside = _beside(fact, article)
            if beside and not any(one in beside for one in found):
                has = ", ".join(dict.fromkeys(one.number.plain for one in beside))
                message = f"{plain(value)} is not the number beside the anchor, which is {has}"
                related = (fact.origin.at("anchor"), "the anchor")
                yield problem(fact.origin.at(*steps), "figure-not-in-sentence", message, "correct one of them", related)
                continue
            found = [one for one in found if one in beside] or found
        elif rival := _rival(fact, found, source, cited):
            yield problem(fact.origin.at(*steps), "figure-ambiguous-in-sentence", *rival)
            continue
        all_found += found
        if not figure.approx:
            yield from _about(fact, steps, figure, found, article)
    if figure.approx:  # said once, it holds for both ends of a range
        yield from _about(fact, ("figure", "approx"), figure, all_found, article)
    yield from unit_problems(fact, figure, all_found, article, dossier)


def _absent(fact: Fact, steps: Step, value: Decimal, cited: list[Placed], article: Article) -> Problem:
    cites = str(fact.at[0])
    elsewhere = dict.fromkeys(str(one.at) for one in article.numbers() if abs(value) in one.number.values)
    has = dict.fromkeys(one.number.plain for one in cited if one.number.certain)
    hint = f"the numbers of {cites}: {', '.join(has)}" if has else f"{cites} has no number in digits"
    if elsewhere:
        hint += f"; {plain(value)} stands in {', '.join(elsewhere)}"
    return problem(
        fact.origin.at(*steps),
        "figure-not-in-sentence",
        f"{plain(value)} does not stand in {cites}",
        hint,
        (fact.origin.at("at"), "cited here"),
    )


def _in_words(fact: Fact, figure: Figure, source: Source, article: Article) -> list[Placed]:
    """Where a quantity in words stands; it can be compared in the source's language only."""
    said = figure.words.get(tongue(source.lang).code) if figure.words else None
    places = _places(said, fact, article) if said else ()
    some = [(number, Number(start, end, frozenset(), certain=False)) for number, start, end in places]
    placed = [Placed(Locator(number, _sentence(article, number, one.start)), one) for number, one in some]
    return [one for one in placed if any(one.at.meets(locator) for locator in fact.at)]


def _sentence(article: Article, paragraph: int, place: int) -> int:
    found = article.paragraph(paragraph)
    return found.sentence_of(place) if found else 0


def _words_absent(fact: Fact, figure: Figure, source: Source, found: list[Placed]) -> Iterator[Problem]:
    language = tongue(source.lang).code
    if figure.words and figure.words.get(language) and not found:
        message = f"the quantity does not stand in {', '.join(map(str, fact.at))} in these words"
        position = fact.origin.at("figure", "words", language)
        yield problem(position, "figure-not-in-sentence", message, "write the source's words for it, or the number")


def _places(words: str, fact: Fact, article: Article) -> Iterator[tuple[int, int, int]]:
    """Paragraph, start and end of each place in the cited paragraphs where some words stand."""
    pattern = re.compile(
        r"(?<!\w)" + r"\s+".join(re.sub("['’ʼ]", "['’ʼ]", re.escape(word)) for word in words.split()) + r"(?!\w)",
        re.IGNORECASE,
    )
    for number in dict.fromkeys(one.paragraph for one in fact.at):
        paragraph = article.paragraph(number)
        if paragraph:
            yield from ((number, *match.span()) for match in pattern.finditer(paragraph.text))


def _beside(fact: Fact, article: Article) -> list[Placed]:
    """The numbers inside the anchor, else the nearest one in digits: those that the anchor may point at."""
    beside: list[Placed] = []
    for number, start, end in _places(fact.anchor or "", fact, article):
        there = [one for one in article.numbers() if one.at.paragraph == number and not one.number.dates]
        inside = [one for one in there if start <= one.number.start and one.number.end <= end]
        certain = [one for one in there if one.number.certain] or there
        near = min((_distance(one, start, end) for one in certain), default=0)
        beside += inside or [one for one in certain if _distance(one, start, end) == near]
    return beside


def _distance(one: Placed, start: int, end: int) -> int:
    return max(one.number.start - end, start - one.number.end, 0)


def _rival(fact: Fact, found: list[Placed], source: Source, cited: list[Placed]) -> tuple[str, str] | None:
    """Why it cannot be seen which number is meant: it stands twice, or a fact with the same unit has the other one."""
    hint = "add an anchor: up to six words of the source that stand beside the number"
    for one in found:
        if sum(other.at == one.at for other in found) > 1:
            return f"{one.number.plain} stands twice in {one.at}", hint
    for other in source.facts:
        shared = any(a.meets(b) for a in fact.at for b in other.at)
        if other is fact or not shared or not other.figure or not fact.figure or other.figure.unit != fact.figure.unit:
            continue
        own = {value for _, value in claimed(fact.figure)}
        theirs = {value for _, value in claimed(other.figure)} - own
        if any(one.number.certain and one.number.values & theirs for one in cited):
            return f"{other.key} has another number of the same unit from the same sentence", hint
    return None


def _about(fact: Fact, steps: Step, figure: Figure, found: list[Placed], article: Article) -> Iterator[Problem]:
    said = {one.number.about for one in found}
    if not found or None in said or figure.approx in said or not article.known.knows_about:
        return
    where = ", ".join(dict.fromkeys(str(one.at) for one in found))
    gives, hint = ("exact", "remove approx") if figure.approx else ("approximate", "add approx: true")
    yield problem(fact.origin.at(*steps), "approximation-differs", f"{where} gives the number as {gives}", hint)
