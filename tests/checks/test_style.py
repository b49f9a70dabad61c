"""The rules that look at words: what they must find, and above all what they must leave alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks.language import placeholder_missing, placeholder_unusable
from generator.checks.lexicon import lexicon
from generator.checks.rule import Rule
from generator.checks.sentences import (
    approximation_added,
    approximation_lost,
    asserter_not_named,
    hedge_lost,
    killed_for_killed_or_wounded,
)
from generator.checks.style import loaded_verb, number_in_prose, relative_date
from generator.dossier.dossier import Dossier, Languages
from generator.dossier.link import link
from generator.read.content import read_content

SAY = Callable[..., Dossier]
ENTITIES = {
    "actors/varland": {"name": {"en": "Varland", "fr": "Varlande"}, "in_text": {"fr": "la Varlande"}, "kind": "state"},
    "actors/guard": {
        "name": {"en": "Varland Coastguard", "fr": "Garde-côtes de Varlande"},
        "in_text": {"en": "the Varland Coastguard", "fr": "les garde-côtes de Varlande"},
        "aliases": ["VCG"],
        "kind": "organisation",
    },
    "actors/herald": {"name": "Strait Herald", "kind": "outlet"},
    "actors/club": {"name": "Thursday Club", "kind": "organisation"},
    "weapons/pb-20": {"name": "Patrol boat PB-20", "aliases": ["boat 20"], "kind": "ship"},
}


@pytest.fixture
def say(tmp_path: Path) -> SAY:
    """A dossier with one fact: `say(en, fr, by=..., figure=...)`."""

    def make(en: str, fr: str = "", **fields: object) -> Dossier:
        text = {"en": en} | ({"fr": fr} if fr else {})
        other = {"type": "figure", "by": "varland", "at": "p2", "text": "{By}: {value}."}
        other["figure"] = {"value": 40, "kind": "killed-or-wounded"}  # type: ignore[assignment]
        source = {
            "title": "Boats",
            "kind": "news-article",
            "publisher": "herald",
            "lang": "en",
            "published": "2031-05",
            "facts": {"one": {"type": "claim", "by": "varland", "at": "p1", "text": text} | fields, "losses": other},
        }
        bottom_line = {"text": "B", "facts": ["herald-1#one"]}
        files = {"sources/herald-1": source, "briefing": {"title": "T", "bottom_line": bottom_line}}
        for name, record in (files | ENTITIES).items():
            path = tmp_path / "content" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")  # each JSON file is a YAML file
        records, problems = read_content(tmp_path / "content", tmp_path, ("en", "fr"))
        assert problems == []
        return link(records, Languages(("en", "fr")))

    return make


def spans(rule: Rule, dossier: Dossier) -> list[str]:
    """The pieces of the first fact's sentence that a rule points at."""
    found = []
    for problem in rule.problems(dossier):
        assert problem.hint
        found.append(problem.message.partition("'")[2].rpartition("'")[0])
    return found


@pytest.mark.parametrize(
    "words",
    [
        "{By} admitted to hospital two sailors.",
        "{By} has a control regime for boats.",
        "{By} speaks of a “so-called” blockade.",
        "{By} said that counter-measures, terroristic or not, were insistent.",
        "{By} speaks of heroin.",
    ],
)
def test_neutral_words_pass(say: SAY, words: str) -> None:
    assert spans(loaded_verb, say(words)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{By} Admitted it.", "Admitted"),
        ("The regime, {by} said, sent boats.", "regime"),
        ("{By} said that {varland|the Varland regime} sent boats.", "regime"),
        ("{By} lashed out at the plan.", "lashed out"),
        ("{By} spoke of the so-called plan.", "so-called"),
    ],
)
def test_loaded_words_are_found(say: SAY, words: str, found: str) -> None:
    assert spans(loaded_verb, say(words)) == [found]


def test_french_elisions_and_both_apostrophes(say: SAY) -> None:
    assert spans(loaded_verb, say("{By}.", "{By} l’avoue.")) == ["avoue"]
    assert spans(loaded_verb, say("{By}.", "{By} s'est vantée d’un plan.")) == ["s'est vantée"]
    assert spans(loaded_verb, say("{By}.", "{By} s’est vantée d'un plan.")) == ["s’est vantée"]
    assert spans(loaded_verb, say("{By}.", "{By} parle du régime de sanctions et du prétendant.")) == []


@pytest.mark.parametrize("words", ["Aujourd'hui", "Aujourd’hui", "Hier", "D’hier", "Jeudi", "Cette année", "À ce jour"])
def test_french_relative_dates(say: SAY, words: str) -> None:
    assert len(spans(relative_date, say("{By}.", words + ", {by} a parlé."))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "À ce jour-là, {by} parlait.",
        "Cette année-là, {by} parlait.",
        "Il y a des bateaux, dit {by}.",
        "{By} cite lundigne.",
    ],
)
def test_french_words_that_only_look_relative(say: SAY, words: str) -> None:
    assert spans(relative_date, say("{By}.", words)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{By} spoke on Thursday.", ["Thursday"]),
        ("{By} spoke at the {club|Thursday Club}.", []),  # part of a name
        ("{By} spoke to {club|the Thursday people}.", []),
        ("{By} spoke to {varland|Thursday’s guests}.", ["Thursday"]),  # of another name
        ("{By} spoke this year and so far.", ["this year", "so far"]),
        ("{By} agreed so far as it goes.", []),
        ("{By} spoke in the last year of the war.", []),
        ("{By} spoke two days ago.", ["days ago"]),
        ("In {said}, {by} spoke of todays.", []),
    ],
)
def test_relative_dates(say: SAY, words: str, found: list[str]) -> None:
    assert spans(relative_date, say(words)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{By} counts 1,200 boats.", ["1,200"]),
        ("{By} compte 1 200 bateaux, soit 3,5 %.", ["1 200", "3,5 %"]),
        ("{By} saw {pb-20}.", []),  # digits of an id are not printed
        ("{By} saw {pb-20|PB-20s}.", []),
        ("{By} saw {pb-20|PB-21s}.", ["21"]),
        ("{By|Varland 2} saw boats.", ["2"]),
        ("{By} saw a PB-20.", ["20"]),
        ("{By} saw ٣ boats and twelve more.", ["٣"]),
    ],
)
def test_numbers_in_prose(say: SAY, words: str, found: list[str]) -> None:
    assert spans(number_in_prose, say(words)) == found


def test_a_number_is_pointed_at_exactly(say: SAY) -> None:
    dossier = say("  {By} counts 12 boats.")  # the reader strips the blanks, the position does not
    (problem,) = number_in_prose.problems(dossier)
    line = (Path(problem.position.path).name, problem.position.end_column - problem.position.column)
    assert line == ("herald-1.yaml", 2)


@pytest.mark.parametrize(
    ("by", "words", "named"),
    [
        ("guard", "Boats came, {by} said.", True),
        ("guard", "Boats came, {by|the guards} said.", True),
        ("guard", "{guard} said that boats came.", True),
        ("guard", "The Varland Coastguard said that boats came.", True),
        ("guard", "The VCG’s count is one boat.", True),
        ("guard", "The VCGX counted one boat.", False),
        ("guard", "{varland} said that boats came.", False),
        ("guard", "Boats came.", False),
        ("source", "The article says that boats came.", True),
        ("source", "The Strait Herald says that boats came.", True),
        ("source", "According to {herald|the paper}, boats came.", True),
        ("source", "An article says that boats came.", False),
        ({"unnamed": "two sailors"}, "Two sailors saw boats.", True),
        ({"unnamed": "two sailors"}, "Sailors saw boats.", False),
    ],
)
def test_asserter_is_named(say: SAY, by: object, words: str, named: bool) -> None:
    assert len(list(asserter_not_named.problems(say(words, by=by)))) == (not named)


def test_a_missing_asserter_is_told_elsewhere(say: SAY) -> None:
    assert list(asserter_not_named.problems(say("Boats came.", by="nobody"))) == []


@pytest.mark.parametrize(
    ("hedge", "words", "kept"),
    [
        ("estimate", "{By} puts the boats of {pb-20|the class} at {value}.", True),
        ("estimate", "{By} put boats in the port.", False),
        ("estimate", "{By} overestimated it.", True),
        ("possible", "{By} said that boats may come.", True),
        ("possible", "{By} spoke in May.", False),
        ("possible", "{By} spoke of the Might of Varland.", False),
        ("possible", "It is possible, {by} said.", True),
        ("probable", "{By} thinks it unlikely.", True),
        ("probable", "{By} likes it.", False),
        ("conditional", "{By} said that boats would come.", True),
        ("conditional", "{By} said that {varland|would-be heirs} came.", True),  # own words of a link are read
        ("none", "{By} said so.", True),
    ],
)
def test_english_hedges(say: SAY, hedge: str, words: str, kept: bool) -> None:
    figure = {"value": 3, "kind": "count"}
    assert len(list(hedge_lost.problems(say(words, hedge=hedge, figure=figure)))) == (not kept)


CONDITIONALS = (
    "serait auraient pourrait devrait livrerait montrerait viendrait tiendraient recevrait poursuivrait mettraient "
    "verrait saurait voudrait finirait partirait faudrait exclurait préférerait courrait connaîtrait conclurait dirait"
)
NO_CONDITIONALS = (
    "était livrait livraient montrait entraient retirait tirait attirait déclarait préparait assurait figurait ouvrait "
    "couvrait trait retrait portrait admirait inspirait délivrait encadrait considérait paraît rencontrait illustrait"
)


@pytest.mark.parametrize("verb", CONDITIONALS.split())
def test_french_conditionals(verb: str) -> None:
    french = lexicon("fr")
    assert french
    assert french.hedge["conditional"].search(f"selon lui, elle {verb} des bateaux")


@pytest.mark.parametrize("verb", NO_CONDITIONALS.split())
def test_french_imperfects_and_nouns_are_no_conditionals(verb: str) -> None:
    french = lexicon("fr")
    assert french
    assert not french.hedge["conditional"].search(f"selon lui, elle {verb} des bateaux")


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("{By} counts about {value} boats.", False),
        ("{By} counts {value} boats, roughly.", False),
        ("{By} asked about boats and counts {value}.", True),  # about what
        ("Some say, {by} counts {value} boats.", True),
        ("{By} counts boats.", False),  # no number printed
    ],
)
def test_approximation_lost(say: SAY, words: str, lost: bool) -> None:
    figure = {"value": 200, "kind": "count", "approx": True}
    assert len(list(approximation_lost.problems(say(words, figure=figure)))) == lost


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{By} counts about  {value} boats.", ["about"]),
        ("{By} counts About {value} boats.", ["About"]),
        ("{By} asked about boats and counts {value}.", []),
        ("{By} counts {value} boats, some of them new.", []),
        ("{By} counts {value} of nearly {#losses} boats.", ["nearly"]),
        ("{By} compte à peu près\u00a0{value} bateaux.", ["à peu près"]),
    ],
)
def test_approximation_added(say: SAY, words: str, found: list[str]) -> None:
    dossier = say(
        words if "compte" not in words else "{By}: {value}.", words if "compte" in words else "", figure=EXACT
    )
    assert spans(approximation_added, dossier) == found


EXACT = {"value": 200, "kind": "count"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{By} counts {value} killed.", ["killed"]),
        ("{By} counts {value} dead and injured.", []),
        ("{By} counts {value} casualties.", []),
        ("{By} counts {value} casualties, that is, deaths.", ["deaths"]),
        ("{By} counts {value} lost before the deadline.", []),
    ],
)
def test_killed_or_wounded(say: SAY, words: str, found: list[str]) -> None:
    dossier = say(words, figure={"value": 40, "kind": "killed-or-wounded"})
    assert spans(killed_for_killed_or_wounded, dossier) == found


def test_killed_beside_the_figure_of_another_fact(say: SAY) -> None:
    assert spans(killed_for_killed_or_wounded, say("{By} says that {#losses} died.")) == ["died"]
    assert spans(killed_for_killed_or_wounded, say("{By} says that {#losses} were hurt.")) == []
    killed = {"value": 7, "kind": "killed"}
    assert spans(killed_for_killed_or_wounded, say("{By}: {value} killed, {#losses} lost.", figure=killed)) == []


def test_placeholders_agree_between_languages(say: SAY) -> None:
    figure = {"value": 7, "kind": "count"}
    good = say("{By} counts {value} of {herald-1#losses}.", "De {#losses}, {value}, selon {by}.", figure=figure)
    assert list(placeholder_missing.problems(good)) == []  # {#key} and {source#key} are one; {by} may differ
    bad = say("{By} counts {value} of {#losses}.", "{By} compte {value}.", figure=figure)
    assert [problem.message for problem in placeholder_missing.problems(bad)] == [
        "the words in 'en' hold {#losses}, those in 'fr' do not"
    ]


def test_a_dangling_figure_is_told_elsewhere(say: SAY) -> None:
    assert list(placeholder_unusable.problems(say("{By} counts {#nothing}."))) == []


@pytest.mark.parametrize("language", ["en", "fr", "fr-CA"])
def test_word_lists_compile(language: str) -> None:
    assert lexicon(language) is not None


def test_a_language_without_lists_has_no_word_rules() -> None:
    assert lexicon("de") is None
