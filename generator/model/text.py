"""Words in several languages, and the placeholders that keep prose and data from disagreeing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.errors import BadValue
from generator.model.ids import parse_id

OWN = ("value", "min", "max", "of", "when", "said", "by", "By")  # these speak of the fact itself
PlaceholderKind = Literal["own", "fact", "entity"]

_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words per language, in the order of the file. Never empty."""

    words: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str | None:
        for tag, words in self.words:
            if tag == language:
                return words
        return None

    def languages(self) -> tuple[str, ...]:
        return tuple(tag for tag, _ in self.words)

    def best(self, language: str, default: str) -> tuple[str, str]:
        """The words and the language they are in: the one asked for, else the default, else the first."""
        for tag in (language, default):
            found = self.get(tag)
            if found is not None:
                return found, tag
        tag, words = self.words[0]
        return words, tag


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}` or `{name|words}`. `start` and `end` are offsets in the words it stands in.

    `own`: name is one of OWN. `fact`: name is `key` or `source-id#key`. `entity`: name is an entity's id.
    """

    kind: PlaceholderKind
    name: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=1 << 14)
def _named(inside: str) -> tuple[PlaceholderKind, str, str]:
    """Kind, name and words of what stands between braces. Raises BadValue."""
    name, _, words = inside.partition("|")
    if name in OWN:
        return "own", name, words
    if "#" in name:
        owner, _, key = name.partition("#")
        try:
            parse_id(key)
            if owner:
                parse_id(owner)
        except BadValue as bad:
            message = f"'{{{inside}}}': {bad.message}"
            raise BadValue("bad-placeholder", message, bad.hint) from None
        return "fact", name.removeprefix("#"), words
    try:
        return "entity", parse_id(name), words
    except BadValue:
        hint = "use " + ", ".join(f"{{{name}}}" for name in OWN) + ", {#fact-key} or {entity-id|words}"
        raise BadValue("bad-placeholder", f"'{{{inside}}}' is not a placeholder", hint) from None


def _placeholder(inside: str, start: int, end: int) -> Placeholder:
    try:
        return Placeholder(*_named(inside), start, end)
    except BadValue as bad:
        raise BadValue(bad.code, bad.message, bad.hint, start=start, end=end) from None


@lru_cache(maxsize=65536)
def parts(words: str) -> tuple[str | Placeholder, ...]:
    """Split words into literal strings and placeholders. Raises BadValue `bad-placeholder` on stray braces."""
    out: list[str | Placeholder] = []
    at = 0
    while found := _BRACE.search(words, at):
        start = found.start()
        end = words.find("}", start)
        if found[0] == "}" or end < 0 or "{" in words[start + 1 : end]:
            raise BadValue(
                "bad-placeholder",
                "a brace stands alone",
                "write placeholders as {value}; other braces are not allowed in text",
                start=start,
                end=start + 1,
            )
        if start > at:
            out.append(words[at:start])
        out.append(_placeholder(words[start + 1 : end], start, end + 1))
        at = end + 1
    if at < len(words):
        out.append(words[at:])
    return tuple(out)


def placeholders(words: str) -> tuple[Placeholder, ...]:
    return tuple(part for part in parts(words) if isinstance(part, Placeholder))
