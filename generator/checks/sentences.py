"""What a fact's sentence must carry over from its data: the asserter, the hedge, about, and killed or wounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.lexicon import Lexicon, lexicon
from generator.checks.passages import ALIKE, Passage, fact_named, fact_texts, lower, names, prose, templates
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.terms import FigureKind, Hedge
from generator.model.text import Placeholder, placeholders

_OWN_FIGURE = ("value", "min", "max")
_BY = re.compile(r"\{[Bb]y[|}]")


def _worded(dossier: Dossier) -> Iterator[tuple[Fact, Passage, str, str, Lexicon]]:
    """The sentence of each fact in each language that has a word list."""
    for fact, passage in fact_texts(dossier):
        for language, words in passage.text.words:
            known = lexicon(language)
            if known:
                yield fact, passage, language, words, known


def _named_in(read: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", read) is not None


def _names_asserter(dossier: Dossier, fact: Fact, words: str, known: Lexicon) -> bool:
    if _BY.search(words):
        return True
    asserter = fact.by.actor
    if fact.by.is_source:
        asserter = dossier.sources[fact.source].publisher
    if any(one.kind == "entity" and one.name == asserter for one in placeholders(words)):
        return True
    read = prose(words)
    if fact.by.unnamed:
        return any(_named_in(read.casefold(), said.translate(ALIKE).casefold()) for _, said in fact.by.unnamed.words)
    if fact.by.is_source and known.the_source.search(lower(read)):
        return True
    return any(_named_in(read.casefold(), name) for name in names(dossier, asserter))


@rule(
    "asserter-not-named",
    "A sentence that may be quoted alone says who says so.",
    reach=Reach.NAMES,
    bad='by: varland-coastguard\ntext: "{value} boats reached {ostmark}."',
    good='by: varland-coastguard\ntext: "According to {by}, {value} boats reached {ostmark}."',
)
def asserter_not_named(dossier: Dossier) -> Iterator[Found]:
    """A sentence with neither {by} nor a name of its asserter."""
    for fact, passage, language, words, known in _worded(dossier):
        if fact.by.actor and fact.by.actor not in dossier.entities:
            continue  # told elsewhere
        if not _names_asserter(dossier, fact, words, known):
            who = fact.by.actor or ("the source" if fact.by.is_source else "the unnamed asserter")
            message = f"the sentence does not name who says it: {who}"
            yield passage.at(language), message, "put {By} or {by} into it"


@rule(
    "hedge-lost",
    "What somebody thought likely must not turn into a fact on the way.",
    reach=Reach.OWN,
    bad='hedge: estimate\ntext: "{By} said that {value} boats were sent."',
    good='hedge: estimate\ntext: "{By} estimates that {value} boats were sent."',
)
def hedge_lost(dossier: Dossier) -> Iterator[Found]:
    """A hedge in the data that the sentence does not have."""
    for fact, passage, language, words, known in _worded(dossier):
        pattern = known.hedge.get(fact.hedge) if fact.hedge is not Hedge.NONE else None
        if pattern and not pattern.search(prose(words)):
            yield (
                passage.at(language),
                f"the hedge '{fact.hedge}' is lost in the sentence",
                f"use a word that keeps it, such as {known.say_hedge[fact.hedge]}; or correct hedge",
                ((fact.origin.at("hedge"), "the hedge"),),
            )


def _printed(dossier: Dossier, passage: Passage, words: str) -> Iterator[tuple[Placeholder, Fact, Figure]]:
    """Each placeholder that prints a figure, with the fact whose figure it is."""
    fact = passage.fact
    if fact is None and "#" not in words:
        return
    for one in placeholders(words):
        named = fact_named(one, fact) if one.kind == "fact" else None
        if one.kind == "own" and fact and fact.figure:
            named = fact.id if one.name in _OWN_FIGURE else fact.figure.of if one.name == "of" else None
        target = dossier.facts.get(named) if named else None
        if target and target.figure:
            yield one, target, target.figure


@rule(
    "approximation-lost",
    "About 200 is not 200.",
    reach=Reach.FIGURES,
    bad='figure: {value: 200, approx: true, kind: count}\ntext: "{By} counts {value} boats."',
    good='figure: {value: 200, approx: true, kind: count}\ntext: "{By} counts about {value} boats."',
)
def approximation_lost(dossier: Dossier) -> Iterator[Found]:
    """An approximate figure that reads as exact, in its own sentence or in any other."""
    for passage in templates(dossier):
        own = passage.fact.figure if passage.fact else None
        for language, words in passage.text.words:
            known = lexicon(language)
            if known is None or not ("#" in words or (own and (own.approx or own.of))):
                continue
            for one, target, figure in _printed(dossier, passage, words):
                if not figure.approx or figure.words:
                    continue
                read = lower(prose(words))
                if known.approximately_before.search(read, 0, one.start) or known.approximately.search(read):
                    continue
                yield (
                    passage.at(language, one.start, one.end),
                    "the figure is approximate, and the sentence gives it as exact",
                    f"write before it: {known.say_approximately}",
                    ((target.origin.at("figure", "approx"), "approximate"),),
                )


@rule(
    "approximation-added",
    "An exact figure stays exact.",
    reach=Reach.FIGURES,
    bad='figure: {value: 200, kind: count}\ntext: "{By} counts about {value} boats."',
    good='figure: {value: 200, kind: count}\ntext: "{By} counts {value} boats."',
)
def approximation_added(dossier: Dossier) -> Iterator[Found]:
    """A word such as about directly before a figure that is not approximate."""
    for passage in templates(dossier):
        for language, words in passage.text.words:
            known = lexicon(language)
            if known is None or not known.approximately_some.search(lower(words)):
                continue
            for one, target, figure in _printed(dossier, passage, words):
                found = known.approximately_before.search(lower(prose(words)), 0, one.start)
                if figure.approx or figure.words or not found or target.origin.has("figure", "approx"):
                    continue
                said = words[found.start() : found.end()].strip()
                yield (
                    passage.at(language, found.start(), found.start() + len(said)),
                    f"'{said}' stands before a figure that is not approximate",
                    "remove it, or write 'approx: true' in the figure",
                    ((target.origin.at("figure"), "the figure"),),
                )


@rule(
    "killed-for-killed-or-wounded",
    "One figure for the killed and the wounded together says nothing about how many died.",
    reach=Reach.FIGURES,
    bad='figure: {value: 40, kind: killed-or-wounded}\ntext: "{By} counts {value} killed."',
    good='figure: {value: 40, kind: killed-or-wounded}\ntext: "{By} counts {value} killed or wounded."',
)
def killed_for_killed_or_wounded(dossier: Dossier) -> Iterator[Found]:
    """Only a word for the killed in a text that prints a figure of killed or wounded, and none of killed."""
    for passage in templates(dossier):
        own = passage.fact.figure if passage.fact else None
        for language, words in passage.text.words:
            known = lexicon(language)
            if known is None or not known.killed.search(lower(words)):
                continue
            read = lower(prose(words))
            killed = known.killed.search(read)
            if killed is None or known.wounded.search(read):
                continue
            kinds = {figure.kind for _, _, figure in _printed(dossier, passage, words)} | {own.kind if own else None}
            if FigureKind.KILLED_OR_WOUNDED in kinds and FigureKind.KILLED not in kinds:
                yield (
                    passage.at(language, *killed.span()),
                    f"'{words[slice(*killed.span())]}' alone, and the figure counts killed and wounded together",
                    f"write {known.say_casualties}",
                )


SENTENCES: tuple[Rule, ...] = (
    asserter_not_named,
    hedge_lost,
    approximation_lost,
    approximation_added,
    killed_for_killed_or_wounded,
)
