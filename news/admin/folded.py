"""Search as the public site does it: no diacritics, no case, both languages."""

from news.text.azerbaijani import fold

LONGEST_QUERY = 200


def terms_of(query):
    return fold(query[:LONGEST_QUERY]).split()


class FoldedSearch:
    """For models that keep a folded text: the list's search box and every autocomplete look there."""

    search_fields = ("folded",)

    def get_search_results(self, request, queryset, search_term):
        for term in terms_of(search_term):
            queryset = queryset.filter(folded__contains=term)
        return queryset, False
