"""The search page, and the names it suggests while somebody types."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.addresses import reverse_in
from news.models import Edition
from news.public.page_addresses import PageAddresses
from news.public.pagination import ListPage, page_number
from news.public.parameters import page_parameters
from news.public.search_form import SearchForm, language_name, query_of
from news.search.editions import site_index
from news.search.index import RELEVANCE, Filters
from news.search.names import matching_names, names_beginning_with
from news.text.languages import LANGUAGES, fields_in_each

from .lists import filter_choices, filter_panel

HITS_A_PAGE = 20
LATEST_SHOWN = 4
SHOWN_OF_EDITION = (
    "first_published_at",
    "withdrawn_at",
    "article__number",
    "article__kind",
    *fields_in_each("slug"),
)


@dataclass
class ShownHit:
    """A hit with the edition it is about, for the template."""

    edition: object
    title: list
    passage: list
    language: str

    @property
    def url(self):
        return self.edition.url_in(self.language)

    @property
    def language_name(self):
        return language_name(self.language)


@page_parameters("q", *SearchForm.base_fields, "literal", "page")
@require_safe
def search(request):
    language = request.LANGUAGE_CODE
    query = query_of(request)
    is_filtered = any(map(request.GET.get, SearchForm.base_fields))
    form = SimpleLazyObject(lambda: SearchForm(request.GET, language, filter_choices(request)))
    request.addresses = addresses_of(query)
    context = {
        "heading": _("Search: %(query)s") % {"query": query} if query else _("Search"),
        "query": query,
        "query_string": urlencode({"q": query}),
        "filters": form,
        "filter_panel": filter_panel(request, "includes/search_fields.html", form, is_filtered),
        "is_filtered": is_filtered,
        "active_filters": active_filters(request, form) if is_filtered else [],
    }
    if query:
        filters, order = (form.filters(), form.chosen_order) if is_filtered else (Filters(), RELEVANCE)
        context |= answer(request, query, filters, order)
    return render(request, "news/search.html", context)


def addresses_of(query):
    """The search in each language with the same query; search engines are to index neither."""
    query_string = "?" + urlencode({"q": query}) if query else ""
    paths = {language: reverse_in(language, "search") + query_string for language in LANGUAGES}
    return PageAddresses(paths, noindex=True)


def answer(request, query, filters, order):
    language = request.LANGUAGE_CODE
    is_literal = bool(request.GET.get("literal"))
    results = site_index().search(query, language, filters, order, is_literal)
    page = page_of(request, results)
    context = {
        "results": results,
        "page": page,
        "is_literal": is_literal,
        "names": matching_names(results.groups, language) if page.number == 1 else [],
        "literal_url": with_parameters(request, literal=1),
        "forgiving_url": with_parameters(request),
    }
    if not results.found:
        context["latest"] = Edition.objects.listed_in(language).for_lists()[:LATEST_SHOWN]
    return context


def page_of(request, results):
    pages = max(-(-len(results) // HITS_A_PAGE), 1)
    number = page_number(request.GET.get("page"), pages)
    hits = results.hits((number - 1) * HITS_A_PAGE, number * HITS_A_PAGE)
    return ListPage(hits_with_editions(hits), number, pages, len(results))


def hits_with_editions(hits):
    editions = Edition.objects.select_related("article").only(*SHOWN_OF_EDITION)
    editions = editions.in_bulk([hit.document.edition_id for hit in hits])
    return [
        ShownHit(editions[hit.document.edition_id], hit.title, hit.passage, hit.language)
        for hit in hits
        if hit.document.edition_id in editions
    ]


def with_parameters(request, **changes):
    """This search with other parameters, from its first page; `literal` is never carried over."""
    kept = {name: value for name, value in request.GET.items() if name not in ("page", "literal") and value}
    return "?" + urlencode(kept | changes)


def active_filters(request, form):
    return [
        {"label": label, "value": value, "remove_url": without(request, name)}
        for name, label, value in form.descriptions()
    ]


def without(request, name):
    kept = {key: value for key, value in request.GET.items() if key not in ("page", name) and value}
    return "?" + urlencode(kept)


@page_parameters("q")
@require_safe
def search_suggestions(request):
    """{"suggestions": [{"name", "url"}]}: people, organizations and topics found while somebody types."""
    language = request.LANGUAGE_CODE
    found = names_beginning_with(query_of(request), language)
    suggestions = [{"name": str(thing), "url": thing.get_absolute_url()} for thing in found]
    return JsonResponse({"suggestions": suggestions})
