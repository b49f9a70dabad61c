"""How fresh a page is: the newest date on which something that it shows was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.dossier.dossier import Dossier
from generator.dossier.ledger import Rank
from generator.dossier.newest import newest, newest_day
from generator.dossier.watched import peek, scan, whole
from generator.model.edtf import Edtf
from generator.model.fact import Fact
from generator.model.ids import EntityId, FactId
from generator.model.terms import Kind
from generator.render.edition import Edition
from generator.render.pages import UNINDEXED, Page, kind_of


def newest_on(page: Page, edition: Edition) -> Edtf | None:
    """Of the whole list where a list has several pages. None for a page without facts."""
    if page.id is not None and page.id in edition.dossier.sources:
        return edition.memo(_newest_of_source, Rank.RANKING, cut=True)(page.id)
    if page.id is not None:
        return newest(_of_one(page.id, edition))
    return edition.memo(_newest, Rank.RANKING)(page.about)  # no `cut`: looks through all, when somebody asks


def _newest_of_source(edition: Edition, ident: EntityId) -> Edtf | None:
    facts = edition.dossier.facts
    return newest_day([peek(facts, fact, "said") for fact in edition.dossier.fact_ids_of(ident)])


def _newest(edition: Edition, about: str) -> Edtf | None:
    return newest(_of_many(about, edition))


def _of_one(ident: EntityId, edition: Edition) -> Iterable[Fact]:
    dossier = edition.dossier
    if ident in dossier.series:
        return (dossier.facts[fact] for fact in dossier.series_facts.get(ident, ()))
    return (dossier.facts[mention.fact] for mention in dossier.mentions.get(ident, ()))


def _of_many(about: str, edition: Edition) -> Iterable[Fact]:
    """Of a kind's list: all facts about its things. Where every fact has a part in the page, of the whole dossier."""
    if about in tuple(Kind):
        return _of_kind(Kind(about), edition.dossier)
    if about == "contested":
        return _contested(edition)
    if about == "changes":
        return (fact for fact, _ in edition.replacing)
    if about == "network":
        return (fact for fact in scan(edition.dossier.facts, "said", "roles") if _joins(fact, edition.dossier))
    return () if about == UNINDEXED else scan(edition.dossier.facts, "said")


def _of_kind(kind: Kind, dossier: Dossier) -> Iterator[Fact]:
    facts, mentions = whole(dossier.facts, "said"), whole(dossier.mentions)
    if kind is Kind.SOURCE:
        yield from facts.values()
    elif kind is Kind.SERIES:
        yield from (facts[ident] for some in whole(dossier.series_facts).values() for ident in some)
    else:
        some = [one.id for one in scan(dossier.entities, "page") if one.page is kind]
        yield from (facts[mention.fact] for ident in some for mention in mentions.get(ident, ()))


def _joins(fact: Fact, dossier: Dossier) -> bool:
    """Whether two actors or weapon systems have a role in it."""
    there = {ident for _, ids in fact.roles for ident in ids}
    return sum(kind_of(dossier, ident) in (Kind.ACTOR, Kind.WEAPON) for ident in there) > 1


def _contested(edition: Edition) -> Iterator[Fact]:
    """The contested facts, and those that tell who contests them."""
    dossier = edition.dossier
    for ident in map(FactId, edition.contested):
        yield dossier.facts[ident]
        yield from (dossier.facts[one.told] for one in dossier.stances_on.get(ident, ()))
