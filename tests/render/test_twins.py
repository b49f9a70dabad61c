from __future__ import annotations

import csv
import io
import json

import pytest

from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId
from generator.render.pages import page_list
from generator.render.parted import FACTS_CSV, FACTS_JSON
from generator.render.site import Site
from generator.render.twins import cell, fact_ids, twin, twin_url


def test_every_page_about_one_thing_has_a_twin(varland: Dossier, site: Site) -> None:
    urls = [url for page in page_list(varland, site) if (url := twin_url(page, site))]
    things = [*varland.entities, *varland.sources, *varland.series]
    assert len(urls) == len(set(urls)) == len(things)
    assert all(not url.startswith("fr/") and url.endswith(".json") for url in urls)


def test_a_site_without_twins(varland: Dossier) -> None:
    site = Site(name="x", languages=varland.languages, json_twins=False)
    assert {twin_url(page, site) for page in page_list(varland, site)} == {""}


def test_a_twin_holds_the_record_and_its_facts(varland: Dossier, site: Site) -> None:
    data = json.loads(twin(EntityId("boats-to-ostmark"), varland, site))
    assert data["kind"] == "series"
    assert data["record"]["title"]["fr"] == "Vedettes fournies à l’Ostmark"
    assert "from 8 to 14" in data["record"]["summary"]["en"]
    assert [fact["id"].partition("#")[2] for fact in data["facts"]] == [
        "boats-older",
        "boats-delivered",
        "boats-revised",
    ]
    assert data["calculated"]["share-lost"]["low"] == pytest.approx(3 / 14)


def test_a_fact_says_everything(varland: Dossier, site: Site) -> None:
    data = json.loads(twin(EntityId("2031-05-strait-herald"), varland, site))
    facts = {fact["id"].partition("#")[2]: fact for fact in data["facts"]}
    fact = facts["boats-delivered"]
    assert fact["by"] == "varland-coastguard"
    assert fact["via"] == ["ostmark-press"]
    assert fact["at"] == ["p3", "p5.s1"]
    assert fact["said"] == "[2031-05-06,2031-05-13,2031-05-20,2031-05-27]"
    assert fact["figure"] == {
        "value": 12,
        "unit": "vessel",
        "kind": "supplied",
        "approx": False,
        "covers": ["pb-20"],
    }
    assert fact["roles"]["supplier"] == ["varland"]
    assert fact["replaces"] == {"fact": "2031-05-strait-herald#boats-older", "reason": "newer-statement"}
    assert fact["replaced_by"] == "2031-06-coastguard-statement#boats-revised"
    assert fact["status"] == "superseded"
    assert fact["stances"]["ostmark"] == {"stance": "silent", "told": "2031-05-strait-herald#delivery-unanswered"}
    assert "supplied Ostmark with 12 boats" in fact["text"]["en"]
    assert fact["page"] == "https://example.org/boats/sources/2031-05-strait-herald.html#boats-delivered"
    assert fact["origin"]["path"] == "content/sources/2031-05-strait-herald.yaml"
    assert facts["experts-rise"]["by"]["unnamed"]["en"] == "experts whom the article does not name"
    assert facts["herald-founded"]["by"] == "source"
    assert "facts" not in data["record"]


def test_every_fact_is_in_both_downloads(varland: Dossier, site: Site) -> None:
    assert fact_ids(FACTS_JSON.whole(varland, site)) == set(varland.facts)
    rows = list(csv.DictReader(io.StringIO(FACTS_CSV.whole(varland, site).decode(), newline="")))
    assert [row["id"] for row in rows] == list(varland.facts)
    shells = next(row for row in rows if row["id"].endswith("#shells-least"))
    assert (shells["min"], shells["max"], shells["unit"]) == ("2500", "", "shell")
    assert "at least 2,500 shells" in shells["text_en"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_computes_nothing(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_other_cells_stay_as_they_are() -> None:
    assert [cell(None), cell(12), cell("a=b")] == ["", "12", "a=b"]


def test_the_same_bytes_twice(varland: Dossier, site: Site) -> None:
    assert FACTS_JSON.whole(varland, site) == FACTS_JSON.whole(varland, site)
