"""A source: its header and every fact taken from it, in the order of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import BadValue
from generator.model.edtf import Edtf
from generator.model.fact import LOCATOR, Fact
from generator.model.figure import ID
from generator.model.ids import EntityId
from generator.model.locator import Locator, NumberAt, parse_number_at
from generator.model.scalars import parse_count, parse_digest, parse_language, parse_separator, parse_string, parse_url
from generator.model.shapes import Choice, Day, ListOf, MapOf, Nested, Value, Words, field
from generator.model.terms import Reliability, SourceKind
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.origin import Origin

COUNT = Value("count", parse_count)
STRING = Value("string", parse_string)
URL = Value("web address", parse_url)
SEPARATOR = Value("separator of digits", parse_separator)
NUMBER_AT = Value("locator and number", parse_number_at)
MOST_SENTENCES = 100_000
UNKNOWN = EntityId("unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    url: str = field(URL, "The archived copy.", required=True)
    at: Edtf = field(Day(), "When it was archived.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateText:
    """What is known of the private copy of the text. The copy itself is never published."""

    paragraphs: int = field(COUNT, "How many paragraphs, headings counted.", required=True, example="9")
    sentences: tuple[int, ...] = field(ListOf(COUNT), "How many sentences in each paragraph.", example="[2, 1, 3]")
    sha256: str | None = field(Value("SHA-256 digest", parse_digest), "Digest of the private copy's bytes.")

    def __post_init__(self) -> None:
        if max(self.paragraphs, sum(self.sentences)) > MOST_SENTENCES:
            message = f"a text of more than {MOST_SENTENCES:,} sentences is not one source"
            raise BadValue("bad-number", message, "correct the counts of paragraphs and sentences")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    thousands: str | None = field(SEPARATOR, "Separator of thousands in the text, or space.", example='"."')
    decimal: str | None = field(SEPARATOR, "Decimal sign in the text.", example='","')


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    id: EntityId
    origin: Origin
    title: Text = field(Words(), "In our wording, never the outlet's.", required=True)
    kind: SourceKind = field(Choice(SourceKind), "What it is.", required=True)
    publisher: EntityId = field(ID, "The actor that published it, or unknown.", required=True)
    lang: str = field(Value("language tag", parse_language), "Language of the text.", required=True, example="fr")
    published: Edtf = field(Day(), "When it was published, as exactly as known.", required=True, example="2031-05")
    url: str | None = field(URL, "Where it stands.", example="https://example.org/boats")
    archived: Archived | None = field(Nested(Archived), "An archived copy.")
    reliability: Reliability = field(
        Choice(Reliability), "Of the channel, ours; F cannot be judged, not shown.", default=Reliability.F
    )
    text: PrivateText | None = field(Nested(PrivateText), "What is known of the private copy.")
    numbers: NumberStyle | None = field(Nested(NumberStyle), "How the text writes numbers.")
    days: tuple[tuple[str, Edtf], ...] = field(MapOf(STRING, Day()), "The text's relative days, resolved once.")
    skip: tuple[tuple[Locator, Text], ...] = field(MapOf(LOCATOR, Words()), "Read and not used, with the reason.")
    defects: tuple[tuple[Locator, Text], ...] = field(
        MapOf(LOCATOR, Words()), "Wrong or inconsistent in the source, never published as a fact."
    )
    unused: tuple[tuple[NumberAt, Text], ...] = field(
        MapOf(NUMBER_AT, Words()), "Numbers of the text that no fact uses, with the reason; p5.s1 12 names one."
    )
    note: Text | None = field(Words(markdown=True), "The editors' own remark, limited Markdown.")
    facts: tuple[Fact, ...] = field(MapOf(ID, Nested(Fact)), "Every fact taken from it, in the order of the text.")
