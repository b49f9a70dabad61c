"""Identifiers and references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import BadValue
from generator.model.ids import LONGEST, parse_fact_reference, parse_id, split_fact_id


@pytest.mark.parametrize("text", ["a", "pb-20", "2031-05-herald", "0", "a" * LONGEST])
def test_id(text: str) -> None:
    assert parse_id(text) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Pb 20", "write pb-20"),
        ("pb_20", "write pb-20"),
        ("-a", "write a"),
        ("a--b", "write a-b"),
        ("a\n", "write a"),
        ("../x", "write x"),
        ("", "use lower-case letters, digits and single hyphens"),
        ("é", "use lower-case letters, digits and single hyphens"),
        ("a" * (LONGEST + 1), "write " + "a" * LONGEST),
    ],
)
def test_bad_id(text: str, hint: str) -> None:
    with pytest.raises(BadValue) as bad:
        parse_id(text)
    assert (bad.value.code, bad.value.hint) == ("bad-id", hint)


@given(st.text())
def test_a_hint_can_be_followed(text: str) -> None:
    try:
        assert parse_id(text) == text
    except BadValue as bad:
        if bad.hint.startswith("write "):
            parse_id(bad.hint.removeprefix("write "))


def test_references() -> None:
    assert parse_fact_reference("boats", "herald") == "herald#boats"
    assert parse_fact_reference("other#boats", "herald") == "other#boats"
    assert split_fact_id(parse_fact_reference("other#boats", "")) == ("other", "boats")


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("boats", "", "bad-reference"),
        ("#boats", "herald", "bad-id"),
        ("a#", "herald", "bad-id"),
        ("a#b#c", "", "bad-id"),
        ("A#b", "", "bad-id"),
        ("", "herald", "bad-id"),
    ],
)
def test_bad_reference(text: str, source: str, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        parse_fact_reference(text, source)
    assert bad.value.code == code
