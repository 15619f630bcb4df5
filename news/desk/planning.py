"""What the desk's calendar shows of each day: what is public from then, what is to be reviewed, what it is
known for. A day is one in Baku.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from news.models import Edition, NotableDay, Review
from news.text.time_spans import next_day, start_of

MOST = 300  # editions of one page, and as many reviews


@dataclass
class Day:
    date: date
    notable: list = field(default_factory=list)
    editions: list = field(default_factory=list)
    reviews: list = field(default_factory=list)  # [(the latest edition of the article, its review)]

    @property
    def is_today(self):
        return self.date == timezone.localdate()

    @property
    def is_past(self):
        return self.date < timezone.localdate()

    @property
    def is_empty(self):
        return not (self.notable or self.editions or self.reviews)


def days_between(user, first, last):
    """Each day from the first to the last, with what this person may see; three queries and one."""
    editions, reviews = by_day(public_between(user, first, last)), defaultdict(list)
    for edition, review in reviews_between(user, first, last):
        reviews[review.due].append((edition, review))
    notable = defaultdict(list)
    for one in NotableDay.objects.all():
        notable[one.month, one.day].append(one)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(day, notable[day.month, day.day], editions[day], reviews[day]) for day in days]


def by_day(editions):
    found = defaultdict(list)
    for edition in editions:
        found[timezone.localdate(edition.public_from)].append(edition)
    return found


def public_between(user, first, last):
    """Editions, scheduled ones and corrections too, that are public from one of these days on."""
    editions = Edition.objects.open_to(user).for_lists().select_related(None).select_related("article")
    within = editions.filter(public_from__gte=start_of(first), public_from__lt=start_of(next_day(last)))
    return within.order_by("public_from", "pk")[:MOST]


def reviews_between(user, first, last):
    """[(the latest edition that this person may see, the open review of its article)]"""
    reviews = list(Review.objects.open().filter(due__range=(first, last)).order_by("due", "pk")[:MOST])
    editions = Edition.objects.open_to(user).filter(article__in=[review.article_id for review in reviews])
    latest = {edition.article_id: edition for edition in editions.for_lists().order_by("sequence")}
    return [(latest[review.article_id], review) for review in reviews if review.article_id in latest]
