from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.desk.moments import baku_moment
from news.models import AuditEntry

from .article import number_asked


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Read-only: the acts write the log, and nobody changes it."""

    list_display = ("when", "about", "sequence", "action", "actor_name", "note")
    list_filter = ("action",)
    date_hierarchy = "at"
    search_fields = ("article_number",)
    search_help_text = _("The article's number.")
    ordering = ("-at", "-pk")
    show_full_result_count = False
    list_per_page = 50
    actions = None

    @admin.display(description=_("when"), ordering="at")
    def when(self, entry):
        return baku_moment(entry.at)

    @admin.display(description=_("article"), ordering="article_number")
    def about(self, entry):
        return f"№ {entry.article_number}" if entry.article_number else None

    def get_queryset(self, request):
        """Sign-ins and refused ones are shown only to people who manage the accounts."""
        entries = super().get_queryset(request).open_to(request.user)
        return (
            entries
            if request.user.has_perm("auth.view_user")
            else entries.filter(article_number__isnull=False)
        )

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        number = number_asked(search_term)
        return (queryset.none() if number is None else queryset.filter(article_number=number)), False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
