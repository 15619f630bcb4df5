"""What the stock admin would show to whoever may look and not write as an icon or as HTML, in words."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.text.languages import value_in
from news.text.richtext import sanitise


def yes_or_no(field, label):
    """A column: the stock icons are named "True" and "False"."""

    @admin.display(description=label, ordering=field)
    def in_words(_model_admin, row):
        return gettext("Yes") if getattr(row, field) else gettext("No")

    return in_words


def body_in(language):
    """The rich text as it will be read."""

    @admin.display(description=_("text"))
    def in_words(_model_admin, row):
        body = mark_safe(sanitise(value_in(row, "body", language)))  # noqa: S308 - sanitised
        return format_html('<div class="desk-text" lang="{}">{}</div>', language, body)

    return in_words


class SaysInWords(admin.ModelAdmin):
    """In a form that this person may only look at, some fields are said otherwise."""

    in_words = {}  # the name of a field: the name of what says it in words

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, options | {"fields": [self.in_words.get(name, name) for name in options["fields"]]})
            for title, options in fieldsets
        ]
