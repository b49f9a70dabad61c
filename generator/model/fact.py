"""A fact: one thing that somebody asserted, with its return address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.edtf import Edtf
from generator.model.figure import ID, Figure
from generator.model.ids import EntityId, FactId, split_fact_id
from generator.model.locator import Locator, parse_locator
from generator.model.scalars import parse_anchor, parse_rating
from generator.model.shapes import (
    AsserterShape,
    Choice,
    Day,
    FactReference,
    ListOf,
    MapOf,
    Nested,
    Value,
    Words,
    field,
)
from generator.model.terms import FactType, Hedge, Quote, ReplaceReason, Role, StanceKind
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.origin import Origin

LOCATOR = Value("locator", parse_locator)


@dataclass(frozen=True, slots=True)
class Asserter:
    """Who asserts: an actor, the source itself (both None), or somebody unnamed, in words."""

    actor: EntityId | None = None
    unnamed: Text | None = None

    @property
    def is_source(self) -> bool:
        return self.actor is None and self.unnamed is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaces:
    fact: FactId = field(FactReference(), "The fact that this one takes the place of.", required=True)
    reason: ReplaceReason = field(Choice(ReplaceReason), "Why.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    id: FactId
    origin: Origin
    type: FactType = field(Choice(FactType), "What kind of assertion this is.", required=True)
    by: Asserter = field(AsserterShape(), "Who asserts it, at the origin.", required=True, example="varland-coastguard")
    via: tuple[EntityId, ...] = field(ListOf(ID), "Who passed it on, nearest to the source first.")
    at: tuple[Locator, ...] = field(
        ListOf(LOCATOR, lenient=True),
        "Where the source says it; a figure stands in the first.",
        required=True,
        example="[p3, p5.s1]",
    )
    anchor: str | None = field(
        Value("at most six words", parse_anchor),
        "Words of the source that stand beside the figure; settles which of several numbers of a sentence is meant.",
        example="boats delivered",
    )
    quote: Quote = field(Choice(Quote), "How the source gives the words.", default=Quote.INDIRECT)
    said: Edtf = field(Day(alias=True), "When it was said; default: the day the source was published.", example="tue")
    when: Edtf | None = field(Day(), "When the thing is said to hold; absent is shown as undated.", example="2031-03")
    figure: Figure | None = field(Nested(Figure), "The number, as data.")
    hedge: Hedge = field(Choice(Hedge), "How sure the asserter sounded.", default=Hedge.NONE)
    rating: int = field(
        Value("1 to 6", parse_rating), "Our credibility rating; 6 cannot be judged, not shown.", default=6
    )
    roles: tuple[tuple[Role, tuple[EntityId, ...]], ...] = field(
        MapOf(Choice(Role), ListOf(ID, lenient=True)), "Who and what takes part, named and directional."
    )
    event: EntityId | None = field(ID, "The event that this is part of.")
    series: EntityId | None = field(ID, "The series that this figure belongs to.")
    on: tuple[FactId, ...] = field(ListOf(FactReference(), lenient=True), "Stance, denial: the facts it speaks of.")
    scope: Text | None = field(Words(), "Stance, denial: which part of them.")
    stance: tuple[tuple[EntityId, StanceKind], ...] = field(
        MapOf(ID, Choice(StanceKind)), "Stance, denial: what each party says."
    )
    review: Edtf | None = field(Day(), "When this is to be looked at again.")
    replaces: Replaces | None = field(Nested(Replaces), "The older fact that this one takes the place of.")
    text: Text = field(Words(template=True), "One sentence in our own words that names its asserter.", required=True)
    note: Text | None = field(Words(markdown=True), "The editors' own remark, limited Markdown.")

    @property
    def source(self) -> EntityId:
        return split_fact_id(self.id)[0]

    @property
    def key(self) -> str:
        return split_fact_id(self.id)[1]

    def role(self, role: Role) -> tuple[EntityId, ...]:
        return next((ids for name, ids in self.roles if name is role), ())
