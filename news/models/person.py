from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .naming import named_in_some_language, prepare_names, unique_in_each_language
from .public_noun import PublicNoun


def surname_first(name):
    """The name as lists of people need it: Səbinə Əliyeva → Əliyeva Səbinə."""
    given, _space, surname = name.strip().rpartition(" ")
    return f"{surname} {given}".strip()


class Person(PublicNoun):
    name = models.CharField(
        _("name"), max_length=200, help_text=_("First name, then surname: Səbinə Əliyeva.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("Made from the name when left empty."),
        db_index=False,
    )
    description = models.TextField(_("description"), blank=True)
    photo = models.ForeignKey(
        "Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photograph")
    )
    aliases = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_("One a line: other spellings under which the name is written."),
    )
    sort_key = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [*unique_in_each_language("slug", "person"), named_in_some_language("name", "person")]

    def __str__(self):
        return self.name or self.name_az or self.name_en or ""

    def save(self, *args, **kwargs):
        prepare_names(self, sorted_by=surname_first)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("news:person_detail", args=[self.slug])

    @property
    def surname_first(self):
        return surname_first(self.name or "")

    def appointment_on(self, day):
        """The appointment held on that day; of several, the one that began last."""
        held = [a for a in self.appointments.all() if a.held_on(day)]
        return max(held, key=lambda a: a.since, default=None)

    @property
    def appointment_now(self):
        return self.appointment_on(timezone.localdate())
