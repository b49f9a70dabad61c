"""The merge of texts: what is kept, in which order, and what is left to the merge by lines."""

from __future__ import annotations

import contextlib
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.merge_driver import _git
from generator.merge.merge import Merged, merge
from generator.merge.parts import Unsure, cut, plain, tree

ROOT = Path(__file__).parent.parent.parent
CONTENT = sorted([*ROOT.glob("content/**/*.yaml"), *ROOT.glob("generator/starter/files/content/**/*.yaml")])

HEAD = """\
# Above everything.
title: Words # ours
skip: {p4: A heading., p8: A heading.}
aliases: [Here, There] # names
defects:
  p1.s1: Wrong.

facts:
"""


def fact(key: str, at: str = "p1", value: str = "1", above: str = "\n") -> str:
    return f"{above}  {key}:\n    at: {at} # where\n    value: {value}\n"


BASE = HEAD + fact("a", "p2", above="") + fact("b", "p5")


def by_lines(*texts: str) -> tuple[str, bool]:
    data, conflict = _git(tuple(text.encode() for text in texts), 7)
    return data.decode(), conflict


def never(*_: str) -> tuple[str, bool]:
    raise AssertionError("left to the merge by lines")


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    found = merge(base, ours, theirs, never)
    assert found == Merged(found.text, ())
    return found.text


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.name)
def test_the_parts_of_each_file_are_the_file(path: Path) -> None:
    text = path.read_text("utf-8")
    assert cut(text).text == text


def test_two_facts_at_one_place_stand_in_the_order_of_the_source() -> None:
    late, early = fact("late", "[p7, p1]"), fact("early", "p6.s2")
    assert merged(BASE + late, BASE + early) == BASE + early + late
    assert merged(BASE + early, BASE + late) == BASE + early + late


def test_without_a_known_order_ours_come_first() -> None:
    one, two = fact("one", "somewhere"), fact("two", "p1")
    assert merged(BASE + one, BASE + two) == BASE + one + two
    assert merged(BASE + two, BASE + one) == BASE + two + one


def test_an_addition_stays_after_its_neighbour() -> None:
    first, last = BASE.replace(fact("b", "p5"), fact("new", "p9") + fact("b", "p5")), BASE + fact("end", "p1")
    assert merged(first, last) == first + fact("end", "p1")
    assert merged(last, first) == first + fact("end", "p1")


def test_the_same_fact_added_twice_is_kept_once() -> None:
    both = BASE + fact("new", "p7")
    assert merged(both + fact("x", "p8"), both) == both + fact("x", "p8")
    assert merged(both, both.replace("Words", "Other words")) == both.replace("Words", "Other words")


def test_neighbouring_lines_of_different_entries() -> None:
    """Git calls this a conflict: the lines touch."""
    base = "title: Words\nskip:\n  p1: One.\n  p2: Two.\n"
    ours, theirs = base.replace("One", "Ours"), base.replace("Two", "Theirs")
    assert merged(ours, theirs, base) == "title: Words\nskip:\n  p1: Ours.\n  p2: Theirs.\n"
    assert by_lines(base, ours, theirs)[1]


def test_brackets_on_one_line() -> None:
    ours = BASE.replace("p8: A heading.}", "p8: A heading., p9: 'Ours, too'}").replace(
        "Here, There", "Here, There, Ours"
    )
    theirs = BASE.replace("p8: A heading.}", "p8: A title., p7: Theirs}").replace("Here, There", "Theirs, Here, There")
    text = merged(ours, theirs)
    assert "skip: {p4: A heading., p8: A title., p7: Theirs, p9: 'Ours, too'}\n" in text
    assert "aliases: [Theirs, Here, There, Ours] # names\n" in text


def test_lists_of_lines() -> None:
    base = "aliases: # names\n  - Here # first\n  - There\nkind: x\n"
    ours = base.replace("  - There\n", "  - There\n  - {en: Ours}\n")
    theirs = base.replace("  - There\n", "  - There\n  # why\n  - Theirs\n")
    text = "aliases: # names\n  - Here # first\n  - There\n  - {en: Ours}\n  # why\n  - Theirs\nkind: x\n"
    assert merged(ours, theirs, base) == text


def test_comments_and_blank_lines_go_with_what_they_stand_above() -> None:
    ours = BASE + "\n  # --- p7: about boats\n" + fact("boats", "p7", above="")
    theirs = (
        BASE.replace("# Above everything.", "# Above all.") + "\n\n  # why\n" + fact("x", "p8", above="") + "# end\n"
    )
    text = merged(ours, theirs)
    assert text == theirs.replace(
        "\n\n  # why", "\n  # --- p7: about boats\n" + fact("boats", "p7", above="") + "\n\n  # why"
    )


def test_one_side_deletes_and_the_other_leaves_alone() -> None:
    assert merged(HEAD + fact("a", "p2", above=""), BASE + fact("c", "p9")) == HEAD + fact("a", "p2", above="") + fact(
        "c", "p9"
    )


def test_a_conflict_stands_around_its_entry_alone() -> None:
    new = fact("new", "p9")
    found = merge(
        BASE, BASE.replace("value: 1\n\n", "value: 2\n\n"), BASE.replace("value: 1\n\n", "value: 3\n\n") + new, by_lines
    )
    assert found.conflicts == ("facts.a",)
    conflict = "<<<<<<< ours\n    value: 2\n=======\n    value: 3\n>>>>>>> theirs\n"
    assert found.text == BASE.replace("    value: 1\n\n", conflict + "\n") + new


def test_one_side_deletes_what_the_other_changes() -> None:
    without, changed = HEAD + fact("a", "p2", above=""), BASE.replace("p5", "p6")
    for ours, theirs in ((without, changed), (changed, without)):
        found = merge(BASE, ours, theirs, by_lines)
        assert found.conflicts == ("facts.b",)
        assert found.text.startswith(HEAD + fact("a", "p2", above="") + "<<<<<<< ours\n")
        assert "at: p6" in found.text


def test_the_same_key_for_different_facts() -> None:
    found = merge(BASE, BASE + fact("new", "p6"), BASE + fact("new", "p7"), by_lines)
    assert found.conflicts == ("facts.new",)


UNSURE = {
    "not YAML": (BASE + "  c: [\n", BASE + fact("d")),
    "no line end": (BASE + "  c: {at: p1}", BASE + fact("d")),
    "Windows": (BASE.replace("\n", "\r\n"), BASE + fact("d")),
    "twice": (BASE + fact("a"), BASE + fact("d")),
    "not our YAML": (BASE + "  c: &x {at: p1}\n", BASE + fact("d")),
    "indented otherwise": (BASE + fact("c"), HEAD + "    a: 1\n"),
    "order changed by both": (
        HEAD + fact("b", "p5") + fact("a", "p2") + fact("c"),
        HEAD + fact("c") + fact("a", "p2") + fact("b", "p5"),
    ),
}


@pytest.mark.parametrize("name", UNSURE)
def test_what_is_not_sure_is_merged_by_lines(name: str) -> None:
    ours, theirs = UNSURE[name]
    base = BASE + fact("c") if name == "order changed by both" else BASE
    found = merge(base, ours, theirs, by_lines)
    assert (found.text, bool(found.conflicts)) == by_lines(base, ours, theirs) or found.conflicts == ("facts",)


def test_a_changed_item_is_left_to_the_merge_by_lines() -> None:
    base = "aliases:\n  - Here\n  - There\nkind: x\n"
    found = merge(base, base.replace("Here", "Ours"), base.replace("Here", "Theirs"), by_lines)
    assert found.conflicts == ("aliases",)


KEYS = st.sampled_from("abcdefgh")
FACTS = st.dictionaries(KEYS, st.tuples(st.sampled_from(["p1", "p2", "p3.s1"]), st.sampled_from("123")), min_size=1)


def text_of(facts: dict[str, tuple[str, str]]) -> str:
    return HEAD + "".join(fact(key, at, value) for key, (at, value) in facts.items())


@given(FACTS, FACTS, FACTS)
def test_nothing_is_lost_and_nothing_invented(
    base: dict[str, tuple[str, str]], ours: dict[str, tuple[str, str]], theirs: dict[str, tuple[str, str]]
) -> None:
    texts = text_of(base), text_of(ours), text_of(theirs)
    conflicts = []

    def lines(*given: str) -> tuple[str, bool]:
        """In the place of git: any two changes of one entry are a conflict."""
        conflicts.append(given)
        return f"<<<<<<< ours\n{given[1]}=======\n{given[2]}>>>>>>> theirs\n", True

    found = merge(*texts, lines)
    wanted, clash = {}, False
    for key in {*base, *ours, *theirs}:
        before, mine, yours = base.get(key), ours.get(key), theirs.get(key)
        clash |= mine != yours and before not in (mine, yours)
        if (value := yours if mine == before else mine) is not None:
            wanted[key] = {"at": value[0], "value": value[1]}
    if not clash and not found.by_lines and not found.conflicts:
        facts = plain(tree(found.text))
        assert isinstance(facts, dict)
        assert facts["facts"] == wanted
    assert not (clash and not found.conflicts)


@given(FACTS, FACTS)
def test_one_side_alone_is_taken_as_it_is(base: dict[str, tuple[str, str]], side: dict[str, tuple[str, str]]) -> None:
    one, two = text_of(base), text_of(side)
    assert merge(one, two, one, never).text == two
    assert merge(one, one, two, never).text == two
    assert merge(one, two, two, never).text == two


@given(st.text(alphabet="ab:-#{}[], \n'\"|", max_size=60))
def test_any_text_is_cut_or_refused(text: str) -> None:
    with contextlib.suppress(Unsure):
        assert cut(text).text == text


def test_a_block_of_text_keeps_its_last_line() -> None:
    base = textwrap.dedent("""\
        note: |
          Words
        facts:
          a: 1
        """)
    ours, theirs = base.replace("  Words\n", "  Words\n  # no comment\n"), base + "  b: 2\n"
    assert merge(base, ours, theirs, by_lines).text == ours + "  b: 2\n"
