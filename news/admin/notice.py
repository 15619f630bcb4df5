from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Notice
from news.text.languages import fields_in_each

from .languages import InBothLanguages, language_fieldsets


@admin.register(Notice)
class NoticeAdmin(InBothLanguages):
    list_display = (*fields_in_each("text"), "is_shown", "updated_at")
    fieldsets = [
        *language_fieldsets("text", "link"),
        (_("In both languages"), {"fields": ["is_shown"]}),
    ]
    actions = None
