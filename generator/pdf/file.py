"""What is done to a printed PDF: read where its anchors stand; give it an outline and metadata without a clock."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pdf.contents import Part


class Printed:
    """A PDF as the browser made it. `language` as in HTML."""

    def __init__(self, data: bytes, title: str, language: str) -> None:
        self.title, self.language = title, language
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._sheets = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self._places: dict[str, pikepdf.Array] = {
            str(name).removeprefix("/"): pikepdf.Array(place) for name, place in self.pdf.Root.get("/Dests", {}).items()
        }

    def sheets(self, anchors: Iterable[str]) -> dict[str, int]:
        """The number of the sheet, from 1, on which each anchor stands. The document must link to each."""
        return {anchor: self._sheets[self._places[anchor][0].objgen] for anchor in anchors}

    def finished(self, contents: str, parts: Iterable[Part]) -> bytes:
        """The bytes to publish. `contents` is the title of the contents, whose anchor is `contents`."""
        with self.pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(contents, self._places["contents"]))
            for part in parts:
                item = pikepdf.OutlineItem(part.title, self._places[part.anchor])
                item.is_closed = len(part.chapters) > 12
                item.children.extend(pikepdf.OutlineItem(one.title, self._places[one.anchor]) for one in part.chapters)
                outline.root.append(item)
        self._describe()
        out = io.BytesIO()
        self.pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
        )
        return out.getvalue()

    def _describe(self) -> None:
        """Title and language; the day and the browser's address line say nothing of the dossier, and would change."""
        info, root = self.pdf.docinfo, self.pdf.Root
        for name in ("/CreationDate", "/ModDate", "/Creator"):
            if name in info:
                del info[name]
        info["/Title"] = self.title
        root.Lang = self.language
        root.PageMode = pikepdf.Name.UseOutlines
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = self.title
            metadata["dc:language"] = [self.language]
