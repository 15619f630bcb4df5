from functools import partial

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from news.addresses import absolute, reverse_in
from news.models import Notice, Page
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import PageAddresses
from news.text.languages import LANGUAGES, OWN_NAMES, field_in, fields_in_each

FEEDS = [("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")]


def site(request):
    """What every public page shows around its content. Nothing here depends on who asks."""
    language = request.LANGUAGE_CODE
    addresses = getattr(request, "addresses", None) or PageAddresses({})
    return {
        "LANGUAGE_CODE": language,
        "site_name": _("Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan"),
        "language_links": [language_link(addresses, code, language) for code in LANGUAGES],
        "canonical_url": addresses.canonical(language),
        "alternates": alternates(addresses),
        "menu_pages": SimpleLazyObject(partial(menu_pages, request)),
        "notices": SimpleLazyObject(partial(notices, request)),
        "reading_url": reverse_in(language, "reading_settings"),
        "own_feed": addresses.feed,
        "feeds": feeds(addresses, language),
        "noindex": addresses.noindex,
        "demo": settings.DEMO,
        "page_asked_for": request.get_full_path(),
    }


def language_link(addresses, code, current):
    """Leads to the same page in that language, or, where it does not exist, to the nearest list."""
    return {
        "code": code,
        "name": OWN_NAMES[code],
        "url": addresses.paths.get(code) or addresses.elsewhere.get(code) or reverse_in(code, "home"),
        "is_current": code == current,
        "is_available": code in addresses.paths or not addresses.paths,
    }


def alternates(addresses):
    found = [
        {"hreflang": code, "url": addresses.canonical(code)} for code in LANGUAGES if code in addresses.paths
    ]
    if found:
        found.append({"hreflang": "x-default", "url": found[0]["url"]})
    return found


def menu_pages(request):
    """The standing pages in their order, without their texts."""
    language = request.LANGUAGE_CODE
    pages = Page.objects.defer("body", *fields_in_each("body")).exclude(**{field_in("slug", language): None})
    return cached_per_generation(
        request.generation, f"menu:{language}", lambda: list(pages.order_by("order", "pk"))
    )


def notices(request):
    """What the office wants everybody to know now."""
    language = request.LANGUAGE_CODE
    current = Notice.objects.filter(is_shown=True)
    return cached_per_generation(
        request.generation, f"notices:{language}", lambda: [notice for notice in current if notice.text]
    )


def feeds(addresses, language):
    """The feeds of this list, or else of all news."""
    everything = reverse_in(language, "article_list")
    beside = [(addresses.feed, _("This list"))] if addresses.feed and addresses.feed != everything else []
    return [
        {
            "title": title,
            "forms": [
                {"type": kind, "name": extension.upper(), "url": absolute(f"{path}feed.{extension}")}
                for extension, kind in FEEDS
            ],
        }
        for path, title in [*beside, (everything, _("All news"))]
    ]
