"""From which day each fact is known: the first day by whose end it had certainly been said.

That is the last day that its `said` may mean, or the last day on which its source may have been published, whichever
comes first: a source tells only what was said before it. A `said` marked ~ ? or %, or with an open end, is never
certain; the source's date then stands in. A fact that gives another's figure is known when both are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from generator.dossier.dossier import Dossier
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import FactId
from generator.model.source import Source
from generator.model.text import Text, placeholders

NEVER = datetime.date.max.toordinal() + 1  # stands for: no day is certain


def last_day(day: Edtf) -> int:
    """The last day that a date may mean, as a day number; NEVER where its end is open."""
    return day.latest.toordinal() if day.latest else NEVER


def published_by(source: Source, day: int) -> bool:
    """Whether the source had certainly been published. Its date is taken as it is written, ~ ? and % or not."""
    return last_day(source.published) <= day


def known_days(dossier: Dossier, ids: Iterable[FactId]) -> dict[FactId, int]:
    """The day number from which each of these facts is known, NEVER included; and each fact that they lean on.

    Costs as much as there are facts in the answer.
    """
    found: dict[FactId, int] = {}
    leaning: list[tuple[FactId, tuple[FactId, ...]]] = []
    left = list(ids)
    while left:
        ident = left.pop()
        if ident in found or ident not in dossier.facts:
            continue
        fact = dossier.facts[ident]
        found[ident] = min(_certainly_said(fact), last_day(dossier.sources[fact.source].published))
        if bases := tuple(base for base in figures_named(fact) if base in dossier.facts):
            leaning.append((ident, bases))
            left += bases
    changed = True
    while changed:  # as often as the longest chain of facts that lean on each other, which is short
        changed = False
        for ident, bases in leaning:
            day = max(found[ident], *(found[base] for base in bases))
            changed = changed or day != found[ident]
            found[ident] = day
    return found


def _certainly_said(fact: Fact) -> int:
    qualified = any(date.approximate or date.uncertain for date in fact.said.dates if date)
    return NEVER if qualified else last_day(fact.said)


def figures_named(fact: Fact) -> Iterator[FactId]:
    """The other facts whose figures a fact's own sentence or figure cannot do without."""
    if fact.figure and fact.figure.of:
        yield fact.figure.of
    yield from facts_in(fact.text, fact.source)


def facts_in(text: Text, source: str = "") -> Iterator[FactId]:
    """The facts whose figures stand in words; `source` is that of the fact which the words belong to."""
    for _, words in text.words:
        for part in placeholders(words) if "#" in words else ():  # most sentences name no other fact
            if part.kind == "fact":
                yield FactId(part.name if "#" in part.name else f"{source}#{part.name}")
