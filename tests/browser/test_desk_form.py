"""The form of an edition: every field can be reached, dialogs open clean, and Tab leads out of everything."""

import pytest

from tests.browser.pages import sign_in

WIDTHS = [1200, 1440, 1920]
IS_ON_TOP = """field => {
    field.scrollIntoView({block: "center"})
    const box = field.getBoundingClientRect()
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return field.contains(there)
}"""
# What a person types into, of a language's column.
TYPED_INTO = ".desk-language :is(input:not([type=hidden]), textarea:not([hidden]), .desk-prose)"


@pytest.fixture
def editor_page(chromium, office):
    """The desk as an editor has it, who may begin the next edition."""
    context = chromium.new_context(base_url=office.url, locale="en", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, "redaktor")
    yield page
    context.close()


def begin_correction(page, office):
    """Open the form of an article's next edition."""
    live = office.database.rows(
        "SELECT id FROM news_edition WHERE article_id = (SELECT id FROM news_article WHERE number = 3340)"
    )[0][0]
    page.goto(f"/admin/news/edition/{live}/act/new-edition/")
    page.click("#content-main form [type=submit]")
    page.wait_for_selector(".desk-editor")


def covered(page):
    """The fields of both languages in whose middle something else lies."""
    return [
        field.get_attribute("id") or field.get_attribute("aria-labelledby")
        for field in page.locator(TYPED_INTO).all()
        if not field.evaluate(IS_ON_TOP)
    ]


def test_no_field_lies_under_another_in_a_first_edition_and_in_a_correction(editor_page, office):
    page = editor_page
    wrong = []
    page.goto("/admin/news/edition/add/")
    page.wait_for_selector(".desk-editor")
    for sequence in (1, 2):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [(sequence, width, field) for field in covered(page)]
        if sequence == 1:
            begin_correction(page, office)
    assert page.locator("#id_change_note_az, #id_change_note_en").count() == 2
    assert wrong == []

    page.set_viewport_size({"width": 1440, "height": 900})
    page.click("#id_change_note_az")
    page.keyboard.type("Düzəliş")
    assert page.input_value("#id_change_note_az") == "Düzəliş"
    for sentence in page.locator("[data-desk-jump]").all():
        look = sentence.evaluate(
            "link => [getComputedStyle(link).textDecorationLine, getComputedStyle(link).color,"
            " getComputedStyle(link.closest('section')).color]"
        )
        assert look[0] == "underline"
        assert look[1] != look[2]
    page.locator("[data-desk-jump]").first.click()
    assert page.evaluate("document.activeElement !== document.body")


def test_dialog_of_a_link_opens_without_an_error_and_tab_leads_out_of_table_and_text(desk):
    desk.goto("/admin/news/edition/add/")
    text = desk.locator("[aria-labelledby=id_body_en_label]")
    text.click()
    desk.click(".desk-editor:has([aria-labelledby=id_body_en_label]) [data-tool=link]")
    error = desk.locator(".desk-dialog .errornote")
    assert error.is_hidden()
    desk.keyboard.type("not an address")
    desk.keyboard.press("Enter")
    assert error.is_visible()
    desk.fill(".desk-dialog input", "https://example.org/")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".desk-dialog", state="detached")

    desk.click(".desk-editor:has([aria-labelledby=id_body_en_label]) [data-tool=table]")
    rows = text.locator("tr").count()
    text.locator("th").first.click()
    is_inside = "element => element.contains(document.activeElement)"
    for _cell in range(rows * 3 - 1):
        desk.keyboard.press("Tab")
        assert text.evaluate(is_inside)
    desk.keyboard.press("Tab")
    assert not text.evaluate(is_inside)
    assert text.locator("tr").count() == rows
    desk.keyboard.press("Shift+Tab")
    assert text.evaluate(is_inside)

    described = text.get_attribute("aria-describedby").split()
    advice = [desk.locator(f"#{name}") for name in described if name.endswith("_keys")]
    assert "Tab leaves the text" in advice[0].inner_text()
    assert advice[0].is_visible()
    text.press("Alt+F10")
    assert desk.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    desk.keyboard.press("Escape")
    desk.wait_for_selector("[aria-labelledby=id_body_en_label]:focus")
