"""Numbers: one spelling each, and nothing that reads differently in two countries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import BadValue
from generator.model.number import LONGEST, parse_number
from tests.refusals import refusal


@pytest.mark.parametrize(
    "text", ["0", "12", "-3", "3000", "0.5", "0.500", "-0.125", "12.75", "1234.5678", "9" * LONGEST]
)
def test_read(text: str) -> None:
    assert str(parse_number(text)) == text


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("3.000", "'3.000' reads as 3.0", "write 3000"),
        ("-3.000", "'-3.000' reads as -3.0", "write -3000"),
        ("3.125", "'3.125' reads as 3.125", "write 3125, or 3.1250 for a decimal number"),
        ("3,000", "'3,000' has separators", "write 3000"),
        ("1.234.567", "'1.234.567' has separators", "write 1234567"),
        ("3 000", "'3 000' has separators", "write 3000"),
        ("3\u202f000", "'3\u202f000' has separators", "write 3000"),
        ("1_000", "'1_000' has separators", "write 1000"),
    ],
)
def test_ambiguous(text: str, message: str, hint: str) -> None:
    with pytest.raises(BadValue) as bad:
        parse_number(text)
    assert (bad.value.code, bad.value.message, bad.value.hint) == ("figure-ambiguous", message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "+1",
        ".5",
        "5.",
        "1e5",
        "1e999999999",
        "0x10",
        "010",
        "00",
        "nan",
        "inf",
        "٣",
        "１",
        "1.2.3",
        "1,5",
        "12.345,67",
        "1\n",
        "--1",
        "9" * (LONGEST + 1),
        "1" + ",000" * 200000,
        "½",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(BadValue) as bad:
        parse_number(text)
    assert bad.value.code == "bad-number"
    assert bad.value.hint


@given(st.text() | st.text(alphabet="0123456789.,-_eE +\u202f"))
def test_reads_or_complains(text: str) -> None:
    bad = refusal(parse_number, text)
    if bad is None:
        assert f"{parse_number(text):f}" == text
    else:
        assert bad.code in ("bad-number", "figure-ambiguous")
        assert bad.hint


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1000000, max_value=1000000))
def test_every_hint_can_be_followed(number: Decimal) -> None:
    text = f"{number:,.3f}"
    bad = refusal(parse_number, text)
    if bad and bad.code == "figure-ambiguous":
        for word in bad.hint.removeprefix("write ").removesuffix(" for a decimal number").split(", or "):
            parse_number(word)
