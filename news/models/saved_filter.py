from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 20  # of one person


class SavedFilter(models.Model):
    """A question to the list of articles that one person asks again and again, under a name of their own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="filter_named_once")]

    def __str__(self):
        return self.name
