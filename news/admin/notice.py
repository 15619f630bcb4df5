from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Notice
from news.text.languages import fields_in_each

from .in_words import SaysInWords, yes_or_no
from .languages import InBothLanguages, language_fieldsets


@admin.register(Notice)
class NoticeAdmin(SaysInWords, InBothLanguages):
    list_display = (*fields_in_each("text"), "shown", "updated_at")
    fieldsets = [
        *language_fieldsets("text", "link"),
        (_("In both languages"), {"fields": ["is_shown"]}),
    ]
    actions = None
    shown = yes_or_no("is_shown", _("shown"))
    in_words = {"is_shown": "shown"}
