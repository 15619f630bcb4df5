from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import NotableDay

from .languages import InBothLanguages, language_fieldsets, name_in


@admin.register(NotableDay)
class NotableDayAdmin(InBothLanguages):
    list_display = ("when", "azerbaijani", "english")
    list_filter = ("month",)
    fieldsets = [(_("In each year"), {"fields": ["day", "month"]}), *language_fieldsets("name")]
    list_per_page = 100
    actions = None
    azerbaijani, english = name_in("az"), name_in("en")

    @admin.display(description=_("day"), ordering="month")
    def when(self, notable):
        return f"{notable.day:02d}.{notable.month:02d}"
