"""What the pages must know of the site they stand in. Read from mkdocs.yml elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.dossier.dossier import Languages
from generator.forge import Forge
from generator.model.terms import Worldview


@dataclass(frozen=True, slots=True)
class HandPage:
    """A page that MkDocs renders from Markdown. `url` is relative to the site, with its language's folder."""

    url: str
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class Site:
    """`url` is the absolute base, or empty where it is not known: then nothing absolute is written.

    Without `forge` there are no links to the YAML files. `worldview` says how maps treat disputed areas. `full_text`:
    pages say what an index takes of them, and the search page asks it. `pdf`: a book of each language stands beside the
    pages. `preview` leaves the content security policy out, since the live-reload server puts its own script into
    each page.
    """

    name: str
    languages: Languages
    url: str = ""
    hand_pages: tuple[HandPage, ...] = ()
    json_twins: bool = True
    worldview: Worldview = Worldview.UN
    forge: Forge | None = None
    full_text: bool = False
    pdf: bool = False
    preview: bool = False

    def absolute(self, url: str) -> str:
        """The whole address of a page, or nothing where the site has none."""
        return f"{self.url.rstrip('/')}/{url}" if self.url else ""

    @property
    def path(self) -> str:
        """The path under which the site stands on its host: `/` or `/briefing/`."""
        return urlsplit(self.url).path.rstrip("/") + "/"
