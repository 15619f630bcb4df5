"""The form of an edition in a wide and in a narrow window, and what it says while one writes."""

from tests.browser.pages import form_of

TITLES = {"az": "#id_title_az", "en": "#id_title_en"}
EDITOR = "[aria-labelledby=id_body_en_label]"


def test_languages_stand_side_by_side_in_a_wide_window(desk, office):
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(form_of(office))
    source, translation = (desk.locator(field).bounding_box() for field in TITLES.values())
    assert source["x"] + source["width"] <= translation["x"]
    assert abs(source["y"] - translation["y"]) < 2


def test_languages_are_chosen_in_a_narrow_window_and_the_one_that_is_missing_says_so(desk, office):
    desk.set_viewport_size({"width": 390, "height": 900})
    desk.goto(form_of(office))
    choices = desk.locator(".desk-choose-language")
    assert desk.locator(TITLES["az"]).is_visible()
    assert not desk.locator(TITLES["en"]).is_visible()
    missing = choices.get_by_role("button", name="English")
    assert "Missing" in missing.inner_text()
    missing.click()
    assert desk.locator(TITLES["en"]).is_visible()
    assert not desk.locator(TITLES["az"]).is_visible()


def test_words_are_counted_while_they_are_typed(desk, office):
    desk.goto(form_of(office))
    count = desk.locator(".desk-editor").filter(has=desk.locator(EDITOR)).locator(".desk-editor-count")
    desk.locator(EDITOR).click()
    desk.keyboard.press("Control+A")
    desk.keyboard.type("One two three four")
    desk.get_by_text("4 words").first.wait_for()
    desk.keyboard.type(" five")
    desk.get_by_text("5 words").first.wait_for()
    assert "1 min" in count.inner_text()
