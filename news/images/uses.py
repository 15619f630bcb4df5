"""Where a picture is used: what an editor wants to know before deleting it, and what forbids deleting it."""

from django.apps import apps
from django.db.models import Q

from news.text.edition_texts import RICH_TEXTS
from news.text.languages import fields_in_each


def in_text(image, *names):
    found = Q()
    for column in fields_in_each(*names):
        found |= Q(**{f"{column}__contains": image.file.url})
    return found


def editions_showing(image):
    places = Q(lead_image=image) | Q(gallery__image=image) | in_text(image, *RICH_TEXTS)
    editions = apps.get_model("news", "Edition").objects.filter(places)
    return editions.distinct().order_by("-article_id", "-sequence")


def uses_of(image):
    """Editions, people and pages, in this order."""
    people = apps.get_model("news", "Person").objects.filter(photo=image)
    pages = apps.get_model("news", "Page").objects.filter(in_text(image, "body"))
    return [*editions_showing(image), *people, *pages]
