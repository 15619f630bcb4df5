from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tombstone(models.Model):
    """What the address of an article that was published in error answers: a reason, or a redirect."""

    article = models.OneToOneField(
        "Article", models.CASCADE, related_name="tombstone", verbose_name=_("article")
    )
    reason = models.TextField(_("reason"), blank=True)
    redirect_to = models.CharField(
        _("redirect to"),
        max_length=500,
        blank=True,
        help_text=_("An address of this site, such as /en/news/12/."),
    )
    removed_at = models.DateTimeField(_("removed at"))
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("removed by")
    )

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")

    def __str__(self):
        return f"№ {self.article.number}"
