"""One finished page: its status, headers and body, and each compressed form once somebody wants it."""

import re
from functools import lru_cache

from news.public.middleware import (
    COMPRESSIBLE,
    COMPRESSORS,
    SMALLEST_WORTH_COMPRESSING,
    accepted_encoding,
    tag_of,
)

READS = re.compile(rb"<span data-reads>[^<]*</span>")
OWN_HEADERS = ("content-length", "etag", "content-encoding", "vary")
KEYED = {"accept-encoding", "cookie"}  # of cookies only the reading settings, which are part of the key
OF_A_304 = ("cache-control", "content-language", "content-location", "expires", "vary")
OVERHEAD = 2000  # bytes that a page takes beside its forms: key, headers, objects


@lru_cache(maxsize=1024)
def the_same(name, value):
    """One header for all pages that have it: what a thousand pages share stays in the processor's cache."""
    return name, value


encoding_for = lru_cache(maxsize=1024)(accepted_encoding)


class Form:
    """The page as it is sent in one encoding, with all that belongs to it."""

    __slots__ = (
        "article_id",
        "asked_at",
        "body",
        "headers",
        "headers_of_304",
        "language",
        "status",
        "tag",
    )

    def __init__(self, page, content, tag, encoding):
        self.status, self.article_id, self.language = page.status, page.article_id, page.language
        self.asked_at = 0.0  # the time of the last request that was served with this form at first sight
        self.tag = f'"{tag}-{encoding}"' if encoding else f'"{tag}"'
        headers = [*page.headers, ("ETag", self.tag)]
        self.body = content
        if encoding and len(content) >= SMALLEST_WORTH_COMPRESSING:
            self.body = COMPRESSORS[encoding](content)
            headers.append(("Content-Encoding", encoding))
        self.headers = [*headers, ("Content-Length", str(len(self.body)))]
        self.headers_of_304 = [pair for pair in headers if pair[0].lower() in (*OF_A_304, "etag")]


class Body:
    """Everything that a renewed number changes; replaced as a whole, so that nobody sees half of it."""

    __slots__ = ("content", "forms", "tag")

    def __init__(self, content):
        self.content = content
        self.tag = tag_of(content)
        self.forms = {}

    @property
    def size(self):
        return len(self.content) + sum(len(form.body) for form in list(self.forms.values()))


class Page:
    __slots__ = (
        "article_id",
        "asked_at",
        "body",
        "has_grown",
        "headers",
        "is_compressible",
        "is_for_everybody",
        "is_ok",
        "kept_size",
        "language",
        "read_count",
        "renew_at",
        "seen_at",
        "status",
    )

    def __init__(self):
        self.article_id = self.language = self.read_count = None
        self.renew_at = 0.0
        self.asked_at = self.seen_at = 0.0  # the time of the last request; that of which the shelf took note
        self.kept_size = 0
        self.has_grown = False

    def counts(self, article_id, language):
        """Each time that this page is served, it is a read of that article."""
        self.article_id, self.language = article_id, language

    def finish(self, status, headers, content):
        self.status, self.is_ok = status, status.startswith("200")
        if not self.is_ok:
            self.article_id = None
        names = {name.lower(): value for name, value in headers}
        self.is_compressible = bool(COMPRESSIBLE.match(names.get("content-type", "")))
        self.is_for_everybody = (
            int(status[:3]) in (200, 301, 410)
            and "public" in names.get("cache-control", "")
            and "set-cookie" not in names
            and depends_on(names.get("vary", "")) <= KEYED
        )
        vary = [("Vary", "Accept-Encoding")] if self.is_compressible else []
        vary = [("Vary", names["vary"])] if names.get("vary") else vary
        others = [pair for pair in headers if pair[0].lower() not in OWN_HEADERS]
        self.headers = [the_same(*pair) for pair in others + vary]
        self.body = Body(content)

    @property
    def size(self):
        return self.body.size + OVERHEAD

    @property
    def last_asked_at(self):
        return max([self.asked_at, *(form.asked_at for form in list(self.body.forms.values()))])

    # --- Serving ---------------------------------------------------------------------------------------

    def form_for(self, accept_encoding):
        encoding = encoding_for(accept_encoding) if self.is_compressible and accept_encoding else None
        body = self.body
        form = body.forms.get(encoding)
        if form is None:
            form = body.forms[encoding] = Form(self, body.content, body.tag, encoding)
            self.has_grown = True
        return form

    def answer(self, environ, start_response):
        form = self.form_for(environ.get("HTTP_ACCEPT_ENCODING"))
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and self.is_ok and has_tag(asked, form.tag):
            start_response("304 Not Modified", form.headers_of_304[:])
            return []
        start_response(self.status, form.headers[:])
        return [form.body] if environ["REQUEST_METHOD"] == "GET" else []

    # --- The number of reads ---------------------------------------------------------------------------

    def write_reads(self, element):
        """Put the element with the number into the body; forms, tags and lengths follow from it."""
        content = READS.sub(lambda _found: element, self.body.content, count=1)
        if content != self.body.content:
            self.body = Body(content)
            self.has_grown = True


def depends_on(vary):
    return {name.strip().casefold() for name in vary.split(",") if name.strip()}


def has_tag(asked, tag):
    """Weak comparison, as RFC 9110 (13.1.2) asks for."""
    return (
        asked == tag
        or asked.strip() == "*"
        or tag in (part.strip().removeprefix("W/") for part in asked.split(","))
    )
