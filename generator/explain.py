"""Every code of a problem with its meaning and examples: what `briefing explain` says, and docs/errors.md shows."""

from __future__ import annotations

from typing import NamedTuple

from generator.checks import RULES
from generator.errors import Severity
from generator.read.codes import FILES, SETTINGS, SHAPES, VALUES, YAML, Code
from generator.verify.codes import CODES as VERIFIED
from generator.verify.codes import severity


class Entry(NamedTuple):
    """A code, with the group it belongs to."""

    code: str
    about: str
    bad: str
    good: str
    severity: Severity
    group: str


def _read(group: str, codes: tuple[Code, ...]) -> list[Entry]:
    return [Entry(*code, Severity.ERROR, group) for code in codes]


ENTRIES: tuple[Entry, ...] = (
    *_read("Files", FILES),
    *_read("YAML", YAML),
    *_read("Fields", SHAPES),
    *_read("Values", VALUES),
    *_read("mkdocs.yml", SETTINGS),
    *(Entry(rule.code, rule.about, rule.bad, rule.good, rule.severity, "Rules") for rule in RULES),
    *(Entry(*code, severity(code.code), "Verification against the source") for code in VERIFIED),
)
BY_CODE = {entry.code: entry for entry in ENTRIES}


def about(entry: Entry) -> str:
    """What the code means, in one line."""
    return entry.about + ("" if entry.severity is Severity.ERROR else f" ({entry.severity})")


def examples(entry: Entry) -> str:
    """The wrong and the right way, as YAML."""
    return f"# wrong\n{entry.bad}\n\n# right\n{entry.good}"
