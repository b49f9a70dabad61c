"""A site that follows its content: after any edits each file is, byte for byte, that of a build from nothing."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.edits import EDITS, Edit, Folder
from benchmarks.incremental import Trial
from generator.dossier.ledger import Ledger, Memo, Rank
from generator.render.extras import EXTRAS
from generator.render.kept import PATTERNS
from generator.render.site import Site

HERALD = "sources/2031-05-strait-herald.yaml"


@pytest.fixture
def trial(tmp_path: Path, site: Site) -> Trial:
    made = Trial(tmp_path, site, 1)
    assert len(dict(made.kept.files())) > 100
    return made


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(folder: Folder, _: random.Random) -> None:
        assert old in folder.files[name]
        folder.files[name] = folder.files[name].replace(old, new, 1)

    return edit


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(seed=st.integers(0, 1 << 30), edits=st.lists(st.sampled_from(EDITS), min_size=30, max_size=60))
def test_after_any_edits_every_file_is_that_of_a_cold_build(site: Site, seed: int, edits: list[Edit]) -> None:
    with TemporaryDirectory() as folder:
        trial = Trial(Path(folder), site, seed)
        for edit in edits:
            if trial.edit(edit):
                trial.look()
        assert trial.differences() == []


def test_a_word_in_a_sentence_makes_only_the_pages_that_show_it_again(trial: Trial) -> None:
    assert trial.edit(replaced(HERALD, "{strait-herald} appears in", "{strait-herald} is printed in"))
    every = len(trial.kept.pages)
    assert trial.differences() == []
    assert 4 <= trial.kept.rendered < every / 3


def test_a_remark_in_a_file_of_facts_makes_no_entity_page_again(trial: Trial) -> None:
    changed = trial.kept.follow(trial.dossier)
    assert changed == set()
    folder = Folder(dict(trial.files), trial.dossier)
    replaced(HERALD, "facts:\n", "# a remark\nfacts:\n")(folder, trial.rng)
    changed = trial.kept.follow(trial._loaded(folder.files))
    pages = {url for url in changed if url.endswith(".html")}
    assert pages == {f"{tree}sources/2031-05-strait-herald.html" for tree in ("", "fr/")}
    assert any(url.startswith("actors/") for url in changed - pages)  # the data beside a page tells each fact's line


def test_a_name_that_changes_changes_the_pages_that_show_it_and_a_summary_does_not(trial: Trial) -> None:
    ostmark = "actors/ostmark.yaml"
    assert trial.edit(replaced(ostmark, "kind: state", "kind: government"))
    assert trial.differences() == []
    few = trial.kept.rendered
    assert trial.edit(replaced(ostmark, "Ostmark", "Ostmark again"))
    assert trial.differences() == []
    assert 0 < few < trial.kept.rendered


def test_each_file_can_be_asked_for_by_its_address(trial: Trial) -> None:
    for url, data in trial.cold().items():
        assert trial.kept.read(url) == data, url
    for url in ("favicon.ico", "actors/nobody.html", "search/en/nothing.js", "../index.html", ""):
        assert trial.kept.read(url) is None


def test_the_addresses_of_other_files_are_those_of_their_group(trial: Trial) -> None:
    assert len(PATTERNS) == len(EXTRAS)
    assert trial.edit(next(edit for edit in EDITS if edit.__name__ == "renamed"))
    for group, pattern in zip(EXTRAS, PATTERNS, strict=True):
        for url, _ in group(trial.kept.dossier, trial.site, trial.environment):
            assert pattern.match(url), url


@pytest.fixture
def sheet() -> tuple[dict[str, int], Ledger, list[str]]:
    """Numbers in cells, as inputs of what is kept."""
    return {"a": 1, "b": 2, "c": 3}, Ledger(), []


def test_a_kept_value_is_made_again_only_when_what_it_read_has_changed(
    sheet: tuple[dict[str, int], Ledger, list[str]],
) -> None:
    cells, ledger, made = sheet

    def read(key: str) -> int:
        if ledger.now is not None:
            ledger.now.add(("cells", key))
        return cells[key]

    def odd(key: str) -> bool:
        made.append(f"odd {key}")
        return read(key) % 2 == 1

    is_odd: Memo[str, bool] = ledger.memo(odd, Rank.NAME, cut=True)

    def say(key: str) -> str:
        made.append(f"words {key}")
        return f"{key} {is_odd(key)}"

    words: Memo[str, str] = ledger.memo(say, Rank.WORDS)
    assert [words("a"), words("b"), words("a")] == ["a True", "b False", "a True"]
    assert made == ["words a", "odd a", "words b", "odd b"]

    cells["a"] = 3  # still odd
    assert ledger.changed([("cells", "a")]) == []
    assert words("a") == "a True"
    assert made[4:] == ["odd a"]

    cells["a"] = 4
    assert ledger.changed([("cells", "a"), ("cells", "nobody")]) == [(is_odd, "a"), (words, "a")]
    assert [words("a"), words("b")] == ["a False", "b False"]


def test_a_value_may_not_use_one_that_changes_after_it(sheet: tuple[dict[str, int], Ledger, list[str]]) -> None:
    ledger = sheet[1]
    late: Memo[str, str] = ledger.memo(str, Rank.FILE)
    early: Memo[str, str] = ledger.memo(late, Rank.NAME)
    with pytest.raises(RuntimeError, match="used"):
        early("a")
