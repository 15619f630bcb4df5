from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Edition
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import in_every_language
from news.text.azerbaijani import date_text
from news.text.time_spans import month_span, start_of, year_span

from .lists import list_context, list_parameters, with_feed

EVERY_FILTER_OF_TIME = ("year", "month", "date_from", "date_to")


def months_of_archive(request):
    """[(first day of the month, number of articles)], newest first."""
    language = request.LANGUAGE_CODE

    def make():
        month = TruncMonth("first_published_at", tzinfo=timezone.get_default_timezone())
        rows = Edition.objects.listed_in(language).order_by().values_list(month).annotate(Count("pk"))
        return sorted(((begin.date(), count) for begin, count in rows), reverse=True)

    return cached_per_generation(request.generation, f"months:{language}", make)


def years_of_archive(request):
    return [
        {
            "year": year,
            "count": sum(count for _day, count in months),
            "url": reverse("news:archive_year", args=[year]),
            "months": [
                {
                    "date": day,
                    "count": count,
                    "url": reverse("news:archive_month", args=[day.year, day.month]),
                }
                for day, count in months
            ],
        }
        for year, months in (
            (y, list(m)) for y, m in groupby(months_of_archive(request), lambda row: row[0].year)
        )
    ]


def feed_of_span(request, first, after):
    """The source of the feeds beside a year or a month."""
    title = _("Archive: %(year)s") % {
        "year": f"{first:%Y}" if first.month == after.month else f"{first:%m.%Y}"
    }
    return title, listed_between(request.LANGUAGE_CODE, first, after)


def listed_between(language, first, after):
    return Edition.objects.listed_in(language).filter(
        first_published_at__gte=start_of(first), first_published_at__lt=start_of(after)
    )


@require_safe
def archive(request):
    request.addresses = in_every_language("archive")
    return render(request, "news/archive.html", {"heading": _("Archive"), "years": years_of_archive(request)})


@with_feed(lambda request, year: feed_of_span(request, *year_span(year)))
@require_safe
def archive_year(request, year):
    years = [found for found in years_of_archive(request) if found["year"] == year]
    if not years:
        raise Http404
    request.addresses = in_every_language("archive_year", year)
    heading = _("Archive: %(year)s") % {"year": year}
    return render(request, "news/archive.html", {"heading": heading, "years": years, "year": year})


@with_feed(lambda request, year, month: feed_of_span(request, *month_span(year, month)))
@list_parameters
@require_safe
def archive_month(request, year, month):
    if (year, month) not in {(day.year, day.month) for day, _count in months_of_archive(request)}:
        raise Http404
    first, after = month_span(year, month)
    editions = listed_between(request.LANGUAGE_CODE, first, after)
    addresses = in_every_language("archive_month", year, month)
    context = list_context(request, addresses, editions, hidden=EVERY_FILTER_OF_TIME)
    when = date_text(first, request.LANGUAGE_CODE, "month")
    context["heading"] = _("Archive: %(month)s") % {"month": when}
    return render(request, "news/article_list.html", context)
