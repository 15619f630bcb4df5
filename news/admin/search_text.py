"""Search like the public site's: without diacritics and case, in both languages."""

from django.db.models import Q
from django.utils.translation import get_language

from news.models import Edition
from news.search.editions import site_index
from news.text.azerbaijani import fold
from news.text.edition_texts import SEARCHED, words_of
from news.text.languages import LANGUAGES, fields_in_each

LONGEST_QUERY = 200
MOST_READ_THROUGH = 300


def terms_of(query):
    return fold(query[:LONGEST_QUERY]).split()


class SearchTextMixin:
    """For models with a search text, in which the list's search box and every autocomplete search."""

    search_fields = ("search_text",)

    def get_search_results(self, request, queryset, search_term):
        for term in terms_of(search_term):
            queryset = queryset.filter(search_text__contains=term)
        return queryset, False


def articles_found(query, user):
    """The condition that an article says these words; None when nothing is asked for.

    Titles are searched in all editions. What readers see is found as they find it, by the site's index. The
    texts that are not public yet are read through, those saved last; neither grows with the site.
    """
    terms = terms_of(query)
    if not terms:
        return None
    with_title = Edition.objects.open_to(user)
    for term in terms:
        with_title = with_title.filter(search_text__contains=term)
    found = site_index().search(query[:LONGEST_QUERY], get_language(), literal=True).found
    live = Edition.objects.filter(pk__in={document.edition_id for document in found})
    return (
        Q(pk__in=with_title.values("article"))
        | Q(pk__in=live.values("article"))
        | Q(pk__in=unpublished_with(terms, user))
    )


def unpublished_with(terms, user):
    """The articles whose text to come has all the words in one language."""
    editions = Edition.objects.open_to(user).not_public_yet().order_by("-updated_at")
    columns = editions.only("article", *SEARCHED, *fields_in_each(*SEARCHED))
    return [
        edition.article_id
        for edition in columns[:MOST_READ_THROUGH].iterator(chunk_size=50)
        if any(says(edition, language, terms) for language in LANGUAGES)
    ]


def says(edition, language, terms):
    text = fold(" ".join(words_of(edition, language, SEARCHED).values()))
    return all(term in text for term in terms)
