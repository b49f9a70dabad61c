"""Small dossiers that are right, each with what its site holds in `expected/`: the files, and the words of some pages.

After a change that is meant: pytest tests/site/test_good_sites.py --update-golden, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import load
from generator.model.terms import Kind
from generator.render.strings import available
from generator.settings import read_settings
from tests.commands import GOOD, briefing, ended_well, tree
from tests.site import crawl, marks

SITES = sorted(path.parent.name for path in GOOD.glob("*/mkdocs.yml"))
FILES = "files.txt"


@pytest.fixture(scope="module", params=SITES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(name: str, tmp_path_factory: pytest.TempPathFactory) -> crawl.Site:
    target = tmp_path_factory.mktemp("good") / name
    ended_well(briefing("build", "--strict", "-C", GOOD / name, "--site-dir", target))
    return crawl.Site(target, read_settings(GOOD / name, available()).site_url)


def shown(site: crawl.Site) -> list[str]:
    """The pages whose words are kept: the front page of each language, and the first of each kind of thing."""
    firsts = []
    for kind in Kind:
        things = sorted(path for path in site.pages if path.startswith(f"{kind.value}/"))
        firsts += [path for path in things if not path.endswith("/index.html")][:1]
    homes = ["index.html", *(f"{language}/index.html" for language in available())]
    return [path for path in homes if path in site.pages] + firsts


def expected_of(site: crawl.Site) -> dict[str, str]:
    texts = {f"{path.removesuffix('.html')}.txt": site.pages[path].text() for path in shown(site)}
    return {FILES: "".join(f"{file}\n" for file in sorted(site.files))} | texts


def test_the_site_is_as_expected(name: str, site: crawl.Site, request: pytest.FixtureRequest) -> None:
    folder = GOOD / name / "expected"
    wanted = expected_of(site)
    if request.config.getoption("--update-golden"):
        for old in [path for path in folder.rglob("*.txt") if path.relative_to(folder).as_posix() not in wanted]:
            old.unlink()
        for file, text in wanted.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, "utf-8")
    assert set(tree(folder)) == set(wanted), "run with --update-golden, then read the difference"
    for file, text in wanted.items():
        assert text.splitlines() == (folder / file).read_text("utf-8").splitlines(), file


CHECKS: list[crawl.Check] = [
    crawl.broken_links,
    crawl.links_to_the_root,
    crawl.requests_to_others,
    crawl.ids_given_twice,
    crawl.unreachable,
    crawl.numbers_without_a_fact,
    marks.marks_without_a_fact,
    crawl.wrong_canonicals,
    crawl.strange_words,
    crawl.headings,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_to_stumble_over(site: crawl.Site, check: crawl.Check) -> None:
    assert list(check(site)) == []


def test_facts_languages_and_sitemap(name: str, site: crawl.Site) -> None:
    settings = read_settings(GOOD / name, available())
    facts = set(load(settings).dossier.facts)
    folders = ("", *(f"{language}/" for language in settings.languages[1:]))
    assert list(crawl.lost_facts(site, facts, folders)) == []
    assert list(crawl.wrong_switches(site, settings.languages)) == []
    if settings.site_url:
        assert list(crawl.wrong_sitemap(site)) == []
        assert list(crawl.wrong_alternates(site, settings.languages)) == []
    else:
        assert "sitemap.xml" not in site.files
        assert all(not page.alternates for page in site.pages.values())


def test_data_files_stand_beside_pages_unless_switched_off(name: str, site: crawl.Site) -> None:
    settings = read_settings(GOOD / name, available())
    found = {file for file in site.files if file.endswith(".json") and "/" in file} - {"data/facts.json"}
    twins = {file for file in found if not file.endswith(".csl.json")}  # citations stand there in any case
    assert bool(twins) is settings.json
    assert {file.replace(".json", ".html") for file in twins} <= set(site.pages)


def test_a_language_alone_needs_no_switch(name: str, site: crawl.Site) -> None:
    alone = len(read_settings(GOOD / name, available()).languages) == 1
    assert all(bool(page.switch) is not alone for page in site.pages.values())


def test_the_starter_is_right_as_it_stands(starter: Path) -> None:
    done = ended_well(briefing("build", "-C", starter, "--strict"))
    assert (starter / "site" / "index.html").is_file()
    assert "warning" not in done.stderr
