"""A page understands the parameters that its view declares, and no others, wherever the request comes in."""

from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, path, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override
from django.views.decorators.http import require_safe

from news.models import Article, Edition, Organization, Page, Person, Topic
from news.pagecache.cache_key import cache_key
from news.public.parameters import page_parameters
from news.public.views.lists import list_parameters
from tests.helpers import parameter_log

VALUES = {
    "at": "2022-11-05",
    "date_from": "2020-01-01",
    "date_to": "2030-01-01",
    "kind": "news",
    "language": "en",
    "literal": "1",
    "month": "11",
    "next": "/en/",
    "order": "date",
    "page": "2",
    "q": "rights",
    "reset": "1",
    "year": "2022",
}


def public_patterns():
    """(name, view, names of its arguments) of every pattern under /az/ and /en/."""
    for group in get_resolver().url_patterns:
        if isinstance(group, URLResolver) and isinstance(group.pattern, LocalePrefixPattern):
            [news] = group.url_patterns
            for pattern in news.url_patterns:
                yield pattern.name, pattern.callback, tuple(pattern.pattern.converters)


@pytest.fixture
def values_of_arguments(demo):
    """values_of_arguments(name of a pattern): what leads to a page of the demo."""
    edition = Edition.objects.live_in("en").filter(article__kind=Article.Kind.NEWS).first()
    nouns = {"topic": Topic, "person": Person, "organization": Organization, "page": Page}

    def of(name):
        model = nouns.get(name.removesuffix("_detail"))
        return {
            "number": edition.article.number,
            "slug": model.objects.exclude(slug_en=None).first().slug_en if model else edition.slug_en,
            "year": edition.first_published_at.year,
            "month": edition.first_published_at.month,
            "beside": "news/",
            "rest": "anything",
        }

    return of


@pytest.mark.once
def test_every_view_declares_the_parameters_that_it_reads(values_of_arguments, client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.helpers.parameter_log.LogParameters"]
    slugs = {
        "topic": Topic.objects.first().slug_en,
        "person": Person.objects.first().slug_en,
        "organization": Organization.objects.first().slug_en,
    }
    queries = [{}, VALUES | slugs, *({name: value} for name, value in (VALUES | slugs).items())]
    undeclared = set()
    for name, view, arguments in public_patterns():
        values = values_of_arguments(name)
        with override("en"):
            address = reverse(f"news:{name}", kwargs={argument: values[argument] for argument in arguments})
        parameter_log.READ.clear()
        for query in queries:
            assert client.get(address, query).status_code < 500, (address, query)
        declared = getattr(view, "page_parameters", ())
        undeclared |= {(name, read) for read in parameter_log.READ if read not in declared}
    assert undeclared == set()


@list_parameters
@page_parameters("known")
@require_safe
def echo(request):
    return HttpResponse(request.GET.urlencode())


class Addresses:
    urlpatterns = [path("en/echo/", echo)]


@pytest.mark.parametrize("door", ["as a reader", "with a session"])
def test_parameter_that_is_not_declared_does_not_reach_the_view(client, settings, db, door):
    settings.ROOT_URLCONF = Addresses
    if door == "with a session":
        client.cookies[settings.SESSION_COOKIE_NAME] = "abc"
    assert client.get("/en/echo/?b=2&known=1&a=3").content == b"known=1"


def test_parameters_of_several_declarations_add_up(client, settings, db):
    settings.ROOT_URLCONF = Addresses
    assert client.get("/en/echo/?page=2&b=2&known=1").content == b"known=1&page=2"


def environ_for(address):
    path, _mark, query = address.partition("?")
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}


def test_neither_does_it_split_the_cache():
    get_wsgi_application()
    assert cache_key(environ_for("/en/news/?x=1&page=2&y=2")) == cache_key(environ_for("/en/news/?page=2"))
    assert cache_key(environ_for("/en/news/?page=2")) != cache_key(environ_for("/en/news/"))
    assert cache_key(environ_for("/en/?page=2")) == cache_key(environ_for("/en/"))
