"""The form of an edition: the text comes first, every field is reached, and Tab leads out of everything."""

import pytest

from tests.browser.pages import form_of, sign_in
from tests.helpers.documents import pdf_file

WIDTHS = [1200, 1440, 1920]
IS_ON_TOP = """field => {
    field.scrollIntoView({block: "center"})
    const box = field.getBoundingClientRect()
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return field.contains(there)
}"""
# What a person types into, of a language's column.
TYPED_INTO = ".desk-language:not([hidden]) :is(input:not([type=hidden]), textarea:not([hidden]), .desk-prose)"


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
        if field.is_visible() and not field.evaluate(IS_ON_TOP)
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


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOP_OF_BUTTONS = "document.querySelector('.desk-submit').getBoundingClientRect().top"


def test_text_comes_first_and_everything_about_it_stands_in_one_panel_beside_or_below_it(
    editor_page, office, chromium_with_large_text
):
    page = editor_page
    draft = form_of(office)
    for address in (draft, "/admin/news/edition/add/"):
        page.goto(address)
        page.wait_for_selector(".desk-editor")
        end = page.evaluate(TOP_OF_BUTTONS)
        assert end > 800
        for language in ("az", "en"):
            for first in (
                f"#id_title_{language}",
                f"[aria-labelledby=id_body_{language}_label] > :first-child",
            ):
                box = page.locator(first).bounding_box()
                assert box["y"] + box["height"] < end, first

    page.goto(draft)
    panel = page.get_by_role("complementary", name="About the article")
    texts = page.locator(".desk-writing > div").bounding_box()
    assert panel.bounding_box()["x"] > texts["x"] + texts["width"]
    names = [part.inner_text() for part in panel.locator("section > .fieldset-heading").all()]
    for name in (
        "State",
        "Kind and language",
        "Topics",
        "People in the article",
        "Lead image",
        "Attachments",
    ):
        assert name in names
        assert panel.get_by_role("region", name=name, exact=True).count() == 1

    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) <= 0
        texts = page.locator(".desk-writing > div").bounding_box()
        assert panel.bounding_box()["y"] >= texts["y"] + texts["height"]
        assert page.locator("button[name=_save]").bounding_box()["y"] < 800

    context = chromium_with_large_text.new_context(
        base_url=office.url, viewport={"width": 1280, "height": 900}
    )
    large = context.new_page()
    sign_in(large)
    large.goto(draft)
    large.wait_for_selector(".desk-editor")
    assert large.evaluate(OVERFLOW) <= 0
    assert covered(large) == []
    context.close()


def saves(page):
    """Each POST of the form, as it is sent."""
    sent = []
    page.on(
        "request", lambda one: sent.append(one) if one.is_navigation_request() and one.method == "POST" else 0
    )
    return sent


def test_keys_save_once_and_close_the_menu_and_enter_in_a_field_saves_too(desk, office):
    sent = saves(desk)
    desk.goto(form_of(office))
    desk.locator("[aria-labelledby=id_body_en_label]").click()
    desk.keyboard.type("Written before the keys.")
    desk.keyboard.press("Control+S")
    desk.keyboard.press("Control+S")
    desk.wait_for_selector(".messagelist .success")
    assert len(sent) == 1
    desk.wait_for_selector("[aria-labelledby=id_body_en_label]:focus")
    desk.keyboard.type(" And on.")
    desk.get_by_text("Written before the keys. And on.").wait_for()
    assert desk.locator("button[name=_save]").get_attribute("aria-keyshortcuts") == "Control+S Meta+S"

    desk.click(".desk-more summary")
    assert desk.locator("button[name=_look]").is_visible()
    desk.keyboard.press("Escape")
    assert desk.locator("button[name=_look]").is_hidden()
    assert desk.evaluate("document.activeElement.matches('.desk-more summary')")

    desk.fill("#id_title_en", "Saved with Enter")
    with desk.expect_navigation():
        desk.press("#id_title_en", "Enter")
    desk.wait_for_selector(".messagelist .success")
    assert desk.url.endswith("/change/")
    assert desk.input_value("#id_title_en") == "Saved with Enter"


def choose_person(page, typed, name):
    page.click("#edition_people-group .desk-row-empty .select2-selection")
    page.keyboard.type(typed)
    page.locator(".select2-results__option--highlighted", has_text=name).wait_for()
    page.keyboard.press("Enter")


def names_in(page, rows="edition_people"):
    return page.locator(
        f"#{rows}-group .desk-row:not(.desk-row-empty) .select2-selection__rendered"
    ).all_inner_texts()


def test_people_are_put_in_order_by_dragging_and_by_keys_and_files_are_added_together(desk, office):
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(form_of(office))
    desk.wait_for_selector(".desk-editor")
    said = desk.locator("#desk-row-status")
    for typed, name in (("anna", "Anna Melenchuk"), ("rauf", "Rauf Mammadzada"), ("leyla", "Leyla Aghazada")):
        choose_person(desk, typed, name)
        said.get_by_text(f"{name} was added").wait_for()
    people = desk.locator("#edition_people-group .desk-row")
    assert people.count() == 4

    up = people.nth(2).get_by_role("button", name="Move up: Leyla Aghazada")
    up.focus()
    desk.keyboard.press("Enter")
    said.get_by_text("Leyla Aghazada: place 2 of 3.").wait_for()
    assert desk.evaluate("document.activeElement.title") == "Move up: Leyla Aghazada"
    people.nth(0).evaluate("row => row.scrollIntoView()")
    people.nth(2).locator(".desk-row-handle").hover()
    first = people.nth(0).bounding_box()
    desk.mouse.down()
    for rest in (6, 4):  # a drag is told of its place with the move after it began
        desk.mouse.move(first["x"] + 40, first["y"] + rest, steps=5)
    people.nth(0).filter(has_text="Rauf Mammadzada").wait_for()
    desk.mouse.up()
    said.get_by_text("Rauf Mammadzada: place 1 of 3.").wait_for()
    assert names_in(desk) == ["Rauf Mammadzada", "Anna Melenchuk", "Leyla Aghazada"]
    people.nth(1).get_by_role("button", name="Remove: Anna Melenchuk").click()
    said.get_by_text("Anna Melenchuk was removed").wait_for()

    files = [
        {"name": name, "mimeType": "application/pdf", "buffer": pdf_file(name)}
        for name in ("Annual_report.pdf", "Plan for 2027.pdf")
    ]
    desk.set_input_files("#attachments-group .desk-row-empty input[type=file]", files)
    assert desk.input_value("#id_attachments-0-title_az") == "Annual report"
    desk.fill("#id_attachments-1-title_en", "The plan")
    desk.keyboard.press("Control+S")
    desk.wait_for_selector(".messagelist .success")
    desk.wait_for_selector("#edition_people-group .desk-row-empty .select2-selection")

    assert names_in(desk) == ["Rauf Mammadzada", "Leyla Aghazada"]
    titles = office.database.rows("SELECT title_az, title_en FROM news_attachment ORDER BY id DESC LIMIT 2")
    assert titles == [("Plan for 2027", "The plan"), ("Annual report", "Annual report")]
    desk.locator("#edition_people-group").get_by_role("button", name="Remove: Rauf").click()
    desk.locator("#edition_people-group").get_by_role("button", name="Keep: Rauf").click()
    desk.locator("#edition_people-group").get_by_role("button", name="Remove: Leyla").click()
    with desk.expect_navigation():
        desk.keyboard.press("Control+S")
    desk.wait_for_selector(".messagelist .success")
    assert names_in(desk) == ["Rauf Mammadzada"]
