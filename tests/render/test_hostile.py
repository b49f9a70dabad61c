"""Hostile strings in every field that takes words come out as words, on every page and in every file."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.dossier.link import link
from generator.job import Job
from generator.model.edtf import Edtf
from generator.model.origin import Origin
from generator.model.text import Text
from generator.read.content import read_content
from generator.render.pages import page_list
from generator.render.render import render_page
from generator.render.site import Site
from tests.render.conftest import LANGUAGES, VARLAND, read_dossier
from tests.render.test_html import OWN_SCRIPT, balanced

HOSTILE = (
    "<script>alert(1)</script>",
    "\"onmouseover='alert(1)' x=\"",
    "]]><img src=x onerror=alert(1)>",
    "</main></body><svg/onload=alert(1)>",
    "=HYPERLINK(1)&lt;b&gt;",
)
BRACES = "{{ 7*7 }}{% raw %}"


def poisoned(value: Any, poison: str) -> Any:
    """A record with the poison before all words in it, whatever the field."""
    if isinstance(value, Text):
        return Text(tuple((language, f"{poison} {words}") for language, words in value.words))
    if isinstance(value, tuple):
        return tuple(poisoned(one, poison) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Origin, Edtf)):
        changed = {one.name: poisoned(getattr(value, one.name), poison) for one in dataclasses.fields(value)}
        return dataclasses.replace(value, **changed)
    return value


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> tuple[Dossier, str]:
    records, problems = read_content(VARLAND, VARLAND.parent, LANGUAGES.all)
    assert problems == []
    return link(poisoned(records, request.param), LANGUAGES), request.param


def test_words_stay_words(hostile: tuple[Dossier, str], site: Site, env: Environment) -> None:
    dossier, poison = hostile
    for page in page_list(dossier, site):
        html = render_page(page, dossier, site, env).decode()
        assert "<" not in poison or poison not in html
        parser = balanced(html)
        assert html.count("<script") == len(OWN_SCRIPT.findall(html)) > 0
        assert not parser.tags & {"img", "style", "iframe"}
        assert html.count("<svg") == html.count('<svg class="pic')  # only pictures of our own
        assert not {name for name in parser.attributes if name.startswith("on")}


def test_data_stays_data(hostile: tuple[Dossier, str], site: Site, env: Environment) -> None:
    dossier, poison = hostile
    job = Job(dossier, site, env, page_list(dossier, site))
    files = dict(file for unit in job.units() for file in job.make(unit))
    for url, data in files.items():
        if url.endswith(".json"):
            assert json.loads(data)
            assert poison in data.decode().replace('\\"', '"')
    rows = list(csv.reader(io.StringIO(files["data/facts.csv"].decode(), newline="")))
    assert len(rows) == len(dossier.facts) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_braces_in_a_name_are_no_template(tmp_path: Path, site: Site, env: Environment) -> None:
    content = tmp_path / "content"
    for path in VARLAND.rglob("*.yaml"):
        target = content / path.relative_to(VARLAND)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (content / "places" / "grey-strait.yaml").write_text(f"name: {{en: '{BRACES}', fr: '{BRACES}'}}\nkind: area\n")
    dossier = read_dossier(content)
    pages = {page.url: page for page in page_list(dossier, site)}
    html = render_page(pages["places/grey-strait.html"], dossier, site, env).decode()
    assert f'<h1 class="name">{BRACES}</h1>' in html
    assert "49" not in html
