"""What the list of articles says of each of them, by the latest of its editions."""

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext

from news.desk.moments import baku_moment
from news.models import Edition
from news.models.account_change import name_of

Status = Edition.Status
LONGEST_NOTE = 200


def latest(article):
    """The latest of the prefetched editions; an empty one for an article without any."""
    return next(iter(article.editions.all()), None) or Edition(article=article)


def author_of(edition):
    return name_of(edition.author) if edition.author else ""


def labelled(label, value):
    """The label is shown where the column has no head, on a narrow window."""
    return format_html('<span class="desk-cell-label">{}:</span> {}', label, value)


def editions_that_matter(article):
    """The editions that matter today: all but those that a later one has replaced.

    A forced one is listed until somebody has approved it.
    """
    editions = list(article.editions.all())
    return [
        edition for edition in editions if edition.status_value != Status.SUPERSEDED or edition.is_forced
    ] or editions[:1]


def badge(edition):
    state = format_html(
        '<span class="desk-state desk-state-{}">{}</span> ', edition.status_value, describe(edition)
    )
    marks = []
    if edition.is_forced:
        marks.append(("forced", gettext("Published without a second person")))
    if edition.rejected_at:
        marks.append(("blocked", gettext("Sent back")))
    if edition.is_in_preparation and edition.is_blocked:
        marks.append(("blocked", gettext("Cannot be published yet")))
    shown = state + format_html_join("", '<span class="desk-state desk-state-{}">{}</span> ', marks)
    return shown + rejection_of(edition) if edition.rejected_at else shown


def rejection_of(edition):
    note = Truncator(edition.rejection_note).chars(LONGEST_NOTE)
    return format_html('<p class="desk-note">{}: {}</p>', edition.rejected_by or "–", note)


def describe(edition):
    """Draft of edition 2; Scheduled for 24.11.2026 15:00 (Baku)."""
    status = Status(edition.status_value)
    if status == Status.SCHEDULED:
        return gettext("Scheduled for %(moment)s") % {"moment": baku_moment(edition.public_from)}
    if edition.sequence == 1:
        return status.label
    return gettext("%(state)s (edition %(number)s)") % {"state": status.label, "number": edition.sequence}
