"""The Jinja environment of the public pages' templates (templates/public); the desk's are Django's own."""

from functools import cache
from urllib.parse import quote

from django.template import defaultfilters, defaulttags
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment, pass_context
from markupsafe import Markup

from news.addresses import absolute
from news.public import cards, formatting
from news.text.languages import value_in

# Translations are part of the templates and as safe as the text around them; values put in are escaped.


def safe_gettext(message):
    return Markup(gettext(message))  # noqa: S704 - our own sentence


def safe_pgettext(context, message):
    return Markup(pgettext(context, message))  # noqa: S704 - our own sentence


def safe_ngettext(one, many, count):
    return Markup(ngettext(one, many, count))  # noqa: S704 - our own sentence


def url(name, *args):
    return reverse(name, args=args)


@pass_context
def querystring(context, **changed):
    """The query of this page with these parameters changed; None takes one out."""
    return defaulttags.querystring(context, context["request"].GET, **changed)


@pass_context
def current(context, address):
    return formatting.current(context["request"].path, address)


GLOBALS = {
    "_": safe_gettext,
    "pgettext": safe_pgettext,
    "ngettext": safe_ngettext,
    "url": url,
    "static": cache(static),  # the files of a release do not change while it runs
    "querystring": querystring,
    "current": current,
    "card": cards.card,
    "cards": cards.cards,
    "link_to": formatting.link_to,
    "name_of": formatting.name_of,
    "reads": formatting.reads,
    "value_in": value_in,
}
FILTERS = {
    "absolute": absolute,
    "as_summary": formatting.as_summary,
    "date_in_words": formatting.date_in_words,
    "datetime_in_words": formatting.datetime_in_words,
    "filesizeformat": defaultfilters.filesizeformat,
    "first_capital": formatting.first_capital,
    "host": formatting.host,
    "initials": formatting.initials,
    "iso_in_baku": formatting.iso_in_baku,
    "iso_moment": formatting.iso_moment,
    "json_ld": formatting.json_ld,
    "linebreaks": defaultfilters.linebreaks_filter,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "meta_description": formatting.meta_description,
    "number": formatting.number,
    "prose": formatting.prose,
    "quoted": lambda text: quote(str(text), safe=""),
    "striptags": strip_tags,
    "web_address": formatting.web_address,
    "with_marks": formatting.with_marks,
}


def environment(**options):
    """settings.TEMPLATES names it."""
    made = Environment(keep_trailing_newline=True, **options)  # noqa: S701 - Django turns autoescape on
    made.globals |= GLOBALS
    made.filters |= FILTERS
    return made
