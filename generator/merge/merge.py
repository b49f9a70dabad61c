"""A merge of three texts, entry by entry; what is not sure to be right is left to git's merge by lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.merge.order import together
from generator.merge.parts import Inside, Part, Plain, Unsure, cut, plain, tree

ByLines = Callable[[str, str, str], tuple[str, bool]]  # base, ours, theirs: the text, and whether it holds conflicts


@dataclass(frozen=True, slots=True)
class Merged:
    text: str
    conflicts: tuple[str, ...]  # where: `facts.boats`; the whole file is an empty word
    by_lines: bool = False  # the whole file was left to the merge by lines


@dataclass(slots=True)
class _Run:
    """One merge: what came out of it, to be held against the finished text."""

    by_lines: ByLines
    marker: int
    conflicts: list[str] = field(default_factory=list)
    values: dict[tuple[str, ...], Plain] = field(default_factory=dict)


def merge(base: str, ours: str, theirs: str, by_lines: ByLines, marker: int = 7) -> Merged:
    """`ours` and `theirs` together. `by_lines` marks its conflicts with `marker` signs, as git does."""
    if theirs in (base, ours):
        return Merged(ours, ())
    if ours == base:
        return Merged(theirs, ())
    run = _Run(by_lines, marker)
    try:
        text = _inside(cut(base), cut(ours), cut(theirs), run, ())
        _verify(text, run)
    except Unsure:
        text, conflict = by_lines(base, ours, theirs)
        return Merged(text, ("",) if conflict else (), by_lines=True)
    return Merged(text, tuple(run.conflicts))


def _inside(base: Inside | None, ours: Inside, theirs: Inside, run: _Run, path: tuple[str, ...]) -> str:
    """The text of what holds parts."""
    known = base or Inside(ours.keyed, ours.glue, "", (), "")
    if len({(one.keyed, one.glue) for one in (known, ours, theirs)}) > 1:
        raise Unsure
    sides = (known, ours, theirs)
    if not ours.keyed:
        _only_added(*sides)
    places = {part.key: part.place for side in sides for part in side.parts}
    keys = together(known.names, ours.names, theirs.names, places)
    if any(len(set(side.names)) < len(side.parts) for side in sides):
        raise Unsure  # the same item twice in one list
    texts = []
    for key in keys:
        text = _part(known.get(key), ours.get(key), theirs.get(key), run, (*path, key))
        if text is not None:
            texts.append(text)
    if not texts:
        raise Unsure  # nothing is left: the field itself has to go
    return _frame(base, ours, theirs, "head", run) + ours.glue.join(texts) + _frame(base, ours, theirs, "tail", run)


def _frame(base: Inside | None, ours: Inside, theirs: Inside, name: str, run: _Run) -> str:
    """What stands before the parts, or after them."""
    mine, yours = (str(getattr(side, name)) for side in (ours, theirs))
    before = str(getattr(base, name)) if base else None
    if yours in (before, mine):
        return mine
    if mine == before:
        return yours
    if before is None or ours.glue:
        raise Unsure
    found, conflict = run.by_lines(before, mine, yours)
    if conflict:
        raise Unsure
    return found


def _only_added(base: Inside, ours: Inside, theirs: Inside) -> None:
    """Items have no names: one that was changed cannot be told from one that went and one that came."""
    for side in (ours, theirs):
        if [name for name in side.names if base.get(name)] != base.names:
            raise Unsure


def _part(base: Part | None, ours: Part | None, theirs: Part | None, run: _Run, path: tuple[str, ...]) -> str | None:
    """The text of one part, or None when it goes."""
    if theirs in (ours, base):
        return _taken(ours, run, path)
    if ours == base:
        return _taken(theirs, run, path)
    if ours and theirs and ours.inside and theirs.inside and (base is None or base.inside):
        before = len(run.conflicts), dict(run.values)
        try:
            return _inside(base.inside if base else None, ours.inside, theirs.inside, run, path)
        except Unsure:
            del run.conflicts[before[0] :]
            run.values = before[1]
    texts = [part.text if part else "" for part in (base, ours, theirs)]
    if any(text and not text.endswith("\n") for text in texts):
        raise Unsure
    text, conflict = run.by_lines(texts[0], texts[1], texts[2])
    if conflict:
        run.conflicts.append(".".join(path))
    return text


def _taken(part: Part | None, run: _Run, path: tuple[str, ...]) -> str | None:
    if part is None:
        return None
    run.values[path] = part.plain
    return part.text


def _verify(text: str, run: _Run) -> None:
    """The finished text is our YAML, whichever side of a conflict is taken, and holds each value that was taken."""
    for which in (0, 1) if run.conflicts else (0,):
        found = plain(tree(_side(text, which, run.marker) if run.conflicts else text))
        if not all(_holds(found, path, value) for path, value in run.values.items()):
            raise Unsure


def _holds(found: Plain | None, path: tuple[str, ...], value: Plain) -> bool:
    if not path:
        return found == value
    if isinstance(found, tuple):  # items have no names
        return value in found
    return isinstance(found, dict) and path[0] in found and _holds(found[path[0]], path[1:], value)


def _side(text: str, which: int, marker: int) -> str:
    """A text with conflicts as it is when one side is taken."""
    signs = {"<" * marker: 0, "|" * marker: 2, "=" * marker: 1, ">" * marker: -1}
    here, out = -1, []
    for line in text.splitlines(keepends=True):
        sign = signs.get(line[:marker]) if line[marker : marker + 1] in (" ", "\n") else None
        if sign is not None:
            here = sign
        elif here in (-1, which):
            out.append(line)
    return "".join(out)
