"""The status of a fact, computed from the stances that others take on it. The site gives no verdict of its own."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from generator.dossier.dossier import Dossier, StanceTaken
from generator.dossier.watched import whole
from generator.model.fact import Fact
from generator.model.ids import FactId, split_fact_id
from generator.model.terms import ReplaceReason, StanceKind


class Status(StrEnum):
    REPORTED = "reported"  # asserted; nobody else's stance is recorded
    CONFIRMED = "confirmed"  # a party other than the asserter confirms it
    DISPUTED = "disputed"  # a party disputes it, or confirms it only in part
    DENIED = "denied"  # a party denies it
    UNANSWERED = "unanswered"  # parties are silent or decline to answer
    SUPERSEDED = "superseded"  # a newer fact took its place
    WITHDRAWN = "withdrawn"  # withdrawn, or corrected as wrong


_ORDER = (
    (Status.DENIED, (StanceKind.DENIES,)),
    (Status.DISPUTED, (StanceKind.DISPUTES, StanceKind.PARTLY)),
    (Status.CONFIRMED, (StanceKind.CONFIRMS,)),
    (Status.UNANSWERED, (StanceKind.SILENT, StanceKind.DECLINES)),
)
CONTESTED = (Status.DENIED, Status.DISPUTED)


def stances(dossier: Dossier, fact: FactId) -> tuple[StanceTaken, ...]:
    """Each party's newest stance on a fact: a stance that was itself replaced no longer counts."""
    newest: dict[str, StanceTaken] = {}
    for one in dossier.stances_on.get(fact, ()):
        if one.told in dossier.replaced_by:
            continue
        seen = newest.get(one.party)
        if seen is None or dossier.facts[one.told].said.sort_key >= dossier.facts[seen.told].said.sort_key:
            newest[one.party] = one
    return tuple(newest.values())


def status(dossier: Dossier, fact: Fact) -> Status:
    newer = dossier.replaced_by.get(fact.id)
    if newer is not None:
        replaces = dossier.facts[newer].replaces
        gone = (ReplaceReason.CORRECTION, ReplaceReason.WITHDRAWN, ReplaceReason.EDITOR_ERROR)
        return Status.WITHDRAWN if replaces and replaces.reason in gone else Status.SUPERSEDED
    kinds = {one.kind for one in stances(dossier, fact.id) if one.party != fact.by.actor}
    return next((name for name, some in _ORDER if kinds & set(some)), Status.REPORTED)


def contested(dossier: Dossier) -> tuple[Fact, ...]:
    """The facts that somebody denies or disputes, in order."""
    spoken_of = whole(dossier.stances_on)
    sources = {split_fact_id(ident)[0] for ident in spoken_of}
    ids = (ident for source in dossier.sources if source in sources for ident in dossier.fact_ids_of(source))
    some = [dossier.facts[ident] for ident in ids if ident in spoken_of]
    return tuple(fact for fact in some if status(dossier, fact) in CONTESTED)


def origins(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Distinct asserters at the origin, not outlets: one statement in five papers is one origin."""
    return tuple(dict.fromkeys(origin(fact) for fact in facts))


def origin(fact: Fact) -> str:
    """A key that is equal for facts with the same asserter."""
    if fact.by.actor:
        return fact.by.actor
    return f"{fact.source}:{fact.by.unnamed.words[0][1]}" if fact.by.unnamed else f"{fact.source}#source"
