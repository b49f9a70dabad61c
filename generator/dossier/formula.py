"""Arithmetic of derived figures: a small grammar read with `ast`, computed on intervals, never `eval`."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import lru_cache

from generator.errors import BadValue, one_line
from generator.model.number import parse_number

LONGEST = 200
DIGITS = 28  # of a result; what leads to it is computed with EXACT digits
EXACT = 120

# Checked before Python's parser sees the text: it knows more numbers (0x10, 1_000, 1e5), comments and alphabets.
# The quantifiers are possessive: without that, a long name takes exponential time to refuse.
_NUMBER = r"[0-9]++(?:\.[0-9]++)?+(?![\w.])"
_SHAPE = re.compile(rf"(?:{_NUMBER}|[a-z][a-z0-9_]*+|[-+*/() ])++\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    high: Decimal


@lru_cache(maxsize=4096)
def parse(text: str) -> ast.expr:
    """The expression, or BadValue `bad-formula`: numbers, names, + - * / and brackets only, in one line."""
    hint = "use numbers, the names given in facts, + - * / and brackets"
    if len(text) > LONGEST:
        raise BadValue("bad-formula", f"the formula is longer than {LONGEST} characters", hint)
    for written in re.findall(r"(?<![\w.])[0-9][\w.]*", text):
        _number(written)
    if not _SHAPE.fullmatch(text):
        raise BadValue("bad-formula", f"'{one_line(text)}' is not a formula", hint)
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadValue("bad-formula", f"'{one_line(text)}' is not a formula", hint) from None
    for part in ast.walk(tree):
        good = isinstance(part, (ast.BinOp, ast.Name, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div))
        if not good and not (isinstance(part, ast.Constant) and isinstance(part.value, (int, float))):
            raise BadValue("bad-formula", f"'{one_line(text)}' holds more than arithmetic", hint)
    return tree


def _number(written: str) -> Decimal:
    try:
        return parse_number(written)
    except BadValue as bad:
        raise BadValue("bad-formula", bad.message, bad.hint) from None


def names(text: str) -> tuple[str, ...]:
    """The names that a formula uses, in order, each once."""
    found = [(part.col_offset, part.id) for part in ast.walk(parse(text)) if isinstance(part, ast.Name)]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def evaluate(text: str, values: Mapping[str, Interval]) -> Interval:
    """The bounds of the result. BadValue `bad-formula` on unknown names and division by an interval with zero."""
    with localcontext() as context:
        context.prec = EXACT
        try:
            exact = _evaluate(parse(text), text, values)
            context.prec = DIGITS
            return Interval(+exact.low, +exact.high)
        except (DivisionByZero, InvalidOperation, Overflow):
            raise BadValue(
                "bad-formula", f"'{one_line(text)}' divides by zero", "divide by a figure that is not zero"
            ) from None


def _evaluate(part: ast.expr, text: str, values: Mapping[str, Interval]) -> Interval:
    if isinstance(part, ast.Constant):
        number = _number(text[part.col_offset : part.end_col_offset])
        return Interval(number, number)
    if isinstance(part, ast.Name):
        if part.id not in values:
            message = f"the formula names '{part.id}', which facts does not give"
            raise BadValue("bad-formula", message, "add it to facts")
        return values[part.id]
    if not isinstance(part, ast.BinOp):
        raise TypeError(f"parse lets no {type(part).__name__} through")
    left, right = _evaluate(part.left, text, values), _evaluate(part.right, text, values)
    match part.op:
        case ast.Add():
            return Interval(left.low + right.low, left.high + right.high)
        case ast.Sub():
            return Interval(left.low - right.high, left.high - right.low)
        case ast.Mult():
            ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        case _:
            if right.low <= 0 <= right.high:
                raise BadValue(
                    "bad-formula", f"'{one_line(text)}' divides by zero", "divide by a figure that is not zero"
                )
            ends = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Interval(min(ends), max(ends))
