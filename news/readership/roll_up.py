"""Rolls days long past up into months: fewer rows, exactly the same totals."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from news.models import ViewCount


def roll_up_before(day, progress=lambda rows: None):
    """Roll up every month that ended before that day; returns (rows of days removed, rows of months made).

    Each month is one transaction: a query sees its days or the month, never both and never neither.
    """
    taken = made = 0
    while (oldest := _oldest_day(day.replace(day=1))) is not None:
        rows, months = _roll_up_month(oldest.replace(day=1))
        taken, made = taken + rows, made + months
        progress(rows)
    return taken, made


def _oldest_day(limit):
    days = ViewCount.objects.filter(is_month=False, day__lt=limit)
    return days.aggregate(oldest=Min("day"))["oldest"]


@transaction.atomic
def _roll_up_month(first):
    """Of all days up to the end of that month; none is older than it."""
    following = (first + timedelta(days=31)).replace(day=1)
    days = ViewCount.objects.filter(is_month=False, day__lt=following)
    rows = list(days.select_for_update().values_list("pk", "article", "language", "reads"))
    sums = Counter()
    for _pk, article, language, reads in rows:
        sums[article, language, first] += reads
    ViewCount.add_all(sums, is_month=True)
    days.delete()
    return len(rows), len(sums)


def months_ago(months):
    today = timezone.localdate()
    month = today.year * 12 + today.month - 1 - months
    return today.replace(year=month // 12, month=month % 12 + 1, day=1)
