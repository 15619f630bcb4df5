"""What the page of an edition that cannot be changed (any more) shows of it to whoever approves it."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from news.text import edition_texts
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, value_in
from news.text.richtext import sanitise

PICTURE_WIDTH = 320


@dataclass
class Picture:
    """texts: {language: the alternative text and the caption, where there are any}"""

    url: str
    width: int
    height: int
    alt: str
    credit: str
    texts: dict


def record_context(edition):
    gallery = edition.gallery.select_related("image")
    return {
        "columns": [column_of(edition, language) for language in LANGUAGES],
        "people": edition.edition_people.select_related("person"),
        "organizations": edition.edition_organizations.select_related("organization"),
        "lead_pictures": [picture_of(edition.lead_image)] if edition.lead_image else [],
        "gallery": [picture_of(place.image) for place in gallery],
        "files": [
            (attachment, {language: value_in(attachment, "title", language) for language in LANGUAGES})
            for attachment in edition.attachments.all()
        ],
        "recordings": edition.recordings.all(),
    }


def column_of(edition, language):
    """The edition's texts in one language; the rich ones may stand in a page as they are."""
    texts = {name: value_in(edition, name, language) for name in edition_texts.NAMES}
    rich = {name: mark_safe(sanitise(texts[name])) for name in edition_texts.RICH_TEXTS}  # noqa: S308 - sanitised
    return {
        "language": language,
        "name": LANGUAGE_NAMES[language],
        **texts,
        **rich,
    }


def picture_of(image):
    shown = image.jpeg_for(PICTURE_WIDTH)
    words = {
        language: [text for name in ("alt", "caption") if (text := value_in(image, name, language))]
        for language in LANGUAGES
    }
    return Picture(
        shown.url,
        PICTURE_WIDTH,
        round(PICTURE_WIDTH * image.height / image.width) if image.width else PICTURE_WIDTH,
        "" if image.is_decorative else value_in(image, "alt", get_language()) or "",
        image.credit,
        words,
    )
