"""No page escapes the browser tests: each pattern of the site's addresses has an example among the kinds."""

from django.urls import get_resolver, resolve
from django.utils import translation

from tests.browser.pages import KINDS, address_of

# What answers with something else than a page, or is a page that another test makes for itself.
NO_PAGES = {
    "choose_language": "leads to the home page of the reader's language",
    "news:article_text": "plain text",
    "news:search_suggestions": "a list for the field of search",
    "news:feed_rss": "a feed",
    "news:feed_atom": "a feed",
    "news:feed_json": "a feed",
    "robots": "plain text",
    "sitemap": "for machines",
    "sitemap_section": "for machines",
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "media": "files",
    "calendar_feed": "for programs that keep a calendar",
    "shared": "leads to the draft in a language",
    "shared_in": "test_axe_finds_nothing_on_a_shared_draft_nor_where_its_link_has_ended",
    "shared_media": "files",
}


def names_of(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if inner.startswith("admin:") or str(pattern.pattern).startswith("admin/"):
                continue  # the desk's pages are looked at by test_desk_accessibility
            yield from names_of(pattern, inner)
        elif pattern.name:  # the retired addresses have none: they only lead on
            yield f"{namespace}{pattern.name}"


def test_every_address_of_the_site_has_an_example_that_a_browser_looks_at(site):
    seen = set()
    for kind in set(KINDS) - {"not found"}:
        path = address_of(kind, "az", site).partition("?")[0]
        with translation.override(path.split("/")[1]):
            seen.add(resolve(path).view_name)
    patterns = set(names_of(get_resolver()))
    assert {"news:home", "news:article_history", "shared_in"} <= patterns
    assert sorted(patterns - seen - set(NO_PAGES)) == []
    assert sorted(set(NO_PAGES) - patterns) == []
