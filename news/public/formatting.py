"""How pages show dates, numbers, names, addresses and texts where Django's own filters get them wrong."""

import itertools
import json
import re
import textwrap
from datetime import UTC
from urllib.parse import urlsplit

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext

from news.images.in_text import with_sizes
from news.images.videos import with_videos
from news.models import Person
from news.text.azerbaijani import az_capfirst, date_text, datetime_text
from news.text.edition_texts import LONGEST_SUMMARY
from news.text.languages import other_language, value_in
from news.text.notes import with_notes
from news.text.richtext import sanitise

# --- Dates and numbers ------------------------------------------------------------


def date_in_words(value, style="long"):
    """1 noyabr 2022: the day in Baku. Django itself writes Azerbaijani months with a capital."""
    return date_text(day_in_baku(value), get_language(), style) if value else ""


def datetime_in_words(value):
    """1 noyabr 2022, 14:05, in Baku."""
    return datetime_text(in_baku(value), get_language()) if value else ""


def iso_in_baku(value):
    """The same for machines: 2022-11-01T14:05:00+04:00."""
    return in_baku(value).isoformat() if value else ""


def iso_moment(value):
    """The exact moment in UTC, as it may stand in an address: 2022-11-05T10:00:00.123456Z."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def in_baku(value):
    """The moment in the site's time zone, whichever zone is active in Django; a day unchanged."""
    return value.astimezone(timezone.get_default_timezone()) if hasattr(value, "hour") else value


def day_in_baku(value):
    return in_baku(value).date() if hasattr(value, "hour") else value


def first_capital(text):
    """With a capital first letter: İ for i in Azerbaijani."""
    text = str(text)
    return az_capfirst(text) if get_language() == "az" else text[:1].upper() + text[1:]


def number(value):
    """A count as the language writes it; a year, a page or an article's number is not a count."""
    has_no_groups = type(value) is int and 0 <= value < 1000
    return str(value) if has_no_groups else number_format(value, force_grouping=True)


def counted(count, opts):
    """A count with its noun, which stays singular after any number in Azerbaijani."""
    is_singular = count == 1 or get_language() == "az"
    return f"{number(count)} {opts.verbose_name if is_singular else opts.verbose_name_plural}"


def reads(count):
    """The one number that is renewed in finished pages, which are searched for exactly this element."""
    sentence = ngettext("Read %(number)s time", "Read %(number)s times", count) % {"number": number(count)}
    return format_html("<span data-reads>{}</span>", sentence)


# --- Names --------------------------------------------------------------------------


def name_of(noun):
    """The name in the page's language; in the other one, and marked as such, when that is all there is."""
    language = get_language()
    if name := value_in(noun, "name", language):
        return name
    foreign = other_language(language)
    return format_html('<span lang="{}">{}</span>', foreign, value_in(noun, "name", foreign))


def title_of(edition):
    """(title, language): in the page's language, else in the other one."""
    language = get_language()
    title = value_in(edition, "title", language)
    foreign = other_language(language)
    return (title, language) if title else (value_in(edition, "title", foreign), foreign)


def initials(noun):
    """What stands in for a portrait: SƏ for Səbinə Əliyeva, EU for the European Union."""
    if abbreviation := getattr(noun, "abbreviation", None):
        return abbreviation[:5]
    name = noun.name or value_in(noun, "name", other_language(get_language()))
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()] or [name]
    if isinstance(noun, Person):
        words = [*words[:1], *words[1:][-1:]]
    return "".join(word[0] for word in words[:2])


def link_to(noun):
    """Its name, linked to its page in this language when it has one."""
    try:
        return format_html('<a href="{}">{}</a>', noun.get_absolute_url(), name_of(noun))
    except NoReverseMatch:
        return name_of(noun)


# --- Addresses ------------------------------------------------------------------------

WEB_ADDRESS = re.compile(r"https?://|/(?![/\\])", re.IGNORECASE)


def current(path, url):
    """aria-current for a menu's link on the page at path: the page itself, or (true) the section it is in."""
    if path == url:
        return mark_safe('aria-current="page"')
    return mark_safe('aria-current="true"') if path.startswith(url) else ""


def host(address):
    """The host name in an address, without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def web_address(address):
    """The address when it is on the web or on this site, else nothing: never a script or a file."""
    return address if WEB_ADDRESS.match(address or "") else ""


# --- The text ---------------------------------------------------------------------------

TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def prose(body):
    """The text as it is shown: wide tables scroll inside a region that the keyboard reaches.

    Sanitised here as well as when it was stored: the row may have been changed by other means.
    """
    numbers = itertools.count(1)
    with_regions = TABLE.sub(lambda table: table_region(table.group(), next(numbers)), sanitise(body))
    return mark_safe(with_notes(with_sizes(with_videos(with_regions))))  # noqa: S308 - escaped before


def table_region(table, count):
    name = gettext("Table %(number)s") % {"number": count}
    return (
        format_html('<div class="table" role="region" tabindex="0" aria-label="{}">', name) + table + "</div>"
    )


def with_marks(segments):
    """The segments as HTML, with those that match the query in <mark>."""
    texts = (f"<mark>{escape(one.text)}</mark>" if one.is_marked else escape(one.text) for one in segments)
    return mark_safe("".join(texts))  # noqa: S308 - escaped above


def as_summary(text):
    """Its beginning in one line, up to the end of a word: as lists and search engines show it."""
    return textwrap.shorten(str(text), LONGEST_SUMMARY, placeholder="…", break_on_hyphens=False)


# --- For machines -------------------------------------------------------------------------

SHORTEST_DESCRIPTION = 70  # characters; of fewer, search engines take other words from the page


def meta_description(text):
    """One line about a page: a short text is followed by whose site this is, a long one ends after a word."""
    line = " ".join(str(text).split())
    if len(line) < SHORTEST_DESCRIPTION:
        sentence = line if line.endswith((".", "!", "?", "…")) else f"{line}."
        whose = gettext(
            "The official site of the Ombudsman of Azerbaijan: news, statements and announcements."
        )
        line = f"{sentence} {whose}"
    return as_summary(line)


SCRIPT_ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def json_ld(data):
    """Structured data as a script element; no text in it can end the element."""
    if not data:
        return ""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    for character, written in SCRIPT_ESCAPES.items():
        text = text.replace(character, written)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped before
