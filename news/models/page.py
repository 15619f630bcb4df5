from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.text.azerbaijani import slugify
from news.text.languages import LANGUAGES, field_in, value_in
from news.text.richtext import sanitise

from .naming import named_in_some_language, normalise_texts, strip_texts, unique_in_each_language
from .public_noun import PublicNoun


class Page(PublicNoun):
    """A standing page: about, contact, accessibility, privacy."""

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("Made from the title when left empty."),
        db_index=False,
    )
    body = models.TextField(_("text"), blank=True)
    shows_accessibility_run = models.BooleanField(
        _("shows the last accessibility test"),
        default=False,
        help_text=_("Date and results of the last test in a real browser stand beneath the text."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Its place in the menu."))
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["order", "pk"]
        constraints = [*unique_in_each_language("slug", "page"), named_in_some_language("title", "page")]

    def __str__(self):
        return self.title or self.title_az or self.title_en or ""

    def save(self, *args, **kwargs):
        normalise_texts(self, "title", "body")
        strip_texts(self, "title")
        for language in LANGUAGES:
            slug = slugify(value_in(self, "slug", language) or value_in(self, "title", language))
            setattr(self, field_in("slug", language), slug or None)
            setattr(self, field_in("body", language), sanitise(value_in(self, "body", language)))
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("news:page_detail", args=[self.slug])
