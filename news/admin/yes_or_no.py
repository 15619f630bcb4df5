"""Yes or no as a column says it: in words, because the stock icons are named "True" and "False"."""

from django.contrib import admin
from django.utils.translation import gettext


def yes_or_no(field, label):
    @admin.display(description=label, ordering=field)
    def in_words(_model_admin, row):
        return gettext("Yes") if getattr(row, field) else gettext("No")

    return in_words


class SaysYesOrNo(admin.ModelAdmin):
    """Says yes or no in words also to whoever may look at the form but not change it."""

    in_words = {}  # the name of a field: the name of its column in words

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, options | {"fields": [self.in_words.get(name, name) for name in options["fields"]]})
            for title, options in fieldsets
        ]
