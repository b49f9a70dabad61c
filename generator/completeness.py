"""Nothing is lost: the facts read are the facts on the written pages, in every language, and in each export."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.dossier.dossier import Dossier
from generator.errors import BriefingError, Exit
from generator.model.terms import Kind
from generator.render.render import cards_on


def verify(dossier: Dossier, site: Path) -> None:
    """Raise BriefingError when a fact that was read is missing from the files below `site`, or one is there twice."""
    wanted = sorted(dossier.facts)
    for language in dossier.languages.all:
        tree = site if language == dossier.languages.default else site / language
        _same(wanted, _on_pages(tree / Kind.SOURCE.value), f"the source pages in '{language}'")
    if (site / "data" / "facts.json").is_file():
        _same(wanted, list(_in_json(site / "data" / "facts.json")), "data/facts.json")
    if (site / "data" / "facts.csv").is_file():
        with (site / "data" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
            _same(wanted, [row["id"] for row in csv.DictReader(file)], "data/facts.csv")


def _in_json(path: Path) -> Iterator[str]:
    """The ids in facts.json, which has one fact a line: read line by line, since all of it takes ten times its size."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("{") and not line.endswith("[\n"):  # not the head
                yield json.loads(line.removesuffix("\n").removesuffix(","))["id"]


def _on_pages(folder: Path) -> list[str]:
    pages = sorted(folder.glob("*.html")) if folder.is_dir() else []
    return [fact for page in pages for fact in cards_on(page.read_bytes())]


def _same(wanted: Sequence[str], found: list[str], where: str) -> None:
    if sorted(found) == list(wanted):
        return
    lost = sorted(set(wanted) - set(found))[:5]
    more = sorted({fact for fact in found if found.count(fact) > 1 or fact not in set(wanted)})[:5]
    raise BriefingError(
        f"{len(wanted)} facts were read and {len(found)} stand in {where}; the old site is as it was",
        hint=f"missing: {', '.join(lost) or 'none'}; too many: {', '.join(more) or 'none'}; "
        "if the project has a source.html of its own, mend it, else please report it",
        code=Exit.BUG,
    )
