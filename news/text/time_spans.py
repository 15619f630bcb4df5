"""Days, months and years in Baku time as half-open spans of moments."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
OUT_OF_REACH = _("Choose a day between 01.01.1900 and 31.12.2999.")


def within_reach(day):
    """A validator: at the ends of the calendar a day in Baku begins in a year that no computer knows."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(OUT_OF_REACH)


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
