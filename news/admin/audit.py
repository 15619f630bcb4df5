from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.desk.audit_words import changes_of, kind_of, note_of
from news.desk.moments import baku_moment
from news.models import AuditEntry
from news.text.azerbaijani import az_capfirst, az_lower, az_upper

from .article import number_asked

SHOWN = 4


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Read-only: the acts write the log, and nobody changes it."""

    list_display = ("when", "actor_name", "action", "about", "sequence", "said", "first_changes")
    list_filter = ("action",)
    date_hierarchy = "at"
    fields = ("when", "actor_name", "action", "about", "sequence", "said", "all_changes", "number", "hash")
    readonly_fields = fields
    search_fields = ("article_number", "about_name")
    search_help_text = _("The article's number, or words of a name.")
    ordering = ("-at", "-pk")
    show_full_result_count = False
    list_per_page = 50
    actions = None

    @admin.display(description=_("when"), ordering="at")
    def when(self, entry):
        return baku_moment(entry.at)

    @admin.display(description=_("about"), ordering="article_number")
    def about(self, entry):
        if entry.article_number:
            return f"№ {entry.article_number}"
        return (
            f"{kind_of(entry)}: {entry.about_name}" if entry.about_model else self.get_empty_value_display()
        )

    @admin.display(description=_("why"))
    def said(self, entry):
        return note_of(entry)

    @admin.display(description=_("changes"))
    def first_changes(self, entry):
        more = len(entry.changes) - SHOWN
        rest = gettext("and %(number)s more") % {"number": more}
        address = reverse("admin:news_auditentry_change", args=[entry.pk])
        link = format_html('<li><a href="{}">{}</a></li>', address, rest) if more > 0 else ""
        return in_lines(changes_of(entry)[:SHOWN], link)

    @admin.display(description=_("changes"))
    def all_changes(self, entry):
        return in_lines(changes_of(entry)) or self.get_empty_value_display()

    def get_queryset(self, request):
        """Sign-ins and acts on accounts are shown only to people who manage the accounts."""
        entries = super().get_queryset(request).open_to(request.user)
        on_content = Q(article_number__isnull=False) | Q(about_model__startswith="news.")
        return entries if request.user.has_perm("auth.view_user") else entries.filter(on_content)

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.split():
            number = number_asked(word)
            found = Q()
            for spelling in (word, az_lower(word), az_upper(word), az_capfirst(az_lower(word))):
                found |= Q(about_name__contains=spelling)
            queryset = queryset.filter(found if number is None else found | Q(article_number=number))
        return queryset, False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def in_lines(changes, link=""):
    if not changes:
        return None
    lines = format_html_join(
        "",
        "<li><strong>{}:</strong> {}{}{}</li>",
        (
            (
                label,
                format_html("<del>{}</del>", before) if before else "",
                " → " if before and after else "",
                format_html("<ins>{}</ins>", after) if after else "",
            )
            for label, before, after in changes
        ),
    )
    return format_html('<ul class="desk-plain changes">{}{}</ul>', lines, link)
