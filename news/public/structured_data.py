"""JSON-LD: what search engines and archives read about a page (schema.org)."""

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from news.addresses import absolute
from news.public.formatting import iso_in_baku
from news.text.languages import value_in


@lru_cache
def publisher(language):
    """The institution under its name in that language, which must be the active one."""
    return {
        "@type": "GovernmentOrganization",
        "name": _("Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan"),
        "url": settings.SITE_URL,
        "logo": {"@type": "ImageObject", "url": absolute(static("img/emblem.svg"))},
    }


def news_article(edition, language, address):
    """NewsArticle, with all that Google's and schema.org's validators ask for."""
    address = absolute(address)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "headline": value_in(edition, "title", language),
        "description": value_in(edition, "summary", language),
        "inLanguage": language,
        "datePublished": iso_in_baku(edition.first_published_at),
        "dateModified": iso_in_baku(edition.public_from or edition.first_published_at),
        "author": publisher(language),
        "publisher": publisher(language),
        "isAccessibleForFree": True,
    }
    if edition.lead_image:
        data["image"] = [image_object(edition.lead_image)]
    return data


def image_object(image):
    url, width, height = image.for_sharing
    return {"@type": "ImageObject", "url": absolute(url), "width": width, "height": height}
