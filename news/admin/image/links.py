"""Links to where a picture is used, and to the picture that is in the library already."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from news.images.decoding import read_picture
from news.models import Edition, Image


def refuse_twin(file):
    """Read the upload: the editor learns at once what is wrong, or that it is here already."""
    twin = Image.objects.same_as(read_picture(file), file).first()
    if twin:
        raise ValidationError(already_here(twin), code="twin")
    return file


def already_here(image):
    sentence = gettext("This picture is in the library already: {link}. Use that one.")
    return format_html(sentence, link=link(image, image))


def links_to(uses):
    """People who may delete a picture must see that it is used, but not what a limited edition is about."""
    editions = [use.pk for use in uses if isinstance(use, Edition)]
    limited = set(Edition.objects.limited().filter(pk__in=editions))
    unnamed = gettext("An edition that only some people may see")
    return [link(use, unnamed) if use in limited else link_with_state(use) for use in uses]


def link(thing, name):
    return format_html('<a href="{}">{}</a>', address_of(thing), name)


def link_with_state(use):
    """One that has been public is a record."""
    if not isinstance(use, Edition):
        return link(use, use)
    state = '{} <span class="desk-state desk-state-{}">{}</span>'
    return format_html(state, link(use, use), use.status, use.status.label)


def address_of(thing):
    return reverse(f"admin:news_{thing._meta.model_name}_change", args=[thing.pk])
