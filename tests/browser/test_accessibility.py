"""Every kind of page, in both languages, at three widths, in light, dark and forced colours."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from .pages import KINDS, address_of

WIDTHS = [320, 768, 1280]
EVERYTHING = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}  # fmt: skip
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}, "resultTypes": ["violations"]}

TOO_WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter(target => !target.closest(".prose, p, dd") && target.checkVisibility())
    .map(target => [target.getBoundingClientRect(), target])
    .filter(([box]) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(([box, target]) => `${target.outerHTML.slice(0, 90)}: ${box.width} × ${box.height}`)"""


def findings(page, options, where):
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{where}: {v['id']}: {node['html'][:150]}" for v in found for node in v["nodes"]]


EXTREMES = {
    "all at once": "contrast:black-on-white&size:5&spacing:wide&font:plain&images:none&links:underlined",
    "yellow on black": "contrast:yellow-on-black&size:5&spacing:wide",
    "dark by choice": "contrast:dark&size:4&links:underlined",
}


@pytest.mark.parametrize("reading", EXTREMES.values(), ids=EXTREMES)
@pytest.mark.parametrize(
    "kind", ["home", "news of a kind", "article", "search", "person", "reading settings"]
)
def test_extreme_reading_settings_stay_readable(open_page, site, kind, reading):
    page = open_page(address_of(kind, "az", site), width=320, reading=reading)
    page.evaluate(AXE_SCRIPT)
    wrong = findings(page, EVERYTHING, "320")
    if (excess := page.evaluate(TOO_WIDE)) > 0:
        wrong.append(f"{excess} px too wide")
    page.locator(".panel summary").click()
    page.set_viewport_size({"width": 1280, "height": 900})
    wrong += findings(page, EVERYTHING, "1280, panel open")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["az", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, site, kind, language):
    page = open_page(address_of(kind, language, site))
    page.evaluate(AXE_SCRIPT)
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light", forced_colors="none")
        wrong += findings(page, EVERYTHING, f"{width} light")
        page.emulate_media(color_scheme="dark")
        wrong += findings(page, COLOURS, f"{width} dark")
        if (excess := page.evaluate(TOO_WIDE)) > 0:
            wrong.append(f"{width}: {excess} px too wide")
        wrong += [f"{width}: under 24 px: {target}" for target in page.evaluate(TOO_SMALL)]
    page.emulate_media(color_scheme="light", forced_colors="active")
    wrong += findings(page, EVERYTHING, "forced colours")
    assert not wrong + page.problems, "\n".join(wrong + page.problems)
