"""Does a site hold the whole corpus? `python -m benchmarks.check CORPUS SITE [--layout peers]`.

The same questions to every site, ours or a peer's; only the places differ (`benchmarks.layouts`):

- there is a page for each entity and source, and a list for each kind;
- on 50 pages of entities, drawn alike for every site: the name is the heading; id, kind and aliases stand there; the
  summary's Markdown became strong, em and code; each of the six facts stands there once, with value, unit, date, status
  and attribution, and leads to its source by its title; the entities that it refers to are linked by name, and so is
  each that refers to it;
- the list of each kind links every entity by its name;
- on 10 pages of sources: the title is the heading, and each fact taken from it stands there once with its entity.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import KINDS, Origin, Statement, Thing, origins, things
from benchmarks.layouts import Layout, Ours, Peers, Target
from benchmarks.reading import spaced

ENTITIES, SOURCES = 50, 10
MARKDOWN = (("strong", r"\*\*(.+?)\*\*"), ("em", r"(?<!\*)\*([^*]+)\*(?!\*)"), ("code", r"`(.+?)`"))
LAYOUTS: dict[str, type[Ours] | type[Peers]] = {"ours": Ours, "peers": Peers}


@dataclass(frozen=True, slots=True)
class Corpus:
    things: dict[str, Thing]
    origins: dict[str, Origin]
    referring: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    cited: dict[str, list[tuple[Thing, Statement]]] = field(default_factory=lambda: defaultdict(list))


def read_corpus(folder: Path) -> Corpus:
    corpus = Corpus({one.id: one for one in things(folder)}, {one.id: one for one in origins(folder)})
    for thing in corpus.things.values():
        for other in thing.refs:
            corpus.referring[other].append(thing)
        for fact in thing.facts:
            corpus.cited[fact.source].append((thing, fact))
    return corpus


def check(corpus: Corpus, site: Layout) -> list[str]:
    """What is missing, or there too often; nothing for a site that holds it all."""
    complaints = [f"no page of {one.id}" for one in corpus.things.values() if not site.thing(one)]
    complaints += [f"no page of {one}" for one in corpus.origins if not site.origin(one)]
    complaints += [f"no list of {kind}" for kind in KINDS if not all(site.kind(kind))]
    if complaints:
        return complaints
    rng = random.Random(3)
    for ident in rng.sample(sorted(corpus.things), min(ENTITIES, len(corpus.things))):
        complaints += (f"{ident}: {words}" for words in _thing(corpus, site, corpus.things[ident]))
    for kind in KINDS:
        found = [target for file in site.kind(kind) for target in site.listed(site.page(file))]
        wanted = [(site.thing(one), one.name) for one in corpus.things.values() if one.kind == kind]
        complaints += (f"list of {kind}: {words}" for words in _same("entities", found, wanted))
    for ident in rng.sample(sorted(corpus.origins), min(SOURCES, len(corpus.origins))):
        complaints += (f"{ident}: {words}" for words in _origin(corpus, site, corpus.origins[ident]))
    return complaints


def _thing(corpus: Corpus, site: Layout, thing: Thing) -> Iterator[str]:
    page = site.page(site.thing(thing))
    if page.heading != thing.name:
        yield f"the heading is '{page.heading}', not '{thing.name}'"
    yield from (f"'{words}' is missing" for words in site.card(thing) if words not in page.words)
    for tag, pattern in MARKDOWN:
        found = re.search(pattern, thing.summary)
        if found and spaced(found[1]) not in page.inline[tag]:
            yield f"the summary has no {tag}"
    for fact in thing.facts:
        rows = [row for row in page.rows if site.statement(fact) in row.words]
        if len(rows) != 1:
            yield f"{fact.key} stands there {len(rows)} times"
            continue
        yield from (f"{fact.key} lacks '{words}': {rows[0].words}" for words in site.says(fact, rows[0]))
        origin = corpus.origins[fact.source]
        wanted = [(site.origin(origin.id), origin.title)]
        yield from _same(f"source of {fact.key}", site.source_links(thing, fact, rows[0], page), wanted)
    others = [corpus.things[one] for one in thing.refs]
    yield from _same("links", site.references(thing, page), _targets(site, others))
    yield from _same("backlinks", site.backlinks(thing, page), _targets(site, corpus.referring.get(thing.id, [])))


def _origin(corpus: Corpus, site: Layout, origin: Origin) -> Iterator[str]:
    page = site.page(site.origin(origin.id))
    if page.heading != origin.title:
        yield f"the heading is '{page.heading}', not '{origin.title}'"
    cited = corpus.cited.get(origin.id, [])
    for thing, fact in cited:
        times = sum(site.statement(fact) in row.words for row in page.rows)
        if times != 1:
            yield f"{thing.id} {fact.key} stands there {times} times"
    yield from _same("citing entities", site.citing(page), _targets(site, (thing for thing, _ in cited)))


def _targets(site: Layout, some: Iterable[Thing]) -> list[Target]:
    return [(site.thing(one), one.name) for one in some]


def _same(what: str, found: list[Target], wanted: list[Target]) -> Iterator[str]:
    if sorted(found) != sorted(wanted):
        lost, more = set(wanted) - set(found), set(found) - set(wanted)
        yield f"{what}: {len(found)}, not {len(wanted)}; missing {sorted(lost)[:2]}, too many {sorted(more)[:2]}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Does a site hold the whole corpus?")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--layout", choices=LAYOUTS, default="ours")
    options = parser.parse_args()
    complaints = check(read_corpus(options.corpus), LAYOUTS[options.layout](options.site))
    for words in complaints[:20]:
        print(words)
    print(f"{len(complaints)} complaints" if complaints else "complete")
    raise SystemExit(bool(complaints))


if __name__ == "__main__":
    main()
