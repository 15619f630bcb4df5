"""Every kind of page of the desk passes axe, in both languages, by day and by night; help can be read, and
nothing hidden shows or scrolls sideways."""

import pytest
from allauth.mfa.totp.internal import auth as totp

from tests.browser import axe
from tests.browser.looks import TOO_WIDE, Looks
from tests.browser.pages import form_of, sign_in

NOUNS = ["image", "person", "organization", "topic", "releasetemplate", "page", "notice"]
LISTS = ["article", *NOUNS, "auditentry"]
FACTORS = "/admin/account/second-factor/"
WIDE, NARROW = 1280, 390
NOT_AS_MEANT = """() => [...document.querySelectorAll("[hidden], .help:not(img), .helptext")]
    .filter(part => part.checkVisibility() && part.getClientRects().length)
    .filter(part => part.hidden || [part, ...part.querySelectorAll("*")]
        .some(one => parseFloat(getComputedStyle(one).fontSize) < 14))
    .map(part => (part.hidden ? "hidden, but shown: " : "help too small: ") + part.outerHTML.slice(0, 150))"""


def addresses(office):
    draft = form_of(office).removesuffix("change/")
    live = office.database.rows("SELECT id FROM news_edition WHERE sequence = 2 AND state = 'published'")[0][
        0
    ]
    article = office.database.rows("SELECT id FROM news_article WHERE number = 3803")[0][0]
    yield "/admin/"
    yield from (f"/admin/news/{name}/" for name in LISTS)
    yield from (f"/admin/news/{name}/add/" for name in NOUNS)
    template = office.database.rows("SELECT min(id) FROM news_releasetemplate")[0][0]
    yield from ("/admin/news/edition/add/", f"/admin/news/edition/add/?template={template}")
    yield f"/admin/news/releasetemplate/{template}/change/"
    yield from (
        "/admin/news/edition/calendar/",
        "/admin/news/notableday/",
        "/admin/news/notableday/add/",
        "/admin/own/",
    )
    yield from (f"{draft}{page}" for page in ("change/", "look/", "share/", "compare/", "act/discard/"))
    yield from (f"/admin/news/edition/{live}/{page}" for page in ("change/", "compare/", "act/new-edition/"))
    yield from (f"/admin/news/article/{article}/{page}" for page in ("history/", "notes/"))
    yield from (f"/admin/news/article/{page}" for page in ("translations/", "missing-forms/"))
    account = office.database.rows("SELECT id FROM auth_user WHERE username = 'redaktor'")[0][0]
    yield from ("/admin/auth/user/", "/admin/auth/user/add/")
    yield from (f"/admin/auth/user/{account}/{page}" for page in ("change/", "act/sessions/"))
    yield "/admin/news/viewcount/statistics/"
    yield "/admin/health/"
    yield "/admin/account/second-factor/"
    yield "/admin/password_change/"
    yield "/admin/account/reauthenticate/"  # the password that is typed there opens the pages below
    yield from (f"{FACTORS}{page}" for page in ("webauthn/", "webauthn/add/", "totp/activate/"))
    yield from (f"{FACTORS}recovery-codes/{page}" for page in ("", "generate/"))


def set_up_app_with_codes(page):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.hotp_value(page.input_value("#authenticator_secret"), counter)
    page.fill("#id_code", totp.format_hotp_value(code))
    page.press("#id_code", "Enter")
    page.wait_for_url("**/recovery-codes/**")


@pytest.mark.parametrize(("language", "width"), [("az", WIDE), ("en", NARROW)], ids=["az wide", "en narrow"])
def test_axe_finds_nothing_on_any_page_of_the_desk(chromium, office, seen_texts, language, width):
    context = chromium.new_context(base_url=office.url, locale=language)
    axe.load_into(context)
    page = context.new_page()
    wrong = []

    def look_at(address):
        assert page.goto(address).status == 200, address
        looks = Looks(seen_texts, [NOT_AS_MEANT, TOO_WIDE])
        return looks.wrong_in(page, address, [(width, "light"), (width, "dark")])

    for address in ("/admin/login/", "/admin/account/password/"):
        wrong += look_at(address)
    sign_in(page, "admin")
    for address in addresses(office):
        wrong += look_at(address)
        if address.endswith("/reauthenticate/"):
            page.fill("#id_password", "ombudsman-916")
            page.press("#id_password", "Enter")
            page.wait_for_url("**/admin/")
        if address.endswith("/totp/activate/"):
            set_up_app_with_codes(page)
    context.close()
    assert not wrong, "\n".join(wrong)
