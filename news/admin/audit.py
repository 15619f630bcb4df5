from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.desk.moments import baku_moment
from news.models import AuditEntry

from .article import number_asked


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Written by the acts, read here, changed by nobody."""

    list_display = ("when", "article", "sequence", "action", "actor", "note")
    list_filter = ("action",)
    list_select_related = ("article", "actor")
    date_hierarchy = "at"
    search_fields = ("article__number",)
    search_help_text = _("The article's number.")
    ordering = ("-at", "-pk")
    show_full_result_count = False
    list_per_page = 50
    actions = None

    @admin.display(description=_("when"), ordering="at")
    def when(self, entry):
        return baku_moment(entry.at)

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        number = number_asked(search_term)
        return (queryset.none() if number is None else queryset.filter(article__number=number)), False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
