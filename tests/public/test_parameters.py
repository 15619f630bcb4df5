"""A page understands the parameters that its view declares, and no others, wherever the request comes in."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, path, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override
from django.views.decorators.http import require_safe

from news import editing
from news.models import Page
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
def nouns(make_edition, person, office, topic):
    """{what an address may name: a row of it}, all named by one public article."""
    edition = make_edition(
        topics=[topic], people=[person], organizations=[office], body_en="<p>Human rights.</p>"
    )
    editing.publish(edition, None, datetime(2022, 11, 1, 12, tzinfo=UTC))
    page = Page.objects.create(
        title_az="Haqqımızda", title_en="About us", body_az="<p>Biz.</p>", body_en="<p>We.</p>"
    )
    return {"edition": edition, "topic": topic, "person": person, "organization": office, "page": page}


def arguments_of(name, nouns):
    """What leads to a page of the site, for the pattern of that name."""
    noun = nouns.get(name.removesuffix("_detail"))
    return {
        "number": nouns["edition"].article.number,
        "slug": (noun or nouns["edition"]).slug_en,
        "year": 2022,
        "month": 11,
        "beside": "news/",
        "rest": "anything",
    }


@pytest.mark.once
def test_every_view_declares_the_parameters_that_it_reads(nouns, client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.helpers.parameter_log.LogParameters"]
    given = VALUES | {name: nouns[name].slug_en for name in ("topic", "person", "organization")}
    undeclared, answered = set(), set()
    for name, view, arguments in public_patterns():
        values = arguments_of(name, nouns)
        with override("en"):
            address = reverse(f"news:{name}", kwargs={argument: values[argument] for argument in arguments})
        parameter_log.READ.clear()
        declared = getattr(
            view, "page_parameters", ()
        )  # no other reaches the view, and can lead it elsewhere
        for query in ({}, given, *({name: given[name]} for name in declared)):
            status = client.get(address, query).status_code
            assert status < 500, (address, query)
            answered |= {name} if status == 200 else set()
        undeclared |= {(name, read) for read in parameter_log.READ if read not in declared}
    assert undeclared == set()
    assert answered >= {
        "home",
        "article_list",
        "article_detail",
        "topic_detail",
        "person_detail",
        "page_detail",
        "search",
    }


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
