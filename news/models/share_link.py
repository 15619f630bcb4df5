"""A draft shown to somebody without an account: one edition, for a time, until it is public."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.addresses import absolute
from news.encryption import Unreadable

from .secret_key import (
    SecretKey,
    SecretKeyQuerySet,
    new_key,  # noqa: F401 - the first migration names it here
)


class ShareLinkQuerySet(SecretKeyQuerySet):
    def open(self):
        """Links that still lead to their edition."""
        now = timezone.now()
        is_not_public = Q(edition__public_from__isnull=True) | Q(edition__public_from__gt=now)
        return self.filter(is_not_public, revoked_at__isnull=True, expires_at__gt=now)


class ShareLink(SecretKey):
    PURPOSE = "share key"

    class State(models.TextChoices):
        OPEN = "open", _("open")
        EXPIRED = "expired", _("expired")
        REVOKED = "revoked", _("revoked")
        PUBLIC = "public", _("ended by publication")

    edition = models.ForeignKey(
        "Edition", models.CASCADE, related_name="share_links", verbose_name=_("edition")
    )
    recipient = models.CharField(
        _("for whom"), max_length=200, help_text=_("Whoever has the link can open it; this is for your list.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.recipient

    @property
    def url(self):
        """Empty when the key that encrypted it is gone."""
        try:
            return absolute(reverse("shared", args=[self.key]))
        except Unreadable:
            return ""

    @property
    def state(self):
        now = timezone.now()
        if self.edition.public_from is not None and self.edition.public_from <= now:
            return self.State.PUBLIC
        if self.revoked_at is not None:
            return self.State.REVOKED
        return self.State.OPEN if self.expires_at > now else self.State.EXPIRED

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class ShareOpening(models.Model):
    """Somebody opened a share link: from which network (not which machine) and with which User-Agent."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="openings")
    at = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=2)
    network = models.CharField(max_length=50)
    agent = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M}"
