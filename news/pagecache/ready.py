"""Answers to plain requests, found by one look: most tell nothing but host, address and encodings.

Nothing is copied: each is a form of a page on the shelf, and leaves with it. All are forgotten when the
numbers of reads are due, so that the pages themselves are looked at again.
"""

from math import inf

from .cache_key import SECURE, TELLING

UNUSUAL = (*TELLING, "HTTP_IF_NONE_MATCH")
MOST_WAYS = 50


class Ready:
    def __init__(self, until=-inf):
        self.until = until
        self.ways = {}  # {plain way of asking: {path: form}}

    def form_for(self, environ, now):
        if now < self.until:
            paths = self.ways.get(plain_way(environ))
            return paths and paths.get(environ["PATH_INFO"])
        return None

    def add(self, way, path, form):
        if way in self.ways or len(self.ways) < MOST_WAYS:
            self.ways.setdefault(way, {})[path] = form

    def remove(self, path):
        for paths in self.ways.values():
            paths.pop(path, None)


def plain_way(environ, secure=SECURE[0]):
    """(host, encodings, scheme) of a request that tells nothing else but its address; None of any other."""
    get = environ.get
    if environ["REQUEST_METHOD"] == "GET" and not get("QUERY_STRING") and environ.keys().isdisjoint(UNUSUAL):
        return get("HTTP_HOST"), get("HTTP_ACCEPT_ENCODING"), get(secure)
    return None
