"""The one schema of rich text: what the desk's editor offers, the server lets through."""

import re
from html import unescape

import nh3
from django.conf import settings

# <small> is a footnote where it is cited: notes.py.
TAGS = {
    "p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "sub", "sup", "small", "hr",
    "span", "table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "figcaption", "img",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}

LIBRARY = f"{settings.MEDIA_URL}images/"


def own_image_only(tag, name, value):
    """Keeps pictures from this site's own library; any other would be a request to a third party."""
    if (tag, name) == ("img", "src"):
        return value if value.startswith(LIBRARY) and ".." not in value else None
    return value


def sanitise(html):
    """The text with everything outside the schema removed. Safe to show; idempotent."""
    return nh3.clean(
        html or "",
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=own_image_only,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    ).strip()


INSIDE_A_WORD = re.compile(r"</?(?:strong|em|a|span|sub|sup)\b[^>]*>")
NOTE_BEGINS = re.compile(r"<small\b[^>]*>")
RAISED = re.compile(r"<(su[bp])\b[^>]*>([^<]*)</\1>")
SIGNS = "0123456789+-=()"
AS_SIGNS = {"sup": str.maketrans(SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"), "sub": str.maketrans(SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")}


def with_raised_signs(html):
    """m<sup>2</sup> as m², so that the number stays what it is without markup; letters stay as they are."""
    return RAISED.sub(lambda found: found[2].translate(AS_SIGNS[found[1]]), html)


def plain_text(html):
    """The words alone, with a space between blocks and footnotes in brackets."""
    text = INSIDE_A_WORD.sub("", with_raised_signs(html or ""))
    text = NOTE_BEGINS.sub(" [", text).replace("</small>", "]")
    return " ".join(unescape(nh3.clean(text.replace("<", " <"), tags=set())).split())
