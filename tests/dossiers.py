"""Small dossiers for tests: YAML texts written into a folder, read by the real reader."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.errors import Problem
from generator.model.records import Records
from generator.read.content import read_content

LANGUAGES = ("en", "fr")

CONFIG = """\
site_name: Boats for Ostmark
docs_dir: content/pages
use_directory_urls: false
theme: {name: briefing}
plugins:
  - briefing: {languages: [en, fr]}
"""

BRIEFING = """\
title: {en: Boats for Ostmark, fr: Des bateaux pour Ostmark}
bottom_line:
  text: {en: "{varland} says that it sent boats.", fr: "{varland} dit avoir envoyé des bateaux."}
  facts: [herald#boats]
"""

VOCABULARY = """\
units:
  vessel: {one: {en: vessel, fr: navire}, other: {en: vessels, fr: navires}}
"""

SOURCE = """\
title: {en: "Varland says that boats went to Ostmark", fr: "Le Varland dit avoir envoyé des bateaux"}
kind: news-article
publisher: strait-herald
lang: en
published: 2031-05-06
days: {tue: 2031-05-06, some: "[2031-04-29,2031-05-06]"}
text: {paragraphs: 2, sentences: [2, 1]}
skip: {p1.s2: {en: Repeats the first., fr: Répète la première.}}
facts:
  boats:
    type: figure
    by: varland
    at: p1.s1
    said: tue
    figure: {value: 12, unit: vessel, kind: supplied}
    roles: {supplier: varland, receiver: ostmark}
    text: {en: "{By} says that it sent {value} boats to {ostmark}.", fr: "{By} dit avoir envoyé {value} bateaux."}
  answer:
    type: denial
    by: ostmark
    at: [p2]
    on: [boats]
    scope: {en: the delivery, fr: la livraison}
    stance: {ostmark: denies}
    text: {en: "{By} denied it.", fr: "{By} a démenti."}
"""

GOOD: Mapping[str, str] = {
    "briefing.yaml": BRIEFING,
    "vocabulary.yaml": VOCABULARY,
    "sources/herald.yaml": SOURCE,
    "actors/varland.yaml": "name: {en: Varland, fr: Le Varland}\nkind: state\n",
    "actors/ostmark.yaml": "name: {en: Ostmark, fr: L’Ostmark}\nkind: state\n",
    "actors/strait-herald.yaml": "name: {en: Strait Herald, fr: Strait Herald}\nkind: outlet\n",
}


def write(project: Path, files: Mapping[str, str | bytes | None] | None = None, *, config: str = CONFIG) -> Path:
    """The good dossier with some files changed, added or (None) left out. The content folder is returned."""
    content = project / "content"
    for name, text in {**GOOD, **(files or {})}.items():
        if text is not None:
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (content / "pages").mkdir(exist_ok=True)
    (content / "pages" / "about.md").write_text("# About\n\nHow this is made.\n", "utf-8")
    (project / "mkdocs.yml").write_text(config, "utf-8")
    return content


def read(project: Path, files: Mapping[str, str | bytes | None] | None = None) -> tuple[Records, list[Problem]]:
    return read_content(write(project, files), project, LANGUAGES)


def linked(project: Path, files: Mapping[str, str | bytes | None] | None = None) -> Dossier:
    """A dossier whose files have no problem at the door."""
    records, problems = read(project, files)
    assert problems == []
    return link(records, Languages(LANGUAGES))


def source(facts: str, *, head: str = "") -> str:
    """A source that holds these facts, which stand without indentation."""
    header = "title: {en: Words, fr: Mots}\nkind: statement\npublisher: strait-herald\nlang: en\n"
    header += "" if "published:" in head else "published: 2031-05-06\n"
    return header + head + "facts:\n" + textwrap.indent(textwrap.dedent(facts), "  ")


def claim(key: str, by: str = "varland", more: str = "") -> str:
    """A fact with what is required, and `more` fields on lines of their own."""
    text = f"{key}:\n  type: claim\n  by: {by}\n  at: p1\n  text: {{en: Words., fr: Mots.}}\n"
    return text + textwrap.indent(textwrap.dedent(more), "  ")
