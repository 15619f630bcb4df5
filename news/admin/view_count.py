from django.contrib import admin

from news.models import ViewCount

from .article import number_asked


@admin.register(ViewCount)
class ViewCountAdmin(admin.ModelAdmin):
    """Counted, never typed."""

    list_display = ("article", "language", "day", "reads")
    list_filter = ("language",)
    list_select_related = ("article",)
    date_hierarchy = "day"
    ordering = ("-day", "-reads", "-pk")
    search_fields = ("article__number",)
    show_full_result_count = False
    list_per_page = 50
    actions = None

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
