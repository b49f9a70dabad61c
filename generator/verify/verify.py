"""One source against its text: `verify` is pure, and its problems hold no sentence of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.dossier.dossier import Dossier
from generator.errors import Problem, Severity
from generator.model.fact import Fact
from generator.model.ids import EntityId
from generator.model.source import Source
from generator.model.terms import ReplaceReason
from generator.verify.article import Article, read_article
from generator.verify.codes import problem
from generator.verify.copies import Row, copy_problems, rows_of
from generator.verify.dates import date_problems, day_problems
from generator.verify.figures import figure_problems
from generator.verify.names import Names
from generator.verify.quotes import quote_problems
from generator.verify.texts import Found
from generator.verify.unused import unused_problems


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found, and the sources whose text was read: `clean` ones without an error."""

    problems: tuple[Problem, ...]
    read: frozenset[EntityId]
    clean: frozenset[EntityId]


def verify_all(dossier: Dossier, found: Found, loose: Mapping[str, str] = MappingProxyType({})) -> Verified:
    """Every source whose text is at hand; one whose text should be and is not is a problem.

    `loose` holds words that are no field of a record, by path; they are looked through for copies only.
    """
    names = Names(dossier)
    told: list[tuple[EntityId, Problem]] = []
    rows: dict[Row, EntityId] = {}
    read = set[EntityId]()
    for source in dossier.sources.values():
        digest = source.text.sha256 if source.text else None
        data = found.texts.get(digest or "")
        if data is None:
            told += [(source.id, one) for one in _absent(source, found)]
            continue
        read.add(source.id)
        try:
            article = read_article(data.decode("utf-8"), source)
        except UnicodeDecodeError:
            told.append((source.id, _unreadable(source)))
            continue
        told += [(source.id, one) for one in _of_source(source, article, dossier, names)]
        rows |= rows_of(source.id, article, names)
    told += copy_problems(rows, names, dossier, loose)
    wrong = {source for source, one in told if one.severity is Severity.ERROR}
    return Verified(tuple(sorted({one for _, one in told})), frozenset(read), frozenset(read - wrong))


def verify(source: Source, text: str, dossier: Dossier) -> Iterator[Problem]:
    """Every problem that one source's text shows."""
    names = Names(dossier)
    article = read_article(text, source)
    yield from _of_source(source, article, dossier, names)
    yield from (one for _, one in copy_problems(rows_of(source.id, article, names), names, dossier, {}))


def _of_source(source: Source, article: Article, dossier: Dossier, names: Names) -> Iterator[Problem]:
    """What is wrong with a source's own file. Where the sentences are counted otherwise, only that is told."""
    uncounted = list(_counts(source, article))
    yield from uncounted
    if uncounted:
        return  # every locator would be wrong
    source = replace(source, facts=tuple(fact for fact in source.facts if not _our_error(fact, dossier)))
    yield from figure_problems(source, article, dossier)
    yield from unused_problems(source, article, dossier, names)
    yield from date_problems(source, article)
    yield from day_problems(source, article)
    yield from quote_problems(source, article)


def _our_error(fact: Fact, dossier: Dossier) -> bool:
    """A fact that we got wrong and replaced: it stays on record, and no text can bear it out."""
    newer = dossier.facts.get(dossier.replaced_by.get(fact.id, fact.id))
    return bool(
        newer and newer.id != fact.id and newer.replaces and newer.replaces.reason is ReplaceReason.EDITOR_ERROR
    )


def _counts(source: Source, article: Article) -> Iterator[Problem]:
    counts = article.counts
    told = list(source.text.sentences) if source.text else []
    hint = (
        f"write paragraphs: {len(counts)}, sentences: {counts}, or separate the paragraphs of the text by blank lines"
    )
    if source.text and source.text.paragraphs != len(counts):
        message = f"the text has {len(counts)} paragraphs, not {source.text.paragraphs}"
        yield problem(source.origin.at("text", "paragraphs"), "sentences-differ", message, hint)
    elif told and told != counts:
        wrong = [number for number, (one, other) in enumerate(zip(told, counts, strict=False), 1) if one != other]
        said = ", ".join(f"p{number} has {counts[number - 1]}, not {told[number - 1]}" for number in wrong)
        message = said or f"{len(told)} counts for {len(counts)} paragraphs"
        yield problem(source.origin.at("text", "sentences"), "sentences-differ", message, hint)
    elif not told:
        yield problem(source.origin.at("text"), "sentences-differ", "the sentences are not counted", hint)


def _unreadable(source: Source) -> Problem:
    hint = "save it as plain text in UTF-8, and write the digest of that file"
    return problem(source.origin.at("text", "sha256"), "text-unreadable", "the private text is not UTF-8", hint)


def _absent(source: Source, found: Found) -> Iterator[Problem]:
    digest = source.text.sha256 if source.text else None
    named = found.named.get(source.id)
    position = source.origin.at("text", "sha256")
    if digest and named:
        hint = f"read the facts again and write {named}, or put the right text there"
        yield problem(position, "text-differs", f"the private text {source.id} has another digest", hint)
    elif digest:
        hint = "put the text into the folder of private texts, or name another folder: --private DIR"
        yield problem(position, "text-missing", "no private text has this digest", hint)
    elif named:
        hint = f"add under text: sha256: {named}"
        yield problem(position, "digest-unknown", f"there is a private text {source.id}, and no digest of it", hint)
