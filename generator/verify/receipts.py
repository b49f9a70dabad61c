"""Writing receipts, and saying how many facts were verified."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.dossier.dossier import Dossier
from generator.errors import Problem
from generator.model.ids import EntityId
from generator.model.receipts import receipt
from generator.model.source import Source
from generator.read.receipts import ENDING
from generator.report import counted
from generator.verify.codes import problem


def lines(source: Source) -> str:
    """What the receipt file of a verified source holds."""
    return "".join(sorted(f"{fact.key} {receipt(fact, source)}\n" for fact in source.facts))


def write_receipts(dossier: Dossier, sources: Collection[EntityId], project: Path) -> list[Path]:
    """Write the receipts of these sources, each file in one step; the ones that changed are returned."""
    written = []
    for source in (dossier.sources[one] for one in sorted(sources)):
        path = (project / source.origin.path).with_suffix(ENDING)
        text = lines(source).encode("ascii")
        if path.is_symlink() or not path.is_file() or path.read_bytes() != text:
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(text)
            os.replace(beside, path)  # noqa: PTH105 - the same as Path.replace, which hides that it is one step
            written.append(path)
    return written


def missing_receipts(dossier: Dossier, sources: Collection[EntityId]) -> Iterator[Problem]:
    """The facts that were verified now and have no receipt."""
    known = {(some.source, entry.key) for some in dossier.records.receipts for entry in some.entries}
    for source in (dossier.sources[one] for one in sorted(sources)):
        for fact in source.facts:
            if (source.id, fact.key) not in known:
                message = f"the fact '{fact.key}' has no receipt"
                yield problem(fact.origin.at(), "receipt-missing", message, "run briefing verify without --check")


def told(dossier: Dossier, clean: Collection[EntityId] = ()) -> str:
    """How many facts stand up to their text in this run, all of their source's; a receipt is no verification."""
    here = sum(len(dossier.sources[one].facts) for one in clean)
    elsewhere = {fact.id for fact in dossier.facts.values() if fact.source not in clean}
    receipts = {f"{some.source}#{entry.key}" for some in dossier.records.receipts for entry in some.entries}
    parts = [f"verified here: {counted(here, 'fact')}"] if here else []
    if elsewhere:
        seen = len(elsewhere & receipts)
        with_receipt = f" ({seen:,} with a receipt)" if seen else ""
        parts.append(f"not verified here: {counted(len(elsewhere), 'fact')}{with_receipt}")
    return "; ".join(parts)
