"""What was known when, as pages say it: the line on every page, and the course of a series."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.dossier.known import as_known
from generator.dossier.known_days import known_days
from generator.dossier.series import current, members
from generator.model.edtf import parse
from generator.model.ids import EntityId
from generator.render.edition import edition_of
from generator.render.pages import page_list
from generator.render.render import lines_of, render_page
from generator.render.site import Site
from generator.render.views.known import DATES, EACH, at_each_date, banner, courses, until
from tests.dossiers import linked, source

BOATS = EntityId("boats-to-ostmark")
MANY = EntityId("boats")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def series_of(tmp_path: Path, days: list[str], *, chained: bool) -> Dossier:
    """A series with an estimate for each day, each of which replaces the one before, or none."""
    facts = ""
    for day, said in enumerate(days, 1):
        replaces = f"  replaces: {{fact: f{day - 1}, reason: newer-estimate}}\n" if chained and day > 1 else ""
        facts += (
            f"f{day}:\n  type: figure\n  by: varland\n  at: p1\n  said: {said}\n  series: boats\n"
            f"  figure: {{value: {day}, unit: vessel, kind: supplied}}\n  text: Words.\n{replaces}"
        )
    series = "title: Boats\nkind: supplied\nunit: vessel\n"
    return linked(tmp_path, {"sources/herald.yaml": source(facts), "series/boats.yaml": series})


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        (
            "2031-06-09",
            "en",
            "The site as known on 9 June 2031. Without what was said later, or not certainly by then: ",
        ),
        ("2031-05", "en", "The site as known at the end of May 2031. "),
        ("2031-05/2031-06-09", "en", "The site as known on 9 June 2031. "),
        ("2031-05", "fr", "Le site tel que les choses étaient connues fin mai 2031. "),
    ],
)
def test_the_line_on_every_page(varland: Dossier, site: Site, day: str, language: str, said: str) -> None:
    then = as_known(varland, parse(day))
    assert then.known is not None
    found = words(banner(then.known, edition_of(then, site, language)))
    assert found.startswith(said)
    assert found.endswith((f"{then.known.left_out} facts.", f"{then.known.left_out} faits."))


def test_a_site_of_today_has_no_such_line(rendered: dict[str, str]) -> None:
    assert not any('class="known"' in html for html in rendered.values())


def test_the_rows_of_a_series_are_what_was_known_on_each_date(varland: Dossier, site: Site, env: Environment) -> None:
    lines = lines_of(edition_of(varland, site, "en"), "../", env)
    rows, older = at_each_date(members(varland, BOATS), lines)
    days = known_days(varland, varland.facts)
    dates = sorted({days[fact] for fact in varland.series_facts[BOATS]}, reverse=True)
    assert [words(row.day) for row in rows] == ["10 June 2031", "6, 13, 20 or 27 May 2031", "April 2031"]
    assert (len(rows), older) == (len(dates), 0)
    for row, day in zip(rows, ("2031-06-10", "2031-05-27", "2031-04-30"), strict=True):
        then = as_known(varland, parse(day))
        assert [line.id for line in row.lines] == [fact.id for fact in current(then, BOATS)]


def test_when_an_estimate_was_replaced(varland: Dossier, site: Site, env: Environment) -> None:
    lines = lines_of(edition_of(varland, site, "en"), "../", env)
    told = [until(fact, lines) for fact in members(varland, BOATS)]
    assert [words(one) if one else None for one in told] == [
        "6, 13, 20 or 27 May 2031 newer statement",
        "10 June 2031 newer estimate",
        None,
    ]
    assert 'href="../sources/2031-05-strait-herald.html#boats-delivered"' in str(told[0])


def test_one_date_says_nothing_that_the_page_has_not_said(tmp_path: Path, site: Site, env: Environment) -> None:
    dossier = series_of(tmp_path, ["2031-03-01"], chained=False)
    lines = lines_of(edition_of(dossier, site, "en"), "../", env)
    assert at_each_date(members(dossier, MANY), lines) == ([], 0)


def test_long_series_keep_to_the_newest_dates(tmp_path: Path, site: Site, env: Environment) -> None:
    dossier = series_of(tmp_path, [f"2031-03-{day:02}" for day in range(1, 31)], chained=False)
    lines = lines_of(edition_of(dossier, site, "en"), "../", env)
    rows, older = at_each_date(members(dossier, MANY), lines)
    assert (len(rows), older) == (DATES, 30 - DATES)
    assert [len(row.lines) + row.more for row in rows] == list(range(30, 30 - DATES, -1))
    assert max(len(row.lines) for row in rows) == EACH


def test_an_estimate_that_was_replaced_before_it_was_known_never_stood(
    tmp_path: Path, site: Site, env: Environment
) -> None:
    dossier = series_of(tmp_path, ["2031-03-01", "2031-03", "2031-03-31"], chained=True)  # the second may be later
    lines = lines_of(edition_of(dossier, site, "en"), "../", env)
    assert [one.fact.key for one in courses(members(dossier, MANY), lines)] == ["f1", "f3"]


def test_the_page_of_a_series_then(varland: Dossier, site: Site, env: Environment) -> None:
    then = as_known(varland, parse("2031-05"))
    pages = {page.url: render_page(page, then, site, env).decode() for page in page_list(then, site)}
    html = pages[f"series/{BOATS}.html"]
    assert "boats-revised" not in html
    assert "not replaced" in html
    home = pages["index.html"]
    assert "The summary was written later and is not shown." in home
    assert 'id="bottom"' not in home
    assert all('class="known"' in page for page in pages.values())
