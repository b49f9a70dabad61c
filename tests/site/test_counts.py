"""Counted over every page of the shipped site, in both languages: all numbers and all marks lead to a fact."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.site import crawl, marks

NUMBER = re.compile(r"\d+(?:[.,  \u202f]\d+)*")
EXEMPT = {"time", "date", "count", "id", "prose", "name", "h1"}


@pytest.fixture(scope="module")
def site(shipped_site: Path) -> crawl.Site:
    return crawl.Site(shipped_site)


def test_numbers(site: crawl.Site) -> None:
    found: Counter[str] = Counter()
    for _, run, lead in crawl.numbers(site):
        found[lead] += len(NUMBER.findall(run.text))
    print(f"{found.total()} numbers; what they lead to or are: {dict(found.most_common())}")  # noqa: T201
    assert list(crawl.numbers_without_a_fact(site)) == []
    assert found["fact"] > 1_000
    assert set(found) == {"fact"} | EXEMPT


def test_no_figure_passes_as_something_that_needs_no_fact(site: crawl.Site) -> None:
    """A number of the facts' own stands, outside its link, in citations, notes and YAML, and nowhere else."""
    figures = {
        number
        for page in site.pages.values()
        for run in page.runs
        if any("n" in element.classes for element in run.around)
        for number in NUMBER.findall(run.text)
    }
    assert figures > {"3,000", "220"}
    for page, run, lead in crawl.numbers(site):
        if lead in {"count", "date", "time", "name"} and not any(one.tag in {"desc", "title"} for one in run.around):
            large = {number for number in NUMBER.findall(run.text) if len(number) > 2 and lead == "count"} & figures
            axis = any("soft" in element.classes for element in run.around)
            assert not large or axis, (page.path, run.text)


def test_marks(site: crawl.Site) -> None:
    found = Counter(lead for _, _, lead in marks.marks(site))
    print(f"{found.total()} marks; what they lead to: {dict(found.most_common())}")  # noqa: T201
    assert list(marks.marks_without_a_fact(site)) == []
    assert found["fact"] > 100
    assert set(found) == {"fact", "entry", "thing"}
