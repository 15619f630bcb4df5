"""The parts of a request that decide what the page is: its key, and all that Django sees when it makes it.

Whatever else a request brings along (other parameters, cookies, headers) can then neither split the
cache nor get into anybody else's page.
"""

from io import BytesIO
from typing import NamedTuple

from django.conf import settings

from news.addresses import PUBLIC
from news.public.environ import brings_a_body
from news.public.parameters import declared_query
from news.public.reading_settings import COOKIE, cookie_of

FORWARDED = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SCRIPT_NAME", "PATH_INFO", "HTTP_HOST")
SECURE = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")
SESSION = f"{settings.SESSION_COOKIE_NAME}="


class CacheKey(NamedTuple):
    host: str
    path: str
    query: str
    is_secure: bool
    reading: str  # the reader's settings, as they stand in the cookie


def cache_key(environ):
    """The CacheKey of the page that is asked for; None for what must go to Django."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path.startswith(PUBLIC):
        return None
    cookie = environ.get("HTTP_COOKIE", "")
    if SESSION in cookie or "HTTP_AUTHORIZATION" in environ or brings_a_body(environ):
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        query = declared_query(path.encode("latin-1").decode("utf-8", "replace"), query)  # PEP 3333
        if query is None:
            return None
    is_secure = environ.get(SECURE[0]) == SECURE[1]
    return CacheKey(environ.get("HTTP_HOST"), path, query, is_secure, cookie_of(cookie) if cookie else "")


def is_usual(key):
    """The page as it is at the site's own address for whoever has chosen nothing."""
    return not key.reading and f"{'https' if key.is_secure else 'http'}://{key.host}" == settings.SITE_URL


def environ_for(key, environ):
    """The environment of an anonymous request for that page."""
    kept = {name: value for name, value in environ.items() if name in FORWARDED or name.startswith("wsgi.")}
    made = kept | {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": key.query,
        "REMOTE_ADDR": "",
        "wsgi.url_scheme": "https" if key.is_secure else "http",
        "wsgi.input": BytesIO(),
    }
    if key.reading:
        made["HTTP_COOKIE"] = f"{COOKIE}={key.reading}"
    if key.is_secure:
        made[SECURE[0]] = SECURE[1]
    return made
