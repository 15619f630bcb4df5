"""axe-core over every kind of page: languages, widths, colours and the extreme reading settings."""

import pytest

from news.models import ShareLink
from tests.browser import axe
from tests.browser.looks import LOOK, TOO_WIDE, Looks
from tests.browser.pages import KINDS, address_of

LANGUAGES = ("az", "en")
# Colours change no arrangement, and a width no colour but of what only a narrow or only a wide page shows.
VIEWS = [(320, "light"), (320, "dark"), (768, "light"), (1280, "light"), (1280, "dark"), (1280, "forced")]
READING = {
    "as delivered": "",
    "all at once": "contrast:black-on-white&size:5&spacing:wide&font:plain&images:none&links:underlined",
}
# Of these only the colours are others.
IN_YELLOW = {"yellow on black": "contrast:yellow-on-black&size:5&spacing:wide"}
# Colours that a reader has chosen are the same by day and by night, and where the system's own are forced it
# asks for no others; large text leaves few widths alike.
VIEWS_OF_READING_SETTINGS = [(320, "light"), (1280, "light")]
# Reading settings do the same in each language, and Azerbaijani words are the longer ones. So do widths and
# colours: in English each of them is seen, but not with each other.
VIEWS_OF_LANGUAGE = {"az": VIEWS, "en": [(320, "dark"), (1280, "light")]}
# Between them these show everything that has a colour of its own.
ALL_COLOURS = [
    *("home", "news", "article withdrawn", "article with a table", "article with a gallery", "person"),
    *("search", "reading settings", "components", "history"),
]


def reading_settings(kind, language):
    if language == "en":
        return {"as delivered": ""}
    return READING | IN_YELLOW if kind in ALL_COLOURS else READING


TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter(target => !target.closest(".prose, p, dd") && target.checkVisibility())
    .map(target => [target.getBoundingClientRect(), target])
    .filter(([box]) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(([box, target]) => `under 24 px: ${target.outerHTML.slice(0, 90)}: ${box.width} × ${box.height}`)"""
SCRIPTS = [TOO_SMALL, TOO_WIDE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, site, checked, seen_texts, kind, language):
    looks, address, wrong = Looks(seen_texts, SCRIPTS), address_of(kind, language, site), []
    for name, reading in reading_settings(kind, language).items():
        page = open_page(address, reading=reading, with_axe=True)
        views = VIEWS_OF_READING_SETTINGS if reading else VIEWS_OF_LANGUAGE[language]
        found = looks.wrong_in(page, name, views) + page.problems
        checked("settings" if reading else "axe", len(views), len(found), version=axe.VERSION)
        wrong += found
    assert not wrong, "\n".join(wrong)


def test_axe_finds_nothing_while_the_panel_of_settings_is_open(open_page, checked, seen_texts):
    looks, wrong = Looks(seen_texts, SCRIPTS), []
    for name, reading in (READING | IN_YELLOW).items():
        page = open_page("/az/", reading=reading, with_axe=True)
        page.locator(".panel summary").click()
        found = looks.wrong_in(page, f"{name}, panel open,", VIEWS)
        checked("settings", len(VIEWS), len(found))
        wrong += found
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", ALL_COLOURS)
def test_dark_by_choice_looks_as_dark_by_the_system(open_page, site, kind):
    address = address_of(kind, "az", site)
    by_system = open_page(address, scheme="dark").evaluate(LOOK)
    assert open_page(address, reading="contrast:dark").evaluate(LOOK) == by_system


SHARED = """INSERT INTO news_sharelink
    (edition_id, key_hash, encrypted_key, recipient, created_at, expires_at, revoked_at)
    SELECT id, '{link.key_hash}', '{link.encrypted_key}', 'A partner', '2026-01-01', '2999-01-01', {revoked}
    FROM news_edition
    WHERE state <> 'published' AND title_en <> '' AND released_en ORDER BY id LIMIT 1"""


def test_axe_finds_nothing_on_a_shared_draft_nor_where_its_link_has_ended(chromium, office, seen_texts):
    keys = {"open": ("o" * 43, "NULL", 200), "ended": ("e" * 43, "'2026-02-01'", 410)}
    wrong = []
    context = chromium.new_context(base_url=office.url)
    axe.load_into(context)
    page = context.new_page()
    for name, (key, revoked, status) in keys.items():
        link = ShareLink()
        link.keep(key)
        office.database.execute(SHARED.format(link=link, revoked=revoked))
        for language in LANGUAGES:
            assert page.goto(f"/share/{key}/{language}/").status == status
            wrong += Looks(seen_texts, SCRIPTS).wrong_in(page, f"{name} {language}", VIEWS)
    context.close()
    assert not wrong, "\n".join(wrong)
