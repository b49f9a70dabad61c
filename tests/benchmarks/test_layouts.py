"""The checker reads the peers' pages as well: a site written here as they write theirs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

import pytest

from benchmarks.check import Corpus, check, read_corpus
from benchmarks.corpus import KINDS, Statement, Thing, write_corpus
from benchmarks.layouts import Peers


@pytest.fixture
def held(tmp_path: Path) -> Corpus:
    write_corpus(12, tmp_path / "corpus", 4)
    return read_corpus(tmp_path / "corpus")


def _links(things: Iterable[Thing]) -> str:
    return "".join(f'<li><a href="../../{one.kind}/{one.id}/">{escape(one.name)}</a></li>' for one in things)


def _row(held: Corpus, fact: Statement) -> str:
    source = f'<a href="../../source/{fact.source}/">{held.origins[fact.source].title}</a>'
    badge = f'<span class="badge">{fact.status}</span>'
    cells = (fact.statement, f"{fact.value} {fact.unit}", fact.date, badge, escape(fact.attribution), source)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _write(site: Path, place: str, body: str) -> None:
    (site / place).mkdir(parents=True)
    (site / place / "index.html").write_text(f'<nav><a href="/">Home</a></nav>{body}', "utf-8")


@pytest.fixture
def site(held: Corpus, tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for kind in KINDS:
        some = [one for one in held.things.values() if one.kind == kind]
        rows = "".join(f'<li><a href="{one.id}/">{escape(one.name)}</a></li>' for one in some)
        _write(root, kind, f"<h1>{kind}</h1><h2>All entities ¶</h2><ul>{rows}</ul>")
    for thing in held.things.values():
        strong, code = thing.summary.split("**")[1], thing.summary.split("`")[1]
        body = f"<h1>{escape(thing.name)}</h1><p>{thing.id} {thing.kind} {', '.join(thing.aliases)}</p>"
        body += f"<p>The <strong>{strong}</strong> was <em>documented</em> as <code>{code}</code>.</p><h2>Facts</h2>"
        body += f"<table>{''.join(_row(held, fact) for fact in thing.facts)}</table>"
        body += f"<h2>Linked entities</h2><ul>{_links(held.things[one] for one in thing.refs)}</ul>"
        body += f"<h2>Referenced by</h2><ul>{_links(held.referring[thing.id])}</ul>"
        _write(root, f"{thing.kind}/{thing.id}", body)
    for origin in held.origins.values():
        rows = "".join(
            f'<tr><td><a href="../../{thing.kind}/{thing.id}/">{escape(thing.name)}</a></td>'
            f"<td>{fact.statement}</td></tr>"
            for thing, fact in held.cited[origin.id]
        )
        _write(root, f"source/{origin.id}", f"<h1>{origin.title}</h1><table>{rows}</table>")
    return root


def test_a_complete_site_has_no_complaints(held: Corpus, site: Path) -> None:
    assert check(held, Peers(site)) == []


@pytest.mark.parametrize(
    ("lost", "put", "complaint"),
    [
        ("(3.2)", "", "f2 stands there 0 times"),
        ('class="badge"', "", "f1 lacks"),
        ("Referenced by", "Also", "backlinks"),
        ("Linked entities", "Also", "links"),
        ("../../source/", "../../sources/", "source of f1"),
        ("<code>", "<i>", "the summary has no code"),
    ],
)
def test_what_is_lost_is_missed(held: Corpus, site: Path, lost: str, put: str, complaint: str) -> None:
    path = site / "actor" / "actor-000003" / "index.html"
    page = path.read_text("utf-8")
    assert lost in page
    path.write_text(page.replace(lost, put), "utf-8")
    found = check(held, Peers(site))
    assert any(words.startswith("actor-000003") and complaint in words for words in found), found
