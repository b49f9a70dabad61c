"""Where the names of entities stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from generator.dossier.dossier import Dossier

Span = tuple[int, int]
_WORD = re.compile(r"\w+")


def folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


class Names:
    """All names of a dossier's entities, in all languages. Made once for many texts."""

    def __init__(self, dossier: Dossier) -> None:
        self._rows: set[tuple[str, ...]] = set()
        lengths: dict[str, set[int]] = defaultdict(set)
        for entity in dossier.entities.values():
            texts = [entity.name, *([entity.in_text] if entity.in_text else []), *entity.aliases]
            for name in (name for text in texts for _, name in text.words):
                row = tuple(map(folded, _WORD.findall(name)))
                if row:
                    self._rows.add(row)
                    lengths[row[0]].add(len(row))
        self._lengths = {first: sorted(some, reverse=True) for first, some in lengths.items()}

    def spans(self, text: str) -> list[Span]:
        """The places of names, the longest where several start at one; they do not overlap."""
        words = [(folded(match[0]), *match.span()) for match in _WORD.finditer(text)]
        out: list[Span] = []
        at = 0
        while at < len(words):
            length = self._length(words, at)
            if length:
                out.append((words[at][1], words[at + length - 1][2]))
            at += length or 1
        return out

    def _length(self, words: list[tuple[str, int, int]], at: int) -> int:
        for length in self._lengths.get(words[at][0], ()):
            row = tuple(word for word, _, _ in words[at : at + length])
            if len(row) == length and row in self._rows:
                return length
        return 0
