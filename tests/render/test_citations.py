"""References to copy, read back by a program that others read them with."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pybtex.database import BibliographyData, parse_string  # type: ignore[import-untyped]

from generator.dossier.dossier import Dossier
from generator.model.edtf import parse
from generator.model.ids import EntityId, FactId
from generator.render.beside import beside_files
from generator.render.citations import Cited, biblatex_date, bibtex, csl, csl_date, csl_file, slug
from generator.render.cited import cited_fact, page_citation
from generator.render.edition import edition_of
from generator.render.site import Site

# What https://docs.citationstyles.org says of the items and dates that are written here, and no more than those.
ITEMS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "container-title", "language"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "webpage"},
            "issued": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "items": {"type": "integer", "minimum": 1},
                            "minItems": 1,
                            "maxItems": 3,
                        },
                    },
                    "circa": {"const": True},
                    "literal": {"type": "string", "minLength": 1},
                },
            },
            "URL": {"type": "string", "format": "uri", "pattern": "^https?://[^ ]+$"},
            **{
                name: {"type": "string", "minLength": 1}
                for name in ("id", "title", "container-title", "language", "note")
            },
        },
    },
}


def citation_files(dossier: Dossier, site: Site) -> dict[str, bytes]:
    return {url: data for url, data in beside_files(dossier, site) if not url.startswith("hover/")}


def read_bibtex(text: str) -> BibliographyData:
    """As BibTeX's grammar has it; pybtex raises where an entry is broken."""
    return parse_string(text, "bibtex")


_TEX = re.compile(r"\\(text[a-z]+)\{\}|\\([#$%&_])|([^\\{}#$%&_~^])")
_NAMED = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def plain(field: str) -> str:
    """A field as TeX prints it; nothing may be left in it that TeX would take for a command."""
    inside = field.removeprefix("{").removesuffix("}")
    pieces = list(_TEX.finditer(inside))
    assert "".join(piece[0] for piece in pieces) == inside
    return "".join(_NAMED[piece[1]] if piece[1] else piece[2] or piece[3] for piece in pieces)


def cited(
    title: str = "Boats", *, day: str = "2031-06-10", url: str = "https://e.org/a.html#b", note: str = ""
) -> Cited:
    return Cited("a:b", title, "Boats for Ostmark", url, parse(day), "10 June", "As of 10 June.", "en", note)


HOSTILE = (
    r"100 % of $5 & #1_x {a} }b{ ~c^ \input{/etc/passwd} @online{x, y} “z”",
    "a }, url = {https://evil.example}, note = {",
    "\\",
    "{",
    "}}}",
    "quotes \" and ' and `",
    "line\nbreak\tand\x00control",
    "Évreux — 平壌 🚢",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_one_field_of_one_entry(title: str) -> None:
    entries = read_bibtex(bibtex(cited(title, note=title)) + "\n" + bibtex(cited("Next")).replace("a:b", "a:c")).entries
    assert list(entries) == ["a:b", "a:c"]
    assert set(entries["a:b"].fields) == {"title", "organization", "date", "url", "langid", "note"}
    expected = " ".join(title.replace("\x00", " ").split())
    assert plain(entries["a:b"].fields["title"]) == expected
    assert csl(cited(title))["title"] == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_title_leaves_the_entry_whole(title: str) -> None:
    entries = read_bibtex(bibtex(cited(f"x{title}", note=title))).entries
    assert list(entries) == ["a:b"]
    assert plain(entries["a:b"].fields["title"]) == csl(cited(f"x{title}"))["title"]
    assert entries["a:b"].fields["url"] == "https://e.org/a.html#b"
    assert json.loads(csl_file([cited(title)]))[0]["id"] == "a:b"


def test_an_address_keeps_its_marks_and_breaks_nothing() -> None:
    entry = read_bibtex(bibtex(cited(url="https://e.org/a_b%20c.html?x=1&y={2}#d"))).entries["a:b"]
    assert entry.fields["url"] == "https://e.org/a_b%20c.html?x=1&y=%7B2%7D#d"


@pytest.mark.parametrize(
    ("day", "tex", "json_date"),
    [
        ("2025-03-27", "2025-03-27", {"date-parts": [[2025, 3, 27]]}),
        ("2025-03", "2025-03", {"date-parts": [[2025, 3]]}),
        ("2025", "2025", {"date-parts": [[2025]]}),
        ("2025-03~", "2025-03~", {"date-parts": [[2025, 3]], "circa": True}),
        ("2025%", "2025%", {"date-parts": [[2025]], "circa": True}),
        ("2025-01/2025-02-03", "2025-01/2025-02-03", {"date-parts": [[2025, 1], [2025, 2, 3]]}),
        ("../2025", "../2025", {"literal": "words"}),
        ("2025/..", "2025/..", {"literal": "words"}),
        ("[2025-03-06,2025-03-13]", "2025-03", {"literal": "words"}),
        ("{2025-03,2025-05}", "2025", {"literal": "words"}),
        ("[2024-12-30,2025-01-06]", "", {"literal": "words"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(day: str, tex: str, json_date: object) -> None:
    assert biblatex_date(parse(day)) == tex
    assert csl_date(parse(day), "words") == json_date


def test_a_set_of_days_stands_in_the_note_where_biblatex_cannot_hold_it() -> None:
    fields = read_bibtex(bibtex(cited(day="[2031-06-03,2031-06-10]", note="After: x."))).entries["a:b"].fields
    assert (fields["date"], fields["note"]) == ("2031-06", "After: x. As of 10 June.")


def test_what_is_not_known_is_not_written() -> None:
    bare = Cited("a", "Boats", "Site", "", None, "…", "", "eo")
    assert bibtex(bare) == "@online{a,\n  title = {{Boats}},\n  organization = {Site},\n}\n"
    assert csl(bare) == {"id": "a", "type": "webpage", "title": "Boats", "container-title": "Site", "language": "eo"}


def test_a_key_from_a_name() -> None:
    assert slug("Bateaux d’Évreux (2031)") == "bateaux-d-evreux-2031"
    assert slug("Брифинг") == ""


# --- of the dossier Varland


def test_a_fact_is_cited_as_this_site_tells_it(varland: Dossier, site: Site) -> None:
    fact = varland.facts[FactId("2031-05-strait-herald#boats-delivered")]
    entry = read_bibtex(bibtex(cited_fact(edition_of(varland, site, "en"), fact))).entries
    assert list(entry) == ["2031-05-strait-herald:boats-delivered"]
    fields = entry["2031-05-strait-herald:boats-delivered"].fields
    assert plain(fields["title"]).startswith("Varland’s coastguard said on 6, 13, 20 or 27 May 2031 that Varland had")
    assert fields["organization"] == site.name
    assert fields["date"] == str(varland.as_of)
    assert fields["url"] == "https://example.org/boats/sources/2031-05-strait-herald.html#boats-delivered"
    assert fields["note"] == (
        "After: Strait Herald, Varland’s coastguard says that more patrol boats reached Ostmark, May 2031, p3, p5.s1."
    )
    assert not {"author", "publisher", "urldate"} & set(fields)


def test_a_source_of_unknown_publisher_names_none(varland: Dossier, site: Site) -> None:
    fact = varland.facts_of(EntityId("2031-06-gulf-report"))[0]
    note = cited_fact(edition_of(varland, site, "en"), fact).note
    assert note == "After: Report on training in the Grey Strait, 20 June 2031, p1."


def test_the_files_beside_the_pages_hold_every_fact_once_in_each_language(varland: Dossier, site: Site) -> None:
    files = citation_files(varland, site)
    for language, folder in (("en", ""), ("fr", "fr/")):
        keys: list[str] = []
        for path in (path for path in files if path.endswith(".bib") and path.startswith("fr/") is bool(folder)):
            entries = read_bibtex(files[path].decode()).entries
            items = json.loads(files[path.replace(".bib", ".csl.json")])
            Draft202012Validator(ITEMS).validate(items)
            assert [item["id"] for item in items] == list(entries)
            assert {item["language"] for item in items} <= {"en", "fr"}
            keys.extend(entries)
        prefix = f"{language}:" if folder else ""
        assert sorted(keys) == sorted(prefix + fact.replace("#", ":") for fact in varland.facts)


def test_each_card_leads_to_its_entry(rendered: dict[str, str], varland: Dossier, site: Site) -> None:
    files = citation_files(varland, site)
    for folder in ("", "fr/"):
        path = f"{folder}sources/2031-05-strait-herald"
        html = rendered[f"{path}.html"]
        assert '<a href="2031-05-strait-herald.bib">BibTeX</a>' in html
        assert '<a href="2031-05-strait-herald.csl.json">CSL-JSON</a>' in html
        for key in read_bibtex(files[f"{path}.bib"].decode()).entries:
            assert f'<code class="id">{key}</code>' in html


def test_a_page_stands_at_its_foot_in_three_forms(varland: Dossier, site: Site) -> None:
    found = page_citation(edition_of(varland, site, "fr"), "fr/actors/varland.html", "Varland")
    fields = read_bibtex(found.bibtex).entries["boats-for-ostmark:fr:actors:varland"].fields
    assert (fields["title"], fields["langid"]) == ("{Varland}", "french")
    items = json.loads(found.csl)
    Draft202012Validator(ITEMS).validate(items)
    assert items[0]["id"] == "boats-for-ostmark:fr:actors:varland"
    assert items[0]["URL"] == fields["url"] == "https://example.org/boats/fr/actors/varland.html"
    assert found.text.endswith(items[0]["URL"])


def test_a_site_without_an_address_gives_none(varland: Dossier, site: Site) -> None:
    nowhere = Site(name=site.name, languages=site.languages)
    found = page_citation(edition_of(varland, nowhere, "en"), "actors/varland.html", "Varland")
    assert "url" not in read_bibtex(found.bibtex).entries["boats-for-ostmark:actors:varland"].fields
    assert "URL" not in json.loads(found.csl)[0]
    assert found.text.endswith("actors/varland.html")
