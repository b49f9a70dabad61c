"""Dates: what is read, what is refused and how, and the bounds against the library `edtf`."""

from __future__ import annotations

import datetime
import random
import re
import time

import edtf as library
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import BadValue
from generator.model.edtf import Date, Edtf, Precision, parse

QUALIFIERS = st.sampled_from(["", "~", "?", "%"])
DAYS = st.dates()


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    return draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Any value of the subset, in canonical form."""
    form = draw(st.sampled_from(["date", "interval", "open start", "open end", "[]", "{}"]))
    if form in ("[]", "{}"):
        elements = draw(st.lists(plain_texts(), min_size=1, max_size=4, unique=True))
        return form[0] + ",".join(element + draw(QUALIFIERS) for element in elements) + form[1]
    first, last = sorted([draw(plain_texts()), draw(plain_texts())], key=lambda text: parse(text).sort_key)
    first, last = first + draw(QUALIFIERS), last + draw(QUALIFIERS)
    return {"date": first, "interval": f"{first}/{last}", "open start": f"../{last}", "open end": f"{first}/.."}[form]


VALUES = texts().map(parse)
MESSY = st.text(alphabet="0123456789-/~?%.,[]{} XTZ:marchu\n\u2013", max_size=24)
NUMBER = st.integers(0, 33).map("{:02}".format)
YEAR, JOIN = st.sampled_from(["0000", "1900", "2024"]), st.sampled_from("--/.")
NEAR = st.tuples(YEAR, JOIN, NUMBER, JOIN, NUMBER, QUALIFIERS).map("".join)
CUT = texts().flatmap(lambda text: st.sampled_from([text[:-1], text + "0", f" {text}"]))


def complaint(text: str) -> BadValue:
    with pytest.raises(BadValue) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "date", "precision", "first", "last"),
    [
        ("2025", Date(2025), Precision.YEAR, "2025-01-01", "2025-12-31"),
        ("2024-02", Date(2024, 2), Precision.MONTH, "2024-02-01", "2024-02-29"),
        ("1900-02", Date(1900, 2), Precision.MONTH, "1900-02-01", "1900-02-28"),
        ("2025-03-27", Date(2025, 3, 27), Precision.DAY, "2025-03-27", "2025-03-27"),
        ("2025-03~", Date(2025, 3, approximate=True), Precision.MONTH, "2025-03-01", "2025-03-31"),
        ("2025?", Date(2025, uncertain=True), Precision.YEAR, "2025-01-01", "2025-12-31"),
        ("2025%", Date(2025, approximate=True, uncertain=True), Precision.YEAR, "2025-01-01", "2025-12-31"),
        ("0001", Date(1), Precision.YEAR, "0001-01-01", "0001-12-31"),
        ("9999-12", Date(9999, 12), Precision.MONTH, "9999-12-01", "9999-12-31"),
    ],
)
def test_single_date(text: str, date: Date, precision: Precision, first: str, last: str) -> None:
    value = parse(text)
    assert value == Edtf("date", (date,))
    assert (date.precision, date.first.isoformat(), date.last.isoformat()) == (precision, first, last)
    assert (value.earliest, value.latest) == (date.first, date.last)


@pytest.mark.parametrize(
    ("text", "kind", "count", "earliest", "latest"),
    [
        ("2025-01/2025-02", "interval", 2, "2025-01-01", "2025-02-28"),
        ("2025-01~/2025-02?", "interval", 2, "2025-01-01", "2025-02-28"),
        ("2025-03/2025", "interval", 2, "2025-03-01", "2025-12-31"),
        ("2025-03-27/2025-03", "interval", 2, "2025-03-27", "2025-03-31"),
        ("../2025", "interval", 2, None, "2025-12-31"),
        ("2025/..", "interval", 2, "2025-01-01", None),
        ("0001/9999", "interval", 2, "0001-01-01", "9999-12-31"),
        ("[2025-03-13,2025-03-06]", "one-of", 2, "2025-03-06", "2025-03-13"),
        ("[2025]", "one-of", 1, "2025-01-01", "2025-12-31"),
        ("{2025-01,2025-02~}", "all-of", 2, "2025-01-01", "2025-02-28"),
    ],
)
def test_other_kinds(text: str, kind: str, count: int, earliest: str | None, latest: str | None) -> None:
    value = parse(text)
    assert (value.kind, len(value.dates)) == (kind, count)
    assert value.earliest == (datetime.date.fromisoformat(earliest) if earliest else None)
    assert value.latest == (datetime.date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize(
    ("text", "wrong", "message", "suggested"),
    [
        ("", "", "empty", ["2025", "2025-03", "2025-03-27"]),
        ("0000", "0000", "no year 0000", ["2025"]),
        ("2025-13", "13", "no month 13", ["2025"]),
        ("2025-00-01", "00", "no month 00", ["2025"]),
        ("2025-27-03", "27", "no month 27", ["2025-03-27"]),
        ("2025-21", "21", "seasons", ["2025-03/2025-05"]),
        ("2025-02-30", "30", "no day 30 in 2025-02, which has 28 days", ["2025-02"]),
        ("2025-03-00", "00", "no day 00", ["2025-03"]),
        ("2025-3", "3", "month has two digits", ["2025-03"]),
        ("2025-3-7~", "3", "month has two digits", ["2025-03-07~"]),
        ("2025-03-7", "7", "day has two digits", ["2025-03-07"]),
        ("27/03/2025", "27/03/2025", "no slashes", ["2025-03-27"]),
        ("03/04/2025", "03/04/2025", "no slashes", ["2025-04-03", "2025-03-04"]),
        ("2025/03", "2025/03", "no slashes", ["2025-03"]),
        ("27.03.2025", "27.03.2025", "joined by hyphens", ["2025-03-27"]),
        ("2025\u201303\u201327", "2025\u201303\u201327", "joined by hyphens", ["2025-03-27"]),
        ("20250327", "20250327", "joined by hyphens", ["2025-03-27"]),
        ("2025-03-27T10:00Z", "T10:00Z", "time of day", ["2025-03-27"]),
        ("2025-03-27 10:00", " 10:00", "time of day", ["2025-03-27"]),
        ("March 2025", "March", "month is written as a number", ["2025-03"]),
        ("1er août 2025", "août", "month is written as a number", ["2025-08-01"]),
        ("March 27th, 2025", "March", "month is written as a number", ["2025-03-27"]),
        ("late March 2025", "March", "month is written as a number", ["2025", "2025-03", "2025-03-27"]),
        ("6-13 March 2025", "March", "month is written as a number", ["2025", "2025-03", "2025-03-27"]),
        (" 2025-03", " ", "space", ["2025-03"]),
        ("2025-03\n", "\n", "space", ["2025-03"]),
        ("2025 03", " ", "space", ["2025-03"]),
        ("2025-2026", "-", "joined by a slash", ["2025/2026"]),
        ("2025-01..2025-02", "..", "joined by a slash", ["2025-01/2025-02"]),
        ("2025..", "..", "after a slash", ["2025/.."]),
        ("..2025", "..", "before a slash", ["../2025"]),
        ("2025?~", "?~", "one qualifier", ["2025%"]),
        ("~2025", "~", "after the whole date", ["2025~"]),
        ("2025~-03", "~", "after the whole date", ["2025-03~"]),
        ("circa 2025", "circa", "about is written ~", ["2025~"]),
        ("2025-XX", "-XX", "unspecified digits", ["2025"]),
        ("202X", "X", "unspecified digits", ["2020/2029"]),
        ("25", "25", "four digits", ["2025", "2025-03", "2025-03-27"]),
        ("12025", "12025", "0001 to 9999", ["2025", "2025-03", "2025-03-27"]),
        ("-0044", "-0044", "0001 to 9999", ["2025", "2025-03", "2025-03-27"]),
        ("tomorrow", "tomorrow", "not a date", ["2025", "2025-03", "2025-03-27"]),
        ("2025/2026-13", "13", "no month 13", ["2026"]),
        ("2025/", "", "the end of the interval", ["2025/.."]),
        ("open/2025", "open", "the start of the interval", ["../2025"]),
        ("../..", "../..", "says nothing", ["2025/.."]),
        ("2025-01/2025-02/2025-03", "/", "one slash", ["2025-01/2025-02"]),
        ("[]", "", "the set is empty", ["[2025-03-06,2025-03-13]"]),
        ("{2025,}", "", "empty place", ["{2025-03-06,2025-03-13}"]),
        ("[2025", "5", "does not end with ]", ["[2025-03-06,2025-03-13]"]),
        ("[2025, 2026]", " ", "space", ["2026"]),
        ("[2025,2026,2025~]", "2025~", "2025 stands twice", []),
        (
            "[2025,2026-01..2026-02]",
            "2026-01..2026-02",
            "not a range",
            ["[2025-03-06,2025-03-13]", "2025-03-06/2025-03-13"],
        ),
        ("2025/[2026]", "[", "a set stands alone", ["2025", "2025-03", "2025-03-27"]),
    ],
)
def test_refused(text: str, wrong: str, message: str, suggested: list[str]) -> None:
    bad = complaint(text)
    assert bad.code == "bad-date"
    assert text[bad.start : bad.end] == wrong
    assert message in bad.message
    assert [quoted for quoted in re.findall("'(.*?)'", bad.hint) if quoted != ".."] == suggested


@pytest.mark.parametrize("text", ["2025-02/2025-01", "2025/2024-12-31", "2025-03-27~/2025-03-26"])
def test_reversed_interval(text: str) -> None:
    bad = complaint(text)
    assert bad.code == "reversed-interval"
    assert text[bad.start : bad.end] == text.partition("/")[2]
    assert f"'{'/'.join(reversed(text.split('/')))}'" in bad.hint


@given(st.one_of(NEAR, MESSY, CUT, st.text()))
@example("2025-13-17")  # exchanging day and month helps nothing, and asked for itself again
def test_any_text_is_read_or_refused_with_a_hint_that_is_read(text: str) -> None:
    bad = None
    try:
        assert str(parse(text)) == text
    except BadValue as refused:
        bad = refused
    if bad:
        assert bad.code in ("bad-date", "reversed-interval")
        assert 0 <= bad.start <= (bad.end or 0) <= len(text)
        assert bad.message
        for quoted in re.findall("'(.*?)'", bad.hint):
            assert quoted == ".." or str(parse(quoted)) == quoted


@pytest.mark.parametrize("text", ["2" * 10**6, "[" + "2025," * 10**5 + "]", "/" * 10**6, " " * 10**6, "~" * 10**6])
def test_long_nonsense_is_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    assert len(complaint(text).message) < 200
    assert time.perf_counter() - started < 1


@given(texts())
def test_text_comes_back(text: str) -> None:
    assert str(parse(text)) == text


@given(VALUES)
def test_bounds_enclose_every_date(value: Edtf) -> None:
    for date in value.dates:
        if date:
            assert value.earliest is None or value.earliest <= date.last
            assert value.latest is None or date.first <= value.latest


@given(VALUES, VALUES)
def test_overlaps_and_contains_agree(one: Edtf, other: Edtf) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)
    assert one.contains(one)
    if one.contains(other):
        assert one.overlaps(other)


@given(VALUES, DAYS)
def test_a_day_is_possible_or_not(value: Edtf, day: datetime.date) -> None:
    asked = parse(day.isoformat())
    if value.kind == "interval":
        inside = (value.earliest or day) <= day <= (value.latest or day)
    else:
        inside = any(date.first <= day <= date.last for date in value.dates if date)
    assert value.contains(asked) == value.overlaps(asked) == inside


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        ("2025", "2025-03~", True, True),
        ("2025-03", "2025", True, False),
        ("2024/..", "2025/..", True, True),
        ("0001/9999", "2025/..", True, False),
        ("../2024", "2025", False, False),
        ("{2025-01,2025-02}", "2025-01-20/2025-02-10", True, True),
        ("[2025-03-06,2025-03-13]", "2025-03-06/2025-03-13", True, False),
        ("[2025-03-06,2025-03-13]", "2025-03-07/2025-03-12", False, False),
    ],
)
def test_overlaps_and_contains(one: str, other: str, overlaps: bool, contains: bool) -> None:
    assert parse(one).overlaps(parse(other)) is overlaps
    assert parse(one).contains(parse(other)) is contains


def test_timeline_order() -> None:
    ordered = [
        "../2024",
        "2024",
        "2024/..",
        "2025-01-01",
        "2025-01",
        "2025-01?",
        "2025-01~",
        "2025",
        "2025/..",
        "2025-02",
    ]
    assert sorted(ordered[5:] + ordered[:5], key=lambda text: parse(text).sort_key) == ordered


@given(VALUES, VALUES)
def test_only_equal_values_share_a_sort_key(one: Edtf, other: Edtf) -> None:
    assert (one.sort_key == other.sort_key) == (one == other)


def oracle_texts() -> list[str]:
    """A few values of each form; months and days may not exist."""
    chance = random.Random(2025)  # noqa: S311 - the same values in every run

    def date() -> str:
        parts = [f"{chance.choice([1, 1600, 1900, 2024, 2025, 9999]):04}", f"{chance.randint(0, 13):02}"]
        qualifier = chance.choice(["", "", "", "~", "?", "%"])
        return "-".join([*parts, f"{chance.randint(0, 32):02}"][: chance.randint(1, 3)]) + qualifier

    dates = [date() for _ in range(120)]
    pairs = [sorted(pair) for pair in zip(dates[:40], dates[50:90], strict=True)]
    intervals = [
        *map("/".join, pairs),
        *(f"{date}/.." for date in dates[90:95]),
        *(f"../{date}" for date in dates[95:100]),
    ]
    sets = [f"{form[0]}{dates[n]},{dates[n + 1]}{form[1]}" for n, form in enumerate(["[]", "{}"] * 12)]
    return [*dates, *intervals, *sets]


@pytest.mark.parametrize("text", oracle_texts())
def test_agrees_with_the_library(text: str) -> None:
    """Strict bounds, and what is refused. The library also reads reversed intervals and sets that say a date twice."""

    def bound(found: time.struct_time | float) -> datetime.date | None:
        return datetime.date(*found[:3]) if isinstance(found, time.struct_time) else None  # else -inf or inf

    try:
        value = parse(text)
    except BadValue as bad:
        if bad.code == "bad-date" and "twice" not in bad.message:
            with pytest.raises(library.parser.edtf_exceptions.EDTFParseException):
                library.parse_edtf(text)
        return
    theirs = library.parse_edtf(text)
    assert (value.earliest, value.latest) == (bound(theirs.lower_strict()), bound(theirs.upper_strict()))
