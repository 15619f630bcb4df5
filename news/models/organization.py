from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .naming import named_in_some_language, prepare_names, unique_in_each_language
from .public_noun import PublicNoun


class Organization(PublicNoun):
    class Kind(models.TextChoices):
        THIS_OFFICE = "this_office", _("This office")
        STATE_BODY = "state_body", _("State body")
        INTERNATIONAL = "international", _("International organization")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        MEDIA = "media", _("Media")
        PROGRAMME = "programme", _("Programme")

    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_("The official name in this language; without one, the name that it calls itself."),
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("Made from the name when left empty."),
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.STATE_BODY)
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("website"), blank=True)
    aliases = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_("One a line: other spellings under which the name is written."),
    )
    sort_key = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            *unique_in_each_language("slug", "organization"),
            named_in_some_language("name", "organization"),
        ]

    def __str__(self):
        return self.name or self.name_az or self.name_en or ""

    def save(self, *args, **kwargs):
        prepare_names(self, "abbreviation")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("news:organization_detail", args=[self.slug])
