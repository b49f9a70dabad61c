"""The crawler sees what it is there for: each fault, put by hand into a good site, is complained of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import briefing, ended_well
from tests.site import crawl, marks

URL = "https://briefing.example/"
LANGUAGES = ("en", "fr")
SOURCE = "sources/2031-05-strait-herald.html"
FACTS = {"2031-05-strait-herald#boats-delivered", "2031-05-strait-herald#delivery-unanswered"}
CHECKS: dict[str, crawl.Check] = {
    "links": crawl.broken_links,
    "root": crawl.links_to_the_root,
    "others": crawl.requests_to_others,
    "ids": crawl.ids_given_twice,
    "reach": crawl.unreachable,
    "numbers": crawl.numbers_without_a_fact,
    "marks": marks.marks_without_a_fact,
    "canonicals": crawl.wrong_canonicals,
    "sitemap": crawl.wrong_sitemap,
    "words": crawl.strange_words,
    "headings": crawl.headings,
    "facts": lambda site: crawl.lost_facts(site, FACTS, ("", "fr/")),
    "switches": lambda site: crawl.wrong_switches(site, LANGUAGES),
    "alternates": lambda site: crawl.wrong_alternates(site, LANGUAGES),
}
FAULTS = [
    # check, page, what stands there, what is put there, what is complained of
    (
        "links",
        "method.html",
        "</main>",
        '<a href="nowhere.html">x</a></main>',
        "method.html: nowhere.html leads nowhere",
    ),
    ("links", "method.html", "</main>", '<a href="actors/">x</a></main>', "method.html: actors/ leads nowhere"),
    ("links", "method.html", "</main>", '<img src="a.png" alt=""></main>', "method.html: a.png leads nowhere"),
    ("links", "method.html", "</main>", '<a href="index.html#no">x</a></main>', "index.html#no leads to no id"),
    ("links", "method.html", "</main>", '<a href="#no">x</a></main>', "method.html: #no leads to no id"),
    ("root", "method.html", "</main>", '<a href="/index.html">x</a></main>', "/index.html is absolute"),
    ("root", "404.html", "</main>", '<a href="index.html">x</a></main>', "404.html: index.html is relative"),
    ("root", "404.html", "</main>", '<a href="/nowhere.html">x</a></main>', "404.html: /nowhere.html leads nowhere"),
    ("others", "method.html", "</main>", '<img src="//a.example/b" alt=""></main>', "<img src=//a.example/b> asks"),
    ("others", "method.html", "</head>", '<script src="https://a.example/b"></script></head>', "<script src="),
    (
        "others",
        "method.html",
        "</head>",
        "<style>p{background:url(//a.example)}</style></head>",
        "//a.example in a style",
    ),
    (
        "others",
        "method.html",
        "<main ",
        '<main style="background:url(https://a.example)" ',
        "https://a.example in a style",
    ),
    ("others", "assets/briefing.css", "", '@import "https://a.example/b.css";', "https://a.example/b.css in a style"),
    ("others", "method.html", "</main>", '<a href="javascript:x">x</a></main>', "javascript:x is no address"),
    ("ids", "method.html", "</main>", '<p id="main">x</p></main>', "method.html: id main stands 2 times"),
    ("reach", "lonely.html", "", "<!doctype html><h1>x</h1>", "lonely.html: no link leads here"),
    ("numbers", "index.html", "</main>", "<p>about 9</p></main>", "index.html: 'about 9' leads to no fact"),
    (
        "numbers",
        "index.html",
        "</main>",
        '<a href="actors/varland.html">9</a></main>',
        "index.html: '9' leads to no fact",
    ),
    (
        "marks",
        "index.html",
        "</main>",
        '<svg class="pic"><circle class="mark"/></svg></main>',
        "index.html: a mark leads",
    ),
    (
        "marks",
        "index.html",
        "</main>",
        '<svg class="pic"><a href="timeline.html"><path class="shade"/></a></svg></main>',
        "no fact: path ['shade']",
    ),
    (
        "marks",
        "index.html",
        "</main>",
        '<svg class="pic"><a href="#x"><path class="edge"/></a></svg><p id="x"></p></main>',
        "no fact: path ['edge']",
    ),
    (
        "marks",
        "index.html",
        "</main>",
        '<svg class="pic"><a href="actors/varland.html"><rect class="bar"/></a></svg></main>',
        "no fact: rect ['bar']",
    ),
    ("canonicals", "method.html", 'canonical" href="', 'canonical" href="x', "method.html: canonical is"),
    ("sitemap", "lonely.html", "", "<!doctype html><h1>x</h1>", "lonely.html is missing"),
    (
        "sitemap",
        "sitemap.xml",
        "</urlset>",
        "<url><loc>https://briefing.example/x</loc></url></urlset>",
        "/x is no page",
    ),
    ("words", "index.html", "</main>", "<p>{{ t.x }}</p></main>", "index.html: shows"),
    ("headings", "index.html", "</main>", "<h1>x</h1></main>", "index.html: 2 h1"),
    ("facts", SOURCE, 'id="boats-delivered"', 'id="boats"', f"{SOURCE}: 2031-05-strait-herald#boats-delivered has no"),
    ("facts", "index.html", "</main>", '<p data-fact="a#b">x</p></main>', "index.html: a#b is no fact"),
    ("switches", "timeline.html", 'href="fr/timeline.html"', 'href="fr/index.html"', "not to fr/timeline.html"),
    ("switches", "fr/timeline.html", '<html lang="fr">', '<html lang="en">', "fr/timeline.html: its language is en"),
    ("alternates", "timeline.html", 'hreflang="fr" href="h', 'hreflang="de" href="h', "timeline.html: alternates are"),
    ("alternates", "timeline.html", "fr/timeline.html", "fr/index.html", "fr/index.html does not say the same"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "project"
    ended_well(briefing("init", folder))
    ended_well(briefing("build", "-C", folder))
    return folder / "site"


@pytest.mark.parametrize("name", CHECKS)
def test_a_good_site_has_no_fault(name: str, built: Path) -> None:
    assert list(CHECKS[name](crawl.Site(built, URL))) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[4])
def test_a_fault_is_seen(fault: tuple[str, str, str, str, str], built: Path, tmp_path: Path) -> None:
    name, page, old, new, complaint = fault
    site = tmp_path / "site"
    shutil.copytree(built, site)
    path = site / page
    text = path.read_text("utf-8") if old else ""
    assert old in text
    path.write_text(text.replace(old, new) if old else new, "utf-8")
    complaints = list(CHECKS[name](crawl.Site(site, URL)))
    assert any(complaint in one for one in complaints), complaints


def test_each_check_has_a_fault() -> None:
    assert {fault[0] for fault in FAULTS} == set(CHECKS)
