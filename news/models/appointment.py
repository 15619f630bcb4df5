from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .naming import normalise_texts
from .public_noun import PublicNoun


class Appointment(PublicNoun):
    """A person's position in an organization, from one day to another."""

    person = models.ForeignKey(
        "Person", models.CASCADE, related_name="appointments", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        "Organization", models.PROTECT, related_name="appointments", verbose_name=_("organization")
    )
    position = models.CharField(
        _("position"), max_length=300, help_text=_("As readers see it: Chief of the Staff.")
    )
    since = models.DateField(_("since"))
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day; empty while it is held.")
    )

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("The last day of an appointment cannot be before its first."),
            )
        ]

    def __str__(self):
        return f"{self.position} ({self.since:%d.%m.%Y})"

    def clean(self):
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day of an appointment cannot be before its first.")})

    def save(self, *args, **kwargs):
        normalise_texts(self, "position")
        super().save(*args, **kwargs)

    def held_on(self, day):
        return self.since <= day and (self.until is None or day <= self.until)
