"""Write a synthetic dossier of N entities with six facts each: `python -m benchmarks.synthetic 1000 /tmp/dossier`.

Deterministic: the same N gives the same bytes. Names are invented; nothing in it means anything.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

FACTS_EACH = 6
FACTS_A_SOURCE = 30
WORDS = (
    *("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbour", "inlet"),
    *("jetty", "knoll", "lagoon", "mesa", "north", "orchard", "prairie", "quarry", "ridge"),
)

CONFIG = """site_name: Synthetic
site_url: https://synthetic.example/
docs_dir: content/pages
use_directory_urls: false
theme: {name: briefing}
plugins:
  - briefing: {languages: [%s]}
"""
BRIEFING = """title: Synthetic
bottom_line: {text: "Nothing in this dossier means anything.", facts: [src-0#f-0]}
"""


def _name(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS).title() for _ in range(2))


def _entity(kind: str, number: int, rng: random.Random) -> tuple[str, str]:
    """Id and YAML of one entity."""
    name = f"{_name(rng)} {kind.title()} {chr(65 + number % 26)}"
    lines = [f"name: {name}", f"aliases: [{_name(rng)}, {_name(rng)}]"]
    lines.append({"actor": "kind: organisation", "weapon": "kind: system", "event": "kind: incident"}[kind])
    return f"{kind}-{number}", "\n".join(lines) + "\n"


def _fact(number: int, actor: str, weapon: str, event: str, rng: random.Random) -> str:
    value = rng.randrange(1, 5000)
    year, month = rng.randrange(2001, 2031), rng.randrange(1, 13)
    return f"""  f-{number}:
    type: figure
    by: {actor}
    at: p{number % FACTS_A_SOURCE + 1}.s1
    said: {year}-{month:02}
    when: {year}-{month:02}
    figure: {{value: {value}, unit: vessel, kind: count}}
    hedge: estimate
    roles: {{user: {actor}, item: {weapon}}}
    event: {event}
    text: "{{By}} estimates that {{value}} of {{{weapon}}} took part in {{{event}}} near {_name(rng)}."
"""


def write_dossier(count: int, folder: Path, languages: str = "en") -> int:
    """Write a dossier of `count` entities below `folder`; returns the number of facts."""
    rng = random.Random(count)
    content = folder / "content"
    for name in ("actors", "weapons", "events", "places", "series", "sources", "pages"):
        (content / name).mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(CONFIG % languages)
    (content / "briefing.yaml").write_text(BRIEFING)
    (content / "vocabulary.yaml").write_text("units: {vessel: {one: vessel, other: vessels}}\n")
    (content / "pages" / "about.md").write_text("# About\n\nA synthetic dossier.\n")
    kinds = ("actor", "actor", "weapon", "event")
    ids: dict[str, list[str]] = {"actor": [], "weapon": [], "event": []}
    for number in range(count):
        kind = kinds[number % 4]
        ident, text = _entity(kind, number, rng)
        (content / f"{kind}s" / f"{ident}.yaml").write_text(text)
        ids[kind].append(ident)
    facts = count * FACTS_EACH // 3  # each names three entities
    for start in range(0, facts, FACTS_A_SOURCE):
        numbers = range(start, min(start + FACTS_A_SOURCE, facts))
        body = "".join(
            # In turn, so that no entity stays without a fact; then at random.
            _fact(
                n,
                ids["actor"][n] if n < len(ids["actor"]) else rng.choice(ids["actor"]),
                ids["weapon"][n] if n < len(ids["weapon"]) else rng.choice(ids["weapon"]),
                ids["event"][n] if n < len(ids["event"]) else rng.choice(ids["event"]),
                rng,
            )
            for n in numbers
        )
        sentences = ", ".join("1" for _ in range(FACTS_A_SOURCE))
        head = f"title: Source {_name(rng)}\nkind: report\npublisher: unknown\nlang: en\npublished: 2031-01\n"
        text = f"text: {{paragraphs: {FACTS_A_SOURCE}, sentences: [{sentences}]}}\n"
        (content / "sources" / f"src-{start // FACTS_A_SOURCE}.yaml").write_text(f"{head}{text}facts:\n{body}")
    return facts


if __name__ == "__main__":
    print(write_dossier(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]), "facts")
