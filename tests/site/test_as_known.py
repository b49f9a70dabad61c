"""Whole sites as they were known on a day: complete in themselves, and without a trace of what was said later."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from generator.load import load
from generator.model.fact import Fact
from generator.model.ids import FactId
from generator.render.strings import available
from generator.settings import read_settings
from tests.commands import GOOD, ROOT, USAGE, briefing, copied, different, edit, ended_well, failed_in_order, mkdocs
from tests.site import crawl
from tests.site.test_good_sites import CHECKS

pytestmark = pytest.mark.slow
VARLAND = GOOD / "varland"
BUILDS = [(ROOT, "2024"), (ROOT, "2025-03-27"), (VARLAND, "2031-04"), (VARLAND, "2031-05"), (VARLAND, "2031-06-10")]
BANNER = re.compile(r'<aside class="known" aria-label="[^"]+">.*?</aside>\n')


@pytest.fixture(scope="module", params=BUILDS, ids=lambda one: f"{one[0].name}-{one[1]}")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, crawl.Site]:
    folder, day = request.param
    target = tmp_path_factory.mktemp("known") / "site"
    ended_well(briefing("build", "-C", folder, "--as-of", day, "--site-dir", target))
    return folder, day, crawl.Site(target, read_settings(folder, available()).site_url)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_to_stumble_over(built: tuple[Path, str, crawl.Site], check: crawl.Check) -> None:
    assert list(check(built[2])) == []


def test_every_page_says_for_which_day(built: tuple[Path, str, crawl.Site]) -> None:
    assert [path for path, page in built[2].pages.items() if not BANNER.search(page.html)] == []


def test_nothing_said_later_stands_anywhere(built: tuple[Path, str, crawl.Site]) -> None:
    folder, _, site = built
    whole = load(read_settings(folder, available())).dossier
    there = {fact for page in site.pages.values() for fact, _ in page.facts}
    left_out = {fact for fact in whole.facts if fact not in there}
    assert left_out
    assert list(crawl.lost_facts(site, there, ("", "fr/"))) == []
    known = {run for fact in there for run in _telling(whole.facts[FactId(fact)])}
    later = {run for fact in left_out for run in _telling(whole.facts[fact])} - known
    assert len(later) > len(left_out) / 2
    names = [name for name in sorted(site.files) if not name.endswith((".png", ".ico", ".woff2", ".pdf"))]
    for name in names:
        text = unescape((site.folder / name).read_text("utf-8"))
        assert [fact for fact in left_out if fact in text] == [], name
        assert [run for run in later if run in text] == [], name


def _telling(fact: Fact) -> set[str]:
    """The longest run of words without a placeholder in a fact's sentence and remark, in each language."""
    texts = [words for text in (fact.text, fact.note) if text for _, words in text.words]
    runs = (max(re.split(r"\{[^}]*\}", words), key=len).strip() for words in texts)
    return {run for run in runs if len(run) > 12}


def test_the_newest_day_changes_only_the_line_and_the_date(tmp_path: Path) -> None:
    project = copied(VARLAND, tmp_path / "project")
    edit(project / "content" / "briefing.yaml", "as_of: 2031-06\n", "as_of: 2031-06-20\n")
    ended_well(briefing("build", "-C", project, "--site-dir", tmp_path / "today"))
    ended_well(briefing("build", "-C", project, "--site-dir", tmp_path / "then", "--as-of", "2031-06-20"))
    names = different(tmp_path / "today", tmp_path / "then")
    assert names
    for name in names:
        if name.endswith(".html"):
            then = (tmp_path / "then" / name).read_text("utf-8")
            assert BANNER.sub("", then) == (tmp_path / "today" / name).read_text("utf-8"), name
    assert [name for name in names if not name.endswith(".html")] == ["briefing-manifest.json"]


def test_the_option_and_mkdocs_build_the_same_site(tmp_path: Path) -> None:
    project = copied(VARLAND, tmp_path / "project")
    ended_well(briefing("build", "-C", project, "--site-dir", tmp_path / "argument", "--as-of", "2031-06-09"))
    edit(project / "mkdocs.yml", "languages: [en, fr]", "languages: [en, fr], as_of: 2031-06-09")
    ended_well(briefing("build", "-C", project, "--site-dir", tmp_path / "option"))
    ended_well(mkdocs("build", "--quiet", "--site-dir", tmp_path / "mkdocs", cwd=project))
    assert different(tmp_path / "argument", tmp_path / "option") == []
    assert different(tmp_path / "option", tmp_path / "mkdocs") == []
    assert "boats-revised" not in (tmp_path / "option" / "data" / "facts.csv").read_text("utf-8")


def test_a_day_before_every_fact_is_refused_and_the_old_site_stays(tmp_path: Path) -> None:
    project = copied(VARLAND, tmp_path / "project")
    ended_well(briefing("build", "-C", project))
    before = crawl.Site(project / "site").files
    said = failed_in_order(briefing("build", "-C", project, "--as-of", "2030"), USAGE)
    assert "nothing in the dossier is known to have been said by then" in said
    assert "hint: the first is known on 2031-04-30" in said
    assert crawl.Site(project / "site").files == before
    edit(project / "mkdocs.yml", "languages: [en, fr]", "languages: [en, fr], as_of: 2030")
    done = mkdocs("build", "--quiet", cwd=project)
    assert done.returncode != 0
    assert "the first is known on 2031-04-30" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_all_facts_are_checked_those_of_later_too(tmp_path: Path) -> None:
    project = copied(VARLAND, tmp_path / "project")
    edit(
        project / "content" / "sources" / "2031-06-gulf-report.yaml",
        "    by: north-gulf-institute\n    at: p1\n",
        "    by: nobody\n    at: p1\n",
    )
    said = failed_in_order(briefing("build", "-C", project, "--as-of", "2031-05"), 1)
    assert "error[unknown-reference]" in said


def test_editing_commands_see_every_fact(tmp_path: Path) -> None:
    project = copied(VARLAND, tmp_path / "project")
    edit(project / "mkdocs.yml", "languages: [en, fr]", "languages: [en, fr], as_of: 2031-05")
    done = briefing("check", "-C", project)
    assert "3 sources, 15 facts" in done.stdout + done.stderr


def test_the_help_shows_an_example() -> None:
    said = ended_well(briefing("build", "--help")).stdout
    assert "briefing build --as-of 2025-03" in said
