"""What every answer goes through. Function middleware, in the order of settings.MIDDLEWARE."""

import gzip
import hashlib
import re

import brotli
from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.functional import SimpleLazyObject

from news.models import PublicContent
from news.text.languages import LANGUAGES

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
COMPRESSIBLE = re.compile(
    r"^(text/|application/(json|feed\+json|ld\+json|rss\+xml|atom\+xml|xml|javascript)|image/svg)"
)
SMALLEST_WORTH_COMPRESSING = 400


def refuse_unknown_methods(get_response):
    """405 for TRACE, PUT and whatever else nobody here answers; Django's plain views would say 200."""

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware


def language_of_address(get_response):
    """The language is the first part of the path, errors included; elsewhere the reader's own.

    Unlike LocaleMiddleware it never redirects and never adds Vary: Accept-Language to a page whose
    language is in its address.
    """

    def middleware(request):
        first = request.path_info.removeprefix("/").partition("/")[0]  # "*" has no slash (RFC 9112, 3.2.4)
        language = first if first in LANGUAGES else preferred_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if first not in LANGUAGES:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def preferred_language(request):
    """Cookie, then Accept-Language, then the site's own language."""
    return translation.get_language_from_request(request)


def generation_of_content(get_response):
    """request.generation: the generation of the public content, read at most once in each request."""

    def middleware(request):
        request.generation = SimpleLazyObject(PublicContent.current)
        return get_response(request)

    return middleware


def cache_headers(get_response):
    """Anybody may cache a public page for a minute; any other answer says so itself or is not cached."""

    def middleware(request):
        response = get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if is_public(request, response):
            patch_cache_control(
                response, public=True, max_age=60, stale_while_revalidate=60, stale_if_error=86400
            )
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware


def is_public(request, response):
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 301, 404, 410)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not response.cookies
    )


def conditional(get_response):
    """A strong ETag on every complete answer, and 304 for a client that has it already; HEAD included."""

    def middleware(request):
        response = get_response(request)
        if request.method not in ("GET", "HEAD") or response.streaming or response.status_code != 200:
            return response
        if not response.has_header("ETag") and "no-store" not in response.get("Cache-Control", ""):
            response["ETag"] = f'"{tag_of(response.content)}"'
        return get_conditional_response(request, response.get("ETag"), response=response)

    return middleware


def tag_of(content):
    """The text between the quotes of an ETag, from SHA-256: processors have that hash built in."""
    return hashlib.sha256(content).hexdigest()[:24]


def compress(get_response):
    """gzip and brotli, with a strong ETag of its own for each encoding (RFC 9110, 8.8.3.3)."""

    def middleware(request):
        accepted = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        known_tags = request.META.get("HTTP_IF_NONE_MATCH")
        if known_tags and accepted:
            # The middleware inside this one compares answers by the tag of their plain form.
            request.META["HTTP_IF_NONE_MATCH"] = known_tags.replace(f'-{accepted}"', '"')
        response = get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        if not COMPRESSIBLE.match(response.get("Content-Type", "")):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not accepted:
            return response
        tag = response.get("ETag", "")
        if tag.endswith('"') and not tag.startswith("W/"):
            response["ETag"] = f'{tag[:-1]}-{accepted}"'
        if len(response.content) >= SMALLEST_WORTH_COMPRESSING:
            response.content = COMPRESSORS[accepted](response.content)
            response["Content-Encoding"] = accepted
            response["Content-Length"] = str(len(response.content))
        return response

    return middleware


COMPRESSORS = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


def accepted_encoding(header):
    """The best encoding that the client accepts, or None; q=0 refuses one (RFC 9110, 12.5.3)."""
    offered = {}
    for part in header.split(","):
        name, _semicolon, parameters = part.strip().partition(";")
        offered[name.strip().casefold()] = not re.fullmatch(r"\s*q=0(\.0*)?\s*", parameters)
    return next((name for name in COMPRESSORS if offered.get(name)), None)
