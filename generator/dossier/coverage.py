"""Coverage: what became of each sentence of a source's text."""

from __future__ import annotations

from collections.abc import Set
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
    """`cited`, `skipped`, `defective` or `open`. Citing wins: a paragraph may be cited past a skipped sentence."""
    return _fates(source, (sentence,))[0]


def _fates(source: Source, some: tuple[Locator, ...], cited: Set[Locator] | None = None) -> list[str]:
    if cited is None:
        cited = {locator for fact in source.facts for locator in fact.at}
    named = (
        ("cited", cited),
        ("defective", {locator for locator, _ in source.defects}),
        ("skipped", {locator for locator, _ in source.skip}),
    )

    def of(sentence: Locator) -> str:
        either = {sentence, Locator(sentence.paragraph)}
        return next((name for name, locators in named if not either.isdisjoint(locators)), "open")

    return [of(sentence) for sentence in some]


def coverage(source: Source) -> Coverage:
    fates = _fates(source, sentences(source))
    return Coverage(*(fates.count(name) for name in ("cited", "skipped", "defective", "open")))


def uncovered(source: Source, cited: Set[Locator] | None = None) -> tuple[Locator, ...]:
    """The sentences that nothing accounts for. `cited`: by the source's facts, where the caller knows."""
    some = sentences(source)
    return tuple(sentence for sentence, fate in zip(some, _fates(source, some, cited), strict=True) if fate == "open")
