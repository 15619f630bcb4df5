"""Where the links in the texts lead: those to this site are looked up in the database, others followed."""

import time
from collections import defaultdict
from contextlib import suppress
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from news import editing
from news.gate.link_targets import is_dead_here, own_path
from news.models import BrokenLink, Edition, LinkCheck
from news.operations.outbound import NotPublic, public_opener
from news.text.edition_texts import RICH_TEXTS
from news.text.languages import value_in

TIMEOUT = 10  # seconds
BETWEEN = 1.0  # seconds between two requests to one host
LONGEST = 2000
# Sites give programs these answers while they show people the page: they prove nothing.
SAYS_NOTHING = {401, 403, 405, 406, 429, 451, 999}
Reason = BrokenLink.Reason


def fault_elsewhere(address):
    """The Reason why a reader who follows the address finds nothing; None when there is a page."""
    opener = public_opener()
    agent = {"User-Agent": f"Mozilla/5.0 (compatible; link check of {settings.SITE_URL})"}
    status = 0
    for method in ("HEAD", "GET"):
        try:
            request = Request(address, method=method, headers=agent)  # noqa: S310 - the opener knows no other scheme
            with opener.open(request, timeout=TIMEOUT):
                return None
        except HTTPError as error:
            status = error.code
        except URLError as error:
            return Reason.NOT_PUBLIC if isinstance(error.reason, NotPublic) else Reason.NO_ANSWER
        except (OSError, HTTPException, ValueError):
            return Reason.NO_ANSWER
    if status in SAYS_NOTHING:
        return None
    return Reason.NOT_FOUND if status in (404, 410) else Reason.FAILED


def links_in(edition):
    """{(language, address)} of the texts that readers have, or will have."""
    found = set()
    for language in edition.released_languages:
        for name in RICH_TEXTS:
            tree = LexborHTMLParser(value_in(edition, name, language) or "<p></p>")
            for element, attribute in (("a", "href"), ("img", "src")):
                for node in tree.css(f"{element}[{attribute}]"):
                    found.add((language, (node.attributes[attribute] or "").strip()[:LONGEST]))
    return {(language, address) for language, address in found if address and not address.startswith("#")}


def editions_to_check():
    """The editions that readers have now, and those in preparation."""
    return (
        (Edition.objects.live() | Edition.objects.in_preparation()).select_related("article").order_by("pk")
    )


def check(internal_only=False, follow=fault_elsewhere, pause=time.sleep):
    """Follow every link and store the broken ones. Returns the finished LinkCheck."""
    run = LinkCheck.objects.create(is_internal_only=internal_only)
    elsewhere = defaultdict(list)
    seen = set()
    for edition in editions_to_check().iterator(chunk_size=200):
        seen.add(edition.pk)
        for language, address in links_in(edition):
            run.links += 1
            if own_path(address) is None:
                if urlsplit_safely(address).scheme in ("http", "https"):
                    elsewhere[address].append((edition.pk, language))
            else:
                dead = is_dead_here(address, edition)
                note([(edition.pk, language)], address, Reason.NOT_HERE if dead else None)
        if edition.is_in_preparation:
            with suppress(ObjectDoesNotExist):  # it was discarded meanwhile
                editing.judge(edition)  # what it links to may have gone since it was saved
    if not internal_only:
        follow_all(elsewhere, follow, pause)
    forget_what_is_gone(seen)
    run.broken, run.finished_at = BrokenLink.objects.count(), timezone.now()
    run.save()
    return run


def urlsplit_safely(address):
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def follow_all(elsewhere, follow, pause):
    """Follow each address once, with a pause between two requests to one host."""
    last = {}
    for address in sorted(elsewhere):
        host = urlsplit(address).hostname
        wait = last.get(host, 0) + BETWEEN - time.monotonic()
        if wait > 0:
            pause(wait)
        note(elsewhere[address], address, follow(address))
        last[host] = time.monotonic()


@transaction.atomic
def note(places, address, reason):
    for edition, language in places:
        place = {"edition_id": edition, "language": language, "address": address}
        if reason is None:
            BrokenLink.objects.filter(**place).delete()
        else:
            BrokenLink.objects.update_or_create(**place, defaults={"reason": reason})


def forget_what_is_gone(seen):
    """Links of editions that nobody reads any more, and links that were taken out of a text."""
    for link in BrokenLink.objects.select_related("edition"):
        if link.edition_id not in seen or (link.language, link.address) not in links_in(link.edition):
            link.delete()
