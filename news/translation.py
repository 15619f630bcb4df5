"""Which fields exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from news import models
from news.text import edition_texts
from news.text.languages import LANGUAGES


def in_each(*names):
    """The forms ask for these in every language."""
    return dict.fromkeys(LANGUAGES, names)


@register(models.Edition)
class EditionTranslation(TranslationOptions):
    fields = edition_texts.NAMES


@register(models.EditionPerson)
class EditionPersonTranslation(TranslationOptions):
    fields = ("position",)


@register(models.Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "slug", "description", "sort_key")
    required_languages = in_each("name")


@register(models.Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "abbreviation", "slug", "description", "sort_key")
    required_languages = in_each("name")


@register(models.Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "slug", "description", "sort_key")
    required_languages = in_each("name")


@register(models.Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("position",)


@register(models.Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt", "caption", "credit")


@register(models.Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "slug", "body")
    required_languages = in_each("title")


@register(models.Notice)
class NoticeTranslation(TranslationOptions):
    fields = ("text", "link")


@register(models.NotableDay)
class NotableDayTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = in_each("name")


@register(models.ReleaseTemplate)
class ReleaseTemplateTranslation(TranslationOptions):
    fields = ("name", *edition_texts.TEMPLATED, "sort_key")
    required_languages = in_each("name")


@register(models.Tombstone)
class TombstoneTranslation(TranslationOptions):
    fields = ("reason",)
