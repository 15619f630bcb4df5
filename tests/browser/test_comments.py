"""Selected words are commented on without leaving the form."""

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.pages import form_of

DIALOG = "dialog.desk-dialog"


def test_comment_on_selected_words_is_kept_and_listed_beside_the_form_that_goes_on(desk, office):
    desk.goto(form_of(office))
    editor = desk.locator(".desk-editor:has(#id_body_az_keys)")
    desk.fill("#id_title_az", "Yarımçıq başlıq")
    editor.locator(".desk-prose p").first.click(click_count=3)
    words = desk.evaluate("getSelection().toString().trim()")
    desk.keyboard.press("Alt+F10")
    editor.locator("[data-tool=comment]").press("Enter")
    expect(desk.locator(f"{DIALOG} blockquote")).to_have_text(words[:300].strip())
    expect(desk.locator(f"{DIALOG} select")).to_have_value("body_az")
    assert axe.findings(desk, "the dialog", axe.FOR_THE_DESK) == []
    desk.keyboard.type("@heckim Is it so?")
    desk.click(f"{DIALOG} .default")
    expect(desk.locator(f"{DIALOG} [role=alert]")).to_contain_text("@heckim")
    expect(desk.locator(f"{DIALOG} textarea")).to_be_focused()
    desk.fill(f"{DIALOG} textarea", "@redaktor Is it so?")
    desk.click(f"{DIALOG} .default")
    expect(desk.locator("#comments li")).to_contain_text("@redaktor Is it so?")
    expect(desk.locator("#desk-row-status")).to_have_text("The comment is kept.")
    assert desk.input_value("#id_title_az") == "Yarımçıq başlıq"
    stored = office.database.rows("SELECT field, passage, author_name FROM news_comment")
    assert [(field, passage) for field, passage, _name in stored] == [("body_az", words[:300].strip())]


def test_comment_button_knows_the_field_that_was_written_in_last(desk, office):
    desk.goto(form_of(office))
    desk.locator("#id_title_en").focus()
    desk.evaluate("document.getElementById('id_title_en').setSelectionRange(0, 5)")
    desk.locator("#desk-comment-new").click()
    expect(desk.locator(f"{DIALOG} select")).to_have_value("title_en")
    expect(desk.locator(f"{DIALOG} blockquote")).to_have_text(desk.input_value("#id_title_en")[:5].strip())
    desk.keyboard.press("Escape")
    expect(desk.locator("#desk-comment-new")).to_be_focused()
