"""The calendar for programs: by a secret address that its person makes and ends, never more than they see."""

from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.desk import accounts
from news.models import AuditEntry, CalendarAddress, NotableDay, Preferences, Review
from tests.helpers.desk_forms import desk_of, text_of

OWN = "/admin/own/"


@pytest.fixture
def address(writer):
    return CalendarAddress.objects.create(user=writer)


def asked(address):
    return Client().get(f"/calendar/{address.key}.ics")


def events(address):
    """{uid without the host: event}"""
    calendar = Calendar.from_ical(asked(address).content)
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def test_it_holds_what_is_scheduled_what_is_to_be_reviewed_and_the_notable_days(
    address, make_edition, make_article, writer
):
    Preferences.objects.create(user=writer, language="en")
    moment = (timezone.now() + timedelta(days=3)).replace(microsecond=0)
    edition = make_edition(title_en="Comes, soon; perhaps")
    editing.publish(edition, None, moment)
    review = Review.plan(make_article(title_en="Has been").article, date(2999, 1, 1), "", writer)
    Review.objects.update(due=timezone.localdate() + timedelta(days=5))
    notable = NotableDay.objects.create(day=29, month=2, name_az="Gün", name_en="Leap day")
    found = events(address)
    scheduled = found[f"edition-{edition.pk}"]
    assert str(scheduled["summary"]) == "Scheduled: Comes, soon; perhaps"
    assert scheduled.decoded("dtstart") == moment.astimezone(UTC)
    assert str(scheduled["url"]).endswith(f"/admin/news/edition/{edition.pk}/change/")
    due = found[f"review-{review.pk}"]
    assert (str(due["summary"]), type(due.decoded("dtstart"))) == ("Review: Has been", date)
    yearly = found[f"notableday-{notable.pk}"]
    assert (str(yearly["summary"]), yearly.decoded("dtstart")) == ("Leap day", date(2024, 2, 29))
    assert yearly["rrule"]["FREQ"] == ["YEARLY"]


def test_long_line_in_azerbaijani_is_folded_as_the_standard_asks(address, make_article):
    title = "Şəhər uşaqlarının hüquqları haqqında " * 5
    edition = make_article(title_az=title)
    lines = asked(address).content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert title.strip() in str(events(address)[f"edition-{edition.pk}"]["summary"])


def test_answer_is_kept_by_nobody_and_found_by_no_search_engine(address):
    answer = asked(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_limited_edition_is_not_in_the_calendar_of_others(address, make_edition, editor, writer):
    edition = make_edition()
    editing.publish(edition, None, datetime.now(UTC) + timedelta(days=1))
    edition.limited_to.add(editor)
    assert f"edition-{edition.pk}" not in events(address)
    assert f"edition-{edition.pk}" in events(CalendarAddress.objects.create(user=editor))


@pytest.mark.parametrize("change", ["inactive", "no longer of the desk", "without a role"])
def test_address_of_somebody_who_left_opens_nothing(address, writer, change):
    if change == "without a role":
        writer.groups.clear()
    else:
        setattr(writer, "is_active" if change == "inactive" else "is_staff", False)
        writer.save()
    answer = asked(address)
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]


def test_address_ends_for_good_when_the_account_is_deactivated(address, writer, administrator):
    writer.is_active = False
    accounts.change(writer, "writer", administrator)
    assert not CalendarAddress.objects.exists()


def test_address_is_made_made_anew_and_ended_by_its_person_and_each_is_in_the_log(writer):
    desk = desk_of(writer)
    desk.post(OWN, {"_make": ""})
    first = CalendarAddress.objects.get()
    shown = HTMLParser(desk.get(OWN).content).css_first("#own-address").attributes["value"]
    assert shown.endswith(f"/calendar/{first.key}.ics")
    assert asked(first).status_code == 200
    desk.post(OWN, {"_make": ""})
    assert asked(first).status_code == 404
    second = CalendarAddress.objects.get()
    assert asked(second).status_code == 200
    desk.post(OWN, {"_end": ""})
    assert asked(second).status_code == 404
    acts = AuditEntry.objects.filter(actor=writer, about_pk=writer.pk).order_by("number")
    assert list(acts.values_list("action", flat=True)) == ["calendar_open", "calendar_open", "calendar_close"]


def test_account_without_a_role_is_offered_no_address(client, django_user_model):
    nobody = django_user_model.objects.create_user("qonaq", password="a-long-password", is_staff=True)
    desk = desk_of(nobody)
    assert "_make" not in desk.get(OWN).content.decode()
    desk.post(OWN, {"_make": ""})
    assert not CalendarAddress.objects.exists()


def test_key_stands_in_no_row_and_outlives_a_change_of_the_sites_key(address, settings):
    key, old = address.key, settings.ENCRYPTION_KEYS[0]
    row = str(CalendarAddress.objects.values().get())
    assert key not in row
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), old]
    call_command("reencrypt")
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert Client().get(f"/calendar/{key}.ics").status_code == 200


def test_key_of_a_share_link_opens_no_calendar(address):
    assert Client().get(f"/share/{address.key}/").status_code == 404
    assert Client().get("/calendar/nothing.ics").status_code == 404


def test_page_says_when_an_address_cannot_be_shown_any_more(address, writer, settings):
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "cannot be shown any more" in text_of(desk_of(writer).get(OWN))


@pytest.mark.parametrize("page", ["/admin/password_change/", OWN])
def test_ones_own_pages_have_the_head_of_every_page(writes, page):
    links = HTMLParser(writes.get(page).content).css("#user-tools a")
    assert {"/admin/own/", "/admin/account/second-factor/"} <= {link.attributes["href"] for link in links}
