"""What a rename makes of one name, and of the text of one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from generator.edit.references import What, written
from generator.edit.spans import scalars
from generator.errors import BriefingError
from generator.model.node import Mapping, Scalar
from generator.read.door import Door
from generator.read.tree import read_tree

Sort = Literal["thing", "fact", "unit"]


@dataclass(frozen=True, slots=True)
class Change:
    """`old` and `new` are whole ids; those of facts have their source before the #, the same in both."""

    sort: Sort
    old: str
    new: str

    def renamed(self, text: str, what: What, source: str) -> str:
        """What the text of a scalar becomes, in the file of `source` (nothing in other files)."""
        if what == "words":
            return self._in_words(text, source)
        if self.sort == "unit":
            return self.new if what == "unit" and text == self.old else text
        if self.sort == "thing":
            if what in ("id", "address") and text == self.old:
                return self.new
            if what in ("fact", "address") and text.startswith(f"{self.old}#"):
                return self.new + text[len(self.old) :]
            return text
        owner, _, key = self.old.partition("#")
        if what in ("fact", "address") and text == self.old:
            return self.new
        if what in ("fact", "key") and text == key and source == owner:
            return self.new.partition("#")[2]
        return text

    def _in_words(self, text: str, source: str) -> str:
        """The placeholders that name it. Works on the words and on how they are written: ids need no escapes."""
        if self.sort == "unit":
            return text
        if self.sort == "thing":
            return re.sub(rf"\{{{re.escape(self.old)}(?=[#|}}])", f"{{{self.new}", text)
        text = re.sub(rf"\{{{re.escape(self.old)}(?=[|}}])", f"{{{self.new}", text)
        owner, _, key = self.old.partition("#")
        if source != owner:
            return text
        return re.sub(rf"\{{#{re.escape(key)}(?=[|}}])", f"{{#{self.new.partition('#')[2]}", text)

    def of(self, ident: str) -> str:
        """What an id of a thing or of a fact is called after the change."""
        return self.renamed(ident, "address", "")


def changed(text: str, record: type[Any], change: Change, source: str, shown: str) -> str:
    """The text of a file with every name changed and nothing else. Raises BriefingError where that cannot be done."""
    root = tree_of(text, shown)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    wanted: dict[tuple[int, int], str] = {}
    edits: list[tuple[int, int, str]] = []
    for scalar, what in written(root, record):
        new = change.renamed(scalar.text, what, source)
        if new != scalar.text:
            wanted[scalar.line, scalar.column] = new
            start = starts[scalar.line - 1] + scalar.column - 1
            end = starts[scalar.end_line - 1] + scalar.end_column - 1
            edits.append((start, end, _rewritten(text[start:end], scalar, new, change, what, source)))
    for start, end, raw in sorted(edits, reverse=True):
        text = text[:start] + raw + text[end:]
    expected = [wanted.get((one.line, one.column), one.text) for one in scalars(root)]
    if [one.text for one in scalars(tree_of(text, shown))] != expected:
        raise _refused(shown)
    return text


def _rewritten(raw: str, scalar: Scalar, new: str, change: Change, what: What, source: str) -> str:
    if what == "words":
        return change.renamed(raw, what, source)
    return raw.replace(scalar.text, new, 1)


def tree_of(text: str, shown: str) -> Mapping:
    """The tree of a file that must be readable."""
    door = Door(shown, ("en",))
    root = read_tree(text.encode(), door)
    if root is None or door.problems:
        hint = "correct it first: briefing check"
        raise BriefingError(f"{shown} cannot be read, so what it names is not known; nothing was changed", hint=hint)
    return root


def _refused(shown: str) -> BriefingError:
    hint = "write the name without escapes, on one line"
    return BriefingError(
        f"a name in {shown} is written in a way that cannot be changed; nothing was changed", hint=hint
    )
