"""What went wrong between brackets and quotes, as far as the text shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.read.complaint import Complaint, Failure, Spot, is_field

CLOSES = {"{": "}", "[": "]"}
_HOW = {"{": "write {a: 1, b: 2}", "[": "write [a, b]"}
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


def in_brackets(failure: Failure) -> Complaint | None:
    """A comma or a closing bracket was expected; `since` is the bracket that opened."""
    since = failure.since
    if since is None:
        return None
    opening = failure.line(since.line)[since.column - 1 : since.column]
    closing = CLOSES.get(opening)
    if closing is None:
        return None
    if not _is_closed(failure, since, closing):
        hint = f"close it with {closing}" + (", on its line or below" if failure.at.line > since.line else "")
        return Complaint(since, 1, f"the {opening} that opens here is never closed", hint)
    if failure.character() in CLOSES.values():
        message = f"a {opening} is closed with {failure.character()}"
        return Complaint(failure.at, 1, message, f"write {closing}", (since, "opened here"))
    return behind_a_value(failure) or _colon(failure) or _comma(failure, opening)


def _is_closed(failure: Failure, since: Spot, closing: str) -> bool:
    """Whether some bracket closes this one before the text goes back to the indentation of its line."""
    first = failure.line(since.line)
    indent = len(first) - len(first.lstrip())
    depth = 0
    for number in range(since.line, len(failure.lines) + 1):
        line = failure.line(number)
        bare = line.strip()
        if number > since.line and bare and len(line) - len(line.lstrip()) <= indent and bare[0] not in "]}":
            return False
        part = line[since.column - 1 :] if number == since.line else line
        bare = re.sub(r"(?:^|\s)#.*", "", _QUOTED.sub("", part))
        for sign in re.findall(r"[\[\]{}]", bare):
            depth += 1 if sign in CLOSES else -1
            if depth == 0:
                # Closed by the wrong sign on its own line is another mistake than not closed at all.
                return sign == closing or number == since.line
    return False


def _colon(failure: Failure) -> Complaint | None:
    if failure.character() != ":":
        return None
    word = failure.word_before()
    if word and is_field(word[1]):
        spot = Spot(failure.at.line, word.start(1) + 1)
        return Complaint(spot, len(word[1]), f"a comma is missing before '{word[1]}'", f"write , {word[1]}: ...")
    message = "a colon stands inside an unquoted value"
    return Complaint(failure.at, 1, message, 'put the value in quotes: {en: "Boats: twelve"}')


def _comma(failure: Failure, opening: str) -> Complaint:
    return Complaint(failure.at, 1, "a comma is missing before this", _HOW[opening])


def behind_a_value(failure: Failure) -> Complaint | None:
    """Something stands behind a closing quote or bracket, where a value has ended."""
    ended = _ended(failure)
    if ended is None:
        return None
    kind, start, end = ended
    rest = failure.line(failure.at.line)[failure.at.column - 1 :]
    if start.line < end.line and kind in "\"'":
        message = f"this quote closes only in line {end.line}"
        return Complaint(start, 1, message, "close it where the words end", (Spot(*end), "closed here"))
    if (found := re.match(r"([a-z][a-z_-]*):(?:\s|\Z)", rest)) and is_field(found[1]):
        return Complaint(
            failure.at, len(found[1]), f"a comma is missing before '{found[1]}'", f"write , {found[1]}: ..."
        )
    if kind in "\"'":
        return _behind_a_quote(failure, kind, start, rest)
    if rest[:1] in CLOSES.values():
        return Complaint(failure.at, 1, f"there is a {rest[0]} too many", "delete it")
    what = "fields" if kind == "}" else "a list"
    opening = "{" if kind == "}" else "["
    message = f"a value that starts with {opening} is read as {what}, and more stands behind it"
    return Complaint(start, 1, message, "put the whole value in quotes, or delete what stands behind")


def _behind_a_quote(failure: Failure, kind: str, start: Spot, rest: str) -> Complaint:
    if rest[:1] in ("'", '"'):
        return Complaint(failure.at, 1, "a comma is missing before this", 'write ["a", "b"]')
    hint = "put the whole value in quotes"
    if kind == "'" and re.match(r"\w", rest):
        hint = "put the value in double quotes, or write '' for an apostrophe"
    elif kind == '"' and '"' in rest:
        hint = 'put the value in single quotes, or write \\" for a quote inside'
    width = max(1, len(re.match(r"[^\s,}\]]*", rest)[0]))  # type: ignore[index]  # it may match nothing, and never fails
    return Complaint(failure.at, width, "something stands behind the closing quote", hint, (start, "opened here"))


def _ended(failure: Failure) -> tuple[str, Spot, Spot] | None:
    """The sign, start and end of the quoted or bracketed value that ends directly before the place."""
    open_: list[Spot] = []
    found: tuple[str, Spot, Spot] | None = None
    for token in _tokens("\n".join(failure.lines)):
        start, end = _spot(token.start_mark), _spot(token.end_mark)
        if start >= failure.at:
            break
        sign = ""
        if isinstance(token, (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)):
            open_.append(start)
        elif isinstance(token, (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)):
            sign = "}" if isinstance(token, yaml.FlowMappingEndToken) else "]"
            start = open_.pop() if open_ else start
        elif isinstance(token, yaml.ScalarToken):
            sign = str(token.style or "")
        found = (sign, start, end) if sign in ("'", '"', "}", "]") else None
    return found if found and found[2].line == failure.at.line else None


def _tokens(text: str) -> Iterator[Any]:
    loader: Any = yaml.CSafeLoader(text)
    try:
        while (token := loader.get_token()) is not None:
            yield token
    except yaml.YAMLError:
        return
    finally:
        loader.dispose()


def _spot(mark: Any) -> Spot:
    return Spot(mark.line + 1, mark.column + 1)
