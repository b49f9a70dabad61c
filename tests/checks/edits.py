"""Random edits of one content folder, and the two states that each leads to. More edits: benchmarks/edits.py."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import edits
from benchmarks.edits import Edit, Folder
from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.errors import Problem
from generator.model.records import Records
from generator.read.content import find, gathered
from generator.read.file import FileRead, Found, read_one

WORDS = (
    "about", "some", "nearly", "killed", "wounded", "dead", "yesterday", "this year", "admitted", "regime", "12",
    "2031", "likely", "allegedly", "PB-20", "{value}", "{when}", "{of}", "{By}", "the source", "environ", "hier",
    "tués",
)  # fmt: skip
NUMBERS = ("0", "1", "3", "12", "-4", "500")
DAYS = ("2029", "2031-03", "2031-05-06", "2031-05", "2031-06-02~", "2032-01-01", "2033/..")
_NUMBER = re.compile(r"(?<![\w-])-?\d+(?![\w-])")


def _value(folder: Folder, rng: random.Random, wanted: re.Pattern[str]) -> tuple[str, Any] | None:
    """A value of some file that holds what is wanted."""
    name = edits._some_file(folder, rng)
    found = [value for _, value in folder.spots(name) if wanted.search(folder.raw(name, value))]
    return (name, rng.choice(found)) if found else None


def _exchanged(wanted: str, values: tuple[str, ...]) -> Edit:
    """One thing in a value takes the place of another."""
    pattern = re.compile(wanted)

    def edit(folder: Folder, rng: random.Random) -> None:
        found = _value(folder, rng, pattern)
        if found:
            name, value = found
            raw = folder.raw(name, value)
            where = rng.choice(list(pattern.finditer(raw)))
            folder.put(name, value, raw[: where.start()] + rng.choice(values) + raw[where.end() :])

    return edit


def one_field(folder: Folder, rng: random.Random) -> None:
    """A field that facts or things have seldom."""
    name = edits._some_file(folder, rng)
    lines = folder.files[name].splitlines()
    within = name.startswith("sources/")
    some = [at for at, line in enumerate(lines) if re.match(r"    \w" if within else r"\w", line)]
    extra = rng.choice(FACT_FIELDS if within else FIELDS)
    if some and extra.partition(":")[0] not in folder.files[name]:
        lines.insert(rng.choice(some), ("    " if within else "") + extra)
        folder.files[name] = "\n".join(lines) + "\n"


def rewritten(folder: Folder, rng: random.Random) -> None:
    """Something that stands inside of a value is written differently, or left out."""
    name = edits._some_file(folder, rng)
    pattern, other = rng.choice(REWRITES)
    found = list(re.finditer(pattern, folder.files[name]))
    if found:
        where, text = rng.choice(found), folder.files[name]
        folder.files[name] = text[: where.start()] + where.expand(other) + text[where.end() :]


def like_another(folder: Folder, rng: random.Random) -> None:
    """A fact says and counts what another one does."""
    name = edits._some_file(folder, rng)
    for field in ("text", "figure")[: rng.choice((1, 2))]:
        lines = [line for file in folder.files.values() for line in re.findall(rf"    {field}: \{{.*\}}\n", file)]
        here = list(re.finditer(rf"    {field}: \{{.*\}}\n", folder.files[name]))
        if here:
            where, text = here[int(rng.random() ** 2 * len(here))], folder.files[name]
            folder.files[name] = text[: where.start()] + rng.choice(lines) + text[where.end() :]


REWRITES = (
    (r"value: (?=\d)", "min: "),
    (r"min: (?=\d)", "value: "),
    (r"(?<=value: )(\d+)", r"\1, approx: true"),
    (r", approx: true", ""),
    (r"figure: \{.*\}\n", "rating: 2\n"),
    (r"type: figure\n(.*\n)*?    figure: \{.*\}\n", "type: claim\n    rating: 2\n"),
    (r"unit: \w+, ", ""),
    (r"(?<=unit: )\w+", "piece"),
    (r"(?<=kind: )(supplied|count|lost)", "killed-or-wounded"),
    (r"(?<=kind: )killed-or-wounded", "killed"),
    (r"(?<=covers: )\[[^\]]*\]", "[kt-2]"),
    (r"(?<=covers: )\[([\w-]+), [^\]]*\]", r"[\1]"),
    (r"(?<=covers: )\[([\w-]+)\]", r"[\1, kt-1]"),
    (r"(?<=name: \{en: )", "The new and very much longer "),
    (r"aliases: .*\n", ""),
    (r"(?<=publisher: )\S+", "ostmark-press"),
    (r"place: .*\n", ""),
    (r"at: (?=p)", "at: p1, "),
    (r"title: ", "note: {en: A remark., fr: Une remarque.}\ntitle: "),
)


FACT_FIELDS = (
    "review: 2030-01",
    "review: 2040-01",
    "note: {en: A remark., fr: Une remarque.}",
    "rating: 2",
    "hedge: estimate",
    "anchor: varland",
    "anchor: boats sent",
    "quote: direct",
    "roles: {}",
    "when: 2031-03",
    "on: []",
)
FIELDS = (
    "aliases: [PB-20, the source]",
    "in_text: {en: the boat 12, fr: le bateau 12}",
    "note: {en: A remark., fr: Une remarque.}",
    "summary: {en: About 12 boats., fr: Environ 12 bateaux.}",
    "basis: [2031-05-strait-herald#boats-delivered]",
    "place: [skerry-port]",
    "covers: [pb-20]",
    "unit: vessel",
    "when: 2031-03",
    "archived: {url: https://example.org/a, at: 2031-01}",
)
EDITS: tuple[Edit, ...] = (
    *(edits.another_value,) * 8,
    *(edits.another_word,) * 2,
    *(edits.another_number,) * 2,
    *(_exchanged(r"(?<=[^{\w]) (?=\w)", tuple(f" {word} " for word in WORDS)),) * 4,
    *(_exchanged(_NUMBER.pattern, NUMBERS),) * 2,
    *(_exchanged(r"\{[^{}]*\}", ("{value}", "{By}", "", "x", "{varland}", "{pb-20|PB-20}", "{when}")),) * 2,
    *(_exchanged(r"^\d{4}(-\d\d)*$", DAYS),) * 3,
    edits.another_link,
    edits.without_entry,
    edits.with_entry,
    edits.moved_entry,
    edits.commented,
    *(one_field,) * 3,
    *(rewritten,) * 8,
    *(like_another,) * 3,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """A content folder, read: each file's text, what it gave, and all of it linked."""

    project: Path
    files: dict[str, str]
    found: tuple[Found, ...]
    read: tuple[FileRead, ...]
    records: Records
    problems: tuple[Problem, ...]  # the readers'
    dossier: Dossier
    languages: tuple[str, ...]

    def with_files(self, files: dict[str, str]) -> State:
        """The state in which some files are others. They are written where they stand, and read."""
        read = []
        for one, was in zip(self.found, self.read, strict=True):
            name = one.path.relative_to(self.project / "content").as_posix()
            if files[name] == self.files[name]:
                read.append(was)
            else:
                one.path.write_text(files[name], "utf-8")
                read.append(read_one(one, self.languages))
                one.path.write_text(self.files[name], "utf-8")
        return _state(self.project, files, self.found, tuple(read), self.languages)

    def edited(self, rng: random.Random) -> State | None:
        """After one to three edits of files that stay; None where nothing became of them."""
        folder = Folder(dict(self.files), self.dossier)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            last = dict(folder.files)
            try:
                rng.choice(EDITS)(folder, rng)
            except (IndexError, KeyError, ValueError):  # nothing of the kind there
                folder.files = last
            if folder.files != last:
                folder.trees = {name: tree for name, tree in folder.trees.items() if folder.files[name] == last[name]}
        return self.with_files(folder.files) if folder.files != self.files else None

    def differing(self, new: State) -> dict[str, Any]:
        """The records of this state whose files are others in the new one."""
        return {
            was.record.id: was.record
            for was, now in zip(self.read, new.read, strict=True)
            if was is not now and hasattr(was.record, "id")
        }


def _state(
    project: Path,
    files: dict[str, str],
    found: tuple[Found, ...],
    read: tuple[FileRead, ...],
    languages: tuple[str, ...],
) -> State:
    records, problems = gathered(list(read), [])
    return State(project, files, found, read, records, tuple(problems), link(records, Languages(languages)), languages)


def begin(project: Path, languages: tuple[str, ...] = ("en", "fr")) -> State:
    """The state of a project's content."""
    content = project / "content"
    found = tuple(find(content, project)[0])
    read = tuple(read_one(one, languages) for one in found)
    files = {one.path.relative_to(content).as_posix(): one.path.read_text("utf-8") for one in found}
    return _state(project, files, found, read, languages)
