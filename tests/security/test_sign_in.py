"""Guessing passwords is slow, tells nothing and locks nobody else out."""

from typing import ClassVar

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.operations import sign_in
from news.public import sealing

pytestmark = pytest.mark.once  # guesses are counted in the cache

WRONG = "not-the-password"
RIGHT = "a-long-password"


def attempt(username, password=WRONG, address="192.0.2.1", client=None, **headers):
    client = client or Client(headers={"accept-language": "en"})
    return client.post(
        "/admin/login/",
        {"username": username, "password": password, "next": "/admin/"},
        REMOTE_ADDR=address,
        **headers,
    )


def test_thirty_guesses_at_one_account_are_stopped_at_the_sixth(administrator):
    statuses = [attempt("admin").status_code for _guess in range(30)]
    assert statuses == [200] * 5 + [429] * 25


def test_right_password_is_refused_too_once_there_were_too_many_guesses(administrator):
    for _guess in range(6):
        attempt("admin")
    answer = attempt("admin", RIGHT)
    assert answer.status_code == 429
    assert "Too many attempts to sign in" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
    assert "no-store" in answer["Cache-Control"]


def test_refusal_is_said_in_the_language_of_the_browser(db):
    for _guess in range(6):
        answer = attempt("admin", client=Client(headers={"accept-language": "az"}))
    assert answer.status_code == 429
    assert 'lang="az"' in answer.content.decode()


def test_fifty_accounts_from_one_address_are_stopped(db):
    statuses = [attempt(f"user{number}").status_code for number in range(50)]
    assert statuses == [200] * 20 + [429] * 30


def test_one_account_from_many_addresses_is_stopped(db):
    statuses = [attempt("admin", address=f"198.51.100.{number}").status_code for number in range(30)]
    assert statuses == [200] * 20 + [429] * 10


def test_many_addresses_of_one_network_are_one_address(db):
    statuses = [attempt(f"u{n}", address=f"2001:db8::{n:x}").status_code for n in range(1, 31)]
    assert statuses.count(429) == 10


def test_claimed_addresses_are_not_believed(db):
    statuses = [
        attempt("admin", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").status_code for number in range(30)
    ]
    assert statuses.count(200) == 5


def test_declared_proxy_is_believed_about_the_hop_before_it(db, settings):
    from ipaddress import ip_network

    settings.TRUSTED_PROXIES = [ip_network("10.0.0.1")]
    for _guess in range(6):
        attempt("admin", address="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.66")
    other = attempt("admin", address="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.66, 203.0.113.7")
    assert other.status_code == 200


def test_spelling_the_account_otherwise_gives_no_more_guesses(administrator):
    statuses = [
        attempt(name).status_code for name in ["admin", "ADMIN", " admin", "ａdmin", "Admin", "aDmin"]
    ]
    assert statuses[-1] == 429


def test_guesses_from_elsewhere_do_not_lock_the_owner_out(administrator):
    owner = Client()
    assert attempt("admin", RIGHT, client=owner).status_code == 302
    del owner.cookies["sessionid"]
    for number in range(40):
        attempt("admin", address=f"198.51.100.{number}")
        attempt("admin")
    assert attempt("admin", RIGHT).status_code == 429
    assert attempt("admin", RIGHT, client=owner).status_code == 302


def test_guesses_at_one_account_do_not_lock_others_out(administrator, editor):
    for _guess in range(10):
        attempt("admin")
    assert attempt("redaktor", RIGHT).status_code == 302


def test_browser_known_to_one_account_has_no_advantage_at_another(administrator, editor):
    client = Client()
    attempt("redaktor", RIGHT, client=client)
    assert [attempt("admin", client=client).status_code for _guess in range(6)][-1] == 429


def test_known_browser_has_a_limit_of_its_own(administrator):
    client = Client()
    attempt("admin", RIGHT, client=client)
    statuses = [attempt("admin", client=client).status_code for _guess in range(12)]
    assert statuses[-1] == 429


def test_forged_mark_of_a_known_browser_is_worth_nothing(administrator):
    client = Client()
    client.cookies[sign_in.KNOWN_BROWSER] = "ImFkbWluIg:1abc:forged"
    assert [attempt("admin", client=client).status_code for _guess in range(6)][-1] == 429


def test_signing_in_uses_nothing_up(administrator):
    for _time in range(30):
        assert attempt("admin", RIGHT).status_code == 302


def test_answer_is_the_same_whether_the_account_exists(administrator):
    known, unknown = attempt("admin"), attempt("nobody")
    assert known.status_code == unknown.status_code == 200

    def words(answer, name):
        return answer.content.decode().partition("errornote")[2].partition("</p>")[0].replace(name, "NAME")

    assert words(known, "admin") == words(unknown, "nobody") != ""


class CountedHasher(PBKDF2PasswordHasher):
    """The delivered hasher, which writes down the work that it does: what a guess's time consists of."""

    work: ClassVar[list[int]] = []

    def encode(self, password, salt, iterations=None):
        self.work.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


def test_time_is_the_same_whether_the_account_exists(administrator, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.{CountedHasher.__name__}"]
    administrator.set_password(RIGHT)
    administrator.save()

    def work(name):
        CountedHasher.work.clear()
        with CaptureQueriesContext(connection) as queries:
            assert attempt(name).status_code == 200
        return CountedHasher.work.copy(), len(queries)

    work("admin")  # what only the first request of a process asks
    known, unknown = work("admin"), work("nobody")
    assert known == unknown
    assert known[0] == [CountedHasher.iterations]


def test_refusal_is_logged_without_a_name(administrator, caplog):
    for _guess in range(6):
        attempt("admin", address="192.0.2.99")
    assert "Sign-in refused" in caplog.text
    said = [record.getMessage() for record in caplog.records if record.name == sign_in.log.name]
    assert not any("192.0.2.99" in line or "admin" in line for line in said)


# --- A new secret key ---------------------------------------------------------------------------------


def test_session_and_sealed_name_outlive_a_change_of_the_secret_key(administrator, settings):
    at_work, away, old = Client(), Client(), settings.SECRET_KEY
    for client in (at_work, away):
        client.force_login(administrator)
    sealed = sealing.seal("a name", "a purpose")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key-" * 4, [old]
    assert at_work.get("/admin/").status_code == 200
    assert sealing.unseal(sealed, "a purpose") == "a name"
    settings.SECRET_KEY_FALLBACKS = []
    assert at_work.get("/admin/").status_code == 200  # signed anew by that request
    assert away.get("/admin/").status_code == 302
    assert sealing.unseal(sealed, "a purpose") is None
