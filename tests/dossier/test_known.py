"""The dossier as it was known on a day: what is there, what is not, and that nothing told later shows through."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from generator.checks.references import unknown_reference
from generator.dossier.dossier import Dossier, Known, Languages
from generator.dossier.known import as_known
from generator.dossier.known_days import NEVER, known_days
from generator.dossier.link import link
from generator.dossier.series import current
from generator.dossier.status import Status, status
from generator.errors import BriefingError
from generator.model.edtf import parse
from generator.model.entity import Event
from generator.model.ids import EntityId, FactId
from generator.model.records import Records
from generator.read.content import read_content
from generator.render.yaml_text import yaml_text
from tests.commands import GOOD, ROOT
from tests.dossiers import BRIEFING, claim, linked, source

BOATS = EntityId("boats-to-ostmark")
HERALD, GUARD = "2031-05-strait-herald", "2031-06-coastguard-statement"


def read(content: Path) -> Dossier:
    languages = Languages(("en", "fr"))
    records, problems = read_content(content, content.parent, languages.all)
    assert problems == []
    return link(records, languages)


@pytest.fixture(scope="module")
def varland() -> Dossier:
    return read(GOOD / "varland" / "content")


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return read(ROOT / "content")


def keys(dossier: Dossier) -> list[str]:
    return [fact.key for fact in dossier.facts.values()]


def days_of(dossier: Dossier) -> list[str]:
    """Every day on which something becomes known."""
    found = sorted({day for day in known_days(dossier, dossier.facts).values() if day != NEVER})
    return [datetime.date.fromordinal(day).isoformat() for day in found]


@pytest.mark.parametrize(
    ("said", "published", "day"),
    [
        ("2031-05-04", "2031-05-06", "2031-05-04"),
        ("2031-05", "2031-06-10", "2031-05-31"),  # its last day: before that nobody can be certain
        ('"[2031-05-06,2031-05-13]"', "2031-06", "2031-05-13"),
        ("2031-05-04/2031-05-06", "2031-06", "2031-05-06"),
        ("2031", "2031-05-06", "2031-05-06"),  # told in a source of May, so it had been said by then
        ("2031-04?", "2031-05-06", "2031-05-06"),
        ("2031-04~", "2031-05-06", "2031-05-06"),
        ("2031-04/..", "2031-05-06", "2031-05-06"),
        ("2031-04/..", "2031-05/..", None),
        (None, "2031-05", "2031-05-31"),
    ],
)
def test_from_when_a_fact_is_known(tmp_path: Path, said: str | None, published: str, day: str | None) -> None:
    facts = claim("one", more=f"said: {said}\n" if said else "")
    dossier = linked(tmp_path, {"sources/herald.yaml": source(facts, head=f"published: {published}\n")})
    (found,) = known_days(dossier, dossier.facts).values()
    assert (datetime.date.fromordinal(found).isoformat() if found != NEVER else None) == day


def test_a_fact_that_gives_the_figure_of_another_waits_for_it(tmp_path: Path) -> None:
    files = {
        "sources/herald.yaml": source(
            claim("early", more="said: 2031-05-01\n").replace("en: Words.", 'en: "Of {#late} boats."')
            + claim("earlier", more="said: 2031-04\n").replace("en: Words.", 'en: "See {#early}."')
            + claim("late", more="said: 2031-05-03\n")
        )
    }
    dossier = linked(tmp_path, files)
    days = known_days(dossier, dossier.facts)
    assert {datetime.date.fromordinal(day).isoformat() for day in days.values()} == {"2031-05-03"}


def test_facts_that_name_each_other_come_to_an_end(tmp_path: Path) -> None:
    facts = claim("a", more="said: 2031-05-01\n").replace("en: Words.", 'en: "{#b}"')
    facts += claim("b", more="said: 2031-05-03\n").replace("en: Words.", 'en: "{#a}"')
    dossier = linked(tmp_path, {"sources/herald.yaml": source(facts)})
    days = known_days(dossier, [FactId("herald#a")])
    assert len(set(days.values())) == 1


def test_what_was_said_by_then_is_there(varland: Dossier) -> None:
    found = as_known(varland, parse("2031-06-09"))
    assert keys(found) == [*keys(as_known(varland, parse("2031-05"))), "ostmark-denies"]
    assert set(keys(varland)) - set(keys(found)) >= {"boats-revised", "boats-damaged", "crew-range", "strait-control"}
    assert found.known == Known(
        parse("2031-06-09"),
        len(varland.facts) - len(found.facts),
        partial=frozenset({EntityId(GUARD)}),
        summary_left_out=True,
        statements_left_out=3,
    )
    assert str(found.as_of) == "2031-06-09"


def test_what_was_replaced_later_stood_then(varland: Dossier) -> None:
    older = FactId(f"{HERALD}#boats-delivered")
    assert status(varland, varland.facts[older]) is Status.SUPERSEDED
    then = as_known(varland, parse("2031-05"))
    assert status(then, then.facts[older]) is Status.UNANSWERED
    assert [fact.key for fact in current(then, BOATS)] == ["boats-delivered"]
    assert [fact.key for fact in current(as_known(varland, parse("2031-04")), BOATS)] == ["boats-older"]


def test_words_that_rest_on_more_are_not_shown(varland: Dossier) -> None:
    then = as_known(varland, parse("2031-06-09"))
    series, briefing = then.series[BOATS], then.briefing
    assert (series.summary, series.basis, series.derived) == (None, (), ())
    assert briefing is not None
    assert (briefing.subtitle, briefing.bottom_line, briefing.judgements) == (None, None, ())
    assert briefing.figures == (f"{HERALD}#launchers-together",)
    assert [one.facts for one in briefing.unknown] == [(f"{HERALD}#launchers-together",)]  # who pays: rests on no fact
    later = as_known(varland, parse("2031-06-10"))
    assert later.series[BOATS].summary == varland.series[BOATS].summary
    assert later.briefing is not None
    assert varland.briefing is not None
    assert later.briefing.bottom_line == varland.briefing.bottom_line
    assert later.briefing.judgements == varland.briefing.judgements[:1]


def test_a_source_of_later_is_no_headline_yet(varland: Dossier) -> None:
    then = as_known(varland, parse("2031-06-09")).sources[EntityId(GUARD)]
    assert then.title.words == (
        ("en", "Varland Coastguard, 2031-06-10"),
        ("fr", "Garde-côtes du Varland, 2031-06-10"),
    )
    assert then.text is None
    assert "title" not in yaml_text(then.origin)
    whole = varland.sources[EntityId(HERALD)]
    assert as_known(varland, parse("2031-06-09")).sources[EntityId(HERALD)] == whole
    early = as_known(varland, parse("2031-04")).sources[EntityId(HERALD)]
    assert (early.skip, early.defects, early.note, [fact.note for fact in early.facts]) == ((), (), None, [None])


def test_a_denial_of_what_came_later_speaks_of_what_was_there(varland: Dossier) -> None:
    denial = as_known(varland, parse("2031-06-09")).facts[FactId(f"{GUARD}#ostmark-denies")]
    assert denial.on == (f"{HERALD}#boats-older",)
    assert "boats-revised" not in yaml_text(denial.origin)


def test_an_event_has_no_date_that_only_a_later_fact_gives(tmp_path: Path) -> None:
    facts = claim("sent", more="said: 2031-05-01\nevent: trip\n")
    facts += claim("dated", more="said: 2031-05-05\nevent: trip\nwhen: 2031-04\nroles: {place: port}\n")
    event = "name: {en: Trip, fr: Trajet}\nkind: transfer\nwhen: 2031-04\nplace: port\nnote: See the second.\n"
    place = "name: {en: Port, fr: Port}\nkind: city\n"
    files = {"sources/herald.yaml": source(facts), "events/trip.yaml": event, "places/port.yaml": place}
    dossier = linked(tmp_path, files)
    trip = as_known(dossier, parse("2031-05-01")).entities[EntityId("trip")]
    assert isinstance(trip, Event)
    assert (trip.when, trip.place, trip.note) == (None, (), None)
    assert yaml_text(trip.origin) == "name: {en: Trip, fr: Trajet}\nkind: transfer\n"
    assert "port" not in as_known(dossier, parse("2031-05-01")).entities
    later = as_known(dossier, parse("2031-05-05"))
    assert later.entities[EntityId("trip")] == dossier.entities[EntityId("trip")]


@pytest.mark.parametrize("name", ["varland", "shipped"])
def test_more_days_more_facts_and_nothing_is_lost_again(name: str, request: pytest.FixtureRequest) -> None:
    whole: Dossier = request.getfixturevalue(name)
    course = [as_known(whole, parse(day)) for day in days_of(whole)]
    assert len(course) > 2
    for earlier, later in pairwise(course):
        assert earlier.facts.keys() < later.facts.keys()
        assert earlier.entities.keys() <= later.entities.keys()
        assert earlier.series.keys() <= later.series.keys()
        assert earlier.sources.keys() <= later.sources.keys()
        assert {one.id for one in earlier.entities.values() if one.summary} <= {
            one.id for one in later.entities.values() if one.summary
        }
    assert course[-1].facts == whole.facts


@pytest.mark.parametrize("name", ["varland", "shipped"])
def test_nothing_leads_to_what_is_left_out(name: str, request: pytest.FixtureRequest) -> None:
    whole: Dossier = request.getfixturevalue(name)
    for day in days_of(whole):
        then = as_known(whole, parse(day))
        assert list(unknown_reference.find(then)) == []
        last = parse(day).latest
        assert last is not None
        for fact in then.facts.values():
            first = fact.said.earliest
            assert first is None or first <= last
            assert fact.source in then.sources


@pytest.mark.parametrize("name", ["varland", "shipped"])
def test_on_the_newest_day_all_is_there(name: str, request: pytest.FixtureRequest) -> None:
    whole: Dossier = request.getfixturevalue(name)
    day = parse(days_of(whole)[-1])
    then = as_known(whole, day)
    assert then.records is whole.records
    assert then.known == Known(day, 0)


def test_the_day_that_the_front_page_speaks_for_leaves_nothing_out(tmp_path: Path) -> None:
    facts = claim("one", more="said: 2031-05-01\n")
    files = {"sources/herald.yaml": source(facts), "briefing.yaml": BRIEFING + "as_of: 2031-04\n"}
    dossier = linked(tmp_path, files)
    assert (keys(dossier), dossier.known) == (["one"], None)


@pytest.mark.parametrize(
    ("day", "message", "hint"),
    [
        ("2031-03", "nothing in the dossier is known", "the first is known on 2031-04-30"),
        ("2031-05/..", "no last day", "write a day"),
    ],
)
def test_refusals(varland: Dossier, day: str, message: str, hint: str) -> None:
    with pytest.raises(BriefingError, match=message) as raised:
        as_known(varland, parse(day))
    assert hint in raised.value.hint


def test_a_dossier_without_facts_has_none_to_leave_out() -> None:
    dossier = link(Records(), Languages(("en",)))
    assert as_known(dossier, parse("2031")).known == Known(parse("2031"), 0)
