"""Where a finger may press: an area of `HIT` by `HIT` units for each mark, apart from those of all others.

A phone shows `HIT` units as 24 px, which is what WCAG 2.5.8 asks for. Where marks stand close, their areas move to
the sides, and each still holds the middle of its own mark and of no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.pictures.labels import Box
from generator.pictures.svg import HIT

HALF = HIT / 2
SIGN = 9.0  # half the size of a sign, which its area holds as a whole where there is room for that


def areas(marks: Sequence[tuple[float, float]], frame: Box, sizes: Sequence[float] = (SIGN,)) -> tuple[list[Box], int]:
    """An area for each mark, in order, and how many of them lie on another: too close to be told apart.

    `sizes`: half the size of what an area must hold of its mark, and no other area may; the first that can be had.
    """
    best, fewest = [_within(x, y, frame) for x, y in marks], len(marks) + 1
    if not any(one.meets(other) for index, one in enumerate(best) for other in best[:index]):
        return best, 0
    order = sorted(range(len(marks)), key=lambda n: marks[n])
    for size in sizes:
        for turn in (order, order[::-1], sorted(order, key=lambda n: marks[n][::-1]), range(len(marks))):
            found, lost = _greedy(marks, turn, frame, size)
            if lost < fewest:
                best, fewest = found, lost
            if not lost:
                return best, 0
    return best, fewest


def _greedy(
    marks: Sequence[tuple[float, float]], turn: Sequence[int], frame: Box, size: float
) -> tuple[list[Box], int]:
    """One after the other, each as close around its mark as those before leave room for."""
    moved = (0.0, HALF / 2, -HALF / 2, HALF - size, size - HALF)
    offsets = sorted(((dx, dy) for dx in moved for dy in moved), key=lambda one: abs(one[0]) + abs(one[1]))
    signs = [Box(x - size, y - size, x + size, y + size) for x, y in marks]
    out: dict[int, Box] = {}
    lost = 0
    for number in turn:
        x, y = marks[number]
        for dx, dy in offsets:
            box = _within(x + dx, y + dy, frame)
            if abs(dx) > HALF - size or abs(dy) > HALF - size:
                continue
            if any(box.meets(other) for other in out.values()):
                continue
            if not any(box.meets(sign) for n, sign in enumerate(signs) if n != number):
                out[number] = box
                break
        else:
            lost += 1
            out[number] = _within(x, y, frame)
    return [out[number] for number in range(len(marks))], lost


def _within(x: float, y: float, frame: Box) -> Box:
    x = min(max(x, frame.left + HALF), frame.right - HALF)
    y = min(max(y, frame.top + HALF), frame.bottom - HALF)
    return Box(x - HALF, y - HALF, x + HALF, y + HALF)


def along(marks: Sequence[float], length: float) -> list[tuple[list[int], float, float]]:
    """Marks on a line, in order: which of them share an area, and from where to where it goes; none shorter than `HIT`.

    Marks that stand closer than `HIT` to the first of their area share it.
    """
    groups: list[list[int]] = []
    for index, at in enumerate(marks):
        if groups and at - marks[groups[-1][0]] < HIT:
            groups[-1].append(index)
        else:
            groups.append([index])
    out: list[tuple[list[int], float, float]] = []
    end = 0.0
    for group in groups:
        start = max(end, min((marks[group[0]] + marks[group[-1]]) / 2 - HALF, length - HIT))
        if start + HIT > length:  # no room at the end: with the one before
            before, first, _ = out.pop()
            out.append((before + group, first, length))
            break
        end = start + HIT
        out.append((group, start, end))
    return out
