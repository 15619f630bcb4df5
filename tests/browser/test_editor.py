"""In the editor one finds and replaces, goes by headings, writes footnotes and links to pages of the site."""

from news.text.richtext import sanitise
from tests.browser.test_paste import EDITOR, pasted

BOX = f".desk-editor:has({EDITOR})"
WORDS = (
    "<h2>Visit</h2><p>The visit <strong>to the Prison</strong> was short. IRAN and prison life.</p>"
    "<h3>Second</h3><p>More on prisons.</p><h2>Third</h2><p>End</p>"
)

IS_AT_THE_BEGINNING = "document.getElementById('id_body_en').deskEditor.state.selection.from === 1"


def text_of(desk):
    return desk.evaluate("document.getElementById('id_body_en').value")


def button(desk, name):
    return desk.locator(f"{BOX} [data-tool={name}]")


def caret_in(desk):
    return desk.evaluate("getSelection().anchorNode.textContent")


def test_words_are_found_whatever_their_case_and_replaced_in_their_marks(desk):
    desk.goto("/admin/news/edition/add/")
    pasted(desk, WORDS)
    desk.keyboard.press("Control+Shift+F")
    desk.keyboard.type("PRISON")
    status = desk.locator(f"{BOX} .desk-find-status")
    assert status.inner_text() == "1 of 3"
    desk.keyboard.press("Shift+Enter")
    assert status.inner_text() == "3 of 3"
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type("colony")
    desk.keyboard.press("Enter")
    assert "<strong>to the colony</strong>" in text_of(desk)
    assert status.inner_text() == "1 of 2"
    desk.locator(BOX).get_by_role("button", name="Replace all").click()
    assert status.inner_text() == "Replaced: 2."
    assert "rison" not in text_of(desk)
    desk.keyboard.press("Escape")
    desk.wait_for_selector(f"{EDITOR}:focus")
    desk.keyboard.press("Control+z")
    assert text_of(desk).count("rison") == 2

    desk.locator("[aria-labelledby=id_body_az_label]").click()
    desk.keyboard.type("Işıq və İran")
    desk.keyboard.press("Control+Shift+F")
    desk.keyboard.type("iran")
    assert desk.locator(".desk-found").all_inner_texts() == ["İran"]


def test_pictures_are_found_by_their_alternative_texts(desk):
    desk.goto("/admin/news/edition/add/")
    desk.evaluate(
        "html => document.getElementById('id_body_en').deskEditor.commands.setContent(html)",
        '<figure><img src="/media/images/none.png" alt="The Gate of a school"></figure><p>Words</p>',
    )
    desk.locator(EDITOR).click()
    desk.keyboard.press("Control+Shift+F")
    desk.keyboard.type("gate")
    assert desk.locator(".desk-find-status:visible").inner_text() == "1 of 1"
    assert desk.locator(f"{EDITOR} figure .desk-found, {EDITOR} img.desk-found").count() == 1
    desk.keyboard.type("s")
    assert desk.locator(".desk-find-status:visible").inner_text() == "Nothing found."


def test_headings_lead_through_the_text_and_every_key_is_listed(desk):
    desk.goto("/admin/news/edition/add/")
    pasted(desk, WORDS)
    desk.keyboard.press("Control+Home")
    desk.wait_for_function(IS_AT_THE_BEGINNING)  # the editor hears of it a moment later
    went = []
    for key in ("Alt+PageDown", "Alt+PageDown", "Alt+PageUp"):
        desk.keyboard.press(key)
        went.append(caret_in(desk))
    assert went == ["Second", "Third", "Second"]

    desk.keyboard.press("Alt+F10")
    button(desk, "outline").press("Enter")
    headings = desk.locator(".desk-dialog .desk-outline button")
    assert headings.all_inner_texts() == ["Visit", "Second", "Third"]
    headings.nth(2).press("Enter")
    desk.wait_for_selector(f"{EDITOR}:focus")
    assert caret_in(desk) == "Third"

    button(desk, "shortcuts").click()
    listed = desk.locator(".desk-dialog tr").all_inner_texts()
    assert any("Find and replace" in row and "Shift" in row for row in listed)
    assert any("To the next heading" in row and "PageDown" in row for row in listed)
    desk.keyboard.press("Escape")
    desk.wait_for_selector(f"{EDITOR}:focus")


def test_footnote_raised_words_and_a_link_to_a_page_of_the_site_are_written_with_the_keyboard(desk):
    desk.goto("/admin/news/edition/add/")
    pasted(desk, "<p>Homes of 5 m</p>")
    desk.keyboard.press("Control+.")
    desk.keyboard.type("2")
    desk.keyboard.press("Control+.")
    desk.keyboard.press("Alt+F10")
    button(desk, "note").press("Enter")
    desk.keyboard.type("The Act of 1994.")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f"{EDITOR}:focus")
    desk.keyboard.type(" and ")
    assert text_of(desk) == "<p>Homes of 5 m<sup>2</sup><small>The Act of 1994.</small> and </p>"
    assert sanitise(text_of(desk)) == text_of(desk)

    desk.keyboard.press("Control+k")
    find = desk.locator(".desk-dialog input[type=search]")
    find.fill("icmpd")
    organization = desk.locator(".desk-dialog-pick", has_text="Organization").first
    organization.press("Enter")
    address = desk.locator(".desk-dialog input").first.input_value()
    assert address.startswith("/en/organizations/")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f"{EDITOR}:focus")
    assert f'<a href="{address}">' in text_of(desk).replace(' rel="noopener"', "")

    button(desk, "recording").click()
    assert desk.evaluate("document.activeElement.closest('#recordings-group') !== null")
