"""What a list can be sorted and filtered by: attributes of its rows, and the words of the controls.

assets/lists.js makes the controls from a <template>, so that nothing dead is shown without scripts. Values are ids,
ISO dates and terms of the model, never words: an address with a filter in it leads to the same rows in each language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from generator.dossier.status import Status, origin, status
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.render import numbers, words
from generator.render.cards import Lines
from generator.render.dates import by_object
from generator.render.edition import collation_key
from generator.render.row import Asked
from generator.render.strings import Strings
from generator.render.writer import Writer

OPEN_END = "~"  # sorts behind every digit; an open start is nothing, which sorts before


class Marks(dict[str, str]):
    """A row's attributes, by name; a value may be several words, which are a set. Templates print them as they are."""

    def __html__(self) -> str:
        return "".join(f' {name}="{escape(value)}"' for name, value in self.items())


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter by `data-<name>`: each value with its words. Rows are sorted by this attribute in this very order."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Controls:
    """`dated`: what the rows' dates are dates of, nothing where they have none. `orders`: for lists without a head."""

    choices: tuple[Choice, ...]
    dated: str = ""
    undated: bool = False  # some row has no date
    orders: tuple[tuple[str, str], ...] = ()
    shown: str = ""


def controls(
    t: Strings,
    rows: list[Marks],
    choices: Iterable[Choice],
    dated: str,
    orders: tuple[tuple[str, str], ...] = (),
    *,
    whole: bool,
) -> Controls | None:
    """None for a list of fewer than two rows, where there is nothing to choose. A choice needs two options.

    `whole`: the rows are all of the list, not one page of it.
    """
    if len(rows) < 2:
        return None
    some = tuple(choice for choice in choices if len(choice.options) > 1)
    shown = t.word("list", "shown") if whole else t.word("list", "shown_page")
    dates = [row.get("data-when", "") for row in rows]
    return Controls(some, dated if any(dates) else "", not all(dates), orders, shown)


def choice(name: str, label: str, pairs: Iterable[tuple[str, str]], order: Iterable[str] = ()) -> Choice:
    """The distinct pairs in the order of their words in the page's language, or in that of the values given."""
    found = dict(pair for pair in pairs if pair[0])
    ranks = {value: rank for rank, value in enumerate(order)}
    ordered = sorted(found.items(), key=lambda one: (ranks.get(one[0], 0), collation_key(one[1]), one[0]))
    return Choice(name, label, tuple(ordered))


def marks(**values: str | int | None) -> Marks:
    return Marks((f"data-{name}", str(value)) for name, value in values.items() if value not in ("", None))


def spans(day: Edtf | None) -> str:
    """`2025-03-01/2025-03-31`, a day alone, several for a set; `/2025-02-28`, `2025-03-01/~` where an end is open."""
    return _spans(day) if day else ""


@by_object
@lru_cache(maxsize=4096)
def _spans(day: Edtf) -> str:
    if day.kind == "interval":
        bounds = [(day.earliest, day.latest)]
    else:
        bounds = [(date.first, date.last) for date in day.dates if date]
    shown = [(str(first or ""), str(last or OPEN_END)) for first, last in bounds]
    return " ".join(first if first == last else f"{first}/{last}" for first, last in shown)


def asserter_key(fact: Fact) -> str:
    """One word that is equal for facts with the same asserter, and the same in every language."""
    return _one_word(origin(fact))


@lru_cache(maxsize=1 << 12)
def _one_word(name: str) -> str:
    return "_".join(name.split())


def of_facts(facts: Sequence[Fact], lines: Lines, kind: str, when: Edtf | None) -> Marks:
    """With every status and every asserter among the facts that a row shows."""
    return marks(
        kind=kind,
        when=spans(when),
        status=" ".join(dict.fromkeys(status(lines.writer.dossier, fact).value for fact in facts)),
        by=" ".join(dict.fromkeys(map(asserter_key, facts))),
    )


def facts_list(facts: list[Fact], lines: Lines, *, whole: bool) -> tuple[list[Marks], Controls | None]:
    """Of a list of facts: each one's attributes, dated by when it was said, and the controls."""
    rows = [of_fact(fact, lines) for fact in facts]
    return rows, facts_controls(lines.writer, rows, [asked(lines.writer, fact) for fact in facts], whole=whole)


def of_fact(fact: Fact, lines: Lines) -> Marks:
    return of_facts((fact,), lines, fact.type.value, fact.said)


def facts_controls(writer: Writer, rows: list[Marks], asserters: Iterable[Asked], *, whole: bool) -> Controls | None:
    """Of rows that are each a fact."""
    t = writer.t
    types = [(row["data-kind"], t.word("type", row["data-kind"])) for row in rows]
    choices = (by_status(writer, rows), by_asserter(writer, asserters), choice("kind", t.word("list", "kind"), types))
    orders = (
        ("", t.word("list", "as_listed")),
        ("-when", t.word("list", "newest")),
        ("when", t.word("list", "oldest")),
        ("by", t.word("fact", "who")),
    )
    return controls(t, rows, choices, t.word("fact", "said"), orders, whole=whole)


def asked(writer: Writer, fact: Fact) -> Asked:
    edition = writer.edition
    name = edition.name(fact.by.actor) if fact.by.actor else ""
    name = name or words.asserter(edition, fact.by, fact.source, writer.language).words
    return Asked(asserter_key(fact), words.capital(name), edition.name(fact.source))


def by_asserter(writer: Writer, asserters: Iterable[Asked]) -> Choice:
    """Who asserts these facts. Where two are called alike, as articles are, the source is named too."""
    found: dict[str, Asked] = {}
    for one in asserters:
        found.setdefault(one.key, one)
    alike = Counter(one.name for one in found.values())
    colon = writer.t.word("shell", "colon")
    pairs = [(key, one.name if alike[one.name] == 1 else one.name + colon + one.source) for key, one in found.items()]
    return choice("by", writer.t.word("fact", "who"), pairs)


def by_status(writer: Writer, rows: Iterable[Marks]) -> Choice:
    found = {one for row in rows for one in row.get("data-status", "").split()}
    pairs = [(one, writer.t.word("status", one)) for one in found]
    return choice("status", writer.t.word("fact", "status"), pairs, tuple(Status))


def by_country(writer: Writer, codes: Iterable[str]) -> Choice:
    pairs = [(code, numbers.country(code, writer.language)) for code in codes if code]
    return choice("country", writer.t.word("list", "country"), pairs)
