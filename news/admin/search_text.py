"""Search like the public site's: without diacritics and case, in both languages."""

from news.text.azerbaijani import fold

LONGEST_QUERY = 200


def terms_of(query):
    return fold(query[:LONGEST_QUERY]).split()


class SearchTextMixin:
    """For models with a search text, in which the list's search box and every autocomplete search."""

    search_fields = ("search_text",)

    def get_search_results(self, request, queryset, search_term):
        for term in terms_of(search_term):
            queryset = queryset.filter(search_text__contains=term)
        return queryset, False
