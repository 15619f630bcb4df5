"""axe-core over every kind of page: languages, widths, colours and the extreme reading settings."""

import pytest

from . import axe
from .pages import KINDS, address_of

LANGUAGES, WIDTHS, COLOURS = ("az", "en"), (320, 768, 1280), ("light", "dark", "forced")
READING = {
    "as delivered": "",
    "all at once": "contrast:black-on-white&size:5&spacing:wide&font:plain&images:none&links:underlined",
    "yellow on black": "contrast:yellow-on-black&size:5&spacing:wide",
}
VIEWS = len(WIDTHS) * len(COLOURS)
TOO_WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter(target => !target.closest(".prose, p, dd") && target.checkVisibility())
    .map(target => [target.getBoundingClientRect(), target])
    .filter(([box]) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(([box, target]) => `${target.outerHTML.slice(0, 90)}: ${box.width} × ${box.height}`)"""
# All that colours can change of an element; where nothing differs from another view, nothing new is seen.
LOOK = """() => [...document.querySelectorAll("body, body *")].map(part => {
    const style = getComputedStyle(part)
    return [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.display,
        style.visibility, style.textDecorationLine, style.textShadow, style.fontSize, style.fontWeight].join()
}).join(";")"""


def look_at(page, width, where=""):
    """What is wrong at that width in any colours: looked at whole in the first, then for its colours."""
    wrong, seen = [], set()
    for colours in COLOURS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(
            color_scheme="dark" if colours == "dark" else "light",
            forced_colors="active" if colours == "forced" else "none",
        )
        view = f"{where} {width} {colours}".strip()
        if (look := page.evaluate(LOOK)) not in seen:
            wrong += axe.findings(page, view, axe.OF_COLOURS if seen else axe.FOR_READERS)
        seen.add(look)
        wrong += [f"{view}: under 24 px: {target}" for target in page.evaluate(TOO_SMALL)]
        if (excess := page.evaluate(TOO_WIDE)) > 0:
            wrong.append(f"{view}: {excess} px too wide")
    return wrong


@pytest.mark.parametrize("reading", READING)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, site, checked, kind, language, reading):
    page = open_page(address_of(kind, language, site), reading=READING[reading])
    axe.put_into(page)
    wrong = [finding for width in WIDTHS for finding in look_at(page, width)]
    checked("settings" if READING[reading] else "axe", VIEWS, len(wrong), version=axe.version(page))
    assert not wrong + page.problems, "\n".join(wrong + page.problems)


@pytest.mark.parametrize("reading", READING)
def test_axe_finds_nothing_while_the_panel_of_settings_is_open(open_page, checked, reading):
    page = open_page("/az/", reading=READING[reading])
    axe.put_into(page)
    page.locator(".panel summary").click()
    wrong = [finding for width in WIDTHS for finding in look_at(page, width, "panel open,")]
    checked("settings", VIEWS, len(wrong))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_dark_by_choice_looks_as_dark_by_the_system(open_page, site, kind):
    address = address_of(kind, "az", site)
    by_system = open_page(address, scheme="dark").evaluate(LOOK)
    assert open_page(address, reading="contrast:dark").evaluate(LOOK) == by_system


SHARED = """INSERT INTO news_sharelink (edition_id, key, recipient, created_at, expires_at, revoked_at)
    SELECT id, '{key}', 'A partner', '2026-01-01', '2999-01-01', {revoked} FROM news_edition
    WHERE state <> 'published' AND title_en <> '' AND released_en ORDER BY id LIMIT 1"""


def test_axe_finds_nothing_on_a_shared_draft_nor_where_its_link_has_ended(chromium, office):
    keys = {"open": ("o" * 43, "NULL", 200), "ended": ("e" * 43, "'2026-02-01'", 410)}
    wrong = []
    context = chromium.new_context(base_url=office.url)
    page = context.new_page()
    for name, (key, revoked, status) in keys.items():
        office.database.execute(SHARED.format(key=key, revoked=revoked))
        for language in LANGUAGES:
            assert page.goto(f"/share/{key}/{language}/").status == status
            axe.put_into(page)
            for width in WIDTHS:
                wrong += look_at(page, width, f"{name} {language}")
    context.close()
    assert not wrong, "\n".join(wrong)
