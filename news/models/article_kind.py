"""The kinds of article: their names in singular and plural, and their places on the home page.

A new kind needs one line in each of the two tables.
"""

from enum import Enum, auto
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    PRESS_RELEASE = "press_release", _("Press release")
    STATEMENT = "statement", _("Statement")
    EVENT_REPORT = "event_report", _("Event report")
    ANNOUNCEMENT = "announcement", _("Announcement")


class Place(Enum):
    """Where the home page shows a kind: in the large grid, beside the lead story, or beneath with the others.

    An article of a kind beside the lead story is never the lead story itself.
    """

    GRID = auto()
    BESIDE = auto()
    BENEATH = auto()


class Section(NamedTuple):
    """A kind on the home page and above the list of articles."""

    title: str
    way_to_all: str
    place: Place = Place.BENEATH


# In the order of the home page.
SECTIONS = {
    Kind.NEWS: Section(pgettext_lazy("section", "News"), _("All news"), Place.GRID),
    Kind.EVENT_REPORT: Section(_("Event reports"), _("All event reports")),
    Kind.PRESS_RELEASE: Section(_("Press releases"), _("All press releases")),
    Kind.ANNOUNCEMENT: Section(_("Announcements"), _("All announcements")),
    Kind.STATEMENT: Section(_("Statements"), _("All statements"), Place.BESIDE),
}
