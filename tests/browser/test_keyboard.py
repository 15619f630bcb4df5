"""An article is written, illustrated, submitted and published with the keyboard alone."""

import pytest

from tests.helpers.documents import pdf_file

MOST_STEPS = 150
NEW = "(SELECT id FROM news_article ORDER BY number DESC LIMIT 1)"


@pytest.fixture
def keyboard(chromium, office):
    context = chromium.new_context(base_url=office.url, locale="en", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Keyboard(page)
    context.close()


class Keyboard:
    """Tab, Enter, arrows and letters; the mouse is never touched, nothing is filled in by script."""

    def __init__(self, page):
        self.page = page
        self.press, self.type = page.keyboard.press, page.keyboard.type

    def reach(self, selector, text=""):
        """Go on with Tab until that is focused, and see that its focus shows."""
        for _step in range(MOST_STEPS):
            self.press("Tab")
            if self.page.evaluate(
                "([selector, text]) => { const here = document.activeElement;"
                " return here.matches(selector) && here.textContent.includes(text) }",
                [selector, text],
            ):
                return
        raise AssertionError(f"{selector} {text!r} is not reached with the keyboard")

    def follow(self, selector, text=""):
        self.reach(selector, text)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, selector, text):
        self.reach(selector)
        self.type(text)

    def choose(self, selector, typed):
        """In a list that opens with Enter and is searched by typing."""
        self.reach(selector)
        if "single" in selector:
            self.press("Enter")
        self.find(typed)

    def choose_another(self, typed):
        """Where the focus is after a choice: in the next empty row."""
        self.page.wait_for_selector(".desk-row-empty .select2-selection:focus")
        self.press("Enter")
        self.find(typed)

    def choose_picture(self, field):
        """The first of the library; the focus comes back to the button that opened it."""
        self.reach(f".desk-choice button[aria-label^='{field}: ']")
        self.press("Enter")
        self.page.wait_for_selector(".desk-pictures-dialog [name=q]:focus")
        self.reach(".desk-tile")
        self.press("Enter")
        self.page.wait_for_selector(f"button[aria-label='{field}: Another picture…']:focus")

    def find(self, typed):
        """In the list that is open: its field takes the focus a moment later, sooner than a hand types."""
        self.page.wait_for_selector(".select2-search__field:focus")
        self.type(typed)
        found = ".select2-results__option--highlighted:not(.loading-results)"
        self.page.locator(found, has_text=typed).wait_for()
        self.press("Enter")

    def sign_in(self, name):
        """The field of the name has the focus by itself, once the page is shown."""
        self.page.goto("/admin/")
        self.page.wait_for_selector("#id_username:focus")
        self.type(name)
        self.press("Tab")
        self.type("ombudsman-916")
        self.press("Enter")
        self.page.wait_for_selector("#logout-form")


def write_in(keyboard, language, title, summary, body):
    keyboard.write(f"#id_title_{language}", title)
    keyboard.write(f"#id_summary_{language}", summary)
    keyboard.write(f"[aria-labelledby=id_body_{language}_label]", body)


def test_article_is_written_illustrated_submitted_and_published_with_the_keyboard_alone(keyboard, office):
    keyboard.sign_in("yazar")
    keyboard.follow("a.button", "New article")
    write_in(
        keyboard, "az", "Klaviatura ilə görüş", "Görüş haqqında qısa məlumat.", "Görüşdə iştirak edilib."
    )
    write_in(
        keyboard, "en", "A meeting by keyboard", "What the meeting was about.", "The meeting took place."
    )
    keyboard.choose(".select2-search__field", "Migration")
    keyboard.find("Legal")
    keyboard.choose(".select2-selection--single[aria-label='Person']", "Anna")
    keyboard.choose_another("Rauf")
    keyboard.choose(".desk-row-empty .select2-selection--single[aria-label='Organization']", "European")
    keyboard.choose_picture("Lead image")
    keyboard.reach(".desk-row-empty input[type=file]")
    # Which file is chosen in the system's own dialog.
    file = {"name": "Plan.pdf", "mimeType": "application/pdf", "buffer": pdf_file("Plan")}
    keyboard.page.locator(":focus").set_input_files([file])
    keyboard.follow("button[name=_act]", "Submit for publication")
    office.manage("read_attachments")  # as the site itself does after an upload, while the page says so
    keyboard.follow("a", "Look again")
    keyboard.follow("#content-main button, #content-main input[type=submit]", "Submit")
    assert stored_state(office) == ("submitted", True)

    keyboard.follow("#logout-form button")
    keyboard.sign_in("redaktor")
    keyboard.follow(".desk-dashboard a", "A meeting by keyboard")
    keyboard.follow("button[name=_act]", "Publish")
    keyboard.follow("#content-main button, #content-main input[type=submit]", "Publish")
    assert stored_state(office) == ("published", True)
    assert stored_rows(office) == (2, 2, 2, 1)
    keyboard.follow("a", "On the site: English")
    assert keyboard.page.locator("h1").inner_text() == "A meeting by keyboard"
    assert keyboard.page.locator("figure.lead-image img").count() == 1


def stored_state(office):
    row = f"SELECT state, lead_image_id IS NOT NULL FROM news_edition WHERE article_id = {NEW}"
    state, has_picture = office.database.rows(row)[0]
    return state, bool(has_picture)


def stored_rows(office):
    """How many topics, people, organizations and files it has."""
    tables = ("edition_topics", "editionperson", "editionorganization", "attachment")
    edition = f"(SELECT id FROM news_edition WHERE article_id = {NEW})"
    return tuple(
        office.database.rows(f"SELECT count(*) FROM news_{table} WHERE edition_id = {edition}")[0][0]
        for table in tables
    )
