"""Which of these editions wait for one person: on the home page, and in the list that it leads to."""

from news.models import Edition
from news.models.account_change import tied_to


def waiting_for(user, editions):
    """Submitted by somebody who is another pair of eyes, for those who may publish; the oldest first."""
    if not user.has_perm("news.publish_edition"):
        return editions.none()
    submitted = editions.filter(state=Edition.State.SUBMITTED)
    return submitted.exclude(submitted_by__in=[user.pk, *tied_to(user)]).order_by("updated_at")


def returned_to(user, editions):
    """Their drafts that were sent back and not submitted since, the last one first."""
    mine = editions.filter(state=Edition.State.DRAFT, author=user).with_rejection()
    return mine.filter(rejected_at__isnull=False).order_by("-rejected_at")


def drafts_of(user, editions):
    """Their other drafts, the last saved first."""
    mine = editions.filter(state=Edition.State.DRAFT, author=user).with_rejection()
    return mine.filter(rejected_at__isnull=True).order_by("-updated_at")
