"""Coverage: each sentence has exactly one fate."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dossier.coverage import Coverage, coverage, fate, sentences, uncovered
from generator.model.locator import parse_locator
from generator.model.source import Source
from tests.dossiers import claim, linked, source


def read(folder: Path, head: str, *at: str) -> Source:
    facts = "".join(claim(f"f{number}").replace("at: p1", f"at: {one}") for number, one in enumerate(at))
    return next(iter(linked(folder, {"sources/herald.yaml": source(facts, head=head)}).sources.values()))


TEXT = "text: {paragraphs: 3, sentences: [2, 1, 2]}\n"
MARKED = TEXT + "skip: {p2: Heading., p1.s1: Repeats.}\ndefects: {p3.s1: Wrong., p1: Odd.}\n"


@pytest.mark.parametrize(
    ("head", "at", "counts"),
    [
        ("", ["p1"], Coverage(0, 0, 0, 0)),
        (TEXT, ["p1"], Coverage(2, 0, 0, 3)),
        (TEXT, ["p1.s2"], Coverage(1, 0, 0, 4)),
        (TEXT, ["[p1.s1, p1.s2]", "p3", "p3.s1"], Coverage(4, 0, 0, 1)),
        (TEXT, ["p9", "p1.s9"], Coverage(0, 0, 0, 5)),
        (MARKED, ["p9"], Coverage(0, 1, 3, 1)),  # a defect weighs more than a skip
        (MARKED, ["p1.s1", "p3"], Coverage(3, 1, 1, 0)),  # citing weighs most
    ],
)
def test_counts(tmp_path: Path, head: str, at: list[str], counts: Coverage) -> None:
    assert coverage(read(tmp_path, head, *at)) == counts


def test_uncovered(tmp_path: Path) -> None:
    found = read(tmp_path, MARKED, "p9")
    assert list(map(str, uncovered(found))) == ["p3.s2"]
    assert [fate(found, parse_locator(text)) for text in ("p1.s1", "p2.s1", "p3.s2")] == [
        "defective",
        "skipped",
        "open",
    ]


LOCATORS = st.builds(lambda p, s: f"p{p}.s{s}" if s else f"p{p}", st.integers(1, 4), st.integers(0, 3))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=4),
    st.lists(LOCATORS, min_size=1, max_size=4),
    st.lists(LOCATORS, max_size=3, unique=True),
    st.lists(LOCATORS, max_size=3, unique=True),
)
def test_each_sentence_is_counted_once(counts: list[int], at: list[str], skip: list[str], defects: list[str]) -> None:
    head = f"text: {{paragraphs: {len(counts)}, sentences: {counts}}}\n"
    for name, some in (("skip", skip), ("defects", defects)):
        head += f"{name}: {{{', '.join(f'{one}: Why.' for one in some)}}}\n" if some else ""
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), head, *at)
    parts = coverage(found)
    assert sum(parts) == sum(counts) == len(sentences(found))
    assert len(uncovered(found)) == parts.open
    for sentence in sentences(found):
        cited = any(sentence.meets(parse_locator(one)) for one in at)
        assert (fate(found, sentence) == "cited") == cited
