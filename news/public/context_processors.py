from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from news.addresses import PageAddresses, absolute, reverse_in
from news.models import Notice, Page
from news.pagecache.cache_key import read_parameters
from news.public.generation_cache import generation_of, remembered
from news.public.jinja import translations
from news.text.languages import LANGUAGES, field_in, fields_in_each

FEEDS = [("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")]
SECTIONS = {"news", "archive", "topics", "people", "organizations", "search", "reading", "pages"}
NAMES = {"az": "Azərbaycanca", "en": "English"}


def site(request):
    """What every public page shows around its content. Nothing here depends on who asks.

    What is given as a function is asked for only by a template whose fragment is not remembered.
    """
    language = request.LANGUAGE_CODE
    addresses = getattr(request, "addresses", None) or PageAddresses({})
    return {
        "LANGUAGE_CODE": language,
        "_": translations(language).__getitem__,
        "site_name": _("Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan"),
        "language_links": [language_link(addresses, code, language) for code in LANGUAGES],
        "canonical_url": addresses.canonical(language),
        "alternates": alternates(addresses),
        "generation": partial(generation_of, request),
        "place": place_in_menu(request.path, language),
        "menu_pages": partial(menu_pages, request),
        "notices": partial(notices, request),
        "reading_url": reverse_in(language, "reading_settings"),
        "own_feed": addresses.feed,
        "feeds": partial(feeds, addresses, language),
        "noindex": addresses.noindex,
        "demo": settings.DEMO,
        "page_asked_for": page_asked_for(request),
    }


def place_in_menu(path, language):
    """What of the path decides which entries of the menus are marked as the current ones."""
    part = path.split("/", 3)
    if len(part) < 4 or part[1] != language or part[2] not in SECTIONS:
        return ""
    return path if part[2] == "pages" or not part[3] else f"/{language}/{part[2]}/…"


def as_the_server_gives_it(path):
    """PEP 3333: the bytes of the path, each as a character."""
    return path.encode("utf-8", "replace").decode("latin-1")


def page_asked_for(request):
    """The path and what of the query changes the page; noise in it must not become a part of the page."""
    query = read_parameters(as_the_server_gives_it(request.path_info), request.META.get("QUERY_STRING", ""))
    return f"{request.path}?{query}" if query else request.path


def language_link(addresses, code, current):
    """Leads to the same page in that language, or, where it does not exist, to the nearest list."""
    return {
        "code": code,
        "name": NAMES[code],
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
    return remembered(request, f"menu:{language}", lambda: list(pages.order_by("order", "pk")))


def notices(request):
    """What the office wants everybody to know now."""
    language = request.LANGUAGE_CODE
    shown = Notice.objects.filter(is_shown=True)
    return remembered(request, f"notices:{language}", lambda: [notice for notice in shown if notice.text])


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
