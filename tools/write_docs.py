"""Writes docs/errors.md from the rules and the codes of the readers. A test asks for it after a change.

.venv/bin/python tools/write_docs.py
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from generator.checks import RULES
from generator.errors import Severity
from generator.read.codes import FILES, SETTINGS, SHAPES, VALUES, YAML, Code

ERRORS = Path(__file__).parent.parent / "docs" / "errors.md"
HEAD = """\
# Errors and warnings

<!-- Written by tools/write_docs.py; do not edit. -->

Each problem has a code. It stays the same when the words of the message change. A problem names the file, the line and
the column where the fault is written, and a hint says what to do. Errors stop a build; under `--strict`,
warnings do, too. Each code has a small broken dossier in `tests/sites/bad/<code>/`, with what the command says of it.
"""
READ = (
    ("Files", FILES),
    ("YAML", YAML),
    ("Fields", SHAPES),
    ("Values", VALUES),
    ("mkdocs.yml", SETTINGS),
)


def errors_page() -> str:
    """The whole page: an index, the codes of reading by group, the rules in the order in which they run."""
    codes = [code.code for _, group in READ for code in group] + [rule.code for rule in RULES]
    index = textwrap.fill(" ".join(f"[{code}](#{code})" for code in sorted(codes)), 120, break_on_hyphens=False)
    blocks = [HEAD, index + "\n"]
    for title, group in READ:
        blocks.append(f"## {title}\n")
        blocks.extend(_entry(code, Severity.ERROR) for code in group)
    blocks.append("## Rules\n")
    blocks.extend(_entry(Code(rule.code, rule.about, rule.bad, rule.good), rule.severity) for rule in RULES)
    return "\n".join(blocks)


def _entry(code: Code, severity: Severity) -> str:
    mark = "" if severity is Severity.ERROR else f" ({severity})"
    example = f"# wrong\n{code.bad}\n\n# right\n{code.good}"
    return f"### {code.code}\n\n{code.about}{mark}\n\n```yaml\n{example}\n```\n"


if __name__ == "__main__":
    ERRORS.write_text(errors_page(), "utf-8")
    print(ERRORS.name)
