"""Days, months and years in Baku time as half-open spans of moments."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def start_of(day):
    """The first moment of the day in Baku; None stays None."""
    return day and timezone.make_aware(datetime.combine(day, time.min))


def next_day(day):
    return day and day + timedelta(days=1)


def year_span(year):
    """(first day, first day after it)."""
    return date(year, 1, 1), date(year + 1, 1, 1)


def month_span(year, month):
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
