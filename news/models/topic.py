from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .naming import named_in_some_language, prepare_names, unique_in_each_language
from .public_noun import PublicNoun


class Topic(PublicNoun):
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("Made from the name when left empty."),
        db_index=False,
    )
    description = models.TextField(_("description"), blank=True)
    sort_key = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [*unique_in_each_language("slug", "topic"), named_in_some_language("name", "topic")]

    def __str__(self):
        return self.name or self.name_az or self.name_en or ""

    def save(self, *args, **kwargs):
        prepare_names(self)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("news:topic_detail", args=[self.slug])
