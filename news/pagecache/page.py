"""One finished page: its status, headers and body, and each encoded response once somebody wants it."""

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
KEYED = {"accept-encoding", "cookie"}  # the only cookie among them, the reading settings, is part of the key
OF_A_304 = ("cache-control", "content-language", "content-location", "expires", "vary", "etag")
OVERHEAD = 2000  # bytes that a page takes beside its responses: key, headers, objects

encoding_for = lru_cache(maxsize=1024)(accepted_encoding)


class EncodedResponse:
    """The page as it is sent in one encoding (None: as it is), with all headers that belong to it."""

    def __init__(self, content, tag, encoding, headers):
        self.tag = f'"{tag}-{encoding}"' if encoding else f'"{tag}"'
        self.body = content
        headers = [*headers, ("ETag", self.tag)]
        if encoding and len(content) >= SMALLEST_WORTH_COMPRESSING:
            self.body = COMPRESSORS[encoding](content)
            headers.append(("Content-Encoding", encoding))
        self.headers = [*headers, ("Content-Length", str(len(self.body)))]
        self.headers_of_304 = [pair for pair in headers if pair[0].lower() in OF_A_304]


class Body:
    """Everything that changes with the number of reads; replaced as a whole: nobody sees half of a change."""

    def __init__(self, content):
        self.content = content
        self.tag = tag_of(content)
        self.responses = {}  # {encoding: EncodedResponse}

    @property
    def size(self):
        return len(self.content) + sum(len(response.body) for response in list(self.responses.values()))


class Page:
    """article_id, language: what is counted as read when this page is served; None when nothing is."""

    def __init__(self):
        self.article_id = self.language = self.read_count = None
        self.renew_at = 0.0  # when the number of reads is due to be looked up again
        self.stored_size = 0
        self.has_grown = self.was_served = False

    def count_as(self, article_id, language):
        """Let each serving of this page be counted as a read of that article."""
        self.article_id, self.language = article_id, language

    def finish(self, status, headers, content):
        self.status, self.is_ok = status, status.startswith("200")
        if not self.is_ok:
            self.article_id = None
        values = {name.lower(): value for name, value in headers}
        self.content_type = values.get("content-type", "")
        self.is_compressible = bool(COMPRESSIBLE.match(self.content_type))
        self.is_for_everybody = (
            int(status[:3]) in (200, 301, 410)
            and "public" in values.get("cache-control", "")
            and "set-cookie" not in values
            and depends_on(values.get("vary", "")) <= KEYED
        )
        vary = values.get("vary") or ("Accept-Encoding" if self.is_compressible else "")
        self.headers = [pair for pair in headers if pair[0].lower() not in OWN_HEADERS]
        if vary:
            self.headers.append(("Vary", vary))
        self.body = Body(content)

    @property
    def size(self):
        return self.body.size + OVERHEAD

    # --- Serving ---------------------------------------------------------------------------------------

    def response_for(self, accept_encoding):
        encoding = encoding_for(accept_encoding) if self.is_compressible and accept_encoding else None
        body = self.body
        response = body.responses.get(encoding)
        if response is None:
            response = EncodedResponse(body.content, body.tag, encoding, self.headers)
            body.responses[encoding] = response
            self.has_grown = True
        return response

    def answer(self, environ, start_response):
        response = self.response_for(environ.get("HTTP_ACCEPT_ENCODING"))
        known_tags = environ.get("HTTP_IF_NONE_MATCH")
        if known_tags and self.is_ok and has_tag(known_tags, response.tag):
            start_response("304 Not Modified", response.headers_of_304[:])
            return []
        start_response(self.status, response.headers[:])
        return [response.body] if environ["REQUEST_METHOD"] == "GET" else []

    # --- The number of reads ---------------------------------------------------------------------------

    def write_reads(self, element):
        """Put the element with the number into the body; responses, tags and lengths follow from it."""
        content = READS.sub(lambda _found: element, self.body.content, count=1)
        if content != self.body.content:
            self.body = Body(content)
            self.has_grown = True


def depends_on(vary):
    return {name.strip().casefold() for name in vary.split(",") if name.strip()}


def has_tag(known_tags, tag):
    """Weak comparison, as RFC 9110 (13.1.2) asks for."""
    return (
        known_tags == tag
        or known_tags.strip() == "*"
        or tag in (part.strip().removeprefix("W/") for part in known_tags.split(","))
    )
