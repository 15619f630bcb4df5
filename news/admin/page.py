from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Page
from news.text.languages import LANGUAGES, field_in, fields_in_each

from .in_words import SaysInWords, body_in, yes_or_no
from .languages import InBothLanguages, language_fieldsets
from .widgets import RichTextWidget, WithEditor

BODIES = {field_in("body", language): language for language in LANGUAGES}


@admin.register(Page)
class PageAdmin(SaysInWords, WithEditor, InBothLanguages):
    list_display = (*fields_in_each("title"), "order", "updated_at")
    fieldsets = [
        *language_fieldsets("title", "body", "slug"),
        (_("In both languages"), {"fields": ["order", "shows_accessibility_run"]}),
    ]
    actions = None
    shows_run = yes_or_no("shows_accessibility_run", _("shows the last accessibility test"))
    body_in_azerbaijani, body_in_english = body_in("az"), body_in("en")
    in_words = {
        "body_az": "body_in_azerbaijani",
        "body_en": "body_in_english",
        "shows_accessibility_run": "shows_run",
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in BODIES:
            kwargs["widget"] = RichTextWidget(BODIES[db_field.name])
        return super().formfield_for_dbfield(db_field, request, **kwargs)
