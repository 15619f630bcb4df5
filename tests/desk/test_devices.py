"""Everybody sees on which devices they are signed in and signs out there; administrators do it for others."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as FormerStore
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.desk.sessions import MOST, SEEN_EVERY, sessions_of
from news.desk.user_agents import device_name
from news.models import AuditEntry, DeskSession
from news.models.desk_session import SessionStore
from tests.helpers.desk_forms import desk_of, text_of
from tests.helpers.users import make_user

OWN = "/admin/own/"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"


def signed_in(name, agent=COMPUTER, address="198.51.100.77"):
    """A browser in which somebody of that name has signed in with the password."""
    browser = Client(headers={"accept-language": "en", "user-agent": agent}, REMOTE_ADDR=address)
    browser.post("/admin/login/", {"username": name, "password": "a-long-password", "next": "/admin/"})
    assert is_signed_in(browser)
    return browser


def is_signed_in(browser):
    return browser.get("/admin/").status_code == 200


def key_of(browser):
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def session_of(browser):
    return DeskSession.objects.get(pk=key_of(browser))


def sign_out_from(browser, session):
    """What is said to whoever presses the button beside that session on their own page."""
    return text_of(browser.post(OWN, {"_sign_out": session.name}, follow=True))


@pytest.fixture
def phone(writer):
    return signed_in("yazar", PHONE, "203.0.113.9")


@pytest.fixture
def computer(writer):
    return signed_in("yazar")


# --- One's own ------------------------------------------------------------------------------------


def test_each_device_is_named_with_its_network_and_times(writer):
    with time_machine.travel("2026-11-29 06:00Z", tick=False):
        signed_in("yazar", PHONE, "203.0.113.9")
    with time_machine.travel("2026-11-29 07:30Z", tick=False):
        here = signed_in("yazar")
        answer = here.get(OWN)
    first, second = (
        " ".join(item.text(separator=" ").split())
        for item in HTMLParser(answer.content).css("ul.desk-sessions li")
    )
    assert first == (
        "Firefox, Windows this device Network: 198.51.100.0/24 Signed in since: 29.11.2026 11:30 (Baku) "
        "Last seen: 29.11.2026 11:30 (Baku) Log out"
    )
    assert second == (
        "Safari, iPhone Network: 203.0.113.0/24 Signed in since: 29.11.2026 10:00 (Baku) "
        "Last seen: 29.11.2026 10:00 (Baku) Sign out there"
    )


def test_page_tells_neither_a_key_nor_a_full_address(phone, computer):
    page = computer.get(OWN).content.decode()
    for secret in (key_of(phone), key_of(computer), "203.0.113.9", "198.51.100.77"):
        assert secret not in page
        assert not DeskSession.objects.filter(network__contains=secret).exists()


def test_device_that_is_signed_out_is_asked_to_sign_in_and_the_others_are_not(phone, computer, writer):
    assert "That device is signed out." in sign_out_from(computer, session_of(phone))
    answer = phone.get("/admin/news/article/")
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/login/?next=/admin/news/article/"
    assert is_signed_in(computer)
    assert [session.session_key for session in sessions_of(writer)] == [key_of(computer)]


def test_signing_out_elsewhere_is_in_the_log(phone, computer, writer):
    sign_out_from(computer, session_of(phone))
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.actor, entry.about_pk) == ("session_end", writer, writer.pk)
    assert entry.note == "Safari, iPhone, 203.0.113.0/24"


def test_everywhere_else_leaves_this_device(phone, computer, writer):
    other = signed_in("yazar")
    said = text_of(computer.post(OWN, {"_sign_out_others": ""}, follow=True))
    assert "You are signed out everywhere but here." in said
    assert [is_signed_in(browser) for browser in (phone, other, computer)] == [False, False, True]
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.actor, entry.changes) == ("sessions_end", writer, [["sessions", 2, 0]])


def test_who_is_signed_in_once_is_not_offered_to_sign_out_elsewhere(computer):
    page = computer.get(OWN).content.decode()
    assert "_sign_out_others" not in page
    assert "Sign out there" not in page


def test_nobody_signs_out_another_person_from_their_own_page(computer, editor):
    theirs = signed_in("redaktor")
    assert "not signed in any more" in sign_out_from(computer, session_of(theirs))
    assert is_signed_in(theirs)


@pytest.mark.parametrize("name", ["", "no-such-device", "ə\0"])
def test_device_that_is_gone_is_said_to_be_so(computer, name):
    said = text_of(computer.post(OWN, {"_sign_out": name}, follow=True))
    assert "That device is not signed in any more." in said
    assert not AuditEntry.objects.filter(action="session_end").exists()


def test_this_device_is_signed_out_by_its_own_button_only(computer):
    assert "not signed in any more" in sign_out_from(computer, session_of(computer))
    assert is_signed_in(computer)
    computer.post("/admin/logout/")
    assert not DeskSession.objects.filter(account__isnull=False).exists()


# --- By an administrator --------------------------------------------------------------------------


@pytest.fixture
def administers(administrator):
    return desk_of(administrator)


def link_of(administers, account, session):
    page = HTMLParser(administers.get(f"/admin/auth/user/{account.pk}/change/").content)
    (link,) = page.css(f"a[aria-describedby=desk-session-{session.name}]")
    return link.attributes["href"]


def test_administrator_signs_a_colleague_out_on_one_device(
    administers, administrator, writer, phone, computer
):
    link = link_of(administers, writer, session_of(phone))
    page = text_of(administers.get(link))
    assert "Safari, iPhone, 203.0.113.0/24" in page
    assert is_signed_in(phone)
    assert "That device is signed out." in text_of(administers.post(link, follow=True))
    assert [is_signed_in(browser) for browser in (phone, computer, administers)] == [False, True, True]
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.actor, entry.about_pk) == ("session_end", administrator, writer.pk)


def test_device_of_a_colleague_that_is_gone_is_said_to_be_so(administers, writer, phone):
    link = link_of(administers, writer, session_of(phone))
    phone.post("/admin/logout/")
    assert "cannot be done" in text_of(administers.get(link, follow=True))
    assert "not signed in any more" in text_of(administers.post(link, follow=True))


def test_key_of_a_colleague_stands_on_no_page(administers, writer, phone):
    link = link_of(administers, writer, session_of(phone))
    for address in (f"/admin/auth/user/{writer.pk}/change/", link):
        assert key_of(phone) not in administers.get(address).content.decode()


def test_device_of_another_account_is_not_ended_under_this_one(administers, writer, phone, editor):
    link = link_of(administers, writer, session_of(phone))
    address = link.replace(f"/{writer.pk}/", f"/{editor.pk}/")
    assert "not signed in any more" in text_of(administers.post(address, follow=True))
    assert is_signed_in(phone)


def test_devices_of_somebody_who_may_do_more_are_not_shown(administers):
    keeper = get_user_model().objects.create_superuser("keeper", password="a-long-password")
    signed_in("keeper")
    page = administers.get(f"/admin/auth/user/{keeper.pk}/change/").content.decode()
    assert "desk-session" not in page
    assert administers.post(f"/admin/auth/user/{keeper.pk}/act/session/").status_code == 403


# --- What is kept ---------------------------------------------------------------------------------


def test_last_use_is_written_at_most_once_in_five_minutes(writer):
    with time_machine.travel("2026-11-29 06:00Z", tick=False) as clock:
        browser = signed_in("yazar")
        first = timezone.now()
        clock.shift(SEEN_EVERY - timedelta(seconds=1))
        browser.get(OWN)
        assert session_of(browser).seen_at == first
        clock.shift(timedelta(seconds=2))
        browser.get(OWN)
        assert session_of(browser).seen_at == timezone.now()


def test_use_from_another_network_shows(computer):
    thief = Client(headers={"user-agent": PHONE}, REMOTE_ADDR="192.0.2.5")
    thief.cookies = computer.cookies
    with time_machine.travel(timezone.now() + SEEN_EVERY + timedelta(seconds=1)):
        assert is_signed_in(thief)
    session = session_of(computer)
    assert (session.network, device_name(session.agent)) == ("192.0.2.0/24", "Safari, iPhone")


def test_session_that_is_saved_again_keeps_what_was_seen(computer):
    before = session_of(computer)
    session = computer.session
    session["anything"] = 1
    session.save()
    after = session_of(computer)
    names = ("account_id", "signed_in_at", "seen_at", "network", "agent", "expire_date")
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]
    assert after.get_decoded()["anything"] == 1


def test_new_key_of_the_same_session_keeps_since_when(computer, writer):
    before = session_of(computer).signed_in_at
    new = "quite-another-password"
    computer.post(
        "/admin/password_change/",
        {"old_password": "a-long-password", "new_password1": new, "new_password2": new},
    )
    (session,) = sessions_of(writer)
    assert session.signed_in_at == before
    assert device_name(session.agent) == "Firefox, Windows"


def test_request_that_was_under_way_does_not_bring_an_ended_session_back(computer, writer):
    under_way = SessionStore(key_of(computer))
    under_way["anything"] = 1
    sessions_of(writer).delete()
    with pytest.raises(UpdateError):
        under_way.save()
    assert not is_signed_in(computer)


def test_new_password_leaves_no_row_of_another_device(phone, computer, writer):
    writer.set_password("quite-another-password")
    writer.save()
    assert not sessions_of(writer).exists()


def test_account_has_at_most_fifty_sessions_and_keeps_those_used_last(writer, monkeypatch):
    assert MOST == 50
    monkeypatch.setattr("news.desk.sessions.MOST", 3)
    browsers = []
    for minute in range(4):
        with time_machine.travel(f"2026-11-29 06:0{minute}Z", tick=False):
            browsers.append(signed_in("yazar"))
            assert sessions_of(writer).count() == min(minute + 1, 3)
    with time_machine.travel("2026-11-29 06:05Z", tick=False):
        assert [is_signed_in(browser) for browser in browsers] == [False, True, True, True]


def test_visitor_who_has_not_signed_in_belongs_to_nobody(writer):
    Client().get("/admin/account/second-factor/webauthn/login/")
    assert set(DeskSession.objects.values_list("account", flat=True)) <= {None}
    assert not sessions_of(writer).exists()


def test_readers_pages_ask_for_no_session(computer, make_article):
    edition = make_article()
    DeskSession.objects.update(seen_at=None)
    computer.get(edition.url_in("en"))
    assert session_of(computer).seen_at is None


def test_what_has_expired_goes_with_clearsessions(phone, computer, writer):
    DeskSession.objects.filter(pk=key_of(phone)).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert sessions_of(writer).count() == 1
    call_command("clearsessions")
    assert DeskSession.objects.count() == 1


def test_sessions_of_a_deleted_account_go_with_it(db):
    account = make_user("gone", "writer")
    desk_of(account)
    account.delete()
    assert not DeskSession.objects.exists()


def test_update_signs_nobody_out(writer):
    former = Client()
    former.force_login(writer)
    data = session_of(former).get_decoded()
    DeskSession.objects.all().delete()
    store = FormerStore()
    store.update(data)
    store.save()
    FormerStore().save()
    migration = import_module("news.migrations.0020_devices")
    migration.keep_sign_ins(apps, None)
    former.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    assert is_signed_in(former)
    assert [session.session_key for session in sessions_of(writer)] == [store.session_key]


AGENTS = {
    "Firefox, Windows": COMPUTER,
    "Safari, iPhone": PHONE,
    "Chrome, Android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36",
    "Edge, Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
    "Safari, macOS": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Firefox, Linux": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
    "a-strange-program/1.0": "a-strange-program/1.0",
    "": "",
}


@pytest.mark.parametrize(("name", "agent"), AGENTS.items())
def test_browser_and_system_are_named_as_people_know_them(name, agent):
    assert device_name(agent) == name
