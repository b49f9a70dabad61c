"""Where in its source a fact stands: locators, what is skipped or defective, and what nobody has read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.coverage import uncovered
from generator.dossier.dossier import Dossier
from generator.errors import Position, Severity
from generator.model.locator import Locator
from generator.model.source import PrivateText, Source


def _cited(source: Source) -> Iterator[tuple[Locator, Callable[[], Position]]]:
    """Every locator that a source writes, and what says where: seldom asked, and it unpacks the file's tree."""
    for fact in source.facts:
        for index, locator in enumerate(fact.at):
            yield locator, partial(fact.origin.at, "at", index)
    for name, entries in (("skip", source.skip), ("defects", source.defects)):
        for locator, _ in entries:
            yield locator, partial(source.origin.key, name, str(locator))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


@rule(
    "locator-outside",
    "A return address must exist.",
    reach=Reach.SOURCE,
    bad="text: {paragraphs: 9}\n...\nat: p10",
    good="text: {paragraphs: 9}\n...\nat: p9",
)
def locator_outside(dossier: Dossier) -> Iterator[Found]:
    """A paragraph or sentence that the text does not have."""
    for source in dossier.sources.values():
        if source.text is None:
            continue
        for locator, where in _cited(source):
            wrong = _outside(source.text, locator)
            if wrong:
                yield where(), wrong, "correct the locator", ((source.origin.at("text"), "counted here"),)


def _outside(text: PrivateText, locator: Locator) -> str:
    """What the text does not have; nothing where it has it."""
    if locator.paragraph > text.paragraphs:
        return f"there is no paragraph {locator.paragraph}: the text has {_count(text.paragraphs, 'paragraph')}"
    if locator.paragraph > len(text.sentences) or locator.sentence <= text.sentences[locator.paragraph - 1]:
        return ""
    count = text.sentences[locator.paragraph - 1]
    return f"there is no sentence {locator}: paragraph {locator.paragraph} has {_count(count, 'sentence')}"


def _without(source: Source, cited: Locator, left_out: Iterable[Locator]) -> str:
    """`: p3.s1, p3.s3`, the sentences of a paragraph that may be cited; nothing where that cannot be said."""
    counts = source.text.sentences if source.text else ()
    if cited.sentence or cited.paragraph > len(counts):
        return ""
    sentences = (Locator(cited.paragraph, number + 1) for number in range(counts[cited.paragraph - 1]))
    free = [str(one) for one in sentences if not any(one.meets(other) for other in left_out)]
    return ": " + ", ".join(free) if free else ""


def _overlap(cited: Locator, met: list[Locator], what: str) -> str:
    if met == [cited]:
        return f"{cited} is {what}"
    lies = "lies in" if cited.sentence else "takes in"
    return f"{cited} {lies} {' and '.join(map(str, met))}, which {'is' if len(met) == 1 else 'are'} {what}"


def _meeting(dossier: Dossier, field: str, what: str, free: str) -> Iterator[Found]:
    for source in dossier.sources.values():
        left_out = [locator for locator, _ in (source.skip if field == "skip" else source.defects)]
        if not left_out:
            continue
        for fact in source.facts:
            for index, cited in enumerate(fact.at):
                met = [one for one in left_out if one.meets(cited)]
                if not met:
                    continue
                rest = _without(source, cited, [*left_out, *(one for one, _ in (*source.skip, *source.defects))])
                yield (
                    fact.origin.at("at", index),
                    _overlap(cited, met, what),
                    f"cite the sentences around it{rest}" if rest else free,
                    tuple((source.origin.key(field, str(one)), f"{one} is {what} here") for one in met),
                )


@rule(
    "cites-skipped",
    "What was deliberately not used carries no fact.",
    reach=Reach.SOURCE,
    bad="skip: {p4: heading}\n...\nat: p4",
    good="skip: {p4: heading}\n...\nat: p5",
)
def cites_skipped(dossier: Dossier) -> Iterator[Found]:
    """A fact that rests on a skipped part."""
    yield from _meeting(dossier, "skip", "skipped", "cite another part, or remove the skip")


@rule(
    "cites-defective",
    "What is known to be wrong in the source is never published as a fact.",
    reach=Reach.SOURCE,
    bad="defects: {p2.s1: names the wrong sender}\n...\nat: p2.s1",
    good="defects: {p2.s1: names the wrong sender}\n...\nat: p3",
)
def cites_defective(dossier: Dossier) -> Iterator[Found]:
    """A fact that rests on a defective part."""
    yield from _meeting(dossier, "defects", "defective", "cite a part that is right, or remove the fact")


@rule(
    "skip-and-defect",
    "A part is left out for one reason.",
    reach=Reach.OWN,
    bad="skip: {p4: heading}\ndefects: {p4: names the wrong sender}",
    good="defects: {p4: names the wrong sender}",
)
def skip_and_defect(dossier: Dossier) -> Iterator[Found]:
    """A part that is both skipped and defective."""
    for source in dossier.sources.values():
        for skipped, _ in source.skip:
            for defect, _ in source.defects:
                if skipped.meets(defect):
                    both = f"{defect} is both skipped and defective"
                    yield (
                        source.origin.key("defects", str(defect)),
                        both if skipped == defect else f"{defect} is defective, and {skipped} is skipped as well",
                        "keep one of the two: a defect is not used anyway",
                        ((source.origin.key("skip", str(skipped)), "skipped here"),),
                    )


@rule(
    "sentence-count",
    "Each paragraph has one count, or no locator can be checked.",
    reach=Reach.OWN,
    bad="text: {paragraphs: 3, sentences: [2, 1]}",
    good="text: {paragraphs: 3, sentences: [2, 1, 4]}",
)
def sentence_count(dossier: Dossier) -> Iterator[Found]:
    """More or fewer counts of sentences than paragraphs."""
    for source in dossier.sources.values():
        text = source.text
        if text and text.sentences and len(text.sentences) != text.paragraphs:
            yield (
                source.origin.at("text", "paragraphs"),
                f"{_count(text.paragraphs, 'paragraph')}, but {len(text.sentences)} counts of sentences",
                "write one count for each paragraph; a heading counts as one paragraph of one sentence",
                ((source.origin.at("text", "sentences"), "the counts"),),
            )


@rule(
    "uncovered-sentence",
    "Each sentence is used, or left out for a reason that is written down.",
    reach=Reach.SOURCE,
    bad="text: {paragraphs: 2, sentences: [1, 2]}\n# and no fact cites p2.s2",
    good='skip: {p2.s2: "repeats p1"}',
    severity=Severity.WARNING,
)
def uncovered_sentence(dossier: Dossier) -> Iterator[Found]:
    """Sentences that no fact cites and that are neither skipped nor defective."""
    # A fact that could not be read may cite any of them.
    unread = {one.partition("#")[0] for one in dossier.records.broken}
    for source in dossier.sources.values():
        text = source.text
        if text is None or source.id in unread or len(text.sentences) != text.paragraphs:
            continue
        left = uncovered(source)
        if left:
            yield (
                source.origin.key("text"),
                f"neither cited nor left out: {', '.join(map(str, left))}",
                "add the facts that stand there, or name them under skip or defects, with the reason",
            )


PROVENANCE: tuple[Rule, ...] = (
    locator_outside,
    cites_skipped,
    cites_defective,
    skip_and_defect,
    sentence_count,
    uncovered_sentence,
)
