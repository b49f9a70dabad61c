"""Words in several languages, and the placeholders that keep prose and data from disagreeing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from generator.errors import BadValue
from generator.model.ids import parse_id

OWN = ("value", "min", "max", "of", "when", "said", "by", "By")  # these speak of the fact itself
_new: Any = tuple.__new__  # a named tuple without the call of its own maker: there are five in a sentence
PlaceholderKind = Literal["own", "fact", "entity"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


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


class Placeholder(NamedTuple):
    """`{name}` or `{name|words}`. `start` and `end` are offsets in the words it stands in.

    `own`: name is one of OWN. `fact`: name is `key` or `source-id#key`. `entity`: name is an entity's id.
    """

    kind: PlaceholderKind
    name: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=1 << 17)
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


@lru_cache(maxsize=1 << 12)
def parts(words: str) -> tuple[str | Placeholder, ...]:
    """Split words into literal strings and placeholders. Raises BadValue `bad-placeholder` on stray braces."""
    split = _PLACEHOLDER.split(words)  # literal, inside of braces, literal, and so on
    out: list[str | Placeholder] = []
    at = 0
    for number, part in enumerate(split):
        if number % 2:
            end = at + len(part) + 2
            try:
                kind, name, own = _named(part)
            except BadValue as bad:
                raise BadValue(bad.code, bad.message, bad.hint, start=at, end=end) from None
            out.append(_new(Placeholder, (kind, name, own, at, end)))
            at = end
        elif part:
            if "{" in part or "}" in part:
                raise _alone(at + min(part.index(brace) for brace in "{}" if brace in part))
            out.append(part)
            at += len(part)
    return tuple(out)


def refuse_stray(words: str) -> None:
    """Raises what `parts` would; that is all that reading needs."""
    found = _PLACEHOLDER.findall(words)
    if words.count("{") == len(found) == words.count("}"):
        try:
            for inside in found:
                _named(inside)
        except BadValue:
            pass
        else:
            return
    parts(words)


def _alone(at: int) -> BadValue:
    message, hint = "a brace stands alone", "write placeholders as {value}; other braces are not allowed in text"
    return BadValue("bad-placeholder", message, hint, start=at, end=at + 1)


def placeholders(words: str) -> tuple[Placeholder, ...]:
    return tuple(part for part in parts(words) if isinstance(part, Placeholder))
