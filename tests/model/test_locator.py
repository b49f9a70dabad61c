"""Locators of paragraphs and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import BadValue
from generator.model.locator import Locator, parse_locator

LOCATORS = st.builds(Locator, st.integers(1, 99999), st.integers(0, 9999))


@given(LOCATORS)
def test_round_trip(locator: Locator) -> None:
    assert parse_locator(str(locator)) == locator


@pytest.mark.parametrize(
    "text",
    ["", "3", "p0", "p3.s0", "p03", "P3", "p3.", "p3.s", "p3s1", "p3.1", "p3.s1.s2", "p3\n", "p123456", "p١", "p3-5"],
)
def test_refused(text: str) -> None:
    with pytest.raises(BadValue) as bad:
        parse_locator(text)
    assert bad.value.code == "bad-locator"


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("p1", "p1", True),
        ("p1", "p1.s2", True),
        ("p1.s1", "p1.s2", False),
        ("p1.s2", "p1.s2", True),
        ("p1", "p2", False),
    ],
)
def test_meets(one: str, other: str, meet: bool) -> None:
    assert parse_locator(one).meets(parse_locator(other)) is meet


@given(LOCATORS, LOCATORS)
def test_meeting_is_mutual(one: Locator, other: Locator) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)
