"""What a sentence may say beside its data: no number of its own, no judgement, no day that moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.checks.lexicon import Lexicon, lexicon
from generator.checks.passages import Passage, in_a_name, lower, passages, prose, templates
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.model.text import placeholders

# Fields with words of ours; a note may speak about words, a name is what others use.
OURS = frozenset({"title", "subtitle", "text", "summary", "scope", "caveat"})

_NUMBER = re.compile(r"\d+(?:[.,' ]\d+)*(?:\s?%)?")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|„[^“”]*[“”]")


@rule(
    "number-in-prose",
    "A number in a sentence comes from the data, or the two can disagree.",
    reach=Reach.NAMES,
    bad='text: "{By} counts 12 boats in 2031."',
    good='text: "{By} counts {value} boats in {when}."',
)
def number_in_prose(dossier: Dossier) -> Iterator[Found]:
    """Digits outside placeholders; in `{entity-id|words}`, digits that no name of the entity holds."""
    for passage in templates(dossier):
        for language, words in passage.text.words:
            if not _has_digit(words):
                continue
            for found in _NUMBER.finditer(prose(words)):
                start, end = found.span()
                if not in_a_name(dossier, passage, words, start, end):
                    message = f"the number '{words[start:end]}' stands in the words"
                    yield passage.at(language, start, end), message, _number_hint(passage, words, start)


def _number_hint(passage: Passage, words: str, start: int) -> str:
    linked = next((one for one in placeholders(words) if one.start < start < one.end), None)
    if linked:
        return f"take it out, or add it to the names or aliases of {linked.name}"
    figure = "{value} or {#fact-key}" if passage.fact else "{source-id#fact-key}"
    date = ", {when} or {said} for a date" if passage.fact else ""
    return f"write {figure} for a figure{date}, {{entity-id|words}} where it is part of a name"


_has_digit = re.compile(r"\d").search


_Pick = Callable[[Lexicon], re.Pattern[str]]


def _spotted(dossier: Dossier, pick: _Pick) -> Iterator[tuple[Passage, str, int, int]]:
    """Where the words of a list stand in our own words, names aside."""
    for passage in passages(dossier):
        if passage.field not in OURS:
            continue
        for language, words in passage.text.words:
            known = lexicon(language)
            if known is None or not pick(known).search(small := lower(words)):
                continue  # quick over many texts: placeholders are looked into only where there is something
            for found in pick(known).finditer(lower(prose(words)) if passage.shape.template else small):
                start, end = found.span()
                if not (passage.shape.template and in_a_name(dossier, passage, words, start, end)):
                    yield passage, language, start, end


@rule(
    "loaded-verb",
    "The site gives no verdict: words that judge are the asserter's, and stand in quotation marks.",
    reach=Reach.NAMES,
    bad='text: "{By} admitted that boats were sent."',
    good='text: "{By} said that boats were sent."',
)
def loaded_verb(dossier: Dossier) -> Iterator[Found]:
    """A word that judges, outside quotation marks."""
    for passage, language, start, end in _spotted(dossier, lambda known: known.loaded):
        words = passage.text.get(language) or ""
        if any(quoted.start() < start and end < quoted.end() for quoted in _QUOTED.finditer(words)):
            continue
        yield (
            passage.at(language, start, end),
            f"'{words[start:end]}' judges",
            "use a neutral word, such as said; the asserter's own word goes in quotation marks",
        )


@rule(
    "relative-date",
    "A page is read on another day than it was written.",
    reach=Reach.NAMES,
    bad='text: "{By} said on Thursday that boats were sent this year."',
    good='text: "{By} said on {said} that boats were sent in {when}."',
)
def relative_date(dossier: Dossier) -> Iterator[Found]:
    """A day or span that depends on when it is read."""
    for passage, language, start, end in _spotted(dossier, lambda known: known.relative):
        words = passage.text.get(language) or ""
        yield (
            passage.at(language, start, end),
            f"'{words[start:end]}' depends on the day of reading",
            "write {said} or {when} for a date; {entity-id|words} where it is part of a name"
            if passage.fact and passage.shape.template
            else "say it without a date, or name the fact that has it",
        )


STYLE: tuple[Rule, ...] = (number_in_prose, loaded_verb, relative_date)
