"""An article is written, illustrated, submitted and published with the keyboard alone."""

import pytest

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
        self.type(typed)
        self.page.wait_for_selector(".select2-results__option--highlighted:not(.loading-results)")
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
    keyboard.choose(".select2-selection--single[aria-label='Lead image']", "a")
    keyboard.choose(".select2-search__field", "hüquq")
    keyboard.reach("a.addlink", "Organization")
    keyboard.press("Enter")
    keyboard.press("Shift+Tab")
    keyboard.choose("#edition_organizations-0 .select2-selection--single", "Ombudsman")
    keyboard.reach("#id_edition_organizations-0-is_lead")
    keyboard.press("Space")
    keyboard.follow("button[name=_save]")
    keyboard.page.wait_for_selector(".messagelist .success")
    keyboard.follow("button[name=_act]", "Submit for publication")
    keyboard.follow("#content-main button, #content-main input[type=submit]", "Submit")
    assert stored_state(office) == ("submitted", True)

    keyboard.follow("#logout-form button")
    keyboard.sign_in("redaktor")
    keyboard.follow(".desk-dashboard a", "A meeting by keyboard")
    keyboard.follow("button[name=_act], a", "Publish now")
    keyboard.follow("#content-main button, #content-main input[type=submit]", "Publish")
    assert stored_state(office) == ("published", True)
    keyboard.follow("a", "On the site: English")
    assert keyboard.page.locator("h1").inner_text() == "A meeting by keyboard"
    assert keyboard.page.locator("figure.lead-image img").count() == 1


def stored_state(office):
    row = f"SELECT state, lead_image_id IS NOT NULL FROM news_edition WHERE article_id = {NEW}"
    state, has_picture = office.database.rows(row)[0]
    return state, bool(has_picture)
