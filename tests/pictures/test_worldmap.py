"""Maps: who is shaded with what, where lines are dashed, and that pins fall into their countries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pictures import basemap, outlines, regions, worldmap
from generator.pictures.basemap import Line, Point
from generator.pictures.worldmap import Area, Pin, inside
from tests.pictures.making import LONG, map_words, plain
from tests.pictures.reading import has, links, sound, tree

SIMFEROPOL, SEVASTOPOL, KYIV, MOSCOW = (34.1, 44.95), (33.6, 44.6), (30.52, 50.45), (37.62, 55.75)
NS = "{http://www.w3.org/2000/svg}"
PYONGYANG, SEOUL, BELGRADE, PRISTINA = (125.75, 39.03), (126.98, 37.57), (20.46, 44.82), (21.17, 42.67)


def covers(code: str, point: Point, worldview: str = "un") -> bool:
    return any(inside(list(ring), *point) for ring in basemap.country(code, worldview))


def near(line: Line, point: Point, degrees: float) -> bool:
    return any(abs(x - point[0]) < degrees and abs(y - point[1]) < degrees for x, y in line)


def test_crimea_is_ukraine_s_area_by_default() -> None:
    for place in (SIMFEROPOL, SEVASTOPOL, KYIV):
        assert covers("UA", place)
        assert not covers("RU", place)
    assert covers("RU", MOSCOW)


def test_crimea_is_where_it_is_held_in_the_other_view() -> None:
    assert covers("RU", SIMFEROPOL, "de-facto")
    assert not covers("UA", SIMFEROPOL, "de-facto")


def test_the_line_between_crimea_and_the_mainland_is_dashed() -> None:
    plain_lines, disputed = basemap.borders()
    perekop = (33.7, 46.15)
    assert any(near(line, perekop, 0.4) for line in disputed)
    assert not any(near(line, perekop, 0.4) for line in plain_lines)


def test_the_korean_armistice_line_is_dashed() -> None:
    plain_lines, disputed = basemap.borders()
    panmunjom = (126.7, 37.95)
    assert any(near(line, panmunjom, 0.4) for line in disputed)
    assert not any(near(line, panmunjom, 0.4) for line in plain_lines)
    assert covers("KP", PYONGYANG)
    assert not covers("KR", PYONGYANG)
    assert covers("KR", SEOUL)
    assert not covers("KP", SEOUL)


def test_kosovo_is_a_piece_with_a_dashed_line() -> None:
    assert covers("RS", BELGRADE)
    assert covers("RS", PRISTINA)
    assert not covers("RS", PRISTINA, "de-facto")


def test_the_picture_shades_crimea_with_ukraine() -> None:
    codes = ("UA",)
    region = worldmap.region_for(codes, (), "un")
    assert region
    view = region.view
    x, y = view.point(*SIMFEROPOL)
    shaded = [part for ring in basemap.country("UA", "un") for part in view.ring(ring)]
    assert any(inside(part, x, y) for part in shaded)
    svg = worldmap.draw("p", [Area("ua.html", "Ukraine", "Ukraine", "UA")], [], map_words())
    path, data = outlines.file(region)
    assert f'href="{path}"' in svg
    dashed = [one for one in tree(data.decode()).iter(f"{NS}path") if one.get("class") == "disputed"]
    assert [one.get("stroke-dasharray") for one in dashed] == ["10 7"]


@pytest.mark.parametrize(
    ("codes", "pins"),
    [
        (("RU", "UA"), (PYONGYANG, SEOUL)),
        (("KP", "KR"), (PYONGYANG, SEOUL)),
        ((), (SEOUL,)),
        (("US", "FJ", "NZ", "BR"), ()),
        (("RU",), ()),
        ((), ((179.9, 0.0), (-179.9, 0.0))),
        ((), ((0.0, 90.0), (0.0, -90.0))),
        (("VA", "SG", "MT"), ()),
    ],
)
def test_every_part_of_the_world(codes: tuple[str, ...], pins: tuple[Point, ...]) -> None:
    areas = [Area(f"{code}.html", code, code, code) for code in codes]
    made = [Pin(f"p{n}.html", "pin", LONG, lat, lon) for n, (lon, lat) in enumerate(pins)]
    root = sound(worldmap.draw("p", areas, made, map_words()))
    wanted = {one.href for one in areas} | {one.href for one in made}
    assert {a.attrib["href"] for a in links(root)} == wanted
    region = worldmap.region_for(tuple(sorted(codes)), tuple(sorted(pins)), "un")
    assert region
    view = region.view
    for lon, lat in pins:
        x, y = view.point(lon, lat)
        assert -1 <= x <= view.width + 1
        assert -1 <= y <= view.height + 1


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90), plain), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_pins_anywhere(some: list[tuple[float, float, str]]) -> None:
    pins = [Pin(f"p{n}.html", "pin", label, lat, lon, broad=bool(n % 2)) for n, (lon, lat, label) in enumerate(some)]
    root = sound(worldmap.draw("p", [], pins, map_words()), crowded=len(pins) > 1)
    assert len([a for a in links(root) if has(a, "pin")]) == len(pins)


def test_an_unknown_code_and_nothing_at_all() -> None:
    assert worldmap.draw("p", [Area("x.html", "x", "x", "ZZ")], [], map_words()) == ""
    assert worldmap.draw("p", [], [], map_words()) == ""


def test_the_same_bytes_twice() -> None:
    area = [Area("ru.html", "Russia", "Russia", "RU")]
    first = worldmap.draw("p", area, [], map_words())
    for memo in (worldmap.region_for, outlines.file, outlines.area, worldmap.middles, regions.region):
        memo.cache_clear()
    assert worldmap.draw("p", area, [], map_words()) == first


def test_maps_of_one_part_of_the_world_share_one_file() -> None:
    """Anywhere in Korea, together or apart: one frame. It holds Pyongyang and Seoul where the line between runs."""
    focuses = [((), (SEOUL,)), ((), (PYONGYANG,)), (("KP",), ()), (("KP", "KR"), (PYONGYANG, SEOUL))]
    found = {worldmap.region_for(codes, pins, "un") for codes, pins in focuses}
    assert len(found) == 1
    (korea,) = found
    assert korea
    assert {part.get("class") for part in tree(outlines.file(korea)[1].decode()).iter(f"{NS}path")} == {
        "land", "border", "disputed",
    }  # fmt: skip


def test_both_views_stand_on_the_same_file_and_shade_different_areas() -> None:
    area = [Area("ua.html", "Ukraine", "Ukraine", "UA")]
    pin = [Pin("p.html", "Kyiv", "Kyiv", 50.45, 30.52), Pin("s.html", "Simferopol", "Simferopol", 44.95, 34.1)]
    un, held = (tree(worldmap.draw("p", area, pin, map_words(), view)) for view in ("un", "de-facto"))
    files = [next(root.iter("image")).get("href") for root in (un, held)]
    shades = [next(one.get("d") for one in root.iter("path") if has(one, "shade")) for root in (un, held)]
    assert files[0] == files[1]
    assert shades[0] != shades[1]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_a_region_holds_what_it_was_chosen_for_and_is_one_of_few(points: list[Point]) -> None:
    region = regions.holding(points)
    assert region.name in regions.names()
    for point in points:
        x, y = region.view.point(*point)
        assert -0.5 <= x <= 600.5
        assert -0.5 <= y <= region.view.height + 0.5


def test_what_is_left_out_of_a_region_reaches_nowhere_into_it() -> None:
    """The quick look at a ring's bounds never drops one that would be seen."""
    for lat, lon, high in [(39, 128, 15), (47, 34, 15), (72, 20, 15), (-49, -70, 15), (2, 178, 28), (52, -176, 28)]:
        region = regions.region(lat, lon, high)
        for ring, box in zip(basemap.land(), outlines._boxes(), strict=True):
            assert outlines._meets(region, box) or not region.view.ring(ring)
