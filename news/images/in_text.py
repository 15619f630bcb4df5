"""Pictures of the library inside a text, offered in sizes and formats like those outside it."""

import re
from html import unescape

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string

PICTURE = re.compile(r"<img\b[^>]*>")
ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
SIZES = "(min-width: 46rem) 42rem, 92vw"


def with_sizes(html):
    """The sanitised text with the sizes and formats of its pictures, in one query for all of them."""
    addresses = addresses_in(html)
    images = images_by_address(addresses) if addresses else {}
    return PICTURE.sub(lambda tag: _shown(tag.group(), images), html)


def addresses_in(html):
    found = [dict(ATTRIBUTE.findall(tag)) for tag in PICTURE.findall(html)]
    return {unescape(attributes.get("src", "")) for attributes in found}


def names_of_files(addresses):
    """The files of the library among them."""
    prefix = settings.MEDIA_URL
    return [address.removeprefix(prefix) for address in addresses if address.startswith(prefix)]


def images_by_address(addresses):
    names = names_of_files(addresses)
    images = apps.get_model("news", "Image").objects.filter(file__in=names) if names else ()
    return {image.file.url: image for image in images}


def _shown(tag, images):
    attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
    image = images.get(attributes.get("src", ""))
    if image is None:
        return tag.replace("<img", '<img loading="lazy" decoding="async"', 1)
    context = {"image": image, "own_alt": attributes.get("alt", ""), "sizes": SIZES}
    return render_to_string("includes/image.html", context).strip()
