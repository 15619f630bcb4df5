from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from news.text.languages import LANGUAGES


class Preferences(models.Model):
    """What a person of the desk has chosen for themselves; without a row, what is usual."""

    class Letters(models.TextChoices):
        AT_ONCE = "at_once", _("Each at once")
        DAILY = "daily", _("All of a day in one letter")
        NONE = "none", _("None")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    letters = models.CharField(
        _("letters about articles"),
        max_length=10,
        choices=Letters,
        default=Letters.AT_ONCE,
        help_text=_("Letters about your account and your password come in any case."),
    )
    language = models.CharField(
        _("language of the letters"), max_length=2, choices=settings.LANGUAGES, blank=True
    )

    def __str__(self):
        return str(self.user)

    @classmethod
    def of(cls, user):
        return cls.objects.filter(user=user).first() or cls(user=user)

    @property
    def languages(self):
        """Both, until one is chosen."""
        return (self.language,) if self.language else LANGUAGES
