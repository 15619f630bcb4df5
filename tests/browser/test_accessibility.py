"""axe-core over every kind of page: languages, widths, colours and the extreme reading settings."""

from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from .pages import KINDS, MAIN_KINDS, address_of

LANGUAGES, WIDTHS, COLOURS = ("az", "en"), (320, 768, 1280), ("light", "dark", "forced")
# Kinds of page that share their parts with a main kind: every pair of language, width and colours.
PAIRS = {
    "az": [(320, "light"), (768, "forced"), (1280, "dark")],
    "en": [(320, "dark"), (768, "light"), (1280, "forced")],
}
EVERYTHING = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}  # fmt: skip
# All that other colours can change; the same page at the same width has been looked at whole.
OF_COLOURS = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block", "target-size"],
    },
    "resultTypes": ["violations"],
}
EXTREMES = {
    "all at once": "contrast:black-on-white&size:5&spacing:wide&font:plain&images:none&links:underlined",
    "yellow on black": "contrast:yellow-on-black&size:5&spacing:wide",
    "dark by choice": "contrast:dark&size:4&links:underlined",
}
TOO_WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter(target => !target.closest(".prose, p, dd") && target.checkVisibility())
    .map(target => [target.getBoundingClientRect(), target])
    .filter(([box]) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(([box, target]) => `${target.outerHTML.slice(0, 90)}: ${box.width} × ${box.height}`)"""


def findings(page, where, rules=EVERYTHING):
    found = page.evaluate("options => axe.run(options)", rules)["violations"]
    wrong = [f"{where}: {v['id']}: {node['html'][:150]}" for v in found for node in v["nodes"]]
    if (excess := page.evaluate(TOO_WIDE)) > 0:
        wrong.append(f"{where}: {excess} px too wide")
    return wrong


def look_at(page, width, colours, rules, where=""):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
    )
    wrong = findings(page, f"{where} {width} {colours}".strip(), rules)
    return wrong + [f"{width}: under 24 px: {target}" for target in page.evaluate(TOO_SMALL)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, site, checked, kind, language):
    page = open_page(address_of(kind, language, site))
    page.evaluate(AXE_SCRIPT)
    views = list(product(WIDTHS, COLOURS)) if kind in MAIN_KINDS else PAIRS[language]
    wrong, seen = [], set()
    for width, colours in views:
        wrong += look_at(page, width, colours, OF_COLOURS if width in seen else EVERYTHING)
        seen.add(width)
    checked("axe", views=len(views), findings=len(wrong), version=page.evaluate("axe.version"))
    assert not wrong + page.problems, "\n".join(wrong + page.problems)


@pytest.mark.parametrize("reading", EXTREMES.values(), ids=EXTREMES)
@pytest.mark.parametrize(
    "kind", ["home", "news of a kind", "article with recordings", "search", "person", "reading settings"]
)
def test_extreme_reading_settings_stay_readable(open_page, site, checked, kind, reading):
    page = open_page(address_of(kind, "az", site), width=320, reading=reading)
    page.evaluate(AXE_SCRIPT)
    wrong = findings(page, "320")
    page.locator(".panel summary").click()
    page.set_viewport_size({"width": 1280, "height": 900})
    wrong += findings(page, "1280, panel open")
    checked("settings", views=2, findings=len(wrong))
    assert not wrong, "\n".join(wrong)


SHARED = """INSERT INTO news_sharelink (edition_id, key, recipient, created_at, expires_at, revoked_at)
    SELECT id, '{key}', 'A partner', '2026-01-01', '2999-01-01', {revoked} FROM news_edition
    WHERE state <> 'published' AND title_en <> '' AND released_en ORDER BY id LIMIT 1"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_shared_draft_nor_where_its_link_has_ended(chromium, office, language):
    keys = {"open": ("o" * 43, "NULL", 200), "ended": ("e" * 43, "'2026-02-01'", 410)}
    wrong = []
    context = chromium.new_context(base_url=office.url)
    page = context.new_page()
    for name, (key, revoked, status) in keys.items():
        office.database.execute(SHARED.format(key=key, revoked=revoked))
        assert page.goto(f"/share/{key}/{language}/").status == status
        page.evaluate(AXE_SCRIPT)
        for width, colours in PAIRS[language]:
            wrong += look_at(page, width, colours, EVERYTHING, where=name)
    context.close()
    assert not wrong, "\n".join(wrong)
