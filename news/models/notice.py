from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from news.text.languages import LANGUAGES, field_in, value_in

from .naming import normalise_texts
from .public_noun import PublicNoun


class Notice(PublicNoun):
    """A sentence above every page while it matters: the call center is down, the office has moved."""

    text = models.CharField(
        _("text"),
        max_length=300,
        blank=True,
        help_text=_("One sentence. Readers of this language see it on every page."),
    )
    link = models.CharField(
        _("link"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^(/(?!/)|https://)", _("Begin the link with / or https://."))],
        help_text=_("Where the sentence leads, if anywhere: /en/pages/contact/ or an address with https://."),
    )
    is_shown = models.BooleanField(
        _("shown"), default=False, help_text=_("Readers see it from the next minute on.")
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    may_end = True

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-is_shown", "-updated_at"]

    def __str__(self):
        return self.text or self.text_az or self.text_en or ""

    def clean(self):
        missing = {
            field_in("text", language): _("Write the sentence in each language before it is shown.")
            for language in LANGUAGES
            if self.is_shown and not value_in(self, "text", language).strip()
        }
        if missing:
            raise ValidationError(missing)

    def save(self, *args, **kwargs):
        normalise_texts(self, "text")
        super().save(*args, **kwargs)
