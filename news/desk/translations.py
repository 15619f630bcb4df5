"""The translations that wait for somebody, and the state of each."""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import ngettext

from news.models import Edition, Parity

from .moments import baku_moment


def latest_editions(user):
    newest = (
        Edition.objects.open_to(user)
        .filter(article=OuterRef("article"))
        .order_by("-sequence")
        .values("pk")[:1]
    )
    editions = Edition.objects.with_status().for_lists().select_related("parity", "author")
    return editions.filter(pk=Subquery(newest)).order_by("-article__number")


def behind_editions(user):
    """Editions to be translated: those promised first, then those that have been behind the longest."""
    states = (Parity.State.MISSING, Parity.State.DRAFT, Parity.State.BEHIND)
    is_wanted = ~Q(parity__state=Parity.State.MISSING) | Q(article__promised_on__isnull=False)
    return (
        latest_editions(user)
        .filter(is_wanted, parity__state__in=states)
        .order_by(
            F("article__promised_on").asc(nulls_last=True), F("parity__behind_since").asc(nulls_last=True)
        )
    )


def parity_sentence(parity):
    """Behind by 3 changes since 12.11.2026 10:00 (Baku)."""
    if not parity.is_behind:
        return str(parity.get_state_display())
    sentence = ngettext(
        "Behind by %(number)s change since %(moment)s",
        "Behind by %(number)s changes since %(moment)s",
        parity.behind_by,
    )
    return sentence % {"number": parity.behind_by, "moment": baku_moment(parity.behind_since)}
