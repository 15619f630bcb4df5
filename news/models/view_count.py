from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ViewCount(models.Model):
    """Reads of one article in one language on one day (Baku time)."""

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="view_counts", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=2)
    day = models.DateField(_("day"))
    reads = models.PositiveIntegerField(_("reads"), default=0)

    class Meta:
        verbose_name = _("reads of a day")
        verbose_name_plural = _("reads by day")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "day"], name="one_count_per_article_language_day"
            )
        ]

    def __str__(self):
        return f"{self.article_id} {self.language} {self.day} {self.reads}"

    @classmethod
    def add(cls, article_id, language, reads=1, day=None):
        """Add to the day's row, atomically; the article's own row is never touched."""
        cls.objects.update_or_create(
            article_id=article_id,
            language=language,
            day=day or timezone.localdate(),
            defaults={"reads": F("reads") + reads},
            create_defaults={"reads": reads},
        )
