"""What was verified against the private text is still what the facts say. Needs no text: the receipts are enough."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.links import is_broken
from generator.checks.rule import Found, Reach, Rule, rule
from generator.dossier.dossier import Dossier
from generator.model.receipts import receipt

HINT = "undo the change, or hold the fact against the text again: briefing verify --private DIR"


@rule(
    "receipt-stale",
    "A figure, a locator or a date that changed after it was held against the source's text is verified no more.",
    reach=Reach.SOURCE,
    bad="figure: {value: 4000, ...}     # verified as 3000; strait-herald.seen holds a digest of that",
    good="# the same after: briefing verify --private DIR",
)
def receipt_stale(dossier: Dossier) -> Iterator[Found]:
    """A fact that differs from its receipt, or a receipt whose fact is gone."""
    for receipts in dossier.records.receipts:
        source = dossier.sources.get(receipts.source)
        if source is None:
            continue
        facts = {fact.key: fact for fact in source.facts}
        for entry in receipts.entries:
            fact = facts.get(entry.key)
            if fact is None and not is_broken(dossier, f"{source.id}#{entry.key}"):
                hint = "delete the line if the fact was meant to go, or write the fact again"
                yield entry.position, f"the verified fact '{entry.key}' is gone", hint
            elif fact and receipt(fact, source) != entry.digest:
                where = fact.origin.at("figure") if fact.figure else fact.origin.at("at")
                message = f"the figure, locator or date of '{fact.key}' changed after it was verified"
                yield where, message, HINT, ((entry.position, "its receipt"),)


RECEIPTS: tuple[Rule, ...] = (receipt_stale,)
