"""Estimates, entries and the rest, made short for tests; and what Hypothesis may make of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from markupsafe import Markup

from generator.model.edtf import parse
from generator.pictures import estimates, matrix, network, share, timeline, worldmap
from generator.pictures.estimates import Estimate
from generator.pictures.frame import Key

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FRENCH = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
LONG = "Commission d’enquête parlementaire sur les livraisons d’armes, de munitions et de matériels connexes"


def number(value: Decimal) -> str:
    return f"{value:,}"


def french(value: Decimal) -> str:
    return f"{value:,}".replace(",", "\u202f").replace(".", ",")


def words(*, french_words: bool = False) -> estimates.Words:
    if french_words:
        return estimates.Words("Titre", "1", "sans date", "échelle logarithmique", "{n} estimations", french, FRENCH)
    return estimates.Words("Title", "1", "undated", "logarithmic scale", "{n} estimates", number, MONTHS)


def one(
    low: int | str | None,
    high: int | str | None,
    when: str | None = None,
    by: int = 0,
    detail: str = "",
    number_: int = 0,
) -> Estimate:
    bounds = [None if end is None else Decimal(end) for end in (low, high)]
    label = "–".join(number(end) for end in dict.fromkeys(bounds) if end is not None)
    href = f"s.html#f{number_}"
    return Estimate(href, f"{label} {detail}", label, detail, bounds[0], bounds[1], parse(when) if when else None, by)


def chart(some: list[Estimate], keys: int = 3, *, french_words: bool = False, name: str = "p") -> Markup:
    made = [Key(f"Asserter {n}", f"a{n}.html") for n in range(keys)]
    return estimates.draw(name, some, [], made, words(french_words=french_words), "#all")


plain = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Mn", "Mc", "Me", "Cf")), max_size=60
)
dates = st.one_of(
    st.none(),
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}"),
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.tuples(st.integers(1900, 2100), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02}"),
    st.integers(2000, 2030).map(lambda year: f"{year}-03/.."),
    st.integers(2000, 2030).map(lambda year: f"../{year}-11"),
    st.integers(2000, 2030).map(lambda year: f"{year}-02/{year + 1}-07-04"),
    st.sampled_from(["[2025-03-06,2025-03-13,2025-03-20,2025-03-27]", "{2024-01,2025-12}", "2025-03~", "2024?"]),
)
ends = st.decimals(0, 10**9, places=2).map(lambda value: value.normalize() + 0)


@st.composite
def estimate(draw: st.DrawFn) -> Estimate:
    low, high = sorted((draw(ends), draw(ends)))
    shape = draw(st.sampled_from(["value", "range", "least", "most"]))
    if shape == "value":
        high = low
    when = draw(dates)
    return Estimate(
        f"s.html#f{draw(st.integers(0, 10**9))}",
        draw(plain) + "x",
        number(low),
        draw(plain),
        None if shape == "most" else low,
        None if shape == "least" else high,
        parse(when) if when else None,
        draw(st.integers(0, 8)),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def time_words() -> timeline.Words:
    return timeline.Words(
        "Title", "1", "Entries per month", ("Events", "Statements"), lambda key, n: f"{key}: {n}",
        lambda a, b, n: f"{a}–{b}: {n}", lambda key: f"#m{key[0]:04}-{key[1]:02}", number, MONTHS,
    )  # fmt: skip


def entry(when: str, lane: int = 0, label: str = "Event", n: int = 0) -> timeline.Entry:
    return timeline.Entry(f"e.html#{n}", label or "x", label, parse(when), lane)


def share_words() -> share.Words:
    return share.Words("Title", "1", lambda n: f"{n} more")


def matrix_words() -> matrix.Words:
    return matrix.Words(
        "Title", "1", "nothing recorded", lambda facts, parties: f"{facts} facts, {parties} parties more"
    )


def cell(kind: str, n: int = 0) -> matrix.Cell:
    return matrix.Cell(kind, kind, f"s.html#c{n}", f"somebody {kind}")


def network_words() -> network.Words:
    return network.Words("Title", "1", lambda n: f"{n} more")


def map_words() -> worldmap.Words:
    return worldmap.Words("Title", "1")
