"""libyaml's complaints in plain words, at the place where the editor has to act."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from generator.read.brackets import behind_a_value, in_brackets
from generator.read.complaint import Complaint, Failure, Spot
from generator.read.lines import end_of_document, no_colon, no_key, second_colon, stray_list

# What libyaml says, what we say, what to do. The first that fits.
_WORDS = (
    ("cannot start any token", "a value cannot start with this character", "put the value in quotes"),
    ("while scanning a directive", "a line cannot start with %", "delete the line, or put the value in quotes"),
    ("incompatible YAML document", "directives are not part of our YAML", "delete the line that starts with %"),
    ("block sequence entries", "a list cannot start behind a colon", "put the value in quotes, or start a new line"),
    ("mapping keys are not", "a value cannot start with ?", "put the value in quotes"),
    ("did not find expected node content", "a value is missing here", "write it, or delete the comma before this"),
    ("found undefined alias", "anchors and aliases are not part of our YAML", "write the value out, or quote it"),
    ("while scanning an alias", "a value cannot start with *", "put it in quotes"),
    ("while scanning an anchor", "a value cannot start with &", "put it in quotes"),
    ("tag", "a value cannot start with !", "put it in quotes"),
    ("block scalar", "what follows | or > is not right", "start the text on the next line, indented"),
    ("directive", "a value or line cannot start with %", "put it in quotes"),
)
_FINDERS: tuple[tuple[str, Callable[[Failure], Complaint | None]], ...] = (
    ("did not find expected ',' or", in_brackets),
    ("expected <document start>", end_of_document),
    ("mapping values are not allowed", second_colon),
    ("could not find expected ':'", no_colon),
    ("did not find expected '-' indicator", stray_list),
    ("did not find expected key", lambda failure: behind_a_value(failure) or no_key(failure)),
)
_AT_ITS_START = ("while scanning an alias", "while scanning an anchor", "while scanning a directive")
_MERGE = re.compile(r"(?:<{7} .*|={7}|>{7} .*)\Z")


def explain(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    """A complaint for a syntax error. What was never closed is told at its opening."""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    failure = Failure(
        said=f"{error.context or ''} {error.problem or ''}".strip(),
        at=Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1),
        since=Spot(context.line + 1, context.column + 1) if context else None,
        lines=tuple(text.split("\n")),
    )
    found = _found(failure)
    room = len(failure.line(found.spot.line)) + 1 - found.spot.column
    return found._replace(width=max(0, min(found.width, room)))


def _found(failure: Failure) -> Complaint:
    for find in (_merge, _tab, _quote, _escape):
        if found := find(failure):
            return found
    for needle, finder in _FINDERS:
        if needle in failure.said and (found := finder(failure)):
            return found
    return _plain(failure)


def _plain(failure: Failure) -> Complaint:
    spot = failure.since if failure.since and failure.said.startswith(_AT_ITS_START) else failure.at
    width = 1 if failure.line(spot.line)[spot.column - 1 :] else 0
    for needle, message, hint in _WORDS:
        if needle in failure.said:
            if needle.startswith("did not find") and failure.character() == ",":
                return Complaint(failure.at, 1, "there is a comma too many", "delete it")
            return Complaint(spot, width, message, hint)
    return Complaint(spot, width, f"this is not YAML: {failure.said}", "compare with a file that works")


def _merge(failure: Failure) -> Complaint | None:
    for number, line in enumerate(failure.lines, 1):
        if _MERGE.match(line):
            hint = (
                "keep what belongs in the file of the two versions, often both, "
                "and delete the lines with <<<<<<<, ======= and >>>>>>>"
            )
            return Complaint(Spot(number, 1), len(line), "a merge was left unfinished here", hint)
    return None


def _tab(failure: Failure) -> Complaint | None:
    line = failure.line(failure.at.line)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return None
    at = indent.index("\t")
    width = len(indent) - len(indent.replace("\t", ""))
    return Complaint(Spot(failure.at.line, at + 1), width, "a tab stands where spaces belong", "indent with spaces")


def _quote(failure: Failure) -> Complaint | None:
    never = "unexpected end of stream" in failure.said or "unexpected document indicator" in failure.said
    if not never or failure.since is None:
        return None
    sign = failure.line(failure.since.line)[failure.since.column - 1 : failure.since.column]
    hint = "close the quote where the words end"
    if sign == "'":
        hint = "close the quote; words that start with an apostrophe stand in double quotes"
    return Complaint(failure.since, 1, "the quote that opens here is never closed", hint)


def _escape(failure: Failure) -> Complaint | None:
    if "escape" not in failure.said and "hexdecimal" not in failure.said:
        return None
    at = failure.before().rfind("\\")
    spot = Spot(failure.at.line, at + 1) if at >= 0 else failure.at
    message = "this escape is not known inside double quotes"
    return Complaint(spot, 2, message, "use single quotes, or double the backslash")
