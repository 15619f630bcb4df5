"""What an article said on a given day, and the record of everything it has ever said."""

import re
from datetime import datetime, time, timedelta
from itertools import pairwise
from math import ceil

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from news.addresses import reverse_in
from news.models import Edition
from news.public.article_query import for_article
from news.public.edition_comparison import changes_in
from news.public.page_addresses import PageAddresses
from news.public.pagination import ListPage, page_number
from news.text.azerbaijani import date_text
from news.text.languages import LANGUAGES, value_in

EDITIONS_A_PAGE = 20
TICK = timedelta(microseconds=1)
YEAR = re.compile(r"(19|2\d)\d\d-")  # years that every time zone and database can handle


def moment_from(text):
    """(moment, day): the last moment of that day in Baku; (moment, None) when the text gives a moment.

    None for any other text. The answer to a moment is the edition that was public at that instant.
    """
    if not YEAR.match(text):
        return None
    try:
        if day := parse_date(text):
            end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
            return end - TICK, day
        if moment := parse_datetime(text):
            return (timezone.make_aware(moment) if timezone.is_naive(moment) else moment), None
    except ValueError:
        return None
    return None


def article_at(request, edition, article_context):
    """The article as it was at ?at=. edition: the live one; article_context: makes the page's context."""
    request.addresses.noindex = True
    moment_and_day = moment_from(request.GET["at"].strip())
    if moment_and_day is None:
        return no_article_at(
            request, edition, 400, _("Write the day as year, month and day, for example 2022-11-05.")
        )
    moment, day = moment_and_day
    if moment > timezone.now() and (day is None or day > timezone.localdate()):
        return no_article_at(request, edition, 404, _("That day has not come yet."))
    live_then = Edition.objects.live_in(request.LANGUAGE_CODE, at=min(moment, timezone.now()))
    past = for_article(live_then.filter(article=edition.article_id), request.LANGUAGE_CODE).first()
    if past is None:
        return no_article_at(request, edition, 404, when_it_was_public(edition, request.LANGUAGE_CODE))
    if past.removed_at is not None:
        return no_article_at(
            request, edition, 410, past.removal_reason or _("What it said then has been removed.")
        )
    context = article_context(request, past)
    context |= {"json_ld": None, "past": {"at": moment, "day": day}, "present": edition}
    return render(request, "news/article_detail.html", context)


def when_it_was_public(edition, language):
    public = Edition.objects.been_public_in(language).filter(article=edition.article_id)
    first = public.order_by("public_from").values_list("public_from", flat=True).first()
    day = date_text(timezone.localtime(first), language)
    return _("It was not public then in this language. It was first published here on %(day)s.") % {
        "day": day
    }


def no_article_at(request, edition, status, text):
    context = {"edition": edition, "text": text, "status": status}
    return render(request, "news/article_not_then.html", context, status=status)


def history_page(request, edition):
    """Each public edition with its date and its changes. edition: the live one, which gives the address."""
    language = request.LANGUAGE_CODE
    request.addresses = PageAddresses(
        {
            code: reverse_in(code, "article_history", edition.article.number, value_in(edition, "slug", code))
            for code in edition.released_languages
        },
        elsewhere={code: reverse_in(code, "article_list") for code in LANGUAGES},
    )
    editions = Edition.objects.been_public_in(language).filter(article=edition.article_id)
    count = editions.count()
    pages = max(1, ceil(count / EDITIONS_A_PAGE))
    number = page_number(request.GET.get("page"), pages)
    first = (number - 1) * EDITIONS_A_PAGE
    rows = list(editions.order_by("-sequence")[first : first + EDITIONS_A_PAGE + 1])
    before = rows.pop() if len(rows) > EDITIONS_A_PAGE else None
    page = ListPage(rows, number, pages, count)
    for later, earlier in pairwise([*rows, before]):
        can_tell = earlier is not None and later.removed_at is None and earlier.removed_at is None
        later.changes = changes_in(earlier, later, language) if can_tell else []
        later.is_first = earlier is None
    context = {
        "edition": edition,
        "present": edition,
        "current_slug": edition.slug,
        "article": edition.article,
        "page": page,
        "editions": rows,
    }
    return render(request, "news/article_history.html", context)


def to_current_address(request, edition):
    """Redirects to the present address, with the same query."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(edition.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
