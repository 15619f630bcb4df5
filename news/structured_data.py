"""JSON-LD: what search engines and archives read about a page (schema.org)."""

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from news.addresses import absolute


def publisher():
    return {
        "@type": "GovernmentOrganization",
        "name": _("Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan"),
        "url": settings.SITE_URL,
        "logo": {"@type": "ImageObject", "url": absolute(static("img/emblem.svg"))},
    }


def news_article(edition, language):
    """NewsArticle, with all that Google's and schema.org's validators ask for."""
    address = absolute(edition.url_in(language))
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "headline": edition.title,
        "description": edition.summary,
        "inLanguage": language,
        "datePublished": timezone.localtime(edition.first_published_at).isoformat(),
        "dateModified": timezone.localtime(edition.public_from or edition.first_published_at).isoformat(),
        "author": publisher(),
        "publisher": publisher(),
        "isAccessibleForFree": True,
    }
    if edition.lead_image:
        url, width, height = edition.lead_image.for_sharing
        data["image"] = [{"@type": "ImageObject", "url": absolute(url), "width": width, "height": height}]
    return data
