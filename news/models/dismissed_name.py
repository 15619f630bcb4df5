from django.db import models
from django.utils.translation import gettext_lazy as _


class DismissedName(models.Model):
    """A name in an article's text that an editor does not want suggested again, not in later editions either.

    key: "person:12" or "organization:3" for a known one, "name:…" with the folded name for an unknown one.
    """

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="dismissed_names", verbose_name=_("article")
    )
    key = models.CharField(_("name"), max_length=250)

    class Meta:
        verbose_name = _("name set aside")
        verbose_name_plural = _("names set aside")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="name_set_aside_once")]

    def __str__(self):
        return self.key
