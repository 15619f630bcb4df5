"""The desk's home page: what waits for this person, what becomes public when, and what was read."""

from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from news.models import AccountChange, BrokenLink, Comment, Edition, Review, ViewCount
from news.public.formatting import title_of

from .tasks import drafts_of, returned_to, waiting_for
from .templates import templates_for
from .translations import behind_editions, parity_sentence

SHOWN = 8
MOST_READ = 7
DAYS = 7
BAR_HEIGHT, BAR_PITCH, LONGEST_BAR = 20, 32, 300


class Bar(NamedTuple):
    """One article in the chart: the length of its bar and its position."""

    edition: object
    title: str
    language: str
    reads: int
    top: int
    width: int

    @property
    def middle(self):
        return self.top + BAR_HEIGHT // 2 + 5

    @property
    def end(self):
        return self.width + 8


def dashboard(user):
    """{name: what the page shows}; each list costs one query however long it is."""
    editions = Edition.objects.open_to(user).for_lists().select_related("author", "parity")
    chart = most_read()
    return {
        "comments": comments_for(user),
        "waiting": waiting_for(user, editions)[:SHOWN],
        "returned": returned_to(user, editions)[:SHOWN],
        "my_drafts": drafts_of(user, editions)[:SHOWN],
        "templates": templates_for(user)[:SHOWN],
        "scheduled": calendar(editions),
        "behind": [(edition, parity_sentence(edition.parity)) for edition in behind_editions(user)[:SHOWN]],
        "forced": editions.forced().order_by("-public_from")[:SHOWN],
        "unconfirmed": AccountChange.objects.binding()[:SHOWN] if user.has_perm("auth.change_user") else (),
        "broken_links": broken_links(user),
        "to_review": overdue_reviews(editions),
        "chart": chart,
        "chart_height": len(chart) * BAR_PITCH,
        "bar_height": BAR_HEIGHT,
        "today": timezone.localdate(),
    }


def comments_for(user):
    """Those that name this person, who has not answered yet; the oldest first."""
    asking = Comment.objects.asking(user).filter(edition__in=Edition.objects.open_to(user))
    return asking.select_related("edition__article").order_by("pk")[:SHOWN]


def broken_links(user):
    return BrokenLink.objects.open_to(user).select_related("edition__article")[:SHOWN]


def overdue_reviews(editions):
    """[(the latest edition, its review)], the longest overdue first."""
    reviews = list(Review.objects.overdue().select_related("article")[:SHOWN])
    latest = {
        edition.article_id: edition
        for edition in editions.filter(article__in=[review.article_id for review in reviews]).order_by(
            "sequence"
        )
    }
    return [(latest[review.article_id], review) for review in reviews if review.article_id in latest]


def calendar(editions):
    """[(day, its editions)], the day being Baku's."""
    coming = editions.filter(public_from__gt=timezone.now()).order_by("public_from")[: 3 * SHOWN]
    days = groupby(coming, lambda edition: timezone.localdate(edition.public_from))
    return [(day, list(of_day)) for day, of_day in days]


def most_read():
    """The articles read most in the last seven days, as bars of a chart."""
    since = timezone.localdate() - timedelta(days=DAYS - 1)
    counts = ViewCount.objects.filter(day__gte=since, is_month=False).order_by().values("article")
    reads = dict(
        counts.annotate(total=Sum("reads"))
        .order_by("-total", "-article")
        .values_list("article", "total")[:MOST_READ]
    )
    live = {
        edition.article_id: edition
        for edition in Edition.objects.live().filter(article__in=reads).for_lists()
    }
    shown = [(live[article], total) for article, total in reads.items() if article in live]
    most = max((total for _edition, total in shown), default=1)
    return [
        Bar(
            edition,
            *title_of(edition),
            total,
            place * BAR_PITCH,
            max(2, total * LONGEST_BAR // most),
        )
        for place, (edition, total) in enumerate(shown)
    ]
