"""What of a request changes the page: this is the page's key, and all that Django is told when it makes it.

Whatever else a request brings along (other parameters, cookies, headers) can then neither split the
cache nor get into anybody else's page.
"""

from functools import lru_cache
from io import BytesIO
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from news.public.reading_settings import COOKIE, cookie_of
from news.text.languages import LANGUAGES

PUBLIC = (*(f"/{language}/" for language in LANGUAGES), "/sitemap", "/robots.txt")
PAGED = ("kind", "topic", "person", "organization", "year", "month", "date_from", "date_to", "page")
FILTERS = PAGED[:-1]
PARAMETERS = {
    "article_list": PAGED,
    "article_detail": ("at",),
    "article_history": ("page",),
    "topic_detail": PAGED,
    "person_detail": PAGED,
    "organization_detail": PAGED,
    "archive_month": PAGED,
    "feed_rss": FILTERS,
    "feed_atom": FILTERS,
    "feed_json": FILTERS,
    "search": ("q", *FILTERS, "language", "order", "literal", "page"),
    "search_suggestions": ("q",),
    "reading_settings": ("reset", "next"),
}
TELLING = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")
KEPT = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SCRIPT_NAME", "PATH_INFO", "HTTP_HOST")
LONGEST_REMEMBERED = 500
PATH = 1  # in the key
SECURE = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")


def page_asked_for(environ, session=f"{settings.SESSION_COOKIE_NAME}="):
    """The key of the page: (host, path, parameters, whether by HTTPS, reading settings).

    None for what must go to Django.
    """
    path = environ["PATH_INFO"]
    if not path.startswith(PUBLIC) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    reading = ""
    if not environ.keys().isdisjoint(TELLING):
        cookie = environ.get("HTTP_COOKIE", "")
        if session in cookie or "HTTP_AUTHORIZATION" in environ or has_body(environ):
            return None
        reading = cookie_of(cookie)
    query = environ.get("QUERY_STRING", "")
    if query:
        query = (known_parameters if len(query) < LONGEST_REMEMBERED else read_parameters)(path, query)
        if query is None:
            return None
    return environ.get("HTTP_HOST"), path, query, environ.get(SECURE[0]) == SECURE[1], reading


def has_body(environ):
    return environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in environ


def read_parameters(path, query):
    """The parameters that this page knows, in their one order; None when Django should refuse them."""
    try:
        asked = dict(parse_qsl(query, max_num_fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS))
    except ValueError:
        return None
    known = PARAMETERS.get(name_of_view(path), ()) if asked else ()
    return urlencode([(name, asked[name]) for name in known if name in asked])


known_parameters = lru_cache(maxsize=4096)(read_parameters)


def name_of_view(path):
    language = path.split("/", 2)[1]
    with translation.override(language if language in LANGUAGES else settings.LANGUAGE_CODE):
        try:
            name = path.encode("latin-1").decode("utf-8", "replace")
            return resolve(name).url_name
        except Resolver404:
            return None


def request_for(environ, key, page):
    """The environment of a request for that page by nobody in particular."""
    _host, _path, query, secure, reading = key
    asked = {name: value for name, value in environ.items() if name in KEPT or name.startswith("wsgi.")}
    return asked | {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": query,
        "REMOTE_ADDR": "",
        "wsgi.url_scheme": "https" if secure else "http",
        "wsgi.input": BytesIO(),
        "news.finished_page": page,
        **({"HTTP_COOKIE": f"{COOKIE}={reading}"} if reading else {}),
        **forwarded(secure),
    }


def forwarded(secure):
    if settings.SECURE_PROXY_SSL_HEADER and secure:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return {name: value}
    return {}
