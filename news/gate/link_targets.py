"""Whether an address of this site leads somewhere, by the database and never by the network."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from news.models import Edition, Organization, Page, Person, Topic
from news.text.languages import LANGUAGES, field_in


def own_path(address):
    """The path on this site; None for an address elsewhere, of any kind."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    return unquote(parts.path)


def leads_into_the_desk(address):
    path = own_path(address)
    return path is not None and f"{path}/".startswith(reverse("admin:index"))


def is_dead_here(address, edition=None):
    """Whether readers find nothing at an address of this site. The edition's own article counts as found."""
    path = own_path(address)
    if path is None:
        return False
    if not path.startswith("/"):
        return True
    if path.startswith(settings.MEDIA_URL):
        return not default_storage.exists(path.removeprefix(settings.MEDIA_URL))
    if path.startswith(settings.STATIC_URL):
        return False
    language = path.split("/")[1]
    if language not in LANGUAGES:
        return not _resolves(path)
    with translation.override(language):
        match = _resolves(path)
    return match is None or not _exists(match, language, edition)


def _resolves(path):
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def _exists(match, language, edition):
    if number := match.kwargs.get("number"):
        if edition is not None and edition.article.number == number:
            return True
        return Edition.objects.live_in(language).filter(article__number=number).exists()
    nouns = {
        "topic_detail": Topic,
        "person_detail": Person,
        "organization_detail": Organization,
        "page_detail": Page,
    }
    if model := nouns.get(match.url_name):
        return model.objects.filter(**{field_in("slug", language): match.kwargs["slug"]}).exists()
    return True
