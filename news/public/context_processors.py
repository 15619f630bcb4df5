from functools import partial

from django.conf import settings
from django.db.models import Q
from django.template.loader import get_template
from django.utils.translation import gettext as _
from markupsafe import Markup

from news.addresses import absolute, reverse_in
from news.models import Notice, Page
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import PageAddresses
from news.public.reading_settings import cookie_text, fields_of
from news.text.languages import LANGUAGES, OWN_NAMES, field_in, fields_in_each

PLACES = {"news", "archive", "topics", "people", "organizations", "search", "reading", "pages"}
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
        "masthead": partial(masthead, request),
        "footer_menu": partial(footer_menu, request),
        "reading_fields": partial(reading_fields, request),
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


def masthead(request):
    """Notices, the name of the site and its menu."""
    return part_of_frame(
        request,
        "includes/masthead.html",
        place_in_menu(request),
        lambda: {"notices": shown_notices(), "menu_pages": menu_pages(request)},
    )


def footer_menu(request):
    return part_of_frame(
        request,
        "includes/footer_menu.html",
        place_in_menu(request),
        lambda: {"menu_pages": menu_pages(request)},
    )


def reading_fields(request):
    """The fields of the reading settings with the reader's own."""
    chosen = getattr(request, "reading", {})
    return part_of_frame(
        request, "includes/reading_fields.html", cookie_text(chosen), lambda: {"fields": fields_of(chosen)}
    )


def part_of_frame(request, template, variant, context):
    """A part of the frame of all pages as HTML: made once per generation, language and variant of it.

    An article made anew takes a third longer without this.
    """
    return cached_per_generation(
        request.generation,
        f"{template}:{request.LANGUAGE_CODE}:{variant}",
        lambda: Markup(get_template(template).render(context(), request)),  # noqa: S704 - escaped by it
    )


def place_in_menu(request):
    """What decides which entries of the menus are marked as current; few values, errors included."""
    parts = request.path.split("/", 3)
    if len(parts) < 4 or parts[1] != request.LANGUAGE_CODE or parts[2] not in PLACES:
        return ""
    is_page = hasattr(request, "addresses")  # which its view has set
    is_in_menu = parts[2] == "pages" or not parts[3]
    return request.path if is_page and is_in_menu else f"/{parts[1]}/{parts[2]}/…"


def shown_notices():
    return [notice for notice in Notice.objects.filter(is_shown=True) if notice.text]


def menu_pages(request):
    """The standing pages in their order, without their texts."""
    has_slug = ~Q(**{field_in("slug", request.LANGUAGE_CODE): None})
    return Page.objects.defer("body", *fields_in_each("body")).filter(has_slug).order_by("order", "pk")


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
