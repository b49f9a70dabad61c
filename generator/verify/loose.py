"""Words that are no field of a record and could hold a copy all the same: hand-written pages and comments."""

from __future__ import annotations

import re
from pathlib import Path

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def loose_words(content: Path, project: Path) -> dict[str, str]:
    """The words by path: a page as it is, of a YAML file its comments, at their places."""
    found = {}
    for path in sorted(content.rglob("*")):
        if path.suffix in (".md", ".yaml") and path.is_file() and not path.is_symlink():
            text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
            shown = (path.relative_to(project) if path.is_relative_to(project) else path).as_posix()
            found[shown] = text if path.suffix == ".md" else _comments(text)
    return found


def _comments(text: str) -> str:
    kept = list(re.sub(r"[^\n]", " ", text))
    for match in _COMMENT.finditer(text):
        kept[match.start() : match.end()] = match[0]
    return "".join(kept)
