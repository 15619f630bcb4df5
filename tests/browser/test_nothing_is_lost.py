"""In the middle of writing the network, the server and the session are killed; the text comes back."""

from tests.browser.pages import form_of, sign_in, stored

STATUS = "#desk-autosave-status"


def type_at_the_end(page, text):
    page.locator("[aria-labelledby=id_body_en_label]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def text_in_form(page):
    return page.locator("[aria-labelledby=id_body_en_label]").inner_text()


def test_text_is_kept_while_it_is_typed_and_offered_after_a_crash(desk, office):
    desk.goto(form_of(office))
    type_at_the_end(desk, " A sentence that nobody saved.")
    desk.wait_for_selector(f"{STATUS}:has-text('Autosaved at')")
    context = desk.context
    desk.close()

    page = context.new_page()
    page.goto(form_of(office))
    page.click("#desk-recovery button:has-text('Restore')")
    page.wait_for_selector(".desk-restored")
    assert "A sentence that nobody saved." in text_in_form(page)
    assert "nobody saved" not in stored(office, "body_en")
    page.click("button[name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert "A sentence that nobody saved." in stored(office, "body_en")
    assert page.locator("#desk-recovery").is_hidden()


def test_session_server_and_network_are_killed_while_writing_and_the_text_comes_back(desk, office):
    desk.goto(form_of(office))
    desk.wait_for_selector(".desk-editor")

    desk.context.set_offline(True)
    type_at_the_end(desk, " Without network.")
    desk.wait_for_selector(f"{STATUS}:has-text('No connection')")
    desk.click("button[name=_save]")
    desk.wait_for_selector(f"{STATUS}:has-text('nothing can be saved now')")
    assert "Without network." in text_in_form(desk)
    desk.context.set_offline(False)
    desk.wait_for_selector(f"{STATUS}:has-text('Autosaved at')")

    office.kill()
    type_at_the_end(desk, " Without server.")
    desk.click("button[name=_save]")
    desk.wait_for_selector(f"{STATUS}:has-text('nothing can be saved now')")
    office.start()
    desk.wait_for_selector(f"{STATUS}:has-text('Autosaved at')")

    office.database.execute("DELETE FROM news_desksession")
    type_at_the_end(desk, " Without session.")
    desk.click("button[name=_save]")
    with desk.context.expect_page() as opened:
        desk.click(f"{STATUS} a")
    sign_in(opened.value)
    desk.click("button[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    for written in ("Without network.", "Without server.", "Without session."):
        assert written in stored(office, "body_en")
    desk.goto(form_of(office))
    assert desk.locator("#desk-recovery").is_hidden()


def test_text_that_only_the_browser_has_is_restored_after_signing_in_again(desk, office, chromium):
    """The device is signed out from another one in the meantime."""
    desk.goto(form_of(office))
    desk.wait_for_selector(".desk-editor")
    other = chromium.new_context(base_url=office.url, locale="en").new_page()
    sign_in(other)
    other.goto("/admin/own/")
    other.click("button[name=_sign_out]")
    other.wait_for_selector(".messagelist .success")
    other.context.close()
    type_at_the_end(desk, " Only here.")
    desk.wait_for_selector(f"{STATUS} a")
    desk.goto("about:blank")

    sign_in(desk)
    desk.goto(form_of(office))
    desk.click("#desk-recovery button:has-text('Restore')")
    desk.wait_for_selector(".desk-restored")
    assert "Only here." in text_in_form(desk)
    assert "Only here." not in stored(office, "body_en")


def test_a_new_article_never_saved_comes_back_after_the_server_died(desk, office):
    desk.goto("/admin/news/edition/add/")
    desk.wait_for_selector(".desk-editor")
    office.kill()
    desk.fill("#id_title_az", "Heç vaxt saxlanmayan başlıq")
    desk.wait_for_selector(f"{STATUS}:has-text('kept in this browser')")
    desk.goto("about:blank")
    office.start()
    desk.goto("/admin/news/edition/add/")
    desk.click("#desk-recovery button:has-text('Restore')")
    desk.wait_for_selector(".desk-restored")
    desk.click("button[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    titles = office.database.rows("SELECT title_az FROM news_edition")
    assert ("Heç vaxt saxlanmayan başlıq",) in titles


def test_texts_that_were_not_saved_say_what_they_hold_and_the_newest_stands_first(desk, office):
    """One that the site has, and two later ones that only the browser has."""
    desk.goto(form_of(office))
    type_at_the_end(desk, " First thought.")
    desk.wait_for_selector(f"{STATUS}:has-text('Autosaved at')")
    desk.goto("about:blank")
    for thought in (" Second thought.", " Third and last thought."):
        desk.goto(form_of(office))
        desk.wait_for_selector(".desk-editor")
        desk.context.set_offline(True)
        type_at_the_end(desk, thought)
        desk.wait_for_selector(f"{STATUS}:has-text('No connection')")
        desk.goto("about:blank")
        desk.context.set_offline(False)
    desk.goto(form_of(office))
    desk.wait_for_selector("#desk-recovery li:nth-child(3)")
    third, second, first = desk.locator("#desk-recovery li").all_inner_texts()
    for said, thought, more in [(third, "Third and last", 4), (second, "Second", 2), (first, "First", 2)]:
        assert f"{thought} thought." in said
        assert f"{more} more, 0 fewer" in said
    desk.click("#desk-recovery li:first-child button:has-text('Restore')")
    desk.wait_for_selector(".desk-restored")
    assert "Third and last thought." in text_in_form(desk)
    desk.click("button[name=_act][value=submit]")
    desk.wait_for_url("**/act/submit/")
    saved = "SELECT count(*) FROM news_auditentry WHERE action = 'save'"
    times = office.database.rows(saved)[0][0]
    desk.goto(form_of(office))
    desk.wait_for_selector(".desk-editor")
    desk.click("button[name=_act][value=submit]")
    desk.wait_for_url("**/act/submit/")
    assert office.database.rows(saved)[0][0] == times


def articles(office, title):
    """(the edition, its version) of each that has that title."""
    return office.database.rows(f"SELECT id, version FROM news_edition WHERE title_az = '{title}'")


def test_double_click_and_saving_again_after_going_back_make_one_article_and_save_once(desk, office):
    sent = []
    desk.on(
        "request", lambda request: sent.append(request.method) if request.is_navigation_request() else None
    )
    desk.goto("/admin/news/edition/add/")
    desk.wait_for_selector(".desk-editor")
    desk.fill("#id_title_az", "Bir dəfə")
    desk.dblclick("button[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    assert desk.locator("#desk-recovery").is_hidden()
    [(edition, version)] = articles(office, "Bir dəfə")
    assert sent.count("POST") == 1

    desk.go_back()
    desk.wait_for_url(f"**/{edition}/change/")
    desk.wait_for_selector(".desk-editor")
    desk.fill("#id_title_az", "Bir dəfə, sonra bir də")
    desk.dblclick("button[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    assert desk.locator(".desk-stale").count() == 0
    assert desk.locator("#desk-recovery").is_hidden()
    assert articles(office, "Bir dəfə") == []
    assert articles(office, "Bir dəfə, sonra bir də") == [(edition, version + 1)]


def test_form_whose_article_was_made_in_another_way_leads_to_it_and_keeps_what_was_typed(desk, office):
    """As a page that the browser kept does it: the same form, open twice, with more text the second time."""
    desk.goto("/admin/news/edition/add/")
    token = desk.input_value("[name=draft_token]")
    other = desk.context.new_page()
    other.goto("/admin/news/edition/add/")
    other.wait_for_selector(".desk-editor")
    other.evaluate("token => { document.querySelector('[name=draft_token]').value = token }", token)
    for page, title in ((desk, "Birinci"), (other, "İkinci")):
        page.fill("#id_title_az", title)
        page.click("button[name=_save]")
        page.wait_for_selector(".messagelist li")
    assert other.url == desk.url
    assert articles(office, "İkinci") == []
    other.click("#desk-recovery button:has-text('Restore')")
    other.wait_for_selector(".desk-restored")
    assert other.input_value("#id_title_az") == "İkinci"


def test_what_was_typed_before_a_template_is_chosen_is_offered_once_and_an_untouched_form_is_not(desk):
    desk.goto("/admin/news/edition/add/")
    desk.wait_for_selector(".desk-editor")
    for name in ("Visit", "Statement"):
        desk.click(f"button[name=_template]:has-text('{name}')")
        desk.wait_for_selector(f".desk-restored:has-text('{name}')")
        assert desk.locator("#desk-recovery").is_hidden()
    desk.fill("#id_title_en", "Typed by hand")
    desk.click("button[name=_template]:has-text('Vacancy')")
    desk.wait_for_selector(".desk-restored:has-text('Vacancy')")
    assert desk.locator("#desk-recovery li").count() == 1
    desk.click("#desk-recovery button:has-text('Restore')")
    desk.wait_for_selector(".desk-restored:has-text('had not been saved')")
    assert desk.input_value("#id_title_en") == "Typed by hand"
