from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils.translation import gettext_lazy as _

from news.models import ViewCount

from .article import number_asked
from .in_words import yes_or_no
from .statistics import statistics


@admin.register(ViewCount)
class ViewCountAdmin(admin.ModelAdmin):
    """Read-only: reads are counted, never typed."""

    list_display = ("article", "language", "day", "reads")
    fields = ("article", "language", "day", "whole_month", "reads")
    readonly_fields = fields
    whole_month = yes_or_no("is_month", _("whole month"))
    list_filter = ("language",)
    list_select_related = ("article",)
    date_hierarchy = "day"
    ordering = ("-day", "-reads", "-pk")
    search_fields = ("article__number",)
    show_full_result_count = False
    list_per_page = 50
    actions = None
    change_list_template = "admin/news/viewcount/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.statistics_view)
        return [path("statistics/", view, name="news_viewcount_statistics"), *super().get_urls()]

    def statistics_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return statistics(request, self.admin_site)

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
