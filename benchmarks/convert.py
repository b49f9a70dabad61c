"""The benchmark's corpus as a project of ours: `python -m benchmarks.convert CORPUS PROJECT [--languages en,fr]`.

Nothing is left out and nothing is inferred:

- a fact goes into the file of its source, with its figure, its date (`when`) and who asserts it (`by`, unnamed: the
  corpus gives asserters as words and has no pages for them);
- an entity's first facts name the entities it refers to, in their roles and in their sentences: that makes the links
  and the backlinks;
- a sentence of ours holds no digits of its own, so the serial number at the end of a statement is written in letters
  (`in_letters`); the summary, which rests on no fact, becomes the editors' note; the corpus's id becomes an identifier;
- a status of the corpus has no party behind it, and ours never stands without one: it is said in the sentence;
- a source's date is the day from which it was published: facts in it are dated later as well.

Entities are converted one at a time; the facts of a source are collected in a file beside it. The same corpus gives
the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Origin, Statement, Thing, origins, things
from generator.read.tree import MOST_BYTES

KIND = {"actor": "organisation", "weapon": "system", "event": "incident"}
LANGUAGES = ("en",)
IDENTIFIER = "corpus"
HELD = 20_000  # facts kept in memory before they are written
CONFIG = """site_name: Benchmark
site_url: https://benchmark.example/
docs_dir: content/pages
use_directory_urls: false
theme: {name: briefing}
plugins:
  - briefing: {languages: [%s], json: %s}
"""
SENTENCE = {
    "en": "{{By}} on {{{own}}}: {statement}, {{value}} {unit}, {{when}}; given as {status}{other}.",
    "fr": "{{By}} sur {{{own}}}\u00a0: {statement}, {{value}} {unit}, {{when}}\u202f; donné comme {status}{other}.",
}
OTHER = {"en": "; with {{{other}}}", "fr": "\u202f; avec {{{other}}}"}
STATUS_FR = {
    "confirmed": "confirmé",
    "reported": "rapporté",
    "claimed": "affirmé",
    "disputed": "contesté",
    "retracted": "retiré",
}
FIGURE_KIND = {"km": "range", "units": "count", "crew": "count", "rounds": "count", "EUR m": "cost"}
_LETTERS = str.maketrans("0123456789", "abcdefghij")
_SERIAL = re.compile(r"\([0-9.]+\)\Z")


def in_letters(statement: str) -> str:
    """`Coastal counted crews (51.2)` as `Coastal counted crews (fb.c)`: one letter for one digit."""
    return _SERIAL.sub(lambda found: found[0].translate(_LETTERS), statement)


def key_of(thing: str, fact: str) -> str:
    """A fact's key in its source."""
    return f"{thing}-{fact}"


def unit_id(unit: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unit.lower())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _same(text: str, languages: Iterable[str]) -> str:
    """The same words in every language: names, and words that nobody translated."""
    return "{" + ", ".join(f"{language}: {_quoted(text)}" for language in languages) + "}"


def _roles(thing: Thing, other: str) -> list[str]:
    """Who takes part: actors as parties, weapons as items, the first event as the fact's event."""
    members: dict[str, list[str]] = {}
    event = ""
    for one in filter(None, (thing.id, other)):
        kind = one.partition("-")[0]
        if kind == "event" and not event:
            event = one
        else:
            members.setdefault({"actor": "party", "weapon": "item", "event": "subject"}[kind], []).append(one)
    lines = []
    if members:
        shown = ", ".join(f"{role}: [{', '.join(ids)}]" for role, ids in members.items())
        lines.append(f"    roles: {{{shown}}}")
    return [*lines, f"    event: {event}"] if event else lines


def _sentence(thing: Thing, fact: Statement, other: str, language: str) -> str:
    status = fact.status if language == "en" else STATUS_FR[fact.status]
    tail = OTHER[language].format(other=other) if other else ""
    return SENTENCE[language].format(
        own=thing.id, statement=in_letters(fact.statement), unit=fact.unit, status=status, other=tail
    )


def _fact(thing: Thing, fact: Statement, other: str, paragraph: int, languages: tuple[str, ...]) -> str:
    kind = FIGURE_KIND.get(fact.unit, "other")
    words = ", ".join(f"{language}: {_quoted(_sentence(thing, fact, other, language))}" for language in languages)
    lines = [
        f"  {key_of(thing.id, fact.key)}:",
        "    type: figure",
        f"    by: {{unnamed: {_same(fact.attribution, languages)}}}",
        f"    at: p{paragraph}.s1",
        f"    when: {fact.date}",
        f"    figure: {{value: {fact.value}, unit: {unit_id(fact.unit)}, kind: {kind}}}",
        *_roles(thing, other),
        f"    text: {{{words}}}",
    ]
    return "\n".join(lines) + "\n"


def _entity(thing: Thing, languages: tuple[str, ...]) -> str:
    aliases = ", ".join(_quoted(alias) for alias in thing.aliases)
    return (
        f"name: {_same(thing.name, languages)}\naliases: [{aliases}]\nkind: {KIND[thing.kind]}\n"
        f"identifiers: {{{IDENTIFIER}: {thing.id}}}\nnote: {_same(thing.summary, languages)}\n"
    )


def _source(origin: Origin, facts: int, languages: tuple[str, ...]) -> str:
    head = (
        f"title: {_same(origin.title, languages)}\nkind: report\npublisher: unknown\nlang: en\n"
        f"published: {origin.date}/..\nurl: {origin.url}\n"
    )
    if facts:
        head += f"text: {{paragraphs: {facts}, sentences: [{', '.join('1' for _ in range(facts))}]}}\n"
    published = {"en": f"Publisher: {origin.publisher}.", "fr": f"Éditeur\u00a0: {origin.publisher}."}
    note = ", ".join(f"{language}: {_quoted(published[language])}" for language in languages)
    return head + f"note: {{{note}}}\n" + ("facts:\n" if facts else "")


class _Sources:
    """The facts of each source, in the order they come; written whenever many are held."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.counts = folder, defaultdict[str, int](int)
        self._held, self._number = defaultdict[str, list[str]](list), 0

    def next(self, source: str) -> int:
        """The paragraph of a source's next fact."""
        self.counts[source] += 1
        return self.counts[source]

    def add(self, source: str, fact: str) -> None:
        self._held[source].append(fact)
        self._number += 1
        if self._number >= HELD:
            self.flush()

    def flush(self) -> None:
        for source, facts in self._held.items():
            with (self.folder / f"{source}.part").open("a", encoding="utf-8") as file:
                file.writelines(facts)
        self._held.clear()
        self._number = 0

    def close(self, known: Iterable[Origin], languages: tuple[str, ...]) -> None:
        self.flush()
        for origin in known:
            part, path = self.folder / f"{origin.id}.part", self.folder / f"{origin.id}.yaml"
            body = part.read_text("utf-8") if part.exists() else ""
            path.write_text(_source(origin, self.counts[origin.id], languages) + body, "utf-8")
            part.unlink(missing_ok=True)
            if path.stat().st_size > MOST_BYTES:
                raise SystemExit(f"{path}: more than {MOST_BYTES:,} bytes; make the corpus with more sources")


def _front(first: list[str], newest: str, languages: tuple[str, ...]) -> str:
    """The front page: sentences that say nothing, over the corpus's first facts."""
    facts = ", ".join(first)
    rows = [f"  - {{text: {_same(f'See {{{ident}}}.', languages)}, facts: [{fact}]}}" for fact, ident in _named(first)]
    return (
        f"title: {_same('Benchmark', languages)}\nas_of: {newest}\n"
        f"bottom_line: {{text: {_same('Nothing here means anything.', languages)}, facts: [{facts}]}}\n"
        "judgements:\n" + "\n".join(rows) + f"\nfigures: [{facts}]\n"
    )


def _named(facts: list[str]) -> list[tuple[str, str]]:
    return [(fact, fact.partition("#")[2].rpartition("-")[0]) for fact in facts]


def _vocabulary(units: list[str], languages: tuple[str, ...]) -> str:
    words = ((unit_id(unit), _same(unit, languages)) for unit in units)
    return "units:\n" + "".join(f"  {ident}: {{one: {shown}, other: {shown}}}\n" for ident, shown in words)


def convert(corpus: Path, project: Path, languages: tuple[str, ...] = LANGUAGES, *, json_twins: bool = False) -> int:
    """Write the corpus as a project below `project`, which is made; returns the number of facts."""
    content = project / "content"
    for name in ("actors", "weapons", "events", "sources", "pages"):
        (content / name).mkdir(parents=True, exist_ok=True)
    sources, units, newest = _Sources(content / "sources"), dict[str, None](), ""
    first: list[str] = []
    for thing in things(corpus):
        (content / f"{thing.kind}s" / f"{thing.id}.yaml").write_text(_entity(thing, languages), "utf-8")
        others = [*thing.refs, *("" for _ in thing.facts)]
        if len(thing.refs) > len(thing.facts):
            raise SystemExit(f"{thing.id}: more references than facts to name them")
        for fact, other in zip(thing.facts, others, strict=False):
            body = _fact(thing, fact, other, sources.next(fact.source), languages)
            sources.add(fact.source, body)
            units[fact.unit] = None
            newest = max(newest, fact.date)
        if len(first) < 3:
            first.append(f"{thing.facts[0].source}#{key_of(thing.id, thing.facts[0].key)}")
    known = list(origins(corpus))
    sources.close(known, languages)
    newest = max(newest, *(origin.date for origin in known))
    (content / "briefing.yaml").write_text(_front(first, newest, languages), "utf-8")
    (content / "vocabulary.yaml").write_text(_vocabulary(sorted(units), languages), "utf-8")
    for number, language in enumerate(languages):
        folder = content / "pages" / (language if number else "")
        folder.mkdir(exist_ok=True)
        (folder / "about.md").write_text("# About\n\nA corpus for measuring.\n", "utf-8")
    config = CONFIG % (", ".join(languages), "true" if json_twins else "false")
    (project / "mkdocs.yml").write_text(config, "utf-8")
    return sum(sources.counts.values())


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the benchmark's corpus as a project of ours.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("project", type=Path)
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="en, or en,fr")
    parser.add_argument("--no-json", action="store_true", help="without the JSON twins of the pages")
    options = parser.parse_args()
    languages = tuple(options.languages.split(","))
    facts = convert(options.corpus, options.project, languages, json_twins=not options.no_json)
    print(f"{facts} facts in {options.project}")


if __name__ == "__main__":
    main()
