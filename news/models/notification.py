"""What people of the desk are told by letter, a row for each.

None is sent twice, and what the mail server did not take is tried again. What a process had claimed that was
killed before it sent is not sent.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=60)


class NotificationQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None).select_related("person__preferences", "article", "edition__article")

    def claim(self):
        """Whether these rows are this process's to send: another may send the same ones at this moment."""
        return self.filter(sent_at=None).update(sent_at=timezone.now()) > 0

    def forget(self):
        return self.filter(at__lt=timezone.now() - KEPT_FOR).delete()


class Notification(models.Model):
    class Kind(models.TextChoices):
        WAITING = "waiting", _("waits for approval")
        REJECTED = "rejected", _("sent back")
        PUBLISHED = "published", _("published")
        FORCED = "forced", _("published without a second person")
        HANDED_OVER = "handed_over", _("handed over")
        SCHEDULED = "scheduled", _("scheduled")
        UNSCHEDULED = "unscheduled", _("its schedule ended")
        STOPPED = "stopped", _("scheduled, but the gate would stop it")
        MENTIONED = "mentioned", _("you are named in a comment")
        COMMENTED = "commented", _("commented")
        REVIEW = "remind_review", _("review due")
        PROMISE_SOON = "remind_promise_soon", _("translation promised soon")
        PROMISE_OVERDUE = "remind_promise_overdue", _("promised translation overdue")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30, choices=Kind)
    article = models.ForeignKey("Article", models.CASCADE, related_name="notifications")
    edition = models.ForeignKey("Edition", models.CASCADE, null=True, related_name="notifications")
    by = models.CharField(max_length=310, blank=True)
    note = models.TextField(blank=True)
    due = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}"
