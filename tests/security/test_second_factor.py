"""Whoever publishes signs in with two factors; sessions end, and the log knows who came and who did not."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import AuditEntry
from tests.helpers.desk_forms import text_of

PASSWORD = "a-long-password"
SECRET = "JBSWY3DPEHPK3PXP"
CODE_PAGE = "/admin/account/second-factor/authenticate/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def browser():
    return Client(headers={"accept-language": "en"})


def sign_in(browser, name, password=PASSWORD, **options):
    return browser.post(
        "/admin/login/", {"username": name, "password": password, "next": "/admin/"}, **options
    )


def code_now(secret=SECRET):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.fixture
def careful(editor):
    """An editor with an app on the telephone and a list of recovery codes."""
    totp.TOTP.activate(editor, SECRET)
    editor.recovery_codes = RecoveryCodes.activate(editor).get_unused_codes()
    return editor


def is_signed_in(browser):
    return browser.get("/admin/").status_code == 200


def acts():
    return list(AuditEntry.objects.order_by("number").values_list("action", "actor_name"))


def test_writer_signs_in_with_a_password(browser, writer):
    assert sign_in(browser, "yazar")["Location"] == "/admin/"
    assert is_signed_in(browser)


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_who_publishes_sets_up_a_second_factor_before_the_desk_opens(
    browser, request, role, django_capture_on_commit_callbacks
):
    user = request.getfixturevalue(role)
    sign_in(browser, user.username)
    for address in ("/admin/", "/admin/news/article/", "/admin/news/edition/add/"):
        assert browser.get(address)["Location"] == "/admin/account/second-factor/"
    assert "signs in with a second factor" in text_of(browser.get("/admin/account/second-factor/"))

    activate = "/admin/account/second-factor/totp/activate/"
    asked = browser.get(activate)["Location"]  # whoever finds a desk left open does not know the password
    assert asked.startswith("/admin/account/reauthenticate/")
    page = browser.post(asked, {"password": PASSWORD, "next": activate}, follow=True)
    secret = HTMLParser(page.content).css_first("#authenticator_secret").attributes["value"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(activate, {"code": code_now(secret)}, follow=True)
    assert "recovery codes" in text_of(answer).lower()
    assert is_signed_in(browser)
    assert ("factor_add", user.username) in acts()


def test_in_the_demo_nobody_is_asked_for_one(browser, editor, settings):
    settings.SECOND_FACTOR = False
    sign_in(browser, "redaktor")
    assert is_signed_in(browser)


def test_password_alone_opens_nothing_when_there_is_a_second_factor(browser, careful):
    assert sign_in(browser, "redaktor")["Location"] == CODE_PAGE
    assert not is_signed_in(browser)


def test_code_of_the_app_opens_the_desk(browser, careful):
    sign_in(browser, "redaktor")
    assert browser.post(CODE_PAGE, {"code": code_now()})["Location"] == "/admin/"
    assert is_signed_in(browser)
    assert acts()[-1] == ("sign_in", "redaktor")


def test_code_works_once(browser, careful):
    code = code_now()
    sign_in(browser, "redaktor")
    browser.post(CODE_PAGE, {"code": code})
    second = Client(headers={"accept-language": "en"})
    sign_in(second, "redaktor")
    second.post(CODE_PAGE, {"code": code})
    assert not is_signed_in(second)


def test_recovery_code_opens_the_desk_once(browser, careful):
    code = careful.recovery_codes[0]
    sign_in(browser, "redaktor")
    browser.post(CODE_PAGE, {"code": code})
    assert is_signed_in(browser)
    second = Client()
    sign_in(second, "redaktor")
    second.post(CODE_PAGE, {"code": code})
    assert not is_signed_in(second)


def test_guessing_codes_is_stopped_and_stands_in_the_log(browser, careful):
    sign_in(browser, "redaktor")
    for _guess in range(8):
        answer = browser.post(CODE_PAGE, {"code": "000000"})
    assert answer.status_code == 429
    browser.post(CODE_PAGE, {"code": code_now()})
    assert not is_signed_in(browser)
    assert acts().count(("sign_in_refused", "redaktor")) >= 5


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("az", "Daxil olmaq üçün həddən artıq cəhd edilib"), ("en", "Too many attempts to sign in")],
)
def test_too_many_codes_are_refused_in_the_persons_language_and_with_a_time_to_wait(
    careful, language, sentence
):
    browser = Client(headers={"accept-language": language})
    sign_in(browser, "redaktor")
    answers = [browser.post(CODE_PAGE, {"code": "000000"}) for _guess in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert sentence in text_of(answers[-1])
    assert "15" in text_of(answers[-1])
    assert answers[-1]["Retry-After"] == "900"
    assert "no-store" in answers[-1]["Cache-Control"]
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        sign_in(browser, "redaktor")
        browser.post(CODE_PAGE, {"code": code_now()})
        assert is_signed_in(browser)


def test_a_desk_left_open_gives_no_more_guesses(browser, careful):
    sign_in(browser, "redaktor")
    browser.post(CODE_PAGE, {"code": code_now()})
    page = "/admin/account/second-factor/reauthenticate/"
    statuses = [browser.post(page, {"code": "000000"}).status_code for _guess in range(6)]
    assert statuses == [200] * 5 + [429]


def test_pages_with_a_limit_by_the_minute_say_so(browser, db):
    page = "/admin/account/second-factor/webauthn/login/"
    answers = [browser.post(page, {"credential": "{}"}) for _time in range(11)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "60"
    assert "Wait 1 minute and" in text_of(answers[-1])


@pytest.mark.parametrize("language", ["az", "en"])
def test_pages_of_the_second_factor_are_in_the_desks_language(careful, language):
    browser = Client(headers={"accept-language": language})
    sign_in(browser, "redaktor")
    page = browser.get(CODE_PAGE)
    assert f'lang="{language}"' in page.content.decode()
    words = {"az": "İki", "en": "Two-Factor Authentication"}
    assert words[language] in text_of(page)


def test_sign_ins_refusals_and_sign_outs_are_in_the_log_without_what_was_typed(browser, writer):
    sign_in(browser, "yazar", "wrong", REMOTE_ADDR="203.0.113.9")
    sign_in(browser, "my-secret-typed-as-a-name", "x")
    sign_in(browser, "yazar", REMOTE_ADDR="203.0.113.9")
    browser.post("/admin/logout/")
    assert acts() == [
        ("sign_in_refused", "yazar"),
        ("sign_in_refused", ""),
        ("sign_in", "yazar"),
        ("sign_out", "yazar"),
    ]
    notes = "\n".join(AuditEntry.objects.values_list("note", flat=True))
    assert "203.0.113.0/24" in notes
    assert "203.0.113.9" not in notes
    assert "secret" not in notes


def listed(browser):
    page = HTMLParser(browser.get("/admin/news/auditentry/").content)
    return [cell.text() for cell in page.css("#result_list .field-action")]


def test_log_of_sign_ins_is_for_administrators(browser, writer, administrator, settings):
    settings.SECOND_FACTOR = False
    sign_in(browser, "yazar")
    assert listed(browser) == []
    boss = Client(headers={"accept-language": "en"})
    sign_in(boss, "admin")
    assert listed(boss) == ["signed in", "signed in"]


def test_session_ends_twelve_hours_after_signing_in_however_busy(browser, writer):
    sign_in(browser, "yazar")
    begun = timezone.now()
    with time_machine.travel(begun + timedelta(hours=11, minutes=59)):
        assert is_signed_in(browser)
        browser.post("/admin/language/", {"language": "en"})
    with time_machine.travel(begun + timedelta(hours=12, minutes=1)):
        assert not is_signed_in(browser)


def test_password_is_reset_by_mail_and_the_second_factor_stays(browser, careful):
    browser.post("/admin/account/password/", {"email": "redaktor@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/admin/account/password/" in word)
    form = browser.get(link, follow=True)
    sent = {"new_password1": "another-long-one-7", "new_password2": "another-long-one-7"}
    browser.post(form.redirect_chain[-1][0], sent)
    assert sign_in(browser, "redaktor", "another-long-one-7")["Location"] == CODE_PAGE
    assert "invalid" in text_of(browser.get(link, follow=True))


def test_answer_about_a_password_is_the_same_for_an_address_that_nobody_has(browser, editor):
    known = browser.post("/admin/account/password/", {"email": "redaktor@example.org"}, follow=True)
    unknown = browser.post("/admin/account/password/", {"email": "nobody@example.org"}, follow=True)
    assert text_of(known) == text_of(unknown)
    assert len(mail.outbox) == 1


def test_mails_about_a_password_are_few(browser, editor):
    answers = [
        browser.post("/admin/account/password/", {"email": "redaktor@example.org"}).status_code
        for _time in range(7)
    ]
    assert answers == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5


def test_nobody_makes_an_account_of_their_own(browser, db):
    assert browser.get("/admin/account/signup/")["Location"].startswith("/admin/login/")
    assert Authenticator.objects.count() == 0
