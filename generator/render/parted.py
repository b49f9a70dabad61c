"""Files of all facts in parts, one of each source: after an edit only the parts of a few sources are made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId
from generator.render.site import Site
from generator.render.twins import csv_head, csv_part, json_head, json_part


@dataclass(frozen=True, slots=True)
class Parted:
    """A file that is its head, the parts that are not empty with `between` between them, and its tail.

    `head` reads how many facts there are; `part` reads one source's facts and nothing of the others' parts.
    """

    url: str
    head: Callable[[Dossier, Site], bytes]
    part: Callable[[EntityId, Dossier, Site], bytes]
    between: bytes
    tail: bytes

    def keys(self, dossier: Dossier) -> Iterator[EntityId]:
        """The sources in the order of their parts; those without facts have an empty one."""
        yield from dossier.sources

    def parts(self, dossier: Dossier, site: Site) -> Iterator[tuple[EntityId, bytes]]:
        """Made one by one, so that they need not all be there at once."""
        for source in self.keys(dossier):
            yield source, self.part(source, dossier, site)

    def whole(self, dossier: Dossier, site: Site) -> bytes:
        some = [part for _, part in self.parts(dossier, site) if part]
        return self.head(dossier, site) + self.between.join(some) + self.tail


FACTS_JSON = Parted("data/facts.json", json_head, json_part, b",\n", b"\n]}\n")
FACTS_CSV = Parted("data/facts.csv", csv_head, csv_part, b"", b"")
PARTED = (FACTS_JSON, FACTS_CSV)
