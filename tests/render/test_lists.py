"""What lists print for sorting and filtering: attributes of rows, and controls that are inert without the script."""

from __future__ import annotations

import dataclasses
import gzip
import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.model.edtf import parse
from generator.model.text import Text
from generator.render import listing, pages
from generator.render.edition import collation_key
from generator.render.pages import page_list
from generator.render.render import render_page
from generator.render.site import Site
from generator.render.views import lists
from generator.theme import TEMPLATES

SCRIPT = 'assets/lists.js" defer blocking="render"></script>'


class Seen(HTMLParser):
    """The rows of a list by their attributes, and what stands in its <template>: the options of each filter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self.options: dict[str, list[str]] = {}
        self.held = False
        self.loose: list[str] = []  # controls of the list that stand outside the template
        self._name = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.held = True
        elif tag in ("select", "input") and values.get("name") != "q":
            self._name = values["name"]
            self.options[self._name] = []
            if not self.held:
                self.loose.append(self._name)
        elif tag == "option":
            self.options[self._name].append(values["value"])
        elif tag in ("tr", "li", "article"):
            row = {name.removeprefix("data-"): value for name, value in values.items() if name.startswith("data-")}
            if "kind" in row:
                self.rows.append(row)

    def handle_endtag(self, tag: str) -> None:
        self.held = self.held and tag != "template"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2025-03-27", "2025-03-27"),
        ("2025-03~", "2025-03-01/2025-03-31"),
        ("2024", "2024-01-01/2024-12-31"),
        ("2025-01/2025-02", "2025-01-01/2025-02-28"),
        ("../2025-02", "/2025-02-28"),
        ("2025-02/..", "2025-02-01/~"),
        ("[2025-03-06,2025-03-13]", "2025-03-06 2025-03-13"),
        ("{2025-01,2025-06}", "2025-01-01/2025-01-31 2025-06-01/2025-06-30"),
    ],
)
def test_dates_are_the_days_that_they_may_mean(written: str, shown: str) -> None:
    assert listing.spans(parse(written)) == shown


def test_no_date_is_no_attribute() -> None:
    assert listing.marks(when=listing.spans(None), country=None, facts=0) == {"data-facts": "0"}


def test_choices_stand_in_the_order_of_their_language() -> None:
    pairs = [("z", "Zone"), ("e", "État"), ("a", "armée"), ("f", "Façade"), ("e", "État")]
    assert listing.choice("kind", "Nature", pairs).options == (
        ("a", "armée"),
        ("e", "État"),
        ("f", "Façade"),
        ("z", "Zone"),
    )


def test_rows_stand_in_the_order_of_their_french_names(varland: Dossier, site: Site, env: Environment) -> None:
    names = iter(["Évreux", "evora", "Ewing", "Œuvre", "zèle", "Zébu", "À part", "côte", "Côté"])
    named = dataclasses.replace(
        varland,
        entities={
            ident: dataclasses.replace(thing, name=Text((("en", f"x {ident}"), ("fr", name))))
            if thing.page == "actors" and (name := next(names, ""))
            else thing
            for ident, thing in varland.entities.items()
        },
    )
    page = next(page for page in page_list(named, site) if page.url == "fr/actors/index.html")
    html = render_page(page, named, site, env).decode()
    found = [row["name"] for row in Seen(html).rows]
    assert found == sorted(found)
    assert [name for name in found if name in ("evora", "evreux", "ewing")] == ["evora", "evreux", "ewing"]
    assert found[0] == "a part"
    assert found.index("zebu") < found.index("zele")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_list_says_what_its_rows_are(rendered: dict[str, str], varland: Dossier, language: str) -> None:
    folder = "" if language == "en" else "fr/"
    seen = {
        kind: Seen(rendered[f"{folder}{kind}/index.html"])
        for kind in ("actors", "weapons", "events", "places", "sources")
    }
    actors = {row["name"]: row for row in seen["actors"].rows}
    navy = varland.entities["ostmark-navy"]  # type: ignore[index]  # the key is an id
    name = collation_key(navy.name.best(language, "en")[0])
    assert actors[name]["kind"] == "armed-forces"
    for kind, some in seen.items():
        assert len(some.rows) == len([one for one in varland.entities.values() if one.page == kind] or varland.sources)
        kinds = {row["kind"] for row in some.rows}
        assert set(some.options.get("kind", ())) == (kinds | {""} if len(kinds) > 1 else set()), kind
        assert all(re.fullmatch(r"\d+", row["facts"]) for row in some.rows)
        assert some.loose == []
    assert {"from", "to"} <= seen["events"].options.keys() & seen["sources"].options.keys()
    assert "from" not in seen["actors"].options
    publishers = {row["publisher"] for row in seen["sources"].rows if "publisher" in row}
    assert set(seen["sources"].options["publisher"]) == publishers | {""}


def test_the_timeline_and_contested_facts_name_status_and_asserter(rendered: dict[str, str], varland: Dossier) -> None:
    timeline, contested = Seen(rendered["timeline.html"]), Seen(rendered["contested.html"])
    assert {"kind", "status", "by", "from", "to", "sort"} <= timeline.options.keys()
    assert set(timeline.options["kind"]) == {"", "event", "happened", "said"}
    for seen in (timeline, contested):
        for row in seen.rows:
            for name in ("status", "by"):
                if name in seen.options:
                    assert set(row.get(name, "").split()) <= set(seen.options[name]), row
    assert {row["status"] for row in contested.rows} <= {"denied", "disputed"}
    wanted = [fact for fact in varland.facts.values() if fact.by.actor == "ostmark-press"]
    said = [row for row in timeline.rows if row["kind"] == "said" and "ostmark-press" in row["by"].split()]
    assert len(said) == len({str(fact.said) for fact in wanted})


def test_values_are_the_same_in_each_language(rendered: dict[str, str]) -> None:
    for path in ("actors/index.html", "events/index.html", "timeline.html", "contested.html"):
        english, french = Seen(rendered[path]), Seen(rendered[f"fr/{path}"])
        assert {name: set(values) for name, values in english.options.items()} == {
            name: set(values) for name, values in french.options.items()
        }


def test_asserters_who_are_called_alike_are_told_apart(varland: Dossier, site: Site, env: Environment) -> None:
    from_sources = [fact for fact in varland.facts.values() if fact.by.is_source]
    assert from_sources
    page = next(page for page in page_list(varland, site) if page.url == "timeline.html")
    html = render_page(page, varland, site, env).decode()
    found = re.search(r'<select name="by".*?</select>', html)
    assert found
    words = re.findall(r"<option[^>]*>([^<]*)", found[0])
    assert len(words) == len(set(words))


def test_only_pages_with_a_list_have_the_script(rendered: dict[str, str]) -> None:
    for url, html in rendered.items():
        assert html.count("data-list=") <= 1, url
        assert html.count(SCRIPT) == html.count("<template") <= html.count("data-list="), url
    assert SCRIPT in rendered["fr/actors/index.html"]
    assert SCRIPT not in rendered["index.html"]


def test_a_page_of_a_long_list_says_that_it_is_one(
    varland: Dossier, site: Site, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 4)
    monkeypatch.setattr(lists, "PER_PAGE", 4)
    page = next(page for page in page_list(varland, site) if page.url == "actors/index.2.html")
    html = render_page(page, varland, site, env).decode()
    assert len(Seen(html).rows) == 4
    assert "on this page of the list" in html


def test_the_script_is_small_and_so_are_all_together() -> None:
    scripts = {path.name: path.read_bytes() for path in (TEMPLATES / "assets").glob("*.js")}
    assert len(gzip.compress(scripts["lists.js"])) <= 3_000
    page = [scripts[name] for name in ("search.js", "hover.js", "lists.js") if name in scripts]
    assert sum(len(gzip.compress(data)) for data in page) <= 10_000
    assert b"innerHTML" not in scripts["lists.js"]
    assert b"eval" not in scripts["lists.js"]
