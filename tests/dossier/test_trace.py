"""A trace knows what each value was made from, through all that was kept meanwhile."""

from __future__ import annotations

from array import array

import pytest

from generator.dossier.inputs import CODES, Numbers, inputs_from
from generator.dossier.ledger import Rank
from generator.dossier.trace import NumberedTable, Trace

IDS = ("a", "b", "c")


@pytest.fixture
def trace() -> Trace:
    return Trace(Numbers.of(IDS))


@pytest.fixture
def units(trace: Trace) -> NumberedTable[str, int]:
    return NumberedTable("units", trace, {"a": 1, "b": 2})


def numbers(trace: Trace, *cells: tuple[str, str]) -> set[int]:
    return {trace.numbers(cell) for cell in cells}


def test_there_is_room_for_the_number_of_a_table_and_of_an_id() -> None:
    assert max(CODES.values()) < 1 << 8, "give Inputs more bits"


def test_a_value_brings_along_what_it_was_made_from(trace: Trace, units: NumberedTable[str, int]) -> None:
    made: list[str] = []

    def double(key: str) -> int:
        made.append(key)
        return 2 * units[key]

    doubled = trace.memo(double, Rank.LINE, size=1)
    first, inputs = trace.noted(lambda: doubled("a") + len(units))
    assert (first, set(inputs)) == (4, numbers(trace, ("units", "a"), ("units", "#order")))
    again, inputs = trace.noted(lambda: doubled("a"))
    assert (again, set(inputs), made) == (2, numbers(trace, ("units", "a")), ["a"])
    doubled("b")  # takes the place of the other
    assert set(trace.noted(lambda: doubled("a"))[1]) == numbers(trace, ("units", "a"))
    assert made == ["a", "b", "a"]


def test_what_is_not_there_is_noted_as_well(trace: Trace, units: NumberedTable[str, int]) -> None:
    found, inputs = trace.noted(lambda: ("c" in units, units.get("nobody"), units.get("c")))
    assert found == (False, None, None)
    nowhere = Numbers.of(())
    assert set(inputs) == {
        trace.numbers(("units?", "c")),
        nowhere(("units", "nobody")),
        trace.numbers(("units", "c")),
    }


def test_readings_outside_of_a_value_are_not_noted_and_errors_leave_nothing(
    trace: Trace, units: NumberedTable[str, int]
) -> None:
    assert units["a"] == 1
    with pytest.raises(KeyError):
        trace.noted(lambda: units["nobody"])
    assert trace.now is None


def test_inputs_survive_as_bytes() -> None:
    some = array("I", [7, 1 << 31, 0])
    assert inputs_from(some.tobytes()) == some


def test_a_value_of_the_shelf_is_not_made_again(units: NumberedTable[str, int]) -> None:
    class Shelf:
        def get(self, name: str, key: object) -> tuple[object, array[int]] | None:
            return ("kept", array("I", [5])) if key == "a" and "slow" in name else None

    def slow(key: str) -> str:
        raise AssertionError(key)

    trace = Trace(Numbers.of(IDS), Shelf())
    value, inputs = trace.noted(lambda: trace.memo(slow, Rank.TABLE)("a"))
    assert (value, list(inputs)) == ("kept", [5])
    with pytest.raises(AssertionError, match="b"):
        trace.memo(slow, Rank.TABLE)("b")
