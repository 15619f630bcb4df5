"""The search form: a query and the filters, read from the address; never an error page."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from news.public.list_filters import ListFilters
from news.search.editions import kind_facet
from news.search.index import DATE, RELEVANCE, Filters
from news.search.query import LONGEST_QUERY
from news.text.languages import LANGUAGES


class SearchForm(ListFilters):
    """Those filters of a list that the index knows (not the year: From and To say as much), and an order."""

    UNDERSTOOD = ("kind", *ListFilters.NOUNS, "date_from", "date_to", "language", "order")

    language = forms.ChoiceField(label=_("Language"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(RELEVANCE, _("Best match first")), (DATE, _("Newest first"))],
    )

    def __init__(self, data, page_language, choices):
        super().__init__(data, page_language, choices)
        for name in self.fields.keys() - set(self.UNDERSTOOD):
            del self.fields[name]
        self.fields["language"].choices = [("", _("All languages")), *settings.LANGUAGES]

    def filters(self):
        criteria = self.criteria()
        facets = [f"{name}{criteria[name].pk}" for name in self.NOUNS if name in criteria]
        if kind := criteria.get("kind"):
            facets.append(kind_facet(kind))
        since, until = self.span()
        return Filters(facets, criteria.get("language"), since, until)

    @property
    def chosen_order(self):
        return self.criteria().get("order") or RELEVANCE

    def descriptions(self):
        """The filters that are on, without the usual order."""
        return [
            (name, label, self._in_words(name, value))
            for name, label, value in super().descriptions()
            if (name, value) != ("order", RELEVANCE)
        ]

    def _in_words(self, name, value):
        return str(dict(self.fields[name].choices)[value]) if name in ("language", "order") else value


def query_of(request):
    """The text to search for, without the characters that no database stores."""
    return " ".join(request.GET.get("q", "").replace("\0", " ")[:LONGEST_QUERY].split())


def language_name(code):
    return str(dict(settings.LANGUAGES)[code]) if code in LANGUAGES else ""
