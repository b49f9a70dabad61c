"""Areas for fingers: large enough, apart from each other, each around its own mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pictures import targets
from generator.pictures.labels import Box
from generator.pictures.svg import HIT, WIDTH

FRAME = Box(0, 0, 600, 400)
places = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 400)), max_size=20)


def apart(boxes: list[Box]) -> bool:
    return not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


@given(places)
def test_areas_are_full_size_inside_and_around_their_marks(marks: list[tuple[int, int]]) -> None:
    boxes, _ = targets.areas(marks, FRAME, (9, 1))
    assert len(boxes) == len(marks)
    for (x, y), box in zip(marks, boxes, strict=True):
        assert (round(box.right - box.left), round(box.bottom - box.top)) == (HIT, HIT)
        assert box.inside(FRAME)
        assert box.left <= x <= box.right
        assert box.top <= y <= box.bottom


@pytest.mark.parametrize(
    "marks",
    [
        [(100, 100), (122, 100)],  # side by side, as close as signs may stand
        [(100, 100), (100, 122)],
        [(100, 100), (122, 122)],
        [(300, 200), (309, 206)],  # two capitals on the map of a continent
        [(100, 100), (146, 100), (192, 100)],
    ],
)
def test_close_marks_get_areas_of_their_own(marks: list[tuple[float, float]]) -> None:
    boxes, lost = targets.areas(marks, FRAME, (9, 5, 1))
    assert lost == 0
    assert apart(boxes)


@given(places)
def test_none_lost_is_none_on_another(marks: list[tuple[int, int]]) -> None:
    boxes, lost = targets.areas(marks, FRAME)
    assert lost or apart(boxes)


def test_marks_far_apart_have_their_areas_around_them() -> None:
    assert targets.areas([(100, 100), (200, 100)], FRAME) == ([Box(78, 78, 122, 122), Box(178, 78, 222, 122)], 0)


@given(st.lists(st.floats(2, WIDTH - 2), min_size=1, max_size=50).map(sorted))
def test_on_a_line_areas_are_apart_and_hold_their_marks(marks: list[float]) -> None:
    groups = targets.along(marks, WIDTH)
    assert [index for group, _, _ in groups for index in group] == list(range(len(marks)))
    before = 0.0
    for group, start, end in groups:
        assert before <= start
        assert end - start >= HIT - 1e-6
        assert end <= WIDTH + 1e-6
        assert all(start - 1e-6 <= marks[index] <= end + 1e-6 for index in group)
        before = end
