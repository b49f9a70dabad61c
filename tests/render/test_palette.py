"""Every pair of colours that the style sheet sets on each other keeps WCAG 2.2's contrast, light and dark."""

from __future__ import annotations

import re

import pytest

from generator.theme import TEMPLATES

CSS = (TEMPLATES / "assets" / "briefing.css").read_text("utf-8")
GROUNDS = ("paper", "sheet")
STATUS = ("s-reported", "s-confirmed", "s-disputed", "s-denied", "s-unanswered", "s-gone")
TEXT = ("ink", "soft", "link", "number", *STATUS)  # 1.4.3: 4.5 to 1
GRAPHICS = ("focus", "rule")  # 1.4.11: 3 to 1
DECORATION = ("line",)  # hairlines between rows, which say nothing that space does not say
SCHEMES = ("light", "dark")
PARTY = re.compile(r"\.pic \.(p[1-6]) \{ --p: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


def palette() -> dict[str, tuple[str, str]]:
    """The colours of :root by name, light and dark."""
    root = CSS.partition(":root {")[2].partition("}")[0]
    found = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", root)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG's definition, of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


def test_every_colour_has_its_use() -> None:
    assert set(palette()) == {*GROUNDS, *TEXT, *GRAPHICS, *DECORATION}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("names", "least"), [(TEXT, 4.5), (GRAPHICS, 3)])
def test_contrast(names: tuple[str, ...], least: float, scheme: str, ground: str) -> None:
    colours, at = palette(), SCHEMES.index(scheme)
    short = {name: contrast(colours[name][at], colours[ground][at]) for name in names}
    assert {name: round(ratio, 2) for name, ratio in short.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_parties_of_pictures_stand_out(scheme: str) -> None:
    at = SCHEMES.index(scheme)
    parties = {name: colours[at] for name, *colours in PARTY.findall(CSS)}
    assert len(parties) == 6
    for ground in GROUNDS:
        short = {name: contrast(colour, palette()[ground][at]) for name, colour in parties.items()}
        assert {name: round(ratio, 2) for name, ratio in short.items() if ratio < 3} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_skip_link_is_ink_turned_round(scheme: str) -> None:
    at = SCHEMES.index(scheme)
    assert contrast(palette()["paper"][at], palette()["ink"][at]) >= 4.5


def test_no_text_has_a_colour_of_its_own() -> None:
    """Outside of pictures and of paper, a colour is one of the palette's."""
    screen = CSS.partition("@layer base {")[2].partition("@layer paper")[0]
    assert re.findall(r"(?<![\w-])color:\s*(?:#|rgb|hsl|light-dark)", screen) == []
