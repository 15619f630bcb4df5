"""The days of each year that the desk plans for: readers do not see the list."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from .naming import named_in_some_language, normalise_texts

LEAP_YEAR = 2024


class NotableDay(models.Model):
    name = models.CharField(_("name"), max_length=200)
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    month = models.PositiveSmallIntegerField(_("month"), choices=list(MONTHS.items()))

    class Meta:
        verbose_name = _("notable day")
        verbose_name_plural = _("notable days")
        ordering = ["month", "day", "pk"]
        constraints = [
            named_in_some_language("name", "notable_day"),
            models.CheckConstraint(
                condition=Q(day__range=(1, 31), month__range=(1, 12)), name="notable_day_is_in_a_month"
            ),
        ]

    def __str__(self):
        return f"{self.day:02d}.{self.month:02d} {self.name or self.name_az or self.name_en or ''}"

    def clean(self):
        if self.day and self.month and self.in_year(LEAP_YEAR) is None:
            raise ValidationError({"day": _("This month has no such day.")})

    def save(self, *args, **kwargs):
        normalise_texts(self, "name")
        super().save(*args, **kwargs)

    def in_year(self, year):
        """Its day in that year; none for 29 February in most years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None
