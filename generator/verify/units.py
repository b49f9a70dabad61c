"""The unit of a figure stands in the cited sentence, and no other unit stands nearer to the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.model.briefing import Unit
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.verify.article import Article, Placed
from generator.verify.codes import problem
from generator.verify.tongue import whole_words

MOST_BETWEEN = 2  # words between a number and its unit


def unit_problems(
    fact: Fact, figure: Figure, found: list[Placed], article: Article, dossier: Dossier
) -> Iterator[Problem]:
    """Nothing is said of a unit whose words in the source's language are not known."""
    unit = dossier.units.get(figure.unit or "")
    pattern = _pattern(unit, article.known.code) if unit else None
    if pattern is None:
        return
    position = fact.origin.at("figure", "unit")
    cites = ", ".join(map(str, fact.at))
    if not any(pattern.search(passage) for passage in article.passages(fact.at)):
        hint = "correct the unit, or add the source's word to its symbols in vocabulary.yaml"
        yield problem(position, "unit-not-in-sentence", f"no word for '{figure.unit}' stands in {cites}", hint)
    elif nearer := _nearer(figure, found, article, dossier):
        message = f"'{nearer}' stands nearer to the number than '{figure.unit}'"
        yield problem(position, "unit-not-in-sentence", message, f"write unit: {nearer}, if the number counts that")


def _pattern(unit: Unit, language: str) -> re.Pattern[str] | None:
    words = [text.get(language) for text in (unit.one, unit.other)]
    known = [word for word in (*words, *unit.symbols) if word]
    if not known:
        return None
    # A symbol may be glued to its number: 170mm.
    return re.compile(whole_words(known).pattern.replace(r"(?<!\w)", r"(?<![^\W\d])", 1), re.IGNORECASE)


def _nearer(figure: Figure, found: list[Placed], article: Article, dossier: Dossier) -> str:
    """Another unit whose word follows each number that the figure may be, where its own does not; else nothing."""
    nearest = [_nearest(one, article, dossier) for one in found]
    if not nearest or any(not names or figure.unit in names for names in nearest):
        return ""
    return min(nearest[0])


def _nearest(one: Placed, article: Article, dossier: Dossier) -> set[str]:
    """The units whose words follow the number most closely, with at most two words between and no other number."""
    paragraph = article.paragraph(one.at.paragraph)
    if paragraph is None:
        return set()
    start, end = one.number.end, paragraph.sentences[one.at.sentence - 1][1]
    later = [n.start for n in paragraph.numbers if n.certain and n.start >= start]
    rest = paragraph.text[start : min([end, *later])]
    places: dict[str, int] = {}
    for name, unit in dossier.units.items():
        pattern = _pattern(unit, article.known.code)
        match = pattern.search(rest) if pattern else None
        if match and len(rest[: match.start()].split()) <= MOST_BETWEEN:
            places[name] = match.start()
    return {name for name, place in places.items() if place == min(places.values())}
