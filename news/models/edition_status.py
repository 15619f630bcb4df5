"""The states that people give an edition, and the status that it has by the clock."""

import operator

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    PUBLISHED = "published", _("Published")


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")
    REMOVED = "removed", _("Removed")


IN_PREPARATION = (State.DRAFT, State.SUBMITTED)  # Status has members of its own with these values
THAT_MOMENT = object()
# The first true condition gives the status; LIVE when none is true. An empty column fulfils no comparison.
CONDITIONS = (
    (Status.DRAFT, "state", "exact", State.DRAFT),
    (Status.SUBMITTED, "state", "exact", State.SUBMITTED),
    (Status.SCHEDULED, "public_from", "gt", THAT_MOMENT),
    (Status.REMOVED, "removed_at", "lte", THAT_MOMENT),
    (Status.SUPERSEDED, "public_until", "lte", THAT_MOMENT),
    (Status.WITHDRAWN, "withdrawn_at", "lte", THAT_MOMENT),
)
COMPARISONS = {"exact": operator.eq, "gt": operator.gt, "lte": operator.le}


def status_of(edition, at):
    """The Status of an edition in memory at that moment."""
    for status, column, comparison, wanted in CONDITIONS:
        value = getattr(edition, column)
        if value is not None and COMPARISONS[comparison](value, at if wanted is THAT_MOMENT else wanted):
            return status
    return Status.LIVE


def status_in_sql(at):
    """The same as an expression for a query of editions."""
    cases = [
        When(**{f"{column}__{comparison}": at if wanted is THAT_MOMENT else wanted}, then=Value(status))
        for status, column, comparison, wanted in CONDITIONS
    ]
    return Case(*cases, default=Value(Status.LIVE), output_field=models.CharField())
