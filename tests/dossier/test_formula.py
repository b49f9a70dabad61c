"""Arithmetic of derived figures, held against exact fractions over the corners of the intervals."""

from __future__ import annotations

import itertools
import re
import time
from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.dossier.formula import DIGITS, LONGEST, Interval, evaluate, names, parse
from generator.errors import BadValue
from generator.model.number import parse_number
from tests.refusals import refusal

A, B = Interval(Decimal(10), Decimal(12)), Interval(Decimal(2), Decimal(4))
VALUES = {"a": A, "b": B}
NUMBERS = st.decimals(-1000, 1000, places=2, allow_nan=False) | st.integers(-(10**30) + 1, 10**30 - 1).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    return Interval(low, draw(st.sampled_from([low, high])))


@st.composite
def formulas(draw: st.DrawFn) -> tuple[str, dict[str, Interval]]:
    """A formula that uses each name once, so that its bounds lie at corners."""
    parts = [f"x{number}" for number in range(draw(st.integers(1, 4)))]
    values = {name: draw(intervals()) for name in parts}
    parts += draw(st.lists(st.sampled_from(["2", "0.5", "100"]), max_size=2))
    while len(parts) > 1:
        left, right = parts.pop(0), parts.pop(0)
        parts.append(f"({left} {draw(st.sampled_from('+-*/'))} {right})")
    return parts[0], values


def corners(text: str, values: dict[str, Interval]) -> list[Fraction]:
    """Every result with each value at one of its ends: Python's own arithmetic, on fractions."""
    code = compile(re.sub(r"(?<![\w.])[0-9.]+", r"Fraction('\g<0>')", text), "formula", "eval")
    ends = [(Fraction(one.low), Fraction(one.high)) for one in values.values()]
    scope = {"Fraction": Fraction}
    return [
        Fraction(eval(code, scope, dict(zip(values, some, strict=True))))  # noqa: S307 - the oracle, on our own texts
        for some in itertools.product(*ends)
    ]


def near(exact: Fraction, found: Decimal) -> bool:
    return abs(Fraction(found) - exact) <= abs(exact) * Fraction(1, 10 ** (DIGITS - 1))


@given(formulas())
@example(
    (
        "x0 - x1",
        {"x0": Interval(Decimal(10**29 + 1), Decimal(10**29 + 1)), "x1": Interval(Decimal(10**29), Decimal(10**29))},
    )
)
def test_bounds_are_the_extreme_corners(case: tuple[str, dict[str, Interval]]) -> None:
    text, values = case
    bad = refusal(evaluate, text, values)
    if bad:
        assert bad.code == "bad-formula"
        assert "divides by zero" in bad.message
        return
    found = evaluate(text, values)
    exact = corners(text, values)
    assert near(min(exact), found.low)
    assert near(max(exact), found.high)


@given(intervals(), intervals(), st.data())
def test_a_name_used_twice_never_narrows_the_bounds(a: Interval, b: Interval, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(["a - a", "a / (a + b)", "a * a - b", "(a + b) * (a - b)"]))
    values = {"a": a, "b": b}
    assume(refusal(evaluate, text, values) is None)
    found = evaluate(text, values)
    slack = max(abs(Fraction(end)) for end in (found.low, found.high)) / 10 ** (DIGITS - 1)
    for exact in corners(text, values):
        assert Fraction(found.low) - slack <= exact <= Fraction(found.high) + slack


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a", "10", "12"),
        ("a + b", "12", "16"),
        ("a - b", "6", "10"),
        ("a * b", "20", "48"),
        ("a / b", "2.5", "6"),
        ("2", "2", "2"),
        ("a - 2 - 3", "5", "7"),
        ("a - (2 - 3)", "11", "13"),
        ("1 + 2 * 3", "7", "7"),
        ("0.1 + 0.2", "0.3", "0.3"),
        ("a + b\n", "12", "16"),
        ("+".join("a" * 100), "1000", "1200"),
        ("(" * 90 + "a" + ")" * 90, "10", "12"),
    ],
)
def test_evaluate(text: str, low: str, high: str) -> None:
    assert evaluate(text, VALUES) == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "()",
        "a b",
        "a +",
        "-a",
        "+a",
        "a**b",
        "a//b",
        "a % b",
        "a @ b",
        "a, b",
        "[a]",
        "a.b",
        "a(b)",
        "a[b]",
        "a = b",
        "a if b else a",
        "a or b",
        "a < b",
        "not a",
        "lambda",
        "if",
        "True",
        "None",
        "...",
        "'a'",
        "a # b",
        "a; b",
        "a\nb",
        "0x10",
        "0b1",
        "0o7",
        "010",
        "1_000",
        "1e5",
        "1E5",
        "1j",
        ".5",
        "5.",
        "1.000",
        "3,000",
        "1if a else b",
        "1a",
        "A",
        "é",
        "ａ",
        "a×b",
        "١",
        "__import__",
        "a\x00b",
        "_a",
        "(" * 150 + "a" + ")" * 150,
        "a" * (LONGEST + 1),
        "(",
        "a" * 100 + "é",
        "(a" * 60 + "!",
        "1" * 100 + "!",
    ],
)
def test_refused(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(BadValue) as bad:
        parse(text)
    assert bad.value.code == "bad-formula"
    assert bad.value.hint
    assert "\n" not in bad.value.message
    assert time.perf_counter() - start < 0.5  # no text makes the shape's expression go back for ever


@pytest.mark.parametrize(
    ("text", "hint"), [("a * 1_000", "write 1000"), ("a * 1.000", "write 1000"), ("a + 2.125", "write 2125, or 2.1250")]
)
def test_a_number_is_read_as_everywhere(text: str, hint: str) -> None:
    with pytest.raises(BadValue) as bad:
        parse(text)
    assert bad.value.hint.startswith(hint)


@pytest.mark.parametrize("text", ["a / 0", "a / (b - b)", "a / (b - 3)", "1 / 0 * a", "0 / 0", "a / 0.0"])
def test_nothing_divides_by_zero(text: str) -> None:
    with pytest.raises(BadValue, match="divides by zero"):
        evaluate(text, VALUES)


def test_unknown_names() -> None:
    with pytest.raises(BadValue, match="names 'c', which facts does not give"):
        evaluate("a + c", VALUES)


def test_names_in_order() -> None:
    assert names("b * (a + b) - c") == ("b", "a", "c")


def test_the_callers_precision_stays_out_of_it() -> None:
    context = getcontext()
    before, context.prec = context.prec, 3
    try:
        assert evaluate("x / 3", {"x": Interval(Decimal(1), Decimal(1))}).low == Decimal("0." + "3" * DIGITS)
        assert context.prec == 3
    finally:
        context.prec = before


@given(st.text(alphabet="ab1.() +-*/_#\n", max_size=30) | st.text(max_size=30))
def test_reads_or_complains(text: str) -> None:
    bad = refusal(evaluate, text, VALUES)
    assert bad is None or (bad.code == "bad-formula" and bad.message and bad.hint)


@given(st.decimals(0, 10**9, places=3).map(str))
def test_numbers(text: str) -> None:
    assume(refusal(parse_number, text) is None)
    assert evaluate(text, {}).low == parse_number(text)
