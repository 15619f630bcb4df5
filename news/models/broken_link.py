"""What the nightly check of all links found."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BrokenLinkQuerySet(models.QuerySet):
    def open_to(self, user):
        """Broken links in texts that this person may see at the desk."""
        editions = BrokenLink.edition.field.related_model.objects
        return self.filter(edition__in=editions.open_to(user))


class BrokenLink(models.Model):
    """A link that led nowhere when it was last followed; deleted once it leads somewhere again."""

    class Reason(models.TextChoices):
        NOT_HERE = "not_here", _("there is no such page on this site")
        NOT_FOUND = "not_found", _("the other site says that there is no such page")
        FAILED = "failed", _("the other site answers with an error")
        NO_ANSWER = "no_answer", _("the other site does not answer")
        NOT_PUBLIC = "not_public", _("the address is not one of the public Internet")

    edition = models.ForeignKey("Edition", models.CASCADE, related_name="broken_links")
    language = models.CharField(max_length=2)
    address = models.CharField(max_length=2000)
    reason = models.CharField(max_length=20, choices=Reason)
    since = models.DateTimeField(default=timezone.now)

    objects = BrokenLinkQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "address"], name="link_broken_once")
        ]

    def __str__(self):
        return self.address


class LinkCheck(models.Model):
    """One run of the check; the newest tells how old the list is."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    links = models.PositiveIntegerField(default=0)
    broken = models.PositiveIntegerField(default=0)
    is_internal_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["-started_at", "-pk"]
        get_latest_by = "started_at"

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"
