"""What only a browser can tell: keyboard, text size, no script, weight, nothing moves."""

import pytest

from tests.browser.pages import KINDS, address_of

SPACE_THE_TEXT = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`)
    document.adoptedStyleSheets = [sheet]
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll("a, button, h1, h2, h3, p, li")]
    .filter(box => box.checkVisibility() && !box.closest(".visually-hidden, .skip, .menu"))
    .filter(box => getComputedStyle(box).overflow !== "visible" && box.scrollHeight > box.clientHeight + 2)
    .map(box => box.outerHTML.slice(0, 100))"""
MOVED = """() => new Promise(done => new PerformanceObserver(list =>
    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""


@pytest.mark.parametrize("kind", KINDS)
def test_text_that_a_reader_doubles_and_then_spaces_fits(
    open_page, site, checked, chromium_with_large_text, kind
):
    """In Azerbaijani, whose words are the longer ones; success criteria 1.4.4, 1.4.10 and 1.4.12 at once."""
    page = open_page(address_of(kind, "az", site), width=320, browser=chromium_with_large_text)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    wrong = []
    for width, change in ((320, None), (1280, None), (320, SPACE_THE_TEXT)):
        page.set_viewport_size({"width": width, "height": 900})
        if change:
            page.evaluate(change)
        view = f"{width}{', spaced' if change else ''}"
        wrong += [f"{view}: {cut}" for cut in page.evaluate(CUT_OFF)]
        if page.evaluate(TOO_WIDE) > 0:
            wrong.append(f"{view}: too wide")
    checked("text", views=3, findings=len(wrong))
    assert not wrong, "\n".join(wrong)


def test_reader_without_script_opens_menu_filters_and_searches(open_page):
    page = open_page("/az/news/", width=320, javascript=False)
    page.click(".menu-button")
    page.click("#menu a[href='/az/topics/']")
    assert page.url.endswith("/az/topics/")
    page.goto("/az/news/")
    page.click(".filters summary")
    page.select_option("select[name=kind]", "statement")
    page.click(".filters button")
    assert "kind=statement" in page.url
    assert page.locator(".active-filters a").count() == 1
    page.fill("#site-search", "miqrasiya")
    page.press("#site-search", "Enter")
    assert "/az/search/" in page.url
    assert page.locator(".card, main article, main li").count()


def test_reader_without_script_sets_colours_and_undoes_them(open_page):
    page = open_page("/az/news/", width=320, javascript=False)
    page.click(".panel summary")
    page.select_option("#panel-contrast", "yellow-on-black")
    page.click(".reading-form .button")
    assert page.url.endswith("/az/news/")
    assert page.locator("html").get_attribute("data-contrast") == "yellow-on-black"
    page.goto("/az/topics/")
    assert page.locator("html").get_attribute("data-contrast") == "yellow-on-black"
    page.click(".panel summary")
    page.click(".reading-form button[name=reset]")
    assert page.url.endswith("/az/topics/")
    assert page.locator("html").get_attribute("data-contrast") is None


def test_form_on_another_site_sets_no_colours(open_page, site):
    page = open_page("/az/")
    page.goto("about:blank")
    form = '<form method="post" action="{}"><button name="contrast" value="dark">Win</button></form>'
    page.set_content(form.format(f"{site}/az/reading/"))
    page.click("button")
    assert page.get_by_role("heading", level=1).inner_text() == "Oxu parametrləri dəyişmədi"
    page.goto("/az/")
    assert page.locator("html").get_attribute("data-contrast") is None


@pytest.mark.parametrize("language", ["az", "en"])
def test_article_without_image_is_light(open_page, language):
    page = open_page("/az/nothing/", javascript=False)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"/{language}/news/3340/")
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= 8
    assert sum(sizes) < 60_000


def test_address_is_copied_where_the_browser_can(open_page):
    page = open_page("/az/news/3340/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-copy]")
    page.get_by_text("Ünvan köçürüldü.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(page.url.partition("/az/")[2])
    without = open_page("/az/news/3340/", javascript=False)
    assert not without.locator("[data-copy]").is_visible()


def test_table_is_a_stop_of_the_keyboard_where_it_scrolls(open_page):
    page = open_page("/az/news/3528/")
    page.locator(".table[tabindex='-1']").wait_for()
    page.locator(".table").evaluate("region => region.style.inlineSize = '5rem'")
    page.locator(".table[tabindex='0']").wait_for()


@pytest.mark.parametrize("path", ["/az/", "/az/news/2857/", "/en/news/"])
def test_nothing_moves_while_the_page_loads(open_page, path):
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(MOVED) < 0.02


@pytest.mark.parametrize("width", [320, 2560])
def test_lines_of_text_keep_a_readable_length(open_page, width):
    page = open_page("/en/news/2857/", width=width)
    characters = page.evaluate(
        """() => {
            const text = document.querySelector(".prose p")
            const range = document.createRange()
            range.selectNodeContents(text)
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
            return text.innerText.length / lines.size
        }"""
    )
    assert characters <= 75
    if width == 2560:
        assert characters >= 55


def test_print_shows_address_and_edition(open_page):
    page = open_page("/en/news/2857/")
    page.emulate_media(media="print")
    assert page.get_by_text("Permanent address").is_visible()
    assert not page.locator("#site-search").is_visible()
    assert not page.locator(".actions").is_visible()
