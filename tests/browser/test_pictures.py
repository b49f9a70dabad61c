"""Pictures in a real browser: what axe does not look at inside SVG. Contrast as painted, and room for a finger."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ElementHandle, Page

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PHONE, DESK = 360, 1280
TEXT, MARK = 4.5, 3.0
FINGER = 24

# Everything that a picture says with; the grid, the land and the ticks only help to read it.
SAYING = (
    ":is(.mark, .bar, .open, .time, .ring, .fill, .between, .density, .sign, .edge, .pin, .pin-area, .shade, "
    ".reference, .nothing, .whole, .zero)"
)
SIGNS = f".pic {SAYING} {{ visibility: hidden !important }}"
WORDS = ".pic text, .pic tspan { fill: transparent !important; text-decoration: none !important }"
NO_WORDS = ".pic text { visibility: hidden !important }"

LINES = """svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].flatMap(text => {
        const lines = text.querySelector('tspan') ? [...text.querySelectorAll('tspan')] : [text];
        return lines.filter(line => line.textContent.trim()).map(line => {
            const box = line.getBoundingClientRect();
            return {
                name: line.textContent, colour: getComputedStyle(line).fill,
                box: [box.left - frame.left, box.top - frame.top, box.width, box.height],
            };
        });
    });
}"""
MARKS = """(svg, saying) => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll(saying)].filter(one => !one.closest('defs')).map(one => {
        const box = one.getBoundingClientRect();
        return {
            name: one.getAttribute('class') + ' ' + (one.closest('a')?.getAttribute('href') ?? ''),
            box: [box.left - frame.left - 2, box.top - frame.top - 2, box.width + 4, box.height + 4],
        };
    });
}"""
# Contrast as WCAG reckons it. Of a text: with the colour behind a tenth of its box, or more. Of a mark: of the pixels
# that it changes, those which it paints fully, so that the soft edges of lines do not count; of a shaded country, whose
# outline is what tells it from the others, the outline.
CONTRAST = """async ([parts, over, under]) => {
    const linear = [...Array(256).keys()].map(v => v / 255)
        .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    const light = (r, g, b) => .2126 * linear[r] + .7152 * linear[g] + .0722 * linear[b];
    const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    async function seen(data) {
        const image = new Image();
        image.src = 'data:image/png;base64,' + data;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        const bytes = context.getImageData(0, 0, image.width, image.height).data;
        const lights = new Float32Array(image.width * image.height);
        for (let i = 0; i < lights.length; i++) lights[i] = light(bytes[4 * i], bytes[4 * i + 1], bytes[4 * i + 2]);
        return {lights, width: image.width, height: image.height};
    }
    const below = await seen(under), above = over ? await seen(over) : null;
    return parts.map(({name, box, colour}) => {
        const own = colour && light(...colour.match(/[0-9.]+/g).slice(0, 3).map(v => Math.round(v)));
        const found = [], [x, y, wide, high] = box.map(Math.round);
        for (let j = Math.max(0, y); j < Math.min(below.height, y + high); j++) {
            for (let i = Math.max(0, x); i < Math.min(below.width, x + wide); i++) {
                const at = j * below.width + i, back = below.lights[at];
                const one = ratio(own ?? above.lights[at], back);
                if (own !== undefined || one > 1.02) found.push(one);
            }
        }
        found.sort((a, b) => a - b);
        const share = own !== undefined ? .1 : name.startsWith('shade') ? .97 : .9;
        return [name, found.length ? found[Math.floor(found.length * share)] : 0];
    });
}"""
# The largest square of a link's area that nothing else lies on, where a link to the same place is not something else.
ROOM = """svg => [...svg.querySelectorAll('a:not([tabindex="-1"]):not(:has(.hit-line))')].map(a => {
    const href = a.getAttribute('href');
    const area = a.querySelector('.hit') ?? a;
    const box = area.getBoundingClientRect();
    const step = 1, wide = Math.floor(box.width / step), high = Math.floor(box.height / step);
    let before = Array(wide).fill(0), best = 0;
    for (let j = 0; j < high && best < 30; j++) {
        const row = [];
        for (let i = 0; i < wide; i++) {
            const hit = document.elementFromPoint(box.left + (i + .5) * step, box.top + (j + .5) * step);
            const mine = hit && hit.closest('a')?.getAttribute('href') === href;
            row.push(mine ? 1 + Math.min(i ? row[i - 1] : 0, before[i], i ? before[i - 1] : 0) : 0);
            best = Math.max(best, row[i]);
        }
        before = row;
    }
    return [href, best * step];
})"""


def with_pictures(site: Path) -> list[str]:
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if '<svg class="pic' in path.read_text("utf-8")
    )


def shot(page: Page, svg: ElementHandle, hidden: str) -> str:
    """The picture without some of its parts, as base64."""
    style = page.add_style_tag(content=hidden) if hidden else None
    data = base64.b64encode(svg.screenshot(animations="disabled")).decode()
    if style:
        style.evaluate("one => one.remove()")
    return data


def pale(page: Page, desk: Page) -> list[str]:
    """Words and marks of the page's pictures that stand out too little from what is painted under them."""
    out = []
    for svg in page.query_selector_all("svg.pic"):
        page.evaluate("scrollTo(0, 0)")
        lines: Any = svg.evaluate(LINES)
        marks: Any = svg.evaluate(MARKS, SAYING)
        found = desk.evaluate(CONTRAST, [lines, "", shot(page, svg, WORDS)])
        out += [f"{name!r} {ratio:.2f}" for name, ratio in found if ratio < TEXT]
        args = [marks, shot(page, svg, NO_WORDS), shot(page, svg, f"{SIGNS} {NO_WORDS}")]
        out += [f"{name!r} {ratio:.2f}" for name, ratio in desk.evaluate(CONTRAST, args) if 0 < ratio < MARK]
    return out


@pytest.mark.parametrize(("width", "french"), [(PHONE, False), (DESK, True)])
def test_words_and_marks_stand_out_from_what_is_under_them(
    chromium: Browser, shipped_site: Path, served: str, width: int, french: bool
) -> None:
    """Every picture, narrow in one language and wide in the other: the colours are those of the same style sheet."""
    # The policy of our pages lets no style in, so the test has to go past it.
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    try:
        page, desk = context.new_page(), context.new_page()
        found = []
        paths = [path for path in with_pictures(shipped_site) if path.startswith("fr/") == french]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for path in paths:
                page.goto(served + path)
                found += [f"{path} {scheme}: {one}" for one in pale(page, desk)]
    finally:
        context.close()
    assert len(paths) > 15
    assert found == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_mark_has_room_for_a_finger(chromium: Browser, shipped_site: Path, served: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    found, seen = [], 0
    try:
        page = context.new_page()
        for path in with_pictures(shipped_site):
            page.goto(served + path)
            # As high as the page, so that every point of it can be asked for.
            page.set_viewport_size({"width": width, "height": int(page.evaluate("document.body.scrollHeight")) + 20})
            for svg in page.query_selector_all("svg.pic"):
                rooms: list[tuple[str, float]] = svg.evaluate(ROOM)
                seen += len(rooms)
                found += [f"{path}: {href} {room:.0f} px" for href, room in rooms if room < FINGER]
    finally:
        context.close()
    assert seen > 200
    assert found == []


def test_maps_share_their_outlines_also_from_the_disk(chromium: Browser, shipped_site: Path) -> None:
    """Both languages ask for the same file, the policy lets it in, and it follows the reader's scheme by itself."""
    context = chromium.new_context()
    try:
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("requestfailed", lambda request: said.append(request.url))
        page.on("requestfinished", lambda request: asked.append(request.url))
        for path in ("places/seoul.html", "fr/places/seoul.html", "places/pyongyang.html"):
            page.goto((shipped_site / path).as_uri())
            assert page.query_selector("svg.pic-map image")
        outlines = {url for url in asked if "/assets/maps/" in url}
        assert said == []
        assert len(outlines) == 1
        page.goto(outlines.pop())
        fills = []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            fills.append(page.evaluate("getComputedStyle(document.querySelector('.land')).fill"))
        assert fills == ["rgb(255, 253, 249)", "rgb(43, 47, 52)"]
    finally:
        context.close()
