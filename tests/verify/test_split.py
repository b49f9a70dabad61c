"""Paragraphs and sentences, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verify.split import paragraphs, sentences
from generator.verify.tongue import tongue

for code in ("fr", "en", "de", "it", "ja", "xx"):
    tongue(code)  # read once, outside of the deadline of each example


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, tongue(language))]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["M. Halden et le Dr. Aune sont partis.", "Le port est vide."]),
        ("fr", ["« Ce n’est qu’un début. »", "Puis il s’est tu."]),
        ("fr", ["« Ce n’est qu’un début ! », a-t-il dit.", "Puis rien."]),
        ("fr", ["Il y a 3.000 marins.", "Et 1 200 fusils."]),
        ("fr", ["L’an 44 av. J.-C. fut long.", "On le sait."]),
        ("fr", ["On attend… encore.", "Puis la pluie…", "Et le vent."]),
        ("fr", ["Selon l’O.N.U. c’est faux.", "Elle le dit."]),
        ("fr", ["(Il pleut.)", "« Demain aussi ? »", "Peut-être."]),
        ("en", ["Col. J. R. Halden of the U.S. Navy spoke.", "He left at 5 p.m.", "The rest stayed."]),
        ("en", ['"It rests," he said.', '"It sleeps."', "They left."]),
        ("en", ["He sent boats, e.g. patrol boats, i.e. small ones.", "No. 5 sank."]),
        ("en", ["It cost 3.5 million.", "Nobody paid."]),
        ("en", ["Who pays?!", "“Nobody.”", "So be it."]),
        ("en", ["He spoke in the U.S.", "The navy listened."]),
        ("de", ["Es gibt z. B. 40 Boote, d. h. genug.", "Das reicht."]),
        ("de", ["Am 5. Mai kam die 3. Flotte.", "Sie blieb bis zum 7. Juni."]),
        ("de", ["„Das ist der Anfang.“", "»Und das Ende?«", "Er schwieg."]),
        ("de", ["Es waren 3,5 Mio. Schuss.", "Dr. Aune zählte 12.", "Danach war Ruhe."]),
    ],
)
def test_sentences(language: str, expected: list[str]) -> None:
    assert split(" ".join(expected), language) == expected


def test_a_heading_and_a_date_line_are_one_sentence() -> None:
    assert len(split("Les drones du Varland", "fr")) == 1
    assert len(split("date 2031-05 Le Varland a dit oui. L’Ostmark non.", "fr")) == 2


def test_paragraphs_stand_between_blank_lines() -> None:
    text = "\ufeffOne\r\nline.\r\n\r\n \u00a0\r\nTwo.\n\n\n\nThree.\n"
    assert paragraphs(text) == ["One\nline.", "Two.", "Three."]


WORD = st.text("abcdefghijklmnopqrstuvwxyzàéü", min_size=3, max_size=9)
SENTENCE = st.builds(
    lambda words, stop: " ".join([words[0].capitalize(), *words[1:]]) + stop,
    st.lists(WORD, min_size=4, max_size=8),
    st.sampled_from([".", "!", "?", "…", ".”", "! »", "."]),
)


@given(st.lists(SENTENCE, min_size=1, max_size=6), st.sampled_from(["fr", "en", "it"]))
def test_joined_sentences_come_apart_again(some: list[str], language: str) -> None:
    known = tongue(language).abbreviations
    some = [one for one in some if one.split()[-1].strip(".!?…”» ") not in known]
    assert split(" ".join(some), language) == some


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "de", "ja", "xx"]))
def test_nothing_is_lost_and_nothing_overlaps(text: str, language: str) -> None:
    text = text.strip()
    end = 0
    for start, stop in sentences(text, tongue(language)):
        assert start >= end
        assert stop > start
        assert text[end:start].strip() == ""
        end = stop
    assert text[end:].strip() == ""
