"""What went wrong between lines: indentation, colons, lists."""

from __future__ import annotations

import re

from generator.read.complaint import Complaint, Failure, Spot, field_names, is_field

_KEY = re.compile(r"(\s*)(?:- +)*([^\s#'\"{\[][^:#]*?):(?:\s|\Z)")


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _open_above(failure: Failure) -> list[tuple[int, int]]:
    """Indentation and line of each block that the line of the failure could belong to, the innermost first."""
    out: list[tuple[int, int]] = []
    for number in range(failure.at.line - 1, 0, -1):
        line = failure.line(number)
        if line.strip() and not line.lstrip().startswith("#"):
            indent = indent_of(line)
            if not out or indent < out[-1][0]:
                out.append((indent, number))
            if indent == 0:
                break
    return out


def indentation(failure: Failure) -> Complaint:
    """A line that is indented as nothing above it."""
    line = failure.line(failure.at.line)
    own = indent_of(line)
    spot = Spot(failure.at.line, own + 1)
    width = max(1, len(re.match(r"[^\s:]*", line[own:])[0]))  # type: ignore[index]  # it may match nothing, and never fails
    above = _open_above(failure)
    if not above:
        return Complaint(spot, width, "the indentation does not fit the lines above", "start at the line's beginning")
    indent, number = min(above, key=lambda one: abs(one[0] - own))
    message = f"this line is indented by {_spaces(own)}, and no line above is"
    if any(one == own for one, _ in above):
        message = "this line does not continue what stands above it"
    hint = (
        f"indent it by {_spaces(indent)}, as line {number}" if indent else f"start it at the margin, as line {number}"
    )
    return Complaint(spot, width, message, hint, (Spot(number, indent + 1), "its neighbour"))


def _spaces(number: int) -> str:
    return f"{number} space" if number == 1 else f"{number} spaces"


def second_colon(failure: Failure) -> Complaint:
    """A colon where no field can have a value."""
    line = failure.line(failure.at.line)
    own = indent_of(line)
    word = failure.word_before()
    if word and word.start(1) == own:
        found = indentation(failure)
        above = _open_above(failure)
        hint = f"indent it by {_spaces(above[0][0])}, as line {above[0][1]}" if above else found.hint
        related = (Spot(above[0][1], above[0][0] + 1), "its neighbour") if above else None
        message = "this line is indented deeper than its neighbour, which has a value already"
        return Complaint(Spot(failure.at.line, own + 1), len(word[1]), message, hint, related)
    if word and word[1] in field_names():
        spot = Spot(failure.at.line, word.start(1) + 1)
        message = f"a second field, '{word[1]}', stands on this line"
        return Complaint(
            spot, len(word[1]), message, f"start a new line before '{word[1]}'; if it is prose, put quotes"
        )
    key = _KEY.match(line)
    shown = f': {key[2]}: "..."' if key else ""
    return Complaint(failure.at, 1, "a colon stands inside an unquoted value", f"put the value in quotes{shown}")


def no_colon(failure: Failure) -> Complaint:
    """A line without a colon among fields; libyaml notices it on the next line."""
    spot = failure.since or failure.at
    line = failure.line(spot.line)
    rest = line[spot.column - 1 :].rstrip()
    message, hint = "a line without a colon stands among 'field: value' lines", "add the colon, or put it in quotes"
    if found := re.match(r"([a-z_]+):(\S.*)", rest):
        message, hint = "a space is missing behind the colon", f"write {found[1]}: {found[2]}"
        spot = Spot(spot.line, spot.column + len(found[1]))
        return Complaint(spot, 1, message, hint)
    if found := re.match(r"([a-z_]+)\s*=\s*(.*)", rest):
        message, hint = "an = stands where a colon belongs", f"write {found[1]}: {found[2]}"
        return Complaint(Spot(spot.line, spot.column + rest.index("=")), 1, message, hint)
    if re.search(r":\s+[|>][+-]?\s*\Z", failure.line(spot.line - 1)):
        message, hint = "the text of a | or > is not indented", "indent it deeper than its field"
    elif (found := re.match(r"([a-z_]+)\s+(.+)", rest)) and is_field(found[1]):
        hint = f"write {found[1]}: {found[2]}"
    elif re.fullmatch("[a-z_]+", rest):
        hint = f"write {rest}: and its value"
    return Complaint(spot, max(1, len(rest)), message, hint)


def stray_list(failure: Failure) -> Complaint:
    message = "the list stops fitting here"
    found = indentation(failure)
    hint = "start each item with '- ' at one indentation; indent a field as its neighbours"
    return Complaint(found.spot, found.width, message, hint, found.related)


def no_key(failure: Failure) -> Complaint:
    """Something that is no field stands where one is expected."""
    rest = failure.line(failure.at.line)[failure.at.column - 1 :]
    if rest[:1] in ("]", "}"):
        return Complaint(failure.at, 1, f"there is a {rest[0]} too many", "delete it")
    if rest[:1] == ":" and not failure.before().strip():
        return Complaint(failure.at, 1, "the field before this colon has no name", "write the field's name")
    return indentation(failure)


def end_of_document(failure: Failure) -> Complaint:
    """Something follows the end of the file's fields: behind three dots, or left of the first field."""
    number = failure.at.line
    while number and not failure.line(number).startswith("..."):
        number -= 1
    if number:
        return Complaint(Spot(number, 1), 3, "nothing may follow the end of the document", "delete the line with ...")
    first = next((n for n, line in enumerate(failure.lines, 1) if line.strip() and line.strip()[0] != "#"), 1)
    message, hint = "this line does not continue the fields above it", "start every field of the file at the margin"
    return Complaint(failure.at, 1, message, hint, (Spot(first, indent_of(failure.line(first)) + 1), "they start here"))
