"""The text of redirects.yaml with one redirect more; what an editor wrote around the others stays."""

from __future__ import annotations

import re

from generator.edit.change import Change, changed, tree_of
from generator.model.node import Mapping
from generator.model.redirects import Redirects

HEAD = "# Old ids, and what they are now: old addresses lead on from here. briefing rename writes it.\n"


def with_redirect(text: str, change: Change, shown: str, modeline: str = "") -> str:
    """Every redirect to the old id now leads to the new one, and so does the old id.

    An id that is in use again leads nowhere else. `text` is what the file holds now, nothing where there is none.
    """
    if not text:
        return f"{modeline}\n{HEAD}redirects:\n  {change.old}: {change.new}\n".lstrip("\n")
    node = tree_of(text, shown).get("redirects")
    if not isinstance(node, Mapping) or node.flow:
        text, indent = _in_lines(node, text), "  "
    else:
        indent = " " * (node.column - 1)
    text = changed(text, Redirects, change, "", shown)
    text = re.sub(rf"^ +{re.escape(change.new)}:.*\n", "", text.rstrip("\n") + "\n", flags=re.MULTILINE)
    text += f"{indent}{change.old}: {change.new}\n"
    return text


def _in_lines(node: object, text: str) -> str:
    """The redirects one to a line, where they stood in brackets."""
    pairs = node.entries if isinstance(node, Mapping) else ()
    lines = "".join(f"  {key.text}: {getattr(below, 'text', '')}\n" for key, below in pairs)
    head = "".join(f"{line}\n" for line in text.split("\n") if line.startswith("#"))
    return f"{head}redirects:\n{lines}"
