"""A session begins anew at each sign-in and ends for good by a sign-out, a new password, a closed account."""

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import DeskSession

PASSWORD = "a-long-password"


def sign_in(name):
    client = Client()
    client.post("/admin/login/", {"username": name, "password": PASSWORD, "next": "/admin/"})
    assert is_signed_in(client)
    return client


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


def key_of(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def with_key(key):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_each_sign_in_has_a_key_of_its_own_and_the_one_before_is_worth_nothing(writer):
    client = with_key("a" * 32)
    client.post("/admin/login/", {"username": "yazar", "password": PASSWORD, "next": "/admin/"})
    first = key_of(client)
    assert first != "a" * 32
    client.post("/admin/logout/")
    client.post("/admin/login/", {"username": "yazar", "password": PASSWORD, "next": "/admin/"})
    assert key_of(client) != first
    assert not is_signed_in(with_key(first))


def test_key_that_was_copied_before_the_sign_out_opens_nothing_after_it(writer):
    client = sign_in("yazar")
    key = key_of(client)
    assert is_signed_in(with_key(key))
    client.post("/admin/logout/")
    assert not is_signed_in(with_key(key))
    assert not DeskSession.objects.filter(session_key=key).exists()


def test_closed_account_is_out_at_once(writer):
    client = sign_in("yazar")
    writer.is_active = False
    writer.save()
    assert not is_signed_in(client)


def test_new_password_ends_every_other_session(writer):
    here, elsewhere = sign_in("yazar"), sign_in("yazar")
    new = "quite-another-password"
    here.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_password_is_not_changed_without_the_old_one(writer):
    client, new = sign_in("yazar"), "quite-another-password"
    client.post(
        "/admin/password_change/",
        {"old_password": "a-wrong-password", "new_password1": new, "new_password2": new},
    )
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)


def test_signing_out_is_offered_on_a_page_of_the_desk(writer):
    assert 'action="/admin/logout/"' in sign_in("yazar").get("/admin/").content.decode()


@pytest.mark.parametrize(
    "password", ["short", "password123", "19283746501", "Ombudsman2026", "azərbaycan-az"]
)
def test_password_that_is_guessed_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", ["kirpi yağışda gəzir", "a" * 4 + "ə" * 96, "ombudsman kirpi yağış"])
def test_long_password_of_any_letters_is_taken(password):
    validate_password(password)


def test_form_says_what_a_password_may_not_be():
    with translation.override("en"):
        assert any("institution" in text for text in password_validators_help_texts())


def test_password_is_checked_to_its_last_letter(writer):
    writer.set_password("ə" * 100)
    assert writer.check_password("ə" * 100)
    assert not writer.check_password("ə" * 99)
    assert not writer.check_password("Ə" + "ə" * 99)


def test_password_is_masked_and_may_be_pasted_and_filled_in(db):
    page = HTMLParser(Client().get("/admin/login/").content)
    (field,) = page.css("input[name=password]")
    assert field.attributes["type"] == "password"
    assert field.attributes["autocomplete"] == "current-password"
    assert not any(name.startswith("on") for name in field.attributes)


def test_refused_right_stands_in_the_log_with_its_address(writer, caplog):
    address = "/admin/auth/user/"
    assert sign_in("yazar").get(address).status_code == 403
    assert any(address in record.getMessage() for record in caplog.records)
