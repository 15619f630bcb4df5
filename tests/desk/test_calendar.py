"""The calendar of the desk: what is planned and what has been, by days in Baku; moving what is scheduled."""

import importlib
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Edition, NotableDay, Review
from news.models.notable_day import LEAP_YEAR
from tests.helpers.desk_forms import act_page, desk_of, text_of

CALENDAR = "/admin/news/edition/calendar/"
NOW = datetime(2026, 12, 2, 6, tzinfo=UTC)
LATE_IN_BAKU = datetime(2026, 12, 9, 21, 30, tzinfo=UTC)  # half past one of the tenth
SHIPPED = importlib.import_module("news.migrations.0014_notable_days").DAYS


@pytest.fixture(autouse=True)
def in_december():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def scheduled(make_edition, writer, editor):
    def scheduled(at=LATE_IN_BAKU, **fields):
        edition = make_edition(author=writer, **fields)
        editing.submit(edition, writer)
        editing.publish(edition, editor, at)
        return edition

    return scheduled


def page(client, query=""):
    return HTMLParser(client.get(CALENDAR + query).content)


def days_of(client, query=""):
    """{day: what its cell says}"""
    cells = page(client, query).css("td[data-day]")
    return {cell.attributes["data-day"]: " ".join(cell.text(separator=" ").split()) for cell in cells}


def test_month_shows_each_thing_on_its_day_in_baku(writes, scheduled, make_article, writer):
    scheduled(title_en="Comes at night")
    public = make_article(at=datetime(2026, 12, 1, 6, tzinfo=UTC), title_en="Has been")
    Review.plan(public.article, date(2026, 12, 15), "Numbers of the year", writer)
    NotableDay.objects.create(day=10, month=12, name_az="Gün", name_en="A day of ours")
    days = days_of(writes)
    assert (min(days), max(days)) == ("2026-11-30", "2027-01-03")
    assert "A day of ours 01:30 Comes at night Scheduled" in days["2026-12-10"]
    assert "Comes at night" not in days["2026-12-09"]
    assert "10:00 Has been Live" in days["2026-12-01"]
    assert "Review : Has been Numbers of the year" in days["2026-12-15"]
    assert "today" in days["2026-12-02"]


def test_week_has_seven_days_and_names_them(writes):
    shown = page(writes, "?view=week&day=2026-12-10")
    assert [cell.attributes["data-day"] for cell in shown.css("td")] == [
        f"2026-12-{day:02d}" for day in range(7, 14)
    ]
    assert [head.text() for head in shown.css("thead th")][::6] == ["Monday", "Sunday"]
    assert shown.css_first("h1").text() == "Calendar: 7 December 2026 – 13 December 2026"


def test_month_and_its_neighbours_are_named_in_azerbaijani(writer):
    shown = page(desk_of(writer, "az"), "?day=2027-01-31")
    assert shown.css_first("h1").text() == "Təqvim: yanvar 2027"
    ways = [link.attributes["href"] for link in shown.css(".desk-plan-ways a")]
    assert ways == ["?view=month&day=2026-12-31", "?view=month", "?view=month&day=2027-02-01"]


@pytest.mark.parametrize("query", ["?day=2026-02-31", "?day=tomorrow", "?view=year", "?day="])
def test_what_is_no_day_is_answered_with_a_sentence_and_this_month(writes, query):
    shown = page(writes, query)
    assert shown.css_first(".errorlist")
    assert shown.css_first('td[data-day="2026-12-02"]')


def test_year_out_of_reach_is_answered_with_a_sentence(writes):
    assert "Choose a day between" in text_of(writes.get(f"{CALENDAR}?day=9999-12-01", follow=True))


def test_limited_edition_is_shown_to_those_alone_who_may_see_it(writes, administers, scheduled, editor):
    edition = scheduled(title_en="For few")
    edition.limited_to.add(editor)
    assert "For few" not in str(days_of(writes))
    assert "For few" in str(days_of(administers))


def test_29_february_is_shown_in_its_years_alone(writes):
    NotableDay.objects.create(day=29, month=2, name_az="Sıçrayış", name_en="Leap day")
    assert "Leap day" in days_of(writes, "?day=2028-02-01")["2028-02-29"]
    assert "Leap day" not in str(days_of(writes, "?day=2027-02-01"))


@pytest.mark.once
def test_calendar_costs_the_same_however_much_there_is(edits, scheduled, make_article, writer):
    def fill():
        scheduled()
        Review.plan(make_article().article, date(2026, 12, 20), "", writer)

    fill()
    edits.get(CALENDAR)
    with CaptureQueriesContext(connection) as few:
        edits.get(CALENDAR)
    for _time in range(4):
        fill()
    with CaptureQueriesContext(connection) as many:
        edits.get(CALENDAR)
    assert len(many) == len(few)


# --- Moving ---------------------------------------------------------------------------------


def moving(client, edition, **changes):
    """What the form beside the edition sends, with another day or time."""
    form = page(client).css_first(f'form[action="{act_page(edition, "reschedule")}"]')
    fields = {field.attributes["name"]: field.attributes.get("value", "") for field in form.css("input")}
    return client.post(form.attributes["action"], fields | changes, follow=True)


def test_edition_is_moved_by_the_form_beside_it_and_the_calendar_says_so(edits, scheduled):
    edition = scheduled(title_en="Moved")
    answer = moving(edits, edition, moment_0="2026-12-11", moment_1="09:15")
    assert answer.redirect_chain == [(CALENDAR, 302)]
    assert "Scheduled for 11.12.2026 09:15 (Baku)." in text_of(answer)
    assert "09:15 Moved" in days_of(edits)["2026-12-11"]


def test_what_cannot_be_moved_is_said_on_the_page_of_the_act_which_leads_back(edits, scheduled):
    edition = scheduled()
    answer = moving(edits, edition, moment_0="2026-12-01")
    assert "This moment has passed. Choose a later one." in text_of(answer)
    kept = HTMLParser(answer.content).css_first("#content-main form input[name=next]")
    assert kept.attributes["value"] == CALENDAR


def test_act_leads_nowhere_but_to_the_desk(edits, scheduled):
    edition = scheduled()
    answer = moving(edits, edition, moment_0="2026-12-12", next="https://evil.example/")
    assert answer.redirect_chain == [(f"/admin/news/edition/{edition.pk}/change/", 302)]


def test_edition_saved_meanwhile_is_not_moved(edits, scheduled):
    edition = scheduled()
    answer = moving(edits, edition, moment_0="2026-12-12", version="1")
    assert "saved again since you opened this page" in text_of(answer)
    assert Edition.objects.get(pk=edition.pk).public_from == LATE_IN_BAKU


def test_moving_is_offered_to_those_who_publish(writes, edits, scheduled):
    scheduled()
    assert not page(writes).css("form[method=post][action*=reschedule], [data-movable]")
    assert len(page(edits).css("form[method=post][action*=reschedule]")) == 1


# --- Notable days -----------------------------------------------------------------------------


@pytest.mark.once
def test_shipped_days_are_days_with_a_name_in_both_languages():
    assert len(SHIPPED) > 50
    for day, month, azerbaijani, english in SHIPPED:
        assert date(LEAP_YEAR, month, day)
        assert azerbaijani.strip()
        assert english.strip()
    assert len({one[2:] for one in SHIPPED}) == len(SHIPPED)


@pytest.mark.once
@pytest.mark.parametrize(
    ("day", "name"),
    [
        ((10, 12), "Human Rights Day"),
        ((18, 6), "Human Rights Day in Azerbaijan"),
        ((26, 2), "Anniversary of the Khojaly genocide"),
        ((31, 3), "Day of Genocide of Azerbaijanis"),
        ((28, 5), "Independence Day"),
        ((8, 11), "Victory Day"),
        ((21, 3), "International Day for the Elimination of Racial Discrimination"),
        ((26, 6), "International Day in Support of Victims of Torture"),
        ((20, 11), "World Children’s Day"),
        ((25, 11), "International Day for the Elimination of Violence against Women"),
        ((3, 12), "International Day of Persons with Disabilities"),
    ],
)
def test_days_that_the_office_marks_are_shipped(day, name):
    assert name in [english for one, month, _azerbaijani, english in SHIPPED if (one, month) == day]


def test_day_that_no_month_has_is_refused_with_a_sentence(edits):
    sent = {"day": "31", "month": "4", "name_az": "Gün", "name_en": "Day"}
    assert "This month has no such day." in text_of(edits.post("/admin/news/notableday/add/", sent))
    edits.post("/admin/news/notableday/add/", sent | {"day": "30"})
    assert NotableDay.objects.filter(day=30, month=4, name_en="Day").exists()
