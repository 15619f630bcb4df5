from django.db import models
from django.utils.translation import gettext_lazy as _

from .public_noun import PublicNoun


class AccessibilityRun(PublicNoun):
    """What the tests in a real browser found on a given day: the facts of the accessibility statement."""

    ran_at = models.DateTimeField(_("tested"), unique=True)
    results = models.JSONField(_("results"), default=dict)

    class Meta:
        verbose_name = _("accessibility test")
        verbose_name_plural = _("accessibility tests")
        ordering = ["-ran_at"]

    def __str__(self):
        return f"{self.ran_at:%d.%m.%Y}"
