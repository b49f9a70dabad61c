"""libyaml's complaints in plain words."""

from __future__ import annotations

import yaml

# What libyaml says, what we say, what to do. The first that fits.
_WORDS = (
    ("cannot start any token", "this character cannot start a value", "put the value in quotes"),
    ("found character '\\t'", "a tab stands where spaces belong", "indent with spaces"),
    ("mapping values are not allowed", "a colon stands inside an unquoted value", "put the value in quotes"),
    ("expected <document start>", "nothing may follow the end of the document", "delete the lines with ... and ---"),
    ("while scanning a directive", "directives are not part of our YAML", "delete the line that starts with %"),
    ("incompatible YAML document", "directives are not part of our YAML", "delete the line that starts with %"),
    ("could not find expected ':'", "a line without a colon stands among 'field: value' lines", "add the colon"),
    ("unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    ("found unexpected document indicator", "a quote is opened and never closed", "close the quote"),
    ("did not find expected ',' or '}'", "a { is not closed, or a comma is missing", "write {a: 1, b: 2}"),
    ("did not find expected ',' or ']'", "a [ is not closed, or a comma is missing", "write [a, b]"),
    ("did not find expected '-' indicator", "the list stops fitting here", "start each item with '- ' at one indent"),
    ("did not find expected key", "the indentation does not fit the lines above", "align it with its neighbours"),
    ("did not find expected node content", "a value is missing or starts with a special character", "put it in quotes"),
    ("found undefined alias", "anchors and aliases are not part of our YAML", "write the value out, or quote it"),
    ("while scanning an alias", "a value cannot start with *", "put it in quotes"),
    ("while scanning an anchor", "a value cannot start with &", "put it in quotes"),
    ("tag", "a value cannot start with !", "put it in quotes"),
    ("escape", "this escape is not known inside double quotes", "use single quotes, or double the backslash"),
    ("block scalar", "what follows | or > is not right", "start the text on the next line, indented"),
    ("directive", "a value or line cannot start with %", "put it in quotes"),
)


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """Line and column (from 1), message and hint for a syntax error."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    said = f"{error.context or ''} {error.problem or ''}"
    if line < len(lines) and "\t" in (indent := lines[line][: len(lines[line]) - len(lines[line].lstrip())]):
        return line + 1, indent.index("\t") + 1, _WORDS[1][1], _WORDS[1][2]
    if ("quote is opened" in (found := _find(said))[0]) and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    return line + 1, column + 1, found[0], found[1]


def _find(said: str) -> tuple[str, str]:
    for needle, message, hint in _WORDS:
        if needle in said:
            return message, hint
    return f"this is not YAML: {said.strip()}", "compare with a file that works"
