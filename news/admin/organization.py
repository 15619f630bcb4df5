from django.contrib import admin
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from news.models import Organization
from news.text.languages import field_in, fields_in_each

from .languages import InBothLanguages, language_fieldsets
from .named import NamedInEditions
from .search_text import SearchTextMixin


@admin.register(Organization)
class OrganizationAdmin(SearchTextMixin, InBothLanguages, NamedInEditions):
    list_display = (*fields_in_each("name"), "kind")
    list_filter = ("kind",)
    fieldsets = [
        *language_fieldsets("name", "abbreviation", "description", "slug"),
        (_("In both languages"), {"fields": ["kind", "website", "aliases"]}),
    ]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_ordering(self, request):
        return (field_in("sort_key", get_language()), "pk")
