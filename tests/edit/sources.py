"""Files of sources in some editor's style: any order, flow or block, comments and blank lines anywhere."""

from __future__ import annotations

import random

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *(
            "a",
            "Two words",
            "010",
            "no",
            "3.000",
            "2031-05-06",
            "it's",
            'so "called"',
            "a: b",
            "x #y",
            "# z",
            "{value}",
        ),
        *("[2031-05-06,2031-05-13]", "é ’ \u202f", "- a", "", " b ", "*x", "&y", "!z", "%", "@", "`", "'", '"', "a, b"),
        *("null", "~", "|", ">", "a\nb", "\n", "a\n\n b\n", "\ta", "?", ":", "-", "---", "...", "<<", "=", "a:", "😀"),
    ]
)
COMMENTS = st.sampled_from(["# one", "# two: {", "#", "# it's", "#three"])
TOP = ["title", "kind", "lang", "published", "unknown", "note", "facts"]
FACT = ["type", "by", "at", "via", "figure", "text", "note"]
FIGURE = ["value", "unit", "kind", "approx", "of"]


@st.composite
def sources(draw: st.DrawFn) -> str:
    """One draw for the style instead of hundreds; the words and the comments are Hypothesis' own to shrink."""
    words = draw(st.lists(WORDS, min_size=4, max_size=12))
    remarks = draw(st.lists(COMMENTS, min_size=1, max_size=4))
    return Editor(draw(st.integers(0, 1 << 30)), words, remarks).source()


class Editor:
    """Somebody who writes as it comes."""

    def __init__(self, seed: int, words: list[str], remarks: list[str]) -> None:
        self.chance, self.words, self.remarks = random.Random(seed), words, remarks  # noqa: S311 - no secret

    def source(self) -> str:
        return "".join(self.entry(name, "") for name in self.mixed(TOP))

    def mixed(self, names: list[str]) -> list[str]:
        """Some of the names, in any order."""
        chosen = self.chance.sample(names, self.chance.randrange(1, len(names) + 1))
        self.chance.shuffle(chosen)
        return chosen

    def value(self) -> str:
        return quoted(self.chance.choice(self.words), self.chance.randrange(3))

    def flow(self, names: list[str]) -> str:
        gap = self.chance.choice([" ", "  ", ""])
        inner = [f"{name}: {self.value()}" for name in names]
        return "{" + gap + f",{gap or ' '}".join(inner) + gap + "}"

    def above(self, indent: str) -> str:
        number = self.chance.choice([0, 0, 0, 1, 2])
        lines = [self.chance.choice(["", f"{indent}{self.chance.choice(self.remarks)}"]) for _ in range(number)]
        return "".join(f"{line}\n" for line in lines)

    def behind(self) -> str:
        if self.chance.random() < 0.8:
            return ""
        return f"{self.chance.choice([' ', '   '])}{self.chance.choice(self.remarks)}"

    def line(self, indent: str, name: str, value: str) -> str:
        return f"{self.above(indent)}{indent}{name}:{value and ' '}{value}{self.behind()}\n"

    def entry(self, name: str, indent: str) -> str:
        """A field in one of its possible forms."""
        if name in ("text", "note", "title"):
            return self.fields(name, indent, ["en", "fr"])
        if name == "figure":
            return self.fields(name, indent, FIGURE)
        if name in ("at", "via"):
            return self.items(name, indent)
        if name == "facts":
            return self.facts(indent)
        return self.line(indent, name, self.value())

    def fields(self, name: str, indent: str, names: list[str]) -> str:
        chosen = self.mixed(names)
        if self.chance.random() < 0.5:
            return self.line(indent, name, self.flow(chosen))
        deep = indent + " " * self.chance.choice([2, 2, 4])
        return self.line(indent, name, "") + "".join(self.line(deep, one, self.value()) for one in chosen)

    def items(self, name: str, indent: str) -> str:
        if self.chance.random() < 0.6:
            return self.line(indent, name, f"[{self.value()},{self.value()}]")
        dash = self.chance.choice([indent, indent + "  "])
        return self.line(indent, name, "") + f"{dash}- {self.value()}{self.behind()}\n{dash}- {self.value()}\n"

    def facts(self, indent: str) -> str:
        deep = indent + " " * self.chance.choice([2, 2, 4])
        out = self.line(indent, "facts", "")
        for number in range(self.chance.randrange(1, 4)):
            out += self.line(deep, f"k{number}", "")
            out += "".join(self.entry(name, deep + "  ") for name in self.mixed(FACT))
        return out


def quoted(text: str, style: int) -> str:
    """The text as a scalar in some style that can hold it."""
    if style == 0 and text.replace(" ", "").isalnum() and text == text.strip() and text.isascii():
        return text
    if style == 1 and "\n" not in text and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    out = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{out}"'
