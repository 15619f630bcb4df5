from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to an article, when and why. Written by the acts themselves, never changed."""

    class Action(models.TextChoices):
        CREATE = "create", _("created the article")
        SAVE = "save", _("saved the draft")
        SUBMIT = "submit", _("submitted")
        REJECT = "reject", _("rejected")
        PUBLISH = "publish", _("published")
        SCHEDULE = "schedule", _("scheduled")
        UNSCHEDULE = "unschedule", _("cancelled the schedule")
        NEW_EDITION = "new_edition", _("began a new edition")
        DISCARD = "discard", _("discarded the draft")
        WITHDRAW = "withdraw", _("withdrew")
        REMOVE = "remove", _("removed")
        IMPORT = "import", _("imported")
        SHARE = "share", _("made a link to the draft")
        UNSHARE = "unshare", _("closed a link to the draft")

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="audit_entries", verbose_name=_("article")
    )
    edition = models.ForeignKey(
        "Edition", models.SET_NULL, null=True, related_name="+", verbose_name=_("edition")
    )
    sequence = models.PositiveIntegerField(_("edition"), null=True)
    action = models.CharField(_("act"), max_length=20, choices=Action)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M} {self.get_action_display()}"
