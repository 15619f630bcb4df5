"""Every picture has a description in each released language, or is decorative."""

from html import unescape

from django.utils.translation import gettext_lazy as _

from news.gate.rule import BLOCKS, rule
from news.images.in_text import images_by_address
from news.text.languages import value_in


@rule(
    "alternative-text",
    BLOCKS,
    _(
        "Describe the picture “%(picture)s” in this language: %(language)s. "
        "Or mark it as decorative in the picture library."
    ),
)
def alternative_text(edition_text):
    for text in edition_text.texts:
        for field, image in edition_text.images:
            if not (image.is_decorative or value_in(image, "alt", text.language).strip()):
                yield field, text.language, {"picture": str(image)}


@rule(
    "alternative-text-in-text",
    BLOCKS,
    _(
        "A picture in the text has no alternative text in this language: %(language)s (%(picture)s). "
        "Insert it again from the library, where it is described or marked as decorative."
    ),
)
def alternative_text_in_text(edition_text):
    for text in edition_text.texts:
        bare = [
            unescape(picture.attributes.get("src") or "")
            for picture in text.tree.css("img")
            if not (picture.attributes.get("alt") or "").strip()
        ]
        known = images_by_address(set(bare)) if bare else {}
        for address in bare:
            if address not in known or not known[address].is_decorative:
                yield text.field("body"), text.language, {"picture": address.rsplit("/", 1)[-1]}
