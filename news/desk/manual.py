"""The manual of the desk: one page a task, in both languages, found by its words and from what it is about.

The texts are templates, templates/admin/manual/<language>/<name>.html, which name buttons and fields by the
messages of the desk itself.
"""

from functools import lru_cache
from typing import NamedTuple

from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from news.search.analysis import text_terms
from news.text.richtext import plain_text

LONGEST_QUERY = 200


class ManualPage(NamedTuple):
    name: str
    title: str

    @property
    def template(self):
        return f"admin/manual/{get_language()}/{self.name}.html"


PARTS = {
    _("Writing"): [
        ManualPage("write", _("Write an article")),
        ManualPage("templates", _("Templates of articles")),
        ManualPage("languages", _("Work in two languages")),
        ManualPage("pictures", _("Add a picture")),
        ManualPage("names", _("People, organizations and topics")),
        ManualPage("files", _("Files, recordings and links")),
        ManualPage("gate", _("What the desk asks before publishing, and why")),
    ],
    _("Publishing"): [
        ManualPage("comments", _("Comment on a draft")),
        ManualPage("submit", _("Submit, send back, approve")),
        ManualPage("publish", _("Publish now or at a time")),
        ManualPage("correct", _("Correct what was published")),
        ManualPage("withdraw", _("Withdraw or remove")),
        ManualPage("share", _("Preview a draft and show it to somebody")),
    ],
    _("Looking after the site"): [
        ManualPage("find", _("Find an article and follow it")),
        ManualPage("pages", _("Pages, notices and topics")),
        ManualPage("accounts", _("People at the desk")),
        ManualPage("account", _("Signing in and devices")),
        ManualPage("keyboard", _("Keyboard and accessibility of the desk")),
    ],
    _("House style"): [
        ManualPage("style", _("How we write")),
        ManualPage("alternative-texts", _("Alternative texts")),
        ManualPage("easy-to-read", _("Easy-to-read texts")),
    ],
}
PAGES = {page.name: page for pages in PARTS.values() for page in pages}

# What the address of a page of the desk begins with, by its name, and the page of the manual about it.
ABOUT = {
    "news_edition": "write",
    "news_edition_act:submit": "submit",
    "news_edition_act:reject": "submit",
    "news_edition_act:approve": "submit",
    "news_edition_act:force-publish": "submit",
    "news_edition_act:publish": "publish",
    "news_edition_act:publish-again": "withdraw",
    "news_edition_act:reschedule": "publish",
    "news_edition_act:unschedule": "publish",
    "news_edition_act:new-edition": "correct",
    "news_edition_act:duplicate": "write",
    "news_edition_act:withdraw": "withdraw",
    "news_edition_act:remove": "withdraw",
    "news_edition_act:discard": "withdraw",
    "news_comment": "comments",
    "news_edition_comments": "comments",
    "news_edition_compare": "correct",
    "news_edition_look": "share",
    "news_edition_share": "share",
    "news_article": "find",
    "news_article_translations": "languages",
    "news_auditentry": "find",
    "calendar": "publish",
    "news_image": "pictures",
    "news_notableday": "publish",
    "news_notice": "pages",
    "news_organization": "names",
    "news_page": "pages",
    "news_person": "names",
    "news_releasetemplate": "templates",
    "news_topic": "pages",
    "news_viewcount": "find",
    "auth_user": "accounts",
    "mfa_": "account",
    "password_change": "account",
    "own_settings": "account",
}


def page_about(match):
    """The page of the manual about that page of the desk; None where there is none."""
    name = ":".join(filter(None, [match.url_name, match.kwargs.get("name")]))
    known = [beginning for beginning in ABOUT if name.startswith(beginning)]
    return PAGES[ABOUT[max(known, key=len)]] if known else None


@lru_cache
def terms_of(page, language):
    """What the search knows of a page: its terms, as those of an article."""
    with override(language):
        words = f"{page.title} {plain_text(render_to_string(page.template))}"
    return text_terms(words, language).keys()


def pages_with(query, language):
    """The pages that have each word of the query in some form, those with all of them in the title first."""
    wanted = [terms for word in query.split() if (terms := text_terms(word, language).keys())]

    def has_all(terms):
        return bool(wanted) and all(word & terms for word in wanted)

    found = [page for page in PAGES.values() if has_all(terms_of(page, language))]
    return sorted(found, key=lambda page: not has_all(text_terms(str(page.title), language).keys()))


def manual_index(request):
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    context = {
        **admin.site.each_context(request),
        "title": gettext("Manual"),
        "query": query,
        "parts": PARTS,
        "found": pages_with(query, get_language()) if query else None,
    }
    return render(request, "admin/manual/index.html", context)


def manual_page(request, name):
    if name not in PAGES:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": PAGES[name].title,
        "page": PAGES[name],
        "parts": PARTS,
    }
    return render(request, "admin/manual/page.html", context)
