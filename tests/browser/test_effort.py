"""How much work a bilingual release is beside its texts: counted in clicks and keys, by mouse."""

import pytest

from tests.browser.pages import sign_in
from tests.helpers.documents import pdf_file

MOST_CLICKS, MOST_KEYS = 18, 40
TEXTS = {
    "az": ("Miqrasiya siyasəti müzakirə olunub", "Görüşün yekunları haqqında.", "Görüşdə təkliflər verilib."),
    "en": (
        "Migration policy was discussed",
        "What came of the meeting.",
        "Proposals were made at the meeting.",
    ),
}
FOUND = ".select2-results__option--highlighted:not(.loading-results)"


class Worker:
    """A person at the desk with a mouse. Texts are pasted; everything else is counted."""

    def __init__(self, page):
        self.page, self.clicks, self.keys = page, 0, 0

    def click(self, selector):
        self.page.click(selector)
        self.clicks += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key):
        self.page.keyboard.press(key)
        self.keys += 1

    def paste(self, text):
        self.page.keyboard.insert_text(text)

    def find(self, typed, name):
        """In the list that is open: its field takes the focus a moment later, sooner than a hand types."""
        self.page.wait_for_selector(".select2-search__field:focus")
        self.type(typed)
        self.page.locator(FOUND, has_text=name).wait_for()
        self.press("Enter")

    def go(self, selector):
        with self.page.expect_navigation():
            self.click(selector)


@pytest.fixture
def at_work(chromium, office):
    """at_work("yazar"): that person, at the desk's home page."""
    contexts = []

    def at_work(name):
        context = chromium.new_context(
            base_url=office.url, locale="en", viewport={"width": 1440, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        sign_in(page, name)
        return Worker(page)

    yield at_work
    for context in contexts:
        context.close()


def test_release_takes_at_most_eighteen_clicks_and_forty_keys_beside_its_texts(at_work, office):
    writer = at_work("yazar")
    writer.go("a.button:has-text('New article')")
    writer.page.wait_for_selector("#id_title_az:focus")
    writer.page.wait_for_selector(".desk-editor")
    for language, (title, summary, body) in TEXTS.items():
        if language == "en":
            writer.click("#id_title_en")
        writer.paste(title)
        writer.press("Tab")
        writer.paste(summary)
        writer.click(f"[aria-labelledby=id_body_{language}_label]")
        writer.paste(body)
    writer.click("[aria-labelledby=part-topics] .select2-search__field")
    writer.find("mig", "Migration")
    writer.find("leg", "Legal education")
    writer.click("#edition_people-group .desk-row-empty .select2-selection")
    writer.find("anna", "Anna Melenchuk")
    writer.page.wait_for_selector("#edition_people-group .desk-row-empty .select2-selection:focus")
    writer.press("Enter")
    writer.find("rauf", "Rauf Mammadzada")
    writer.click("#edition_organizations-group .desk-row-empty .select2-selection")
    writer.find("euro", "European Union")
    writer.click("[aria-labelledby=part-picture] .desk-choice button")
    writer.click(".desk-pictures-dialog .desk-tile")
    with writer.page.expect_file_chooser() as dialog:
        writer.click("#attachments-group .desk-row-empty input[type=file]")
    writer.clicks += 1  # in the system's own dialog
    dialog.value.set_files(
        [{"name": "Policy_2026.pdf", "mimeType": "application/pdf", "buffer": pdf_file("Policy")}]
    )
    writer.go(".desk-submit button:has-text('Submit')")
    office.manage("read_attachments")  # as the site itself does after an upload, while the page says so
    writer.go("a:has-text('Look again')")
    writer.go("#content-main button:has-text('Submit')")

    editor = at_work("redaktor")
    editor.go(".desk-dashboard a:has-text('Migration policy was discussed')")
    editor.go(".desk-submit button:has-text('Publish')")
    editor.click("label:has-text('At a day and time')")
    editor.go("#content-main button:has-text('Publish')")

    assert "Scheduled for" in editor.page.locator(".messagelist").inner_text()
    assert release(office) == ("published", True, 2, 2, 2, "Policy 2026")
    clicks, keys = writer.clicks + editor.clicks, writer.keys + editor.keys
    assert clicks <= MOST_CLICKS
    assert keys <= MOST_KEYS


def release(office):
    """What is stored of it; the moment is tomorrow at 10:00 in Baku, which is 06:00 UTC."""
    [(pk, state, when, picture)] = office.database.rows(
        "SELECT id, state, public_from, lead_image_id FROM news_edition"
        " WHERE title_en = 'Migration policy was discussed'"
    )
    counts = [
        office.database.rows(f"SELECT count(*) FROM news_{table} WHERE edition_id = {pk}")[0][0]
        for table in ("edition_topics", "editionperson", "editionorganization")
    ]
    [(title,)] = office.database.rows(f"SELECT title_en FROM news_attachment WHERE edition_id = {pk}")
    return (state, picture is not None and "06:00:00" in when, *counts, title)
