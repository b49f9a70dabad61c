"""Writes what the documentation takes from the code: docs/errors.md, and the field tables of docs/content-model.md.

`make docs` runs it; a test fails when its pages are stale.
"""

from __future__ import annotations

import textwrap
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.explain import ENTRIES, about, examples
from generator.model.briefing import Briefing, Statement, Unit, Unknown, Vocabulary
from generator.model.entity import Actor, Coordinates, Event, Place, Specification, Weapon
from generator.model.fact import Fact, Replaces
from generator.model.figure import Figure
from generator.model.redirects import Redirects
from generator.model.series import Derived, Series
from generator.model.shapes import (
    AsserterShape,
    Choice,
    Day,
    FactReference,
    ListOf,
    MapOf,
    Nested,
    Shape,
    Value,
    Words,
    fields_of,
)
from generator.model.source import Archived, NumberStyle, PrivateText, Source

DOCS = Path(__file__).parent.parent / "docs"
ERRORS = DOCS / "errors.md"
MODEL = DOCS / "content-model.md"
MARK = "<!-- fields: written by tools/write_docs.py; do not edit below -->\n"
RECORDS: tuple[tuple[str, type[Any]], ...] = (
    ("Source: sources/<id>.yaml", Source),
    ("Fact: an entry of a source's facts", Fact),
    ("Figure", Figure),
    ("Replaces", Replaces),
    ("Private text", PrivateText),
    ("Numbers", NumberStyle),
    ("Archived", Archived),
    ("Actor: actors/<id>.yaml", Actor),
    ("Weapon system: weapons/<id>.yaml", Weapon),
    ("Specification", Specification),
    ("Event: events/<id>.yaml", Event),
    ("Place: places/<id>.yaml", Place),
    ("Coordinates", Coordinates),
    ("Series: series/<id>.yaml", Series),
    ("Derived", Derived),
    ("Front page: briefing.yaml", Briefing),
    ("Statement", Statement),
    ("Unknown", Unknown),
    ("Vocabulary: vocabulary.yaml", Vocabulary),
    ("Unit", Unit),
    ("Redirects: redirects.yaml", Redirects),
)
HEAD = """\
# Errors and warnings

<!-- Written by tools/write_docs.py; do not edit. -->

Each problem has a code. It stays the same when the words of the message change. A problem names the file, the line and
the column where the fault is written, and a hint says what to do. Errors stop a build; under `--strict`,
warnings do, too. Each code has a small broken dossier in `tests/sites/bad/<code>/`, with what the command says of it;
those of the verification, which needs a source's own text, in `tests/sites/verify/<code>/`.
"""


def errors_page() -> str:
    """The whole page: an index, then each group in the order in which its codes are found."""
    codes = sorted(entry.code for entry in ENTRIES)
    index = textwrap.fill(" ".join(f"[{code}](#{code})" for code in codes), 120, break_on_hyphens=False)
    blocks = [HEAD, index + "\n"]
    for title, group in groupby(ENTRIES, key=lambda entry: entry.group):
        blocks.append(f"## {title}\n")
        blocks.extend(f"### {one.code}\n\n{about(one)}\n\n```yaml\n{examples(one)}\n```\n" for one in group)
    return "\n".join(blocks)


def model_page() -> str:
    """The hand-written head of the content model, and a table for each record."""
    head = MODEL.read_text("utf-8").partition(MARK)[0]
    return head + MARK + "".join(_table(title, record) for title, record in RECORDS)


def _table(title: str, record: type[Any]) -> str:
    rows = ["| field | type | meaning |", "|---|---|---|"]
    for field in fields_of(record):  # type: ignore[arg-type]  # mypy takes a class for its instances: their __hash__
        example = f" Example: `{field.example}`." if field.example else ""
        default = "" if field.default in (None, (), False) else f" Default: {field.default}."
        name = f"**{field.name}**" if field.required else field.name
        rows.append(f"| {name} | {_type(field.shape)} | {field.about}{default}{example} |")
    body = "\n".join(rows)
    return f"\n## {title}\n\nFields in bold are required.\n\n{body}\n"


def _type(shape: Shape) -> str:
    match shape:
        case Value(name=name):
            return name
        case Choice(words=words):
            return " ".join(word.value for word in words)
        case Day(alias=alias):
            return "date or a name of `days`" if alias else "date"
        case Words(template=template, markdown=markdown):
            return "Text with placeholders" if template else "Text, limited Markdown" if markdown else "Text"
        case FactReference():
            return "fact reference"
        case AsserterShape():
            return "actor, `source`, or `{unnamed: Text}`"
        case ListOf(item=item, lenient=lenient):
            return f"{'one or a ' if lenient else ''}list: {_type(item)}"
        case MapOf(key=key, item=item):
            return f"{_type(key)} → {_type(item)}"
        case Nested(record=record):
            return record.__name__


if __name__ == "__main__":
    ERRORS.write_text(errors_page(), "utf-8")
    MODEL.write_text(model_page(), "utf-8")
    print(ERRORS.name, MODEL.name)
