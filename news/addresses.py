"""Addresses of this site: full ones, and those of its pages in a given language."""

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation

from news.text.languages import LANGUAGES

# How the addresses of the public pages begin: they are the same for everybody.
PUBLIC = (*(f"/{language}/" for language in LANGUAGES), "/sitemap", "/robots.txt")
DESK = "admin/"


def absolute(address):
    """A path with the site's address in front; what is at another host already, stays as it is."""
    return f"{settings.SITE_URL}{address}" if str(address).startswith("/") else address


def reverse_in(language, name, *args):
    """The path of a public page in that language."""
    with translation.override(language):
        return reverse(f"news:{name}", args=args)


def is_at_the_desk(request):
    return request.path_info.startswith(get_script_prefix() + DESK)
