"""Changes each figure, locator, unit, approximation and date of the sources in turn, and counts what is noticed.

    .venv/bin/python tools/mutate.py --private ../shared/seed

Three columns: by the rules alone, by the rules and the receipts (as CI, which has no text), by the rules and the text.
Prints keys, kinds and counts; no word of a text.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.commands.options import settings_of
from generator.dossier.coverage import sentences
from generator.errors import Position
from generator.load import Loaded, load
from generator.model.fact import Fact
from generator.model.source import Source
from generator.verify.figures import claimed
from generator.verify.numerals import plain
from generator.verify.receipts import write_receipts
from generator.verify.texts import Found, find_texts
from generator.verify.verify import verify_all

RECEIPT = "receipt-stale"


@dataclass(frozen=True, slots=True)
class Mutation:
    """Some spans of a file with other text in them."""

    kind: str
    what: str
    edits: tuple[tuple[Position, str], ...]


@dataclass(slots=True)
class Count:
    all: int = 0
    rules: int = 0
    receipts: int = 0
    text: int = 0

    def __str__(self) -> str:
        return f"{self.all:5} {self.rules:8} {self.receipts:18} {self.text:14}"


Survivors = dict[str, list[str]]


def mutations(source: Source, units: list[str]) -> Iterator[Mutation]:
    for fact in source.facts:
        yield from _figures(fact, source)
        yield from _units(fact, units)
        yield from _approximations(fact)
        yield from _locators(fact, source)
        for name in ("said", "when"):
            yield from _dates(f"date: {name}", fact.key, fact.origin.at(name), _written(fact, name))
    yield from _exchanged(source)
    for alias, value in source.days:
        yield from _dates("date: days", alias, source.origin.at("days", alias), str(value))
    yield from _dates("date: published", source.id, source.origin.at("published"), str(source.published))


def _figures(fact: Fact, source: Source) -> Iterator[Mutation]:
    for steps, value in claimed(fact.figure) if fact.figure else ():
        others = {other for one in source.facts if one.figure for _, other in claimed(one.figure)}
        for new in dict.fromkeys((value + 1, value - 1, value * 10, value / 10, *sorted(others))):
            if new != value:
                yield Mutation("figure", f"{fact.key} {plain(new)}", ((fact.origin.at(*steps), plain(new)),))
    if fact.figure and fact.figure.words:
        for language in fact.figure.words.languages():
            position = fact.origin.at("figure", "words", language)
            yield Mutation(f"figure in words: {language}", fact.key, ((position, '"zz zz"'),))


def _exchanged(source: Source) -> Iterator[Mutation]:
    """Two facts of one sentence with each other's value."""
    some = [fact for fact in source.facts if fact.figure and fact.figure.value is not None]
    for index, one in enumerate(some):
        for other in some[index + 1 :]:
            meet = any(a.meets(b) for a in one.at for b in other.at)
            if meet and one.figure and other.figure and one.figure.value != other.figure.value:
                edits = [
                    (a.origin.at("figure", "value"), plain(b.figure.value))
                    for a, b in ((one, other), (other, one))
                    if b.figure and b.figure.value is not None
                ]
                yield Mutation("figures exchanged", f"{one.key} {other.key}", tuple(edits))


def _units(fact: Fact, units: list[str]) -> Iterator[Mutation]:
    if fact.figure and fact.figure.unit:
        position = fact.origin.at("figure", "unit")
        kind = "unit of words" if fact.figure.words else "unit"
        yield from (Mutation(kind, f"{fact.key} {u}", ((position, u),)) for u in units if u != fact.figure.unit)


def _approximations(fact: Fact) -> Iterator[Mutation]:
    if fact.figure and not fact.figure.words:
        if fact.figure.approx:
            yield Mutation("approximation", fact.key, ((fact.origin.at("figure", "approx"), "false"),))
        else:
            key = fact.origin.key("figure", "kind")
            edit = Position(key.path, key.line, key.column, key.column), "approx: true, "
            yield Mutation("approximation", fact.key, (edit,))


def _locators(fact: Fact, source: Source) -> Iterator[Mutation]:
    every = sentences(source)
    of_figure = fact.figure is not None and not fact.figure.words
    for index, locator in enumerate(fact.at):
        kind = "locator of another fact"
        if of_figure:
            kind = "further locator of a figure" if index else "locator of a figure"
        place = fact.origin.at("at", index) if len(fact.at) > 1 else fact.origin.at("at")
        near = [at for at, one in enumerate(every) if one.meets(locator)]
        for at in (near[0] - 1, near[-1] + 1, near[-1] + 2):
            if 0 <= at < len(every):
                yield Mutation(kind, f"{fact.key} {every[at]}", ((place, str(every[at])),))


def _written(fact: Fact, name: str) -> str:
    value = getattr(fact, name)
    return str(value) if value and fact.origin.node.get(name) is not None else ""


def _dates(kind: str, what: str, position: Position, value: str) -> Iterator[Mutation]:
    """Each part of a date one less or one more, and its last part left off."""
    for match in re.finditer(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value):
        year, month, day = (int(part or 0) for part in match.groups())
        changed = [(year - 1, month, day), (year + 1, month, day)]
        changed += [(year, month % 12 + 1, day), (year, (month - 2) % 12 + 1, day)] if month else []
        changed += [(year, month, day % 28 + 1)] if day else []
        changed += [(year, month if day else 0, 0)] if month else []
        for some in changed:
            text = "-".join(f"{part:02}" for part in some if part)
            new = value[: match.start()] + text + value[match.end() :]
            yield Mutation(kind, f"{what} {new}", ((position, f'"{new}"'),))


def count(project: Path, private: Path) -> tuple[dict[str, Count], Survivors]:
    """Counts by kind, and what was not noticed with the text. Works on a copy of the project."""
    counts: dict[str, Count] = defaultdict(Count)
    survivors: Survivors = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project / "content", copy / "content")
        shutil.copy(project / "mkdocs.yml", copy)
        loaded = load(settings_of(copy, None))
        found = _texts(loaded, private)
        verified = verify_all(loaded.dossier, found)
        assert not loaded.problems, "the project is not clean"  # noqa: S101 - a script's precondition
        assert not verified.problems, "the project does not hold"  # noqa: S101
        write_receipts(loaded.dossier, verified.clean, copy)
        for source in loaded.dossier.sources.values():
            path = copy / source.origin.path
            before = path.read_text("utf-8")
            for mutation in mutations(source, list(loaded.dossier.units)):
                path.write_text(_edited(before, mutation), "utf-8")
                _count(counts[mutation.kind], survivors[mutation.kind], mutation, load(loaded.settings), found)
            path.write_text(before, "utf-8")
    return dict(counts), {kind: some for kind, some in survivors.items() if some}


def _texts(loaded: Loaded, private: Path) -> Found:
    sources = loaded.dossier.sources
    return find_texts(private, {s.text.sha256 for s in sources.values() if s.text and s.text.sha256}, sources)


def _edited(text: str, mutation: Mutation) -> str:
    lines = text.split("\n")
    for position, new in sorted(mutation.edits, key=lambda edit: edit[0], reverse=True):
        line = lines[position.line - 1]
        lines[position.line - 1] = line[: position.column - 1] + new + line[position.end_column - 1 :]
    return "\n".join(lines)


def _count(count: Count, survivors: list[str], mutation: Mutation, loaded: Loaded, found: Found) -> None:
    codes = {problem.code for problem in loaded.problems}
    rules = bool(codes - {RECEIPT})
    text = rules or bool(verify_all(loaded.dossier, found).problems)
    count.all += 1
    count.rules += rules
    count.receipts += bool(codes)
    count.text += text
    if not text:
        survivors.append(mutation.what)


def table(counts: dict[str, Count]) -> str:
    head = f"{'':24} {'all':>5} {'by rules':>8} {'rules and receipts':>18} {'rules and text':>14}"
    return "\n".join([head, *(f"{kind:24} {counts[kind]}" for kind in sorted(counts))])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--private", type=Path, required=True)
    parser.add_argument("--survivors", action="store_true", help="name what was not noticed with the text")
    options = parser.parse_args()
    result, unnoticed = count(options.project, options.private)
    print(table(result))
    for kind, some in unnoticed.items() if options.survivors else ():
        print(f"\n{kind}:\n  " + "\n  ".join(some))
