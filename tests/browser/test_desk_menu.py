"""The desk's menu is open on a wide window and one button on a narrow one, with or without a script."""

import pytest

from tests.browser.pages import sign_in

HIGHEST_ON_A_PHONE = 64
HEIGHT = "document.querySelector('#header').getBoundingClientRect().height"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_menu_is_open_where_there_is_room_and_one_button_elsewhere(chromium, site, javascript):
    context = chromium.new_context(base_url=site, locale="az", java_script_enabled=javascript)
    page = context.new_page()
    sign_in(page)
    people = page.get_by_role("navigation").get_by_role("link", name="Şəxslər")
    assert people.is_visible()
    page.keyboard.press("Tab")
    assert page.locator("a:focus").get_attribute("href") == "#content-start"
    for _step in range(7):
        page.keyboard.press("Tab")
    assert page.locator(".desk-menu a:focus").get_attribute("href") == "/admin/news/person/"
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert not people.is_visible()
        assert page.evaluate(HEIGHT) <= HIGHEST_ON_A_PHONE
        assert page.evaluate(OVERFLOW) <= 0
    page.locator("#header summary").click()
    people.click()
    page.wait_for_url("**/admin/news/person/")
    context.close()
