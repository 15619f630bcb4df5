"""The people, organizations and pictures of an edition, in order; frozen together with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.text.languages import fields_in_each

from .edition import Edition


class FrozenWithItsEdition(models.Model):
    """A row that belongs to an edition and is frozen with it."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.edition.refuse_if_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.edition.refuse_if_frozen()
        return super().delete(*args, **kwargs)


class EditionPerson(FrozenWithItsEdition):
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="edition_people", verbose_name=_("edition")
    )
    person = models.ForeignKey("Person", models.PROTECT, related_name="mentions", verbose_name=_("person"))
    position = models.CharField(
        _("position"),
        max_length=300,
        blank=True,
        help_text=_("The position held on the article's date is filled in at publication when left empty."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("person in the article")
        verbose_name_plural = _("people in the article")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="person_named_once_in_edition")
        ]

    def __str__(self):
        return str(self.person)

    def fill_in_position(self, day):
        """Where it is empty, the position that the person held on that day."""
        appointment = self.person.appointment_on(day)
        for column in fields_in_each("position") if appointment else ():
            setattr(self, column, getattr(self, column) or getattr(appointment, column))


class EditionOrganization(FrozenWithItsEdition):
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="edition_organizations", verbose_name=_("edition")
    )
    organization = models.ForeignKey(
        "Organization", models.PROTECT, related_name="mentions", verbose_name=_("organization")
    )
    is_lead = models.BooleanField(_("lead organization"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("organization in the article")
        verbose_name_plural = _("organizations in the article")
        ordering = ["-is_lead", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization"], name="organization_named_once_in_edition"
            )
        ]

    def __str__(self):
        return str(self.organization)


class EditionImage(FrozenWithItsEdition):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="gallery", verbose_name=_("edition"))
    image = models.ForeignKey("Image", models.PROTECT, related_name="gallery_places", verbose_name=_("image"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture in the gallery")
        verbose_name_plural = _("gallery")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "image"], name="image_once_in_gallery")]

    def __str__(self):
        return str(self.image)
