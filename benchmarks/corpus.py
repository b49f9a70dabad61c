"""The corpus that every generator of the benchmark is given: YAML files of entities and sources, and nothing of ours.

`python -m benchmarks.corpus 1000 DIR` writes one. `entities/<kind>-<number>.yaml` holds a name, two aliases, a summary
in Markdown, six facts (statement, value, unit, date, status, attribution, source) and references to four others;
`sources/src-<number>.yaml` a title, publisher, address and date. All of it is invented; the same size gives the same
bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

KINDS = ("actor", "weapon", "event")
SOURCES = 200
FACTS = 6
REFERENCES = 4
SEED = 7
ADJECTIVES = ("Amber", "Coastal", "Upper", "Lower", "Quiet", "Remote", "Distant", "Broad", "Narrow", "Outer")
NOUNS = {
    "actor": ("Office", "Council", "Bureau", "Union", "Agency", "Board"),
    "weapon": ("Launcher", "Radar", "Frigate", "Vehicle", "Howitzer", "Jammer"),
    "event": ("Exercise", "Summit", "Transfer", "Trial", "Inspection", "Audit"),
}
VERBS = ("delivered", "fielded", "observed", "counted", "inspected", "moved")
OBJECTS = ("units", "launchers", "vehicles", "crews", "convoys", "systems")
UNITS = ("km", "kg", "units", "crew", "km/h", "rounds", "EUR m", "days")
STATUSES = ("confirmed", "reported", "claimed", "disputed", "retracted")
ATTRIBUTIONS = ("Stores & Supply", "Records desk", "Press office", "Inspectors", "Imagery review", "Committee")
PLACES = ("border", "river", "harbour", "depot", "valley", "plateau")


_FIELDS = ("id", "statement", "value", "unit", "date", "status", "attribution", "source")


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of the corpus. Every value is the text that the file holds."""

    key: str
    statement: str
    value: str
    unit: str
    date: str
    status: str
    attribution: str
    source: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the corpus."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    facts: tuple[Statement, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A source of the corpus."""

    id: str
    title: str
    publisher: str
    url: str
    date: str


def things(corpus: Path) -> Iterator[Thing]:
    """Every entity, one file at a time, in the order of the names."""
    for path in sorted((corpus / "entities").iterdir()):
        one = _read(path)
        facts = tuple(Statement(*(fact[name] for name in _FIELDS)) for fact in one["facts"])
        yield Thing(
            one["id"], one["kind"], one["name"], tuple(one["aliases"]), one["summary"], facts, tuple(one["refs"])
        )


def origins(corpus: Path) -> Iterator[Origin]:
    """Every source, in the order of the names."""
    for path in sorted((corpus / "sources").iterdir()):
        one = _read(path)
        yield Origin(one["id"], one["title"], one["publisher"], one["url"], one["date"])


def _read(path: Path) -> dict[str, Any]:
    """A file's values as text: the base loader resolves no types."""
    loaded: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506 - it builds text only
    return loaded


def _id(number: int) -> str:
    return f"{KINDS[number % 3]}-{number:06}"


def _day(rng: random.Random) -> str:
    return f"{rng.randint(2015, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _entity(number: int, count: int, sources: int, rng: random.Random) -> str:
    kind = KINDS[number % 3]
    name = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS[kind])} {number:05}"
    shown = f"{rng.choice(ADJECTIVES)} & {name}" if number % 17 == 0 else name
    code = f"{rng.choice(ADJECTIVES)[:3].upper()}-{rng.randint(10, 999)}"
    lines = [f"id: {_id(number)}", f"kind: {kind}", f'name: "{shown}"', "aliases:"]
    lines += [f'  - "{code}"', f'  - "{rng.choice(NOUNS[kind])} {rng.choice(ADJECTIVES)}"', "summary: >-"]
    lines += [f"  The **{name}** was first *documented* near the {rng.choice(PLACES)} in {rng.randint(1960, 2025)}."]
    lines += [f"  Analysts track it under the code `{code}` and treat later reports with caution.", "facts:"]
    for k in range(FACTS):
        value = str(rng.randint(1, 9999)) if k % 2 else f"{rng.randint(1, 999)}.{rng.randint(1, 9)}"
        words = f"{rng.choice(ADJECTIVES)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} ({number}.{k + 1})"
        lines += [f"  - id: f{k + 1}", f'    statement: "{words}"', f"    value: {value}"]
        lines += [f"    unit: {rng.choice(UNITS)}", f'    date: "{_day(rng)}"', f"    status: {rng.choice(STATUSES)}"]
        lines += [f'    attribution: "{rng.choice(ATTRIBUTIONS)}"', f"    source: src-{rng.randrange(sources):04}"]
    others: set[int] = set()
    while len(others) < min(REFERENCES, count - 1):
        # A quarter of them go to a few hubs, so that some lists of backlinks are long.
        other = rng.randrange(count) if rng.random() < 0.75 else rng.randrange(min(count, max(8, count // 20)))
        if other != number:
            others.add(other)
    return "\n".join([*lines, f"refs: [{', '.join(_id(other) for other in sorted(others))}]", ""])


def write_corpus(count: int, folder: Path, sources: int = SOURCES) -> None:
    """Write a corpus of `count` entities and their sources below `folder`."""
    rng = random.Random(SEED)
    for name in ("entities", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / "entities" / f"{_id(number)}.yaml").write_text(_entity(number, count, sources, rng), "utf-8")
    for number in range(sources):
        (folder / "sources" / f"src-{number:04}.yaml").write_text(
            f'id: src-{number:04}\ntitle: "{rng.choice(ADJECTIVES)} Dossier {number:04}"\n'
            f'publisher: "{rng.choice(ATTRIBUTIONS)}"\nurl: "https://example.org/dossier/{number}"\n'
            f'date: "{_day(rng)}"\n',
            "utf-8",
        )


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
