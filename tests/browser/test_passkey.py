"""A passkey is added at the desk and signs in by itself, in a browser with a virtual authenticator."""

import pytest

from tests.browser import axe
from tests.browser.pages import sign_in


@pytest.fixture
def desk(chromium, office):
    context = chromium.new_context(base_url=office.url.replace("127.0.0.1", "localhost"), locale="en")
    page = context.new_page()
    page.set_default_timeout(20_000)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.problems = []
    page.on("console", lambda message: message.type == "error" and page.problems.append(message.text))
    yield page
    context.close()


def test_passkey_is_added_and_signs_in_without_a_password(desk, office):
    sign_in(desk)
    desk.goto("/admin/account/second-factor/webauthn/add/")
    desk.fill("#id_password", "ombudsman-916")
    desk.press("#id_password", "Enter")
    desk.fill("#id_name", "Telephone")
    if desk.locator("#id_passwordless").count():
        desk.check("#id_passwordless")
    desk.click("#mfa_webauthn_add")
    desk.wait_for_url("**/recovery-codes/**")
    desk.click("#logout-form button")
    desk.goto("/admin/login/")
    assert desk.locator("#passkey_login").inner_text() == "Sign in with a passkey"
    desk.press("#passkey_login", "Enter")
    desk.wait_for_selector("#logout-form")
    assert not desk.problems
    desk.goto("/admin/account/second-factor/webauthn/")
    assert "Telephone" in desk.inner_text("table")
    assert not axe.findings(desk, "one's own passkeys", axe.FOR_THE_DESK)
    office.database.execute("DELETE FROM news_desksession WHERE account_id IS NOT NULL")
    desk.goto("/admin/")
    assert desk.locator("#passkey_login").is_visible()
