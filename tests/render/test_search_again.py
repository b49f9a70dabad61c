"""The search that follows edits: files and memory are, byte for byte, those of a search made anew."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.edits import EDITS, Edit
from benchmarks.incremental import Trial
from generator.dossier.dossier import Dossier
from generator.dossier.link import link
from generator.render.reshard import order_of
from generator.render.search import (
    Found,
    Limits,
    counts,
    fact_words,
    files_of,
    rows_from,
    search_files,
    thing_words,
    to_json,
)
from generator.render.search_again import Changed, resharded, search_again
from generator.render.search_memory import Row, memory_of, posting_from, remembered, search_memory, shape_of
from generator.render.shards import HEAD, shards_of, tree_of
from generator.render.shards import Row as ShardRow
from generator.render.site import Site

LETTERS = ("ab", "abc", "abcdéж")
SMALL = Limits(shard=1500, head=300, facts=5, known=8)


class Table(dict[str, bytes]):
    """What was remembered, and how often it was asked."""

    asked = 0

    def get(self, key: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        self.asked += 1
        return super().get(key, default)

    def scan(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        self.asked += 1
        return ((key, value) for key, value in self.items() if key.startswith(prefix))


class Kept:
    """The files and the memory of a search."""

    def __init__(self, made: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
        self.files, self.memory = made[0], Table(made[1])

    def follow(self, changed: Changed) -> None:
        assert not changed.gone & changed.files.keys()
        assert self.files.keys() >= changed.gone
        for url in changed.gone:
            del self.files[url]
        self.files |= changed.files
        for key, value in changed.rows.items():
            if value is None:
                del self.memory[key]
            else:
                self.memory[key] = value

    def same_as(self, made: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
        assert self.files == made[0]
        assert dict(self.memory) == made[1]


def anew(rows: dict[str, Row], limits: Limits) -> tuple[dict[str, bytes], dict[str, bytes]]:
    found = []
    for ident, row in rows.items():
        fields = json.loads(row.data)
        words = fact_words(fields[0]) if "#" in ident else thing_words(fields[0], *fields[3])
        found.append(Found(ident, row.data, tuple(words)))
    found.sort(key=lambda one: order_of(one.data))
    tree = tree_of(rows_from(found, counts(found), limits.facts), limits.shard, limits.head)
    memory = memory_of("en", found, lambda ident: rows[ident].reads, shape_of(tree), limits)
    return dict(files_of("en", dict(sorted(tree.shards.items())))), dict(memory)


def some_words(rng: random.Random, letters: str, most: int) -> str:
    words = ("".join(rng.choices(letters, k=rng.randint(1, 5))) for _ in range(rng.randint(0, most)))
    return " ".join(words)


def some_row(rng: random.Random, ident: str, letters: str) -> Row:
    text = some_words(rng, letters, 5)
    if "#" in ident:
        label, reads = rng.choice(("claim", "claim, withdrawn")), rng.sample(["x", "y", "a#b"], rng.randint(0, 2))
        return Row(to_json((text, label, f"sources/{ident.replace('#', '.html#')}")), frozenset(reads))
    others = [some_words(rng, letters, 2) for _ in range(rng.randint(0, 2))]
    return Row(to_json((text, "actor", f"actors/{ident}.html", others)))


@settings(max_examples=60, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_rows_that_change_come_and_go(rng: random.Random) -> None:
    letters, facts = rng.choice(LETTERS), rng.choice((1, 2, 3, 6))
    limits = Limits(
        rng.choice((60, 100, 200, 400, 900)), rng.choice((1, 40, 70, 500)), facts, facts + rng.choice((1, 3, 20))
    )
    ids = [f"t{number}" for number in range(rng.choice((2, 10, 25)))]
    ids += [f"{source}#{key}" for source in ("a", "a-b", "b") for key in range(rng.choice((2, 5, 12)))]
    rows = {ident: some_row(rng, ident, letters) for ident in ids if rng.random() < 0.6}
    kept = Kept(anew(rows, limits))
    for _ in range(10):
        edits: dict[str, tuple[Row | None, Row | None]] = {}
        for ident in rng.sample(ids, min(len(ids), rng.choice((1, 1, 1, 2, 5)))):
            old, chance = rows.pop(ident, None), rng.random()
            new = some_row(rng, ident, letters) if chance > 0.25 else None
            if old and chance > 0.9:
                new = Row(old.data, new.reads if new else frozenset())
            edits[ident] = old, new
            if new:
                rows[ident] = new
        changed = resharded("en", edits, kept.memory, limits)
        if changed is None:
            kept = Kept(anew(rows, limits))
        else:
            kept.follow(changed)
            kept.same_as(anew(rows, limits))


def test_only_the_shards_of_its_words_change() -> None:
    rows = {
        f"t{number}": Row(to_json((f"a{number} zz", "actor", f"actors/t{number}.html", []))) for number in range(99)
    }
    limits = Limits(shard=1000, head=300)
    kept = Kept(anew(rows, limits))
    keys = json.loads(kept.memory["search/en/shape"])[0]
    assert {"a*", "a5", "zz *", "zz a*", "zz a5"} <= set(keys)
    old, rows["t55"] = rows["t55"], Row(to_json(("a55 zz", "group", "actors/t55.html", [])))
    changed = resharded("en", {"t55": (old, rows["t55"])}, kept.memory, limits)
    assert changed
    assert set(changed.files) == {"search/en/w-a5.js", "search/en/w-zz-a5.js"}
    assert set(changed.rows) == {"search/en/row t55", "search/en/shape"}


def test_a_word_that_becomes_rare_after_having_been_forgotten_cannot_be_told() -> None:
    rows = {f"s#{number}": Row(to_json(("common word", "claim", f"sources/s.html#{number}"))) for number in range(4)}
    limits = Limits(facts=1, known=3)
    kept = Kept(anew(rows, limits))
    assert posting_from(kept.memory["search/en/word common"]).number == 4
    assert resharded("en", {"s#0": (rows["s#0"], None)}, kept.memory, limits) is None
    assert resharded("en", {"s#9": (None, rows["s#0"])}, kept.memory, limits)
    assert resharded("en", {"s#0": (rows["s#0"], None)}, Table(), limits) is None


def of_dossier(dossier: Dossier, site: Site, language: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    files, memory = remembered(dossier, site, language, SMALL)
    return dict(files), dict(memory)


def changed_in(old: Dossier, new: Dossier) -> set[str]:
    pairs = ((old.facts, new.facts), (old.entities, new.entities), (old.sources, new.sources), (old.series, new.series))
    return {str(key) for was, now in pairs for key in was.keys() | now.keys() if was.get(key) != now.get(key)}  # type: ignore[arg-type]


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(seed=st.integers(0, 1 << 30), edits=st.lists(st.sampled_from(EDITS), min_size=30, max_size=50))
def test_after_any_edits_the_search_is_that_of_the_dossier(site: Site, seed: int, edits: list[Edit]) -> None:
    with TemporaryDirectory() as folder:
        trial = Trial(Path(folder), site, seed)
        last = trial.dossier
        kept = {language: Kept(of_dossier(last, site, language)) for language in site.languages.all}
        for edit in edits:
            if not trial.edit(edit):
                continue
            ids = changed_in(last, trial.dossier)
            last = link(trial.dossier.records, site.languages)
            for language, search in kept.items():
                changed = search_again(last, site, language, ids, search.memory, SMALL)
                if changed is None:
                    kept[language] = Kept(of_dossier(last, site, language))
                else:
                    search.follow(changed)
                    search.same_as(of_dossier(last, site, language))


def test_the_files_are_those_of_the_search(varland: Dossier, site: Site) -> None:
    files: dict[str, bytes] = {}
    for language in site.languages.all:
        made, memory = remembered(varland, site, language)
        files |= made
        assert dict(memory) == dict(search_memory(varland, site, language))
    assert files == dict(search_files(varland, site))


def test_an_edit_of_one_fact_asks_for_little(varland: Dossier, site: Site) -> None:
    ident = next(iter(varland.facts))
    kept = Kept(of_dossier(varland, site, "en"))
    whole = len(kept.memory)
    changed = search_again(varland, site, "en", [ident], kept.memory, SMALL)
    assert changed == Changed({}, frozenset(), {})
    assert kept.memory.asked < whole / 10


def grown(rows: list[ShardRow], limit: int, head: int) -> dict[str, list[ShardRow]]:
    """The shards by the plain rule: letter by letter, and then by the other words."""
    out: dict[str, list[ShardRow]] = {}

    def fit(some: list[ShardRow], most: int) -> list[ShardRow]:
        count = 0
        while count < len(some) and sum(len(row.data) + 2 for row in some[: count + 1]) <= most:
            count += 1
        return some[: max(count, 1)]

    def grow(base: str, start: str, used: frozenset[str], some: list[ShardRow]) -> None:
        key = base + start
        if len(fit(some, limit)) == len(some) and sum(len(row.data) + 2 for row in some) <= limit:
            out[key] = some
            return
        if key:
            out[key + HEAD] = fit(some, limit if len(used) == 3 else head)
        if len(used) == 3:
            return
        words = {word for row in some for word in row.words if word.startswith(start) and word not in used}
        for longer in {word[: len(start) + 1] for word in words} - {start}:
            grow(base, longer, used, [row for row in some if any(w.startswith(longer) for w in set(row.words) - used)])
        if start in words:
            grow(f"{key} ", "", used | {start}, [row for row in some if start in row.words])

    grow("", "", frozenset(), rows)
    return dict(sorted(out.items()))


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(st.sets(st.text("abé", min_size=1, max_size=3), max_size=5), max_size=30),
    limit=st.sampled_from([30, 60, 200]),
    head=st.sampled_from([1, 20, 80]),
)
def test_the_shards_are_those_of_the_plain_rule(words: list[set[str]], limit: int, head: int) -> None:
    rows = [ShardRow(b"%d" % number * (1 + number % 7), tuple(some)) for number, some in enumerate(words)]
    shards = shards_of(rows, limit, head)
    assert shards == grown(rows, limit, head)
    assert list(shards) == sorted(shards)
