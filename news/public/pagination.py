"""Numbered pages that all cost the same: each is read from its first key, never by OFFSET.

Where each page begins is worked out once per generation, together with the count.
"""

from array import array
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F, Window
from django.db.models.functions import Mod, RowNumber

from news.public.generation_cache import cached_per_generation

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEIGHBOURS = 2


@dataclass
class ListPage:
    items: list
    number: int
    pages: int
    count: int

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_next(self):
        return self.number < self.pages

    @property
    def previous_number(self):
        return self.number - 1

    @property
    def next_number(self):
        return self.number + 1

    @property
    def window(self):
        """Page numbers to offer: first, last and the neighbours; None stands for a gap."""
        near = range(self.number - NEIGHBOURS, self.number + NEIGHBOURS + 1)
        numbers = []
        for number in sorted({1, self.pages, *(n for n in near if 1 <= n <= self.pages)}):
            if numbers and number - numbers[-1] == 2:
                numbers.append(number - 1)
            elif numbers and number - numbers[-1] > 2:
                numbers.append(None)
            numbers.append(number)
        return numbers


def page_number(text, pages):
    """The number that was asked for, or the nearest page there is; 1 when the text is no number."""
    try:
        number = int(text)
    except (TypeError, ValueError):
        return 1
    return min(max(number, 1), max(pages, 1))


def first_keys(editions, size):
    """(count, moments in microseconds, article ids): those of the first edition on each page.

    Arrays, because those of ten thousand pages are read at each request.
    """
    numbered = editions.order_by().annotate(
        place=Window(RowNumber(), order_by=[F("first_published_at").desc(), F("article_id").desc()])
    )
    rows = numbered.annotate(rest=Mod(F("place"), size)).filter(rest=1 % size).order_by("place")
    keys = list(rows.values_list("first_published_at", "article_id"))
    moments = array("q", (microseconds(at) for at, _article in keys))
    return editions.count(), moments, array("q", (article for _at, article in keys))


def microseconds(moment):
    return (moment - UNIX_EPOCH) // timedelta(microseconds=1)


def page_of(request, editions, name):
    """The page of these editions that ?page= asks for; its items are primary keys.

    name tells one list from another.
    """
    size = settings.ARTICLES_PER_PAGE
    count, moments, articles = cached_per_generation(
        request.generation, f"keys:{size}:{name}", lambda: first_keys(editions, size)
    )
    pages = len(moments)
    number = page_number(request.GET.get("page"), pages)
    items = items_from(moments[number - 1], articles[number - 1], editions, size) if pages else []
    return ListPage(items, number, max(pages, 1), count)


def items_from(moment, article, editions, size):
    at = UNIX_EPOCH + timedelta(microseconds=moment)
    rest = editions.filter(first_published_at__lte=at).exclude(first_published_at=at, article_id__gt=article)
    return list(rest.newest_first().values_list("pk", flat=True)[:size])
