"""The desk's calendar, a month or a week on a page: what is scheduled is moved here to another day."""

from calendar import Calendar
from datetime import timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from news.admin.widgets import DayField
from news.desk.planning import MOST, days_between
from news.models import Edition
from news.text.azerbaijani import date_text
from news.text.time_spans import month_span

MONTH, WEEK = "month", "week"
ONE_WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)


class SpanForm(forms.Form):
    view = forms.ChoiceField(label=_("Period"), choices=[(MONTH, _("Month")), (WEEK, _("Week"))])
    day = DayField(label=_("Day"))


class ShowsCalendar(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(self.calendar_view)
        return [path("calendar/", view, name="calendar"), *super().get_urls()]

    def calendar_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        form = SpanForm({"view": MONTH, "day": today.isoformat()} | request.GET.dict())
        chosen = form.cleaned_data if form.is_valid() else {}
        kind, day = chosen.get("view", MONTH), chosen.get("day", today)
        weeks, before, after = span_of(kind, day)
        days = days_between(request.user, weeks[0][0], weeks[-1][-1])
        shown = {one.date: one for one in days}
        context = {
            **self.admin_site.each_context(request),
            "title": heading(kind, weeks, day),
            "opts": self.opts,
            "form": form,
            "kind": kind,
            "day": day,
            "today": today,
            "before": before,
            "after": after,
            "month": day.month if kind == MONTH else None,
            "weeks": [[shown[date] for date in week] for week in weeks],
            "is_cut": sum(len(one.editions) for one in days) == MOST,
            "scheduled": Edition.Status.SCHEDULED,
            "may_move": request.user.has_perm("news.publish_edition"),
        }
        return render(request, "admin/news/edition/calendar.html", context)


def span_of(kind, day):
    """(weeks from Monday to Sunday, a day of the page before, a day of the page after)"""
    if kind == WEEK:
        monday = day - timedelta(days=day.weekday())
        return [[monday + timedelta(days=number) for number in range(7)]], day - ONE_WEEK, day + ONE_WEEK
    first, after = month_span(day.year, day.month)
    return Calendar().monthdatescalendar(day.year, day.month), first - ONE_DAY, after


def heading(kind, weeks, day):
    language = get_language()
    if kind == MONTH:
        return gettext("Calendar: %(span)s") % {"span": date_text(day, language, "month")}
    first, last = (date_text(one, language) for one in (weeks[0][0], weeks[0][-1]))
    return gettext("Calendar: %(span)s") % {"span": f"{first} – {last}"}
