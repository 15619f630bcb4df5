"""Selects editions: those that readers see, that a person may see, or that wait for somebody."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.text.edition_texts import RICH_TEXTS
from news.text.languages import field_in, fields_in_each

from .audit import AuditEntry
from .edition_status import IN_PREPARATION, State, status_in_sql


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """Editions that a visitor may read at that moment (now)."""
        at = at or timezone.now()
        return self.filter(Q(public_until__gt=at) | Q(public_until__isnull=True), public_from__lte=at)

    def live_in(self, language, at=None):
        """Live editions released in that language."""
        return self.live(at).filter(**{field_in("released", language): True})

    def listed(self, at=None):
        """What lists and feeds show: live editions that are not withdrawn.

        A withdrawn one keeps its page with the reason, is found by the search and stays in the site map.
        """
        at = at or timezone.now()
        return self.live(at).filter(Q(withdrawn_at__gt=at) | Q(withdrawn_at__isnull=True))

    def listed_in(self, language, at=None):
        """Listed editions released in that language."""
        return self.listed(at).filter(**{field_in("released", language): True})

    def open_to(self, user, at=None):
        """What this person may see at the desk: all public editions, and those not limited to others.

        People who may remove articles see everything, so that no edition is out of everybody's reach.
        """
        if user.has_perm("news.remove_edition"):
            return self
        return self.exclude(self._is_limited(at) & ~Exists(self._named().filter(user=user)))

    def limited(self, at=None):
        """Editions that only the people chosen may see; none that has been public."""
        return self.filter(self._is_limited(at))

    def not_limited(self, at=None):
        return self.exclude(self._is_limited(at))

    def _named(self):
        return self.model.limited_to.through.objects.filter(edition=OuterRef("pk"))

    def not_public_yet(self, at=None):
        """Editions that no reader has seen: in preparation or scheduled."""
        return self.filter(self._is_to_come(at))

    def _is_to_come(self, at):
        return Q(public_from__isnull=True) | Q(public_from__gt=at or timezone.now())

    def _is_limited(self, at):
        return self._is_to_come(at) & Exists(self._named())

    def been_public_in(self, language, at=None):
        """Every edition that readers of that language have ever been shown."""
        return self.filter(public_from__lte=at or timezone.now(), **{field_in("released", language): True})

    def last_seen_of(self, article_number):
        """The edition of that article which readers see, or saw last; None when they never saw one."""
        seen = self.filter(article__number=article_number, public_from__lte=timezone.now())
        return seen.select_related("article").order_by("-public_from").first()

    def newest_first(self):
        return self.order_by("-first_published_at", "-article_id")

    def for_lists(self):
        return (
            self.select_related("article", "lead_image")
            .defer(*fields_in_each(*RICH_TEXTS), *RICH_TEXTS, "search_text", "findings")
            .newest_first()
        )

    def in_preparation(self):
        return self.filter(state__in=IN_PREPARATION)

    def cannot_be_published_yet(self):
        """In preparation, and a blocking rule found something when it was last judged."""
        return self.in_preparation().filter(is_blocked=True)

    def ready_to_be_published(self):
        return self.in_preparation().filter(is_blocked=False)

    def forced(self):
        """Published without a second person and not approved by one since."""
        return self.exclude(force_reason="").filter(approved_at__isnull=True)

    def with_rejection(self):
        """Annotate rejection_note, rejected_by (a name) and rejected_at; None unless it was sent back and not
        submitted since.
        """
        rejections = AuditEntry.objects.rejections().filter(edition=OuterRef("pk"))
        return self.annotate(
            rejection_note=Subquery(rejections.values("note")[:1]),
            rejected_by=Subquery(rejections.values("actor_name")[:1]),
            rejected_at=Subquery(rejections.values("at")[:1]),
        )

    def next_boundary(self, at=None):
        """The next moment at which the clock changes what readers see; None when nothing is scheduled."""
        at = at or timezone.now()
        moments = [
            self.filter(**{f"{name}__gt": at}).order_by(name).values_list(name, flat=True).first()
            for name in ("public_from", "public_until", "withdrawn_at")
        ]
        return min(filter(None, moments), default=None)

    def with_status(self, at=None):
        """Annotate status_value, the Status of each row at that moment."""
        return self.annotate(status_value=status_in_sql(at or timezone.now()))

    def delete(self):
        if self.filter(state=State.PUBLISHED).exists():
            raise ValidationError(
                _("An edition that was published cannot be deleted. Withdraw or remove the article instead.")
            )
        return super().delete()

    delete.queryset_only = True
