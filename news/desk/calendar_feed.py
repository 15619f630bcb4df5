"""The calendar of the desk for programs: whoever has the address sees what its person may see, no more."""

from datetime import UTC, date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from news.addresses import absolute
from news.models import CalendarAddress, NotableDay, Preferences
from news.models.notable_day import LEAP_YEAR
from news.public.formatting import title_of
from news.public.views.errors import not_found
from news.public.views.sharing import make_confidential

from .planning import public_between, reviews_between

BEFORE, AFTER = timedelta(days=30), timedelta(days=365)


@require_safe
def calendar_feed(request, key):
    address = CalendarAddress.objects.with_key(key).select_related("user").first()
    if address is None or not may_see_the_desk(address.user):
        return make_confidential(not_found(request, None))
    language = Preferences.of(address.user).language or settings.LANGUAGE_CODE
    with translation.override(language):
        content = calendar_of(address.user, timezone.localdate()).to_ical()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Language"] = language
    return make_confidential(response)


def may_see_the_desk(person):
    return person.is_staff and person.has_perm("news.view_edition")


def calendar_of(person, today):
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Ombudsman of Azerbaijan//Press desk//")
    calendar.add("x-wr-calname", gettext("Press desk"))
    span = person, today - BEFORE, today + AFTER
    for edition in public_between(*span):
        calendar.add_component(event_of_edition(edition))
    for edition, review in reviews_between(*span):
        calendar.add_component(event_of_review(edition, review))
    for notable in NotableDay.objects.all():
        calendar.add_component(event_of_day(notable))
    return calendar


def event_of_edition(edition):
    status = edition.status.label
    event = event_about(edition, f"{status}: {title_of(edition)[0]}", edition.public_from.astimezone(UTC))
    event.add("url", absolute(reverse("admin:news_edition_change", args=[edition.pk])))
    event.add("last-modified", edition.updated_at.astimezone(UTC))
    return event


def event_of_review(edition, review):
    event = event_about(review, f"{gettext('Review')}: {title_of(edition)[0]}", review.due)
    event.add("url", absolute(reverse("admin:news_article_notes", args=[edition.article_id])))
    if review.reason:
        event.add("description", review.reason)
    return event


def event_of_day(notable):
    event = event_about(notable, notable.name, date(LEAP_YEAR, notable.month, notable.day))
    event.add("rrule", {"freq": "yearly"})
    return event


def event_about(thing, summary, begins):
    """It takes none of the person's time: other programs show them as free."""
    event = Event()
    event.add("uid", f"{thing._meta.model_name}-{thing.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", begins)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
