from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.check import Corpus, check, read_corpus
from benchmarks.contestants import OurLine
from benchmarks.convert import convert, in_letters, key_of
from benchmarks.corpus import KINDS, Thing, write_corpus
from benchmarks.layouts import Ours
from tests.commands import briefing, ended_well, tree

COUNT, SOURCES = 30, 8  # so few that the checker reads every page


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / str(COUNT)
    write_corpus(COUNT, folder, SOURCES)
    return folder


@pytest.fixture(scope="module")
def held(corpus: Path) -> Corpus:
    return read_corpus(corpus)


@pytest.fixture(scope="module")
def project(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted") / "project"
    assert convert(corpus, folder) == COUNT * 6
    return folder


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "site"
    ended_well(briefing("build", "-C", project, "--strict", "--site-dir", target))
    return target


def test_the_converted_corpus_is_strictly_clean(project: Path) -> None:
    done = ended_well(briefing("check", "-C", project, "--strict"))
    said = done.stdout + done.stderr
    assert f"{COUNT * 6} facts, {COUNT} entities" in said
    assert "0 errors, 0 warnings" in said


def test_and_so_is_the_one_in_two_languages(corpus: Path, tmp_path: Path) -> None:
    convert(corpus, tmp_path / "both", ("en", "fr"), json_twins=True)
    done = ended_well(briefing("check", "-C", tmp_path / "both", "--strict"))
    assert "0 errors, 0 warnings" in done.stdout + done.stderr


def test_the_same_corpus_gives_the_same_bytes(corpus: Path, project: Path, tmp_path: Path) -> None:
    convert(corpus, tmp_path / "again")
    assert tree(tmp_path / "again" / "content") == tree(project / "content")
    write_corpus(COUNT, tmp_path / "corpus", SOURCES)
    assert tree(tmp_path / "corpus") == tree(corpus)


def test_facts_that_were_written_in_between_are_all_there(
    corpus: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.convert.HELD", 7)
    convert(corpus, tmp_path / "again")
    assert tree(tmp_path / "again" / "content") == tree(project / "content")


def test_only_the_serial_of_a_statement_is_written_in_letters() -> None:
    assert in_letters("Coastal counted 3 crews (51.20)") == "Coastal counted 3 crews (fb.ca)"
    assert in_letters("Coastal counted crews") == "Coastal counted crews"


def test_the_site_holds_the_whole_corpus(held: Corpus, site: Path) -> None:
    assert check(held, Ours(site)) == []


# --- what the checker must see: each change takes something away, or alters it

PICKED = "actor-000012"


def _page(thing: Thing) -> str:
    return f"{thing.kind}s/{thing.id}.html"


def _line(words: str, page: str) -> str:
    """The line of a page's facts that holds the words."""
    lines = re.finditer(r'<li class="fact.*?</li>\n', page, re.DOTALL)
    return next(line[0] for line in lines if words in line[0])


def lose_a_fact(page: str, thing: Thing, _: Corpus) -> str:
    return page.replace(_line(in_letters(thing.facts[2].statement), page), "")


def tell_a_fact_twice(page: str, thing: Thing, _: Corpus) -> str:
    line = _line(in_letters(thing.facts[2].statement), page)
    return page.replace(line, line * 2)


def change_a_value(page: str, thing: Thing, _: Corpus) -> str:
    line = _line(in_letters(thing.facts[5].statement), page)
    return page.replace(line, re.sub(r'(<a class="n"[^>]*>)[^<]*', r"\g<1>0", line))


def change_a_date(page: str, thing: Thing, _: Corpus) -> str:
    line = _line(in_letters(thing.facts[0].statement), page)
    return page.replace(line, line.replace(thing.facts[0].date, "1999-01-01"))


def change_a_status(page: str, thing: Thing, _: Corpus) -> str:
    line = _line(in_letters(thing.facts[0].statement), page)
    return page.replace(line, line.replace(f"given as {thing.facts[0].status}", "given as true"))


def lead_to_another_source(page: str, thing: Thing, _: Corpus) -> str:
    fact = thing.facts[1]
    return page.replace(f"{fact.source}.html#{key_of(thing.id, fact.key)}", "src-9999.html#nothing")


def lose_a_title_of_a_source(page: str, thing: Thing, held: Corpus) -> str:
    return page.replace(held.origins[thing.facts[1].source].title, "Untitled")


def lose_a_link(page: str, thing: Thing, _: Corpus) -> str:
    line = _line(in_letters(thing.facts[0].statement), page)
    return page.replace(line, re.sub(rf'<a href="[^"]*{thing.refs[0]}[^"]*">([^<]*)</a>', r"\1", line))


def lose_a_backlink(page: str, thing: Thing, held: Corpus) -> str:
    other = held.referring[thing.id][0]
    number = other.refs.index(thing.id)
    return page.replace(_line(in_letters(other.facts[number].statement), page), "")


def lose_an_alias(page: str, thing: Thing, _: Corpus) -> str:
    return page.replace(thing.aliases[1], "")


def lose_the_emphasis(page: str, _thing: Thing, _: Corpus) -> str:
    return page.replace("<em>documented</em>", "documented")


def change_the_name(page: str, thing: Thing, _: Corpus) -> str:
    return page.replace(f">{thing.name}</h1>", ">Another</h1>")


Change = Callable[[str, Thing, Corpus], str]
CHANGES: tuple[tuple[Change, str], ...] = (
    (lose_a_fact, "f3 stands there 0 times"),
    (tell_a_fact_twice, "f3 stands there 2 times"),
    (change_a_value, "f6 lacks"),
    (change_a_date, "f1 lacks"),
    (change_a_status, "f1 lacks 'given as"),
    (lead_to_another_source, "source of f2"),
    (lose_a_title_of_a_source, "source of f2"),
    (lose_a_link, "links: 3, not 4"),
    (lose_a_backlink, "backlinks"),
    (lose_an_alias, "is missing"),
    (lose_the_emphasis, "the summary has no em"),
    (change_the_name, "the heading is 'Another'"),
)


@pytest.mark.parametrize(("change", "complaint"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_the_checker_misses_what_is_gone(
    change: Change, complaint: str, held: Corpus, site: Path, tmp_path: Path
) -> None:
    thing = held.things[PICKED]
    copy = shutil.copytree(site, tmp_path / "site")
    path = copy / _page(thing)
    before = path.read_text("utf-8")
    after = change(before, thing, held)
    assert after != before
    path.write_text(after, "utf-8")
    found = check(held, Ours(copy))
    assert any(words.startswith(PICKED) and complaint in words for words in found), found


def test_the_checker_misses_a_page_a_card_and_a_row_of_a_list(held: Corpus, site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    thing = held.things[PICKED]
    (copy / _page(thing)).unlink()
    assert check(held, Ours(copy)) == [f"no page of {PICKED}"]
    shutil.copy(site / _page(thing), copy / _page(thing))

    source = copy / "sources" / f"{thing.facts[3].source}.html"
    page = source.read_text("utf-8")
    card = re.search(rf'<article class="card" id="{key_of(PICKED, "f4")}".*?</article>', page, re.DOTALL)
    assert card
    source.write_text(page.replace(card[0], ""), "utf-8")
    found = check(held, Ours(copy))
    assert f"{source.stem}: {PICKED} f4 stands there 0 times" in found
    source.write_text(page, "utf-8")
    assert check(held, Ours(copy)) == []

    listed = copy / "actors" / "index.html"
    page = listed.read_text("utf-8")
    listed.write_text(re.sub(rf'<a href="[^"]*{PICKED}.html">[^<]*</a>', "", page), "utf-8")
    assert any(words.startswith(f"list of {KINDS[0]}") for words in check(held, Ours(copy)))


def test_an_edit_changes_one_statement_and_is_undone(corpus: Path, held: Corpus, tmp_path: Path) -> None:
    line = OurLine.ready("ours-all", corpus, tmp_path / "work", tmp_path / "out")
    before = tree(line.folder)
    thing = held.things[PICKED]
    with line.edited(thing, "Edit a") as page:
        during = tree(line.folder)
        changed = {name for name in before if before[name] != during[name]}
        assert changed == {f"content/sources/{thing.facts[0].source}.yaml"}
        source = (line.folder / changed.pop()).read_text("utf-8")
        statement = in_letters(thing.facts[0].statement)
        assert source.count(f"Edit a {statement}") == source.count(statement) == 2  # once in each language
        ended_well(briefing("check", "-C", line.folder, "--strict"))
    assert page == line.site / "actors" / f"{PICKED}.html"
    assert tree(line.folder) == before
