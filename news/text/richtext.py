"""The one schema of rich text: what the desk's editor offers, the server lets through."""

from html import unescape

import nh3
from django.conf import settings

TAGS = {
    "p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "sub", "sup", "hr", "span",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "figcaption", "img",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}


def own_image_only(tag, name, value):
    """Keeps pictures from this site's own library; any other would be a request to a third party."""
    if (tag, name) == ("img", "src"):
        is_own = value.startswith(f"{settings.MEDIA_URL}images/") and ".." not in value
        return value if is_own else None
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


def plain_text(html):
    """The words alone, with a space between blocks."""
    spaced = (html or "").replace("<", " <")
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())
