"""Drafts shown by share link: never cached or indexed, pictures included; the link ends on publication."""

import re
from ipaddress import ip_address, ip_network
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from news.models import Edition, ShareLink, ShareOpening
from news.public.article_query import with_its_rows
from news.public.page_addresses import PageAddresses
from news.public.sealing import seal, unseal
from news.readership.readers import client_address
from news.text.languages import value_in

from .articles import article_context
from .uploads import media

UPLOADS = re.compile(
    rf'(?<=["\s,])(?:{re.escape(settings.SITE_URL)})?{re.escape(settings.MEDIA_URL)}([\w./-]+)'
)


def make_confidential(response):
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive, noimageindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def link_with(key):
    links = ShareLink.objects.select_related("edition__article", "edition__lead_image")
    link = links.with_key(key).first()
    if link is None:
        raise Http404
    return link


def languages_of(edition):
    return [language for language in edition.released_languages if value_in(edition, "title", language)]


@require_safe
def shared(request, key):
    """Redirects to the draft in the reader's own language, or in the first that it has."""
    link = link_with(key)
    languages = languages_of(link.edition)
    if not link.is_open or not languages:
        return link_ended(request, link)
    language = request.LANGUAGE_CODE if request.LANGUAGE_CODE in languages else languages[0]
    return make_confidential(HttpResponseRedirect(reverse("shared_in", args=[key, language])))


@require_safe
def shared_in(request, key, language):
    link = link_with(key)
    if not link.is_open:
        return link_ended(request, link)
    edition = link.edition
    languages = languages_of(edition)
    if language not in languages:
        raise Http404
    with translation.override(language):
        request.LANGUAGE_CODE = language
        request.addresses = PageAddresses(
            {code: reverse("shared_in", args=[key, code]) for code in languages}
        )
        context = article_context(request, with_its_rows(edition, language), is_preview=True) | {
            "shared": link
        }
        response = render(request, "news/article_detail.html", context)
    note_opening(request, link, language)
    content = response.content.decode()
    response.content = UPLOADS.sub(lambda found: address_of_file(key, found[1]), content)
    response["Content-Language"] = language
    return make_confidential(response)


def address_of_file(key, name):
    """An address that ends with the link: whoever had the link never learns the file's own address."""
    file_name = f"file{PurePosixPath(name).suffix}"
    return reverse("shared_media", args=[key, seal(name, purpose=f"share {key}"), file_name])


def note_opening(request, link, language):
    if request.method == "GET":
        ShareOpening.objects.create(
            link=link,
            language=language,
            network=network_of(client_address(request.META)),
            agent=agent_of(request),
        )


def agent_of(request):
    return request.headers.get("User-Agent", "").replace("\0", "")[:200]


def network_of(address):
    """203.0.113.0/24: enough to tell a newsroom from a stranger, too little to identify a person."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


@require_safe
def shared_media(request, key, sealed, file_name):
    """A file of the draft, as long as its link is open."""
    link = link_with(key)
    if not link.is_open:
        return link_ended(request, link)
    name = unseal(sealed, purpose=f"share {key}")
    if name is None:
        raise Http404
    response = make_confidential(media(request, name))
    response.headers.pop("Cross-Origin-Resource-Policy", None)
    return response


def link_ended(request, link):
    """A page that says why the link has ended and, when the article is public, where it is."""
    edition = link.edition
    public = Edition.objects.live().filter(article=edition.article_id).select_related("article").first()
    addresses = [public.url_in(code) for code in public.released_languages] if public else []
    mine = [address for address in addresses if address.startswith(f"/{request.LANGUAGE_CODE}/")]
    context = {"state": link.state, "public_address": next(iter(mine or addresses), None)}
    return make_confidential(render(request, "news/share_ended.html", context, status=410))
