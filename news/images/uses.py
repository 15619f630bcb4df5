"""Where a picture is used: what an editor wants to know before deleting it, and what forbids deleting it."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from news.text.edition_texts import RICH_TEXTS
from news.text.languages import fields_in_each

from .in_text import addresses_in, names_of_files

# The texts in which pictures may stand.
TEXTS = {"Edition": RICH_TEXTS, "Page": ("body",)}
PICTURE = "<img"


def model(name):
    return apps.get_model("news", name)


def any_text_with(words, name):
    found = Q()
    for column in fields_in_each(*TEXTS[name]):
        found |= Q(**{f"{column}__contains": words})
    return found


def editions_showing(image):
    in_gallery = model("EditionImage").objects.filter(edition=OuterRef("pk"), image=image)
    places = Q(lead_image=image) | Exists(in_gallery) | any_text_with(image.file.url, "Edition")
    return _editions().filter(places)


def _editions():
    editions = model("Edition").objects.select_related("article").order_by("-article_id", "-sequence")
    return editions.defer(*fields_in_each(*RICH_TEXTS), *RICH_TEXTS)


def uses_of(image, most):
    """Editions, people and pages, in this order; not more than that many."""
    people = model("Person").objects.filter(photo=image)
    pages = model("Page").objects.filter(any_text_with(image.file.url, "Page"))
    return _first(most, editions_showing(image), people, pages)


def uses_of_the_file(image, most):
    """What forbids that another file takes the place of this one: records, and texts, which name the file."""
    in_text = any_text_with(image.file.url, "Edition")
    is_record = Q(pk__in=editions_showing(image).filter(public_from__isnull=False).values("pk"))
    pages = model("Page").objects.filter(any_text_with(image.file.url, "Page"))
    return _first(most, _editions().filter(in_text | is_record), pages)


def _first(most, *querysets):
    found = []
    for queryset in querysets:
        found += queryset[: most - len(found)]
    return found


def unused(images):
    """Those that no edition, person or page shows. The texts with pictures are read once, for all of them."""
    for relation, name in (("Edition", "lead_image"), ("EditionImage", "image"), ("Person", "photo")):
        images = images.exclude(Exists(model(relation).objects.filter(**{name: OuterRef("pk")})))
    return images.exclude(file__in=names_in_texts())


def names_in_texts():
    names = set()
    for name, texts in TEXTS.items():
        with_pictures = model(name).objects.filter(any_text_with(PICTURE, name))
        for row in with_pictures.values_list(*fields_in_each(*texts)).iterator():
            names.update(*(names_of_files(addresses_in(text or "")) for text in row))
    return names
