"""Addresses of this site: absolute ones, and those of its pages in a given language."""

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation

from news.text.languages import LANGUAGES

# The beginnings of the public pages' paths; these pages are the same for everybody.
PUBLIC = (*(f"/{language}/" for language in LANGUAGES), "/sitemap", "/robots.txt")
DESK = "admin/"


def absolute(address):
    """The path with the site's address in front; an address on another host stays as it is."""
    return f"{settings.SITE_URL}{address}" if str(address).startswith("/") else address


def reverse_in(language, name, *args):
    """The path of a public page in that language."""
    with translation.override(language):
        return reverse(f"news:{name}", args=args)


def is_at_the_desk(request):
    return request.path_info.startswith(get_script_prefix() + DESK)
