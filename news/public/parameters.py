"""The query parameters that a page understands: declared at its view, read by everything else.

A parameter that is not declared reaches neither the view nor the key under which a finished page is stored.
"""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from news.addresses import PUBLIC
from news.text.languages import LANGUAGES


def page_parameters(*names):
    """Decorator of a view: @page_parameters("page", *ListFilters.base_fields). Several add up."""

    def declare(view):
        view.page_parameters = (*getattr(view, "page_parameters", ()), *names)
        return view

    return declare


def declared_query(path, query):
    """The part of a query string that the page at that path declares, in the order of its declaration.

    Empty values count as not given, as a form's untouched fields send them. None when the query has so many
    parameters that Django refuses it.
    """
    try:
        given = dict(parse_qsl(query, max_num_fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS))
    except ValueError:
        return None
    declared = getattr(view_of(path), "page_parameters", ()) if given else ()
    return urlencode([(name, given[name]) for name in declared if name in given])


@lru_cache(maxsize=4096)
def view_of(path):
    """The view that answers at a public path; None where there is nothing."""
    language = path.split("/", 2)[1]
    with translation.override(language if language in LANGUAGES else settings.LANGUAGE_CODE):
        try:
            return resolve(path).func
        except Resolver404:
            return None


def only_declared_parameters(get_response):
    """Middleware: undeclared parameters are dropped, so that PAGE_CACHE makes no difference to a view."""

    def middleware(request):
        query = request.META.get("QUERY_STRING")
        if query and request.path_info.startswith(PUBLIC):
            declared = declared_query(request.path_info, query)
            if declared is not None:
                request.META["QUERY_STRING"] = declared
        return get_response(request)

    return middleware
