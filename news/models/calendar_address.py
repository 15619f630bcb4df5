from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.addresses import absolute
from news.encryption import Unreadable

from .secret_key import SecretKey


class CalendarAddress(SecretKey):
    """At which a program reads a person's calendar of the desk, without signing in."""

    PURPOSE = "calendar key"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_address")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("address of a calendar")

    def __str__(self):
        return str(self.user)

    @property
    def url(self):
        """Empty when the key that encrypted it is gone."""
        try:
            return absolute(reverse("calendar_feed", args=[self.key]))
        except Unreadable:
            return ""
