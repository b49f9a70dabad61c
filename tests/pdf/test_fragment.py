"""A page as a chapter: ids of its own, links that lead inside, nothing that serves a screen only."""

from __future__ import annotations

import pytest

from generator.pdf.contents import anchor_of
from generator.pdf.fragment import Places, chapter, ids_in

PAGES = {"actors/a.html": '<h2 id="about">A</h2>', "sources/s.html": '<article id="p1"></article>', "index.html": ""}
FILES = {"pictures/p.png": b"PNG"}
PLACES = Places(
    chapters={url: anchor_of(url) for url in PAGES} | {"actors/index.html": "part.actors"},
    cards={("sources/s.html", "p1"): 7},
    absolute=lambda url: f"https://site.example/{url}",
    file=FILES.get,
    anchors={url: ids_in(html) for url, html in PAGES.items()},
)


def shown(html: str, url: str = "actors/a.html") -> str:
    return chapter(url, f"<body><nav>out</nav><main>{html}</main><footer>out</footer></body>", PLACES)


@pytest.mark.parametrize(
    ("page", "book"),
    [
        ('<h2 id="about">A</h2>', '<h2 id="actors.a--about">A</h2>'),
        ('<section aria-labelledby="x y"></section>', '<section aria-labelledby="actors.a--x actors.a--y"></section>'),
        ('<a href="#about">x</a>', '<a href="#actors.a--about">x</a>'),
        ('<a href="../index.html">x</a>', '<a href="#index">x</a>'),
        ('<a href="../sources/s.html#p1">x</a>', '<a href="#sources.s--p1">x</a>'),
        ('<a href="../sources/s.html#gone">x</a>', '<a href="#sources.s">x</a>'),
        ('<a href="index.html">x</a>', '<a href="#part.actors">x</a>'),
        ('<a href="../data/index.html#x">x</a>', '<a href="https://site.example/data/index.html#x">x</a>'),
        ('<a href="https://other.example/a?b=1&amp;c=2">x</a>', '<a href="https://other.example/a?b=1&amp;c=2">x</a>'),
        ('<a class="ref" href="../sources/s.html#p1">p1</a>',
         '<a class="ref" href="#sources.s--p1" data-n="7">p1</a>'),
        ('<p>&lt;b&gt; &amp; &#39;c&#39;</p>', '<p>&lt;b&gt; &amp; &#39;c&#39;</p>'),
        ('<br><img src="../pictures/p.png" alt="">', '<br><img src="data:image/png;base64,UE5H" alt="">'),
        ('<image href="../pictures/p.png" width="6"/>',
         '<image href="data:image/png;base64,UE5H" width="6"></image>'),
        ('<img src="https://other.example/p.png" alt="">', '<img alt="">'),
        ('<rect fill="url(#dots)"/>', '<rect fill="url(#actors.a--dots)"></rect>'),
        ('<div class="tools"><p>x<br></p></div>y', "y"),
        ('<details class="cite"><summary>x</summary></details><details><p>y</p></details>',
         '<details open=""><p>y</p></details>'),
        ('<section class="notes"><ol><li>x</li></ol></section>', ""),
        ("<script>alert(1)</script>", ""),
    ],
)  # fmt: skip
def test_what_a_page_becomes(page: str, book: str) -> None:
    assert shown(page) == book


def test_a_site_without_an_address_leads_nowhere_outside() -> None:
    alone = Places(PLACES.chapters, {}, lambda _: "", FILES.get)
    assert chapter("actors/a.html", '<main><a href="../data/index.html">x</a></main>', alone) == "<a>x</a>"
