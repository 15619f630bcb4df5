"""A video on another site is a link: that site gets no request before the reader follows it."""

import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

PLACES = {
    "YouTube": r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?|live/|shorts/|embed/)|youtu\.be/\w",
    "Vimeo": r"(?:www\.|player\.)?vimeo\.com/(?:video/)?\d",
    "Facebook": r"(?:www\.)?facebook\.com/(?:watch|reel/|[\w.]+/videos/)|fb\.watch/\w",
    "UN Web TV": r"webtv\.un\.org/\w",
}
ADDRESS = "|".join(f"(?P<place_{number}>{pattern})" for number, pattern in enumerate(PLACES.values()))
PARAGRAPH = re.compile(
    rf'<p(?P<language> lang="[a-z-]+")?>\s*(?P<link><a href="https://(?:{ADDRESS})[^>]*>[^<]*</a>)\s*</p>'
)


def with_videos(html):
    """A paragraph that is nothing but a link to a video becomes a card that says where it leads."""
    return PARAGRAPH.sub(_card, html)


def _card(found):
    place = next(name for number, name in enumerate(PLACES) if found[f"place_{number}"])
    note = gettext("Video on %(place)s. The link leads to another site.") % {"place": place}
    start = mark_safe(f'<p class="video"{found["language"] or ""}>{found["link"]}')  # noqa: S308 - sanitised
    return format_html("{} <span>{}</span></p>", start, note)
