"""In which order the parts of two versions stand, once they are together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.merge.parts import Unsure
from generator.model.locator import Locator

Places = Mapping[str, Locator | None]


def together(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], places: Places) -> list[str]:
    """Every key of both, once. What both added at one place stands in the order of the source's text, if that is known
    of all of them, and else ours first. Unsure when both have changed the order of what was there.
    """
    frame, others = (ours, theirs) if _agree(ours, theirs) or not _agree(base, ours) else (theirs, ours)
    if not _agree(ours, theirs) and not _agree(base, others):
        raise Unsure
    after: dict[str | None, list[str]] = {}
    last: str | None = None
    for key in others:
        if key in frame:
            last = key
        else:
            after.setdefault(last, []).append(key)
    out: list[str] = []
    run: list[str] = []
    last = None
    for key in frame:
        if key in others:
            out += [*_mixed(run, after.get(last, []), places, frame is ours), key]
            run, last = [], key
        else:
            run.append(key)
    return out + _mixed(run, after.get(last, []), places, frame is ours)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what both have stands in one order."""
    return [key for key in one if key in other] == [key for key in other if key in one]


def _mixed(frame: list[str], others: list[str], places: Places, frame_is_ours: bool) -> list[str]:
    one, two = (frame, others) if frame_is_ours else (others, frame)
    if not (one and two):
        return one + two
    known = {key: place for key in one + two if (place := places.get(key)) is not None}
    if len(known) < len(one) + len(two) or any(known[a] > known[b] for run in (one, two) for a, b in pairwise(run)):
        return one + two
    return sorted(one + two, key=known.__getitem__)
