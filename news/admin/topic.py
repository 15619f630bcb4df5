from django.contrib import admin
from django.utils.translation import get_language

from news.models import Topic
from news.text.languages import field_in, fields_in_each

from .languages import InBothLanguages, language_fieldsets
from .named import NamedInEditions
from .search_text import SearchTextMixin


@admin.register(Topic)
class TopicAdmin(SearchTextMixin, InBothLanguages, NamedInEditions):
    list_display = fields_in_each("name")
    fieldsets = language_fieldsets("name", "description", "slug")
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_ordering(self, request):
        return (field_in("sort_key", get_language()), "pk")
