from __future__ import annotations

import pytest

from generator.dossier.dossier import Dossier
from generator.model.ids import FactId
from generator.model.text import Text
from generator.render.edition import edition_of
from generator.render.site import Site
from generator.render.words import plain_text
from generator.render.writer import Writer

HERALD, COAST, GULF = "2031-05-strait-herald", "2031-06-coastguard-statement", "2031-06-gulf-report"


def said(dossier: Dossier, site: Site, words: str, fact: str, language: str = "en") -> str:
    text = Text(((language, words),))
    return plain_text(edition_of(dossier, site, language), text, dossier.facts[FactId(fact)])


@pytest.mark.parametrize(
    ("words", "fact", "language", "expected"),
    [
        ("{value}", f"{HERALD}#boats-delivered", "en", "12"),
        ("{value}", f"{GULF}#crew-range", "en", "10,000–12,000"),
        ("{value}", f"{GULF}#crew-range", "fr", "10\u202f000 à 12\u202f000"),
        ("{min} {max}", f"{GULF}#crew-range", "en", "10,000 12,000"),
        ("{value}", f"{GULF}#shells-least", "en", "At least 2,500"),
        ("{value}", f"{GULF}#shells-least", "fr", "Au moins 2\u202f500"),
        ("{value}", f"{GULF}#speed-most", "en", "At most 34.5"),
        ("{value}", f"{GULF}#speed-most", "fr", "Au plus 34,5"),
        ("{value}", f"{GULF}#spare-parts", "fr", "Une quantité considérable"),
        ("of {of}", f"{COAST}#boats-damaged", "en", "of 14"),
        ("en {said}", f"{HERALD}#boats-older", "fr", "en avril 2031"),
        ("({when})", f"{HERALD}#boats-delivered", "en", "(March to April 2031)"),
        ("says {by}", f"{HERALD}#boats-delivered", "fr", "says la garde côtière du Varland"),
        ("{By} said", f"{HERALD}#boats-delivered", "en", "Varland’s coastguard said"),
        ("{by} said", f"{GULF}#crew-range", "en", "The North Gulf Institute said"),
        ("{by|the coast guard} said", f"{HERALD}#boats-delivered", "en", "the coast guard said"),
        ("according to {by}", f"{HERALD}#delivery-unanswered", "en", "according to the article"),
        ("selon {by}", f"{HERALD}#delivery-unanswered", "fr", "selon l’article"),
        ("{By} say", f"{HERALD}#experts-rise", "en", "Experts whom the article does not name say"),
        ("{#boats-older} and {" + COAST + "#boats-revised}", f"{HERALD}#boats-delivered", "en", "8 and 14"),
        ("{grey-strait} and {ostmark|Oz}", f"{HERALD}#boats-older", "fr", "Le détroit Gris and Oz"),
        ("in {grey-strait}. {grey-strait}", f"{HERALD}#boats-older", "en", "in the Grey Strait. The Grey Strait"),
    ],
)
def test_placeholders_print(varland: Dossier, site: Site, words: str, fact: str, language: str, expected: str) -> None:
    assert said(varland, site, words, fact, language) == expected


def test_a_number_leads_to_its_fact(varland: Dossier, site: Site) -> None:
    writer = Writer(edition_of(varland, site, "en"), "../")
    fact = varland.facts[FactId(f"{COAST}#boats-damaged")]
    html = writer.text(Text((("en", "{value} of {of}"),)), fact)
    assert html == (
        f'<a class="n" href="../sources/{COAST}.html#boats-damaged">3</a> of '
        f'<a class="n" href="../sources/{COAST}.html#boats-revised">14</a>'
    )


def test_a_date_can_be_read_by_machines(varland: Dossier, site: Site) -> None:
    writer = Writer(edition_of(varland, site, "fr"), "")
    fact = varland.facts[FactId(f"{HERALD}#boats-older")]
    assert writer.text(Text((("fr", "en {said}"),)), fact) == 'en <time datetime="2031-04">avril 2031</time>'
    later = varland.facts[FactId(f"{HERALD}#boats-delivered")]
    assert writer.text(Text((("fr", "({when})"),)), later) == '(<span class="date">de mars à avril 2031</span>)'


def test_words_in_another_language_say_so(varland: Dossier, site: Site) -> None:
    writer = Writer(edition_of(varland, site, "fr"), "")
    fact = varland.facts[FactId(f"{GULF}#crew-range")]
    html = writer.text(Text((("en", "{value} sailors of {ostmark-navy}"),)), fact)
    assert html.startswith('<span lang="en"><a class="n" href="sources/')
    assert "10,000–12,000" in html
    assert "Ostmark’s navy" in html
    assert html.endswith('</span> <span class="lang-tag">en anglais</span>')


def test_words_are_escaped(varland: Dossier, site: Site) -> None:
    writer = Writer(edition_of(varland, site, "en"), "")
    html = writer.text(Text((("en", '<b>&"\' {ostmark|<i>"}'),)))
    assert html == '&lt;b&gt;&amp;&#34;&#39; <a href="actors/ostmark.html">&lt;i&gt;&#34;</a>'
