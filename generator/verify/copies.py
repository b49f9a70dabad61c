"""Eight words in a row of a source are a copy. Names, numbers and placeholders neither count nor break the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.passages import passages, prose
from generator.dossier.dossier import Dossier
from generator.errors import Position, Problem
from generator.model.ids import EntityId
from generator.verify.article import Article
from generator.verify.codes import problem
from generator.verify.names import Names, folded

IN_A_ROW = 8
_WORD = re.compile(r"[^\W\d_]+")

Row = tuple[str, ...]
Rows = Mapping[Row, EntityId]  # and the source that has it


@dataclass(frozen=True, slots=True)
class Word:
    folded: str
    start: int
    end: int


def rows_of(source: EntityId, article: Article, names: Names) -> dict[Row, EntityId]:
    """Every eight words in a row of a text; a row never spans two paragraphs."""
    return {row: source for one in article.paragraphs for _, row in _rows(words(one.text, names))}


def copy_problems(
    rows: Rows, names: Names, dossier: Dossier, loose: Mapping[str, str]
) -> Iterator[tuple[EntityId, Problem]]:
    """Each run of copied words in any words of the dossier or in loose ones by path, with the source it is of."""
    for passage in passages(dossier) if rows else ():
        for tag, written in passage.text.words:
            read = prose(written) if passage.shape.template else written
            for start, end, count, source in runs(read, rows, names):
                yield source, _complaint(passage.at(tag, start, end), count, source)
    for path, text in loose.items() if rows else ():
        for start, _, count, source in runs(text, rows, names):
            line = text.count("\n", 0, start) + 1
            yield source, _complaint(Position(path, line, start - text.rfind("\n", 0, start)), count, source)


def runs(text: str, rows: Rows, names: Names) -> Iterator[tuple[int, int, int, EntityId]]:
    """Start, end, number of words and source of each run in a text that is made of rows."""
    own = words(text, names)
    found = [(at, rows[row]) for at, row in _rows(own) if row in rows]
    while found:
        first, source = found.pop(0)
        last = first
        while found and found[0][0] <= last + IN_A_ROW:
            last = found.pop(0)[0]
        yield own[first].start, own[last + IN_A_ROW - 1].end, last - first + IN_A_ROW, source


def words(text: str, names: Names) -> list[Word]:
    """The words that count: folded, without numbers and without those of names."""
    named = [False] * len(text)
    for start, end in names.spans(text):
        named[start:end] = [True] * (end - start)
    found = (Word(folded(match[0]), *match.span()) for match in _WORD.finditer(text))
    return [word for word in found if not named[word.start]]


def _complaint(position: Position, count: int, source: EntityId) -> Problem:
    message = f"{count} words in a row are the words of {source}"
    return problem(position, "copied-words", message, "say it in your own words, or quote a few of them")


def _rows(some: list[Word]) -> Iterator[tuple[int, Row]]:
    own = [word.folded for word in some]
    return ((at, tuple(own[at : at + IN_A_ROW])) for at in range(len(own) - IN_A_ROW + 1))
