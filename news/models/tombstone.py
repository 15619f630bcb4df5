from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from news.text.languages import LANGUAGES, field_in, value_in


class Tombstone(models.Model):
    """The article was published in error and is off the site, for good or until it is published again.

    As long as this row is there no edition of it is public or becomes so by itself (see guards.py).
    """

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

    @classmethod
    def put_up(cls, edition, by):
        """For the article of that removed edition, which holds what readers are told."""
        reasons = {
            field_in("reason", language): value_in(edition, "removal_reason", language)
            for language in LANGUAGES
        }
        return cls.objects.create(
            article_id=edition.article_id,
            removed_at=edition.removed_at,
            removed_by=by,
            redirect_to=edition.removal_redirect,
            **reasons,
        )
