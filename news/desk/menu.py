"""The menu of the desk: where this person may go, and on which of its pages they are."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Place(NamedTuple):
    """A page with all that lies beneath it; it is shown to those who have the permission."""

    label: str
    name: str
    permission: str = ""
    also: str = ""  # the name of a page that belongs to it, though it does not lie beneath it


# In the order of a working day.
HOME = Place(_("Home"), "index")
PLACES = (
    HOME,
    Place(_("articles"), "news_article_changelist", "news.view_article", also="news_edition_changelist"),
    Place(_("Calendar"), "calendar", "news.view_edition", also="news_notableday_changelist"),
    Place(_("Translations"), "news_article_translations", "news.view_article"),
    Place(_("images"), "news_image_changelist", "news.view_image"),
    Place(_("people"), "news_person_changelist", "news.view_person"),
    Place(_("organizations"), "news_organization_changelist", "news.view_organization"),
    Place(_("topics"), "news_topic_changelist", "news.view_topic"),
    Place(_("templates"), "news_releasetemplate_changelist", "news.view_releasetemplate"),
    Place(_("pages"), "news_page_changelist", "news.view_page"),
    Place(_("notices"), "news_notice_changelist", "news.view_notice"),
    Place(
        _("Statistics"), "news_viewcount_statistics", "news.view_viewcount", also="news_viewcount_changelist"
    ),
    Place(_("Log of acts"), "news_auditentry_changelist", "news.view_auditentry"),
    Place(_("Accounts"), "auth_user_changelist", "auth.view_user"),
    Place(_("State of the site"), "health", "auth.view_user"),
    Place(_("Manual"), "manual"),
)


class Item(NamedTuple):
    label: str
    address: str
    current: str  # for aria-current: "page" on the page itself, "true" beneath it, "" elsewhere


def menu(user, path):
    """What that person, who is at that address, may choose from."""
    where = place_of(path)
    return [
        item_of(place, path, where)
        for place in PLACES
        if not place.permission or user.has_perm(place.permission)
    ]


def place_of(path):
    """The place on or beneath whose page that address lies."""
    beginnings = {
        reverse(f"admin:{name}"): place for place in PLACES for name in (place.name, place.also) if name
    }
    above = [beginning for beginning in beginnings if path.startswith(beginning)]
    return beginnings[max(above, key=len)] if above else None


def item_of(place, path, where):
    address = reverse(f"admin:{place.name}")
    if path == address:
        return Item(place.label, address, "page")
    return Item(place.label, address, "true" if place == where != HOME else "")
