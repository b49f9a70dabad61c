"""Coverage: what became of each sentence of a source's text."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.locator import Locator
from generator.model.source import Source


class Coverage(NamedTuple):
    """Counts of sentences; the four add up to all sentences of the text."""

    cited: int
    skipped: int
    defective: int
    open: int


def sentences(source: Source) -> tuple[Locator, ...]:
    """The locator of every sentence of the text, where its sentences are counted."""
    if source.text is None:
        return ()
    counts = source.text.sentences
    return tuple(Locator(p, s) for p, count in enumerate(counts, 1) for s in range(1, count + 1))


def fate(source: Source, sentence: Locator) -> str:
    """`cited`, `skipped`, `defective` or `open`. Citing wins: a whole paragraph may be cited past a skipped sentence."""
    if any(sentence.meets(locator) for fact in source.facts for locator in fact.at):
        return "cited"
    if any(sentence.meets(locator) for locator, _ in source.defects):
        return "defective"
    return "skipped" if any(sentence.meets(locator) for locator, _ in source.skip) else "open"


def coverage(source: Source) -> Coverage:
    fates = [fate(source, sentence) for sentence in sentences(source)]
    return Coverage(*(fates.count(name) for name in ("cited", "skipped", "defective", "open")))


def uncovered(source: Source) -> tuple[Locator, ...]:
    return tuple(sentence for sentence in sentences(source) if fate(source, sentence) == "open")
