"""Filters of the picture library, on its own page and in the dialog."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models import Image


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("unused", _("Used nowhere")), ("used", _("In use"))]

    def queryset(self, request, queryset):
        if self.value() == "unused":
            return queryset.unused()
        if self.value() == "used":
            return queryset.exclude(pk__in=Image.objects.unused().values("pk"))
        return queryset


class MissingFilter(admin.SimpleListFilter):
    title = _("what is missing")
    parameter_name = "without"

    def lookups(self, request, model_admin):
        return [("licence", _("Without a licence")), ("credit", _("Without a credit"))]

    def queryset(self, request, queryset):
        if self.value() == "licence":
            return queryset.filter(licence="")
        if self.value() == "credit":
            return queryset.without_credit()
        return queryset


class UploadFilter(admin.SimpleListFilter):
    title = _("uploaded")
    parameter_name = "uploaded"
    DAYS = {"7": _("In the last 7 days"), "30": _("In the last 30 days")}

    def lookups(self, request, model_admin):
        first = Image.objects.aggregate(first=Min("uploaded_at"))["first"] or timezone.now()
        years = range(timezone.localtime().year, timezone.localtime(first).year - 1, -1)
        return [*self.DAYS.items(), *((str(year), str(year)) for year in years)]

    def queryset(self, request, queryset):
        value = self.value()
        if value in self.DAYS:
            return queryset.filter(uploaded_at__gte=timezone.now() - timedelta(days=int(value)))
        if value in dict(self.lookup_choices):
            return queryset.filter(uploaded_at__year=int(value))
        return queryset


PICTURE_FILTERS = (UseFilter, MissingFilter, UploadFilter)
