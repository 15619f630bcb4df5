from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from markupsafe import Markup

from news.addresses import reverse_in
from news.models import Edition
from news.models.article_kind import SECTIONS
from news.public.article_query import earlier_editions, live_article, live_edition, related_to
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import PageAddresses, in_every_language
from news.public.parameters import page_parameters
from news.public.structured_data import news_article
from news.readership import count_read
from news.text.edition_texts import TEXTS
from news.text.languages import LANGUAGES, OWN_NAMES, field_in, other_language, value_in
from news.text.richtext import plain_text

from . import history
from .lists import all_articles, heading_of, list_context, list_parameters, with_feed

MOST_PROMISED = 10


@with_feed(all_articles)
@list_parameters
@require_safe
def article_list(request):
    addresses = in_every_language("article_list", feed=reverse("news:article_list"))
    context = list_context(request, addresses)
    context["heading"] = heading_of(pgettext("section", "News"), context)
    if context["page"].number == 1 and not context["active_filters"]:
        language = request.LANGUAGE_CODE
        context["to_follow"] = cached_per_generation(
            request.generation, f"to_follow:{language}", lambda: to_follow(language)
        )
    context["kinds"] = kinds_to_choose(context["query"])
    return render(request, "news/article_list.html", context)


def kinds_to_choose(query):
    """The kinds as links above the list, which keep the other filters."""
    others = [(name, value) for name, value in query if name != "kind"]
    chosen = dict(query).get("kind", "")
    kinds = [("", pgettext("kinds", "All"))]
    kinds += [(kind.value, section.title) for kind, section in SECTIONS.items()]
    return [
        {
            "title": title,
            "url": "?" + urlencode([("kind", kind), *others] if kind else others),
            "is_chosen": kind == chosen,
        }
        for kind, title in kinds
    ]


def to_follow(language):
    """Articles that readers of the other language already have and readers of this one were promised."""
    released, title = field_in("released", language), field_in("title", other_language(language))
    return [
        {
            "title": getattr(edition, title),
            "language": other_language(language),
            "url": edition.url_in(other_language(language)),
            "day": edition.article.promised_on,
        }
        for edition in Edition.objects.listed()
        .filter(article__promised_on__isnull=False, **{released: False})
        .select_related("article")
        .order_by("article__promised_on", "-article_id")[:MOST_PROMISED]
    ]


@page_parameters("at")
@require_safe
def article_detail(request, number, slug=""):
    language = request.LANGUAGE_CODE
    edition = live_article(language, number, request.generation)
    if edition is None:
        return not_here(request, number)
    if slug != value_in(edition, "slug", language):
        return history.to_current_address(request, edition)
    request.addresses = article_addresses(edition)
    if "at" in request.GET:
        return history.article_at(request, edition, article_context)
    context = article_context(request, edition)
    context["live_content"] = partial(live_content, request, context)
    response = render(request, "news/article_detail.html", context)
    count_read(request, edition.article_id, language)
    return response


def article_addresses(edition):
    """Each language that the edition is released in; the list of news for the others."""
    paths = {
        language: edition.url_in(language)
        for language in edition.released_languages
        if value_in(edition, "slug", language)  # a draft may not have one yet
    }
    missing = [language for language in LANGUAGES if language not in paths]
    return PageAddresses(
        paths, elsewhere={language: reverse_in(language, "article_list") for language in missing}
    )


def article_context(request, edition, is_preview=False):
    """What the article's page shows of an edition that came with its rows (article_query.for_article).

    A preview shows what it would if the edition were published now.
    """
    language = request.LANGUAGE_CODE
    if is_preview:
        edition.public_from = edition.public_from or timezone.now()
        edition.first_published_at = edition.first_published_at or edition.public_from
        for named in edition.edition_people.all():
            named.fill_in_position(edition.day)
    address = edition.url_in(language) if value_in(edition, "slug", language) else ""
    return {
        **{name: value_in(edition, name, language) for name in TEXTS},
        "edition": edition,
        "article": edition.article,
        "address": address,
        "read_count": edition.article.reads(),
        "topics": [topic for topic in edition.topics.all() if value_in(topic, "slug", language)],
        "recordings": edition.recordings.all(),
        "updates": updates_of(edition, language) if edition.sequence > 1 else [],
        "first_published": edition.first_published_at,
        "last_updated": edition.public_from if edition.sequence > 1 and not edition.is_minor else None,
        "has_easy_text": has_easy_text(edition, language),
        "related": partial(related_to, edition, language, request.generation),
        "behind": translation_behind(edition, language),
        "is_preview": is_preview,
        "json_ld": news_article(edition, language, address),
    }


def live_content(request, context):
    """Pictures, text and facts of a live edition as HTML: all below the head with the number of reads.

    Made once per generation. An article made anew takes a quarter longer without this.
    """
    template, edition = get_template("news/_article_content.html"), context["edition"]
    return cached_per_generation(
        request.generation,
        f"content:{request.LANGUAGE_CODE}:{edition.pk}",
        lambda: Markup(template.render({**context}, request)),  # noqa: S704 - escaped by it
    )


def updates_of(edition, language):
    """The editions after the first one that tell readers of a change, newest first.

    A preview's own is among them, as if it were public.
    """
    editions = earlier_editions(edition, language)
    if edition not in editions:
        editions.insert(0, edition)
    return [one for one in editions[:-1] if not one.is_minor]


def translation_behind(edition, language):
    """The parity when the page is a translation that lags behind its source; None otherwise."""
    if edition.public_until and edition.public_until <= timezone.now():
        return None  # a page of the past is shown as it was
    parity = getattr(edition, "parity", None)
    is_translation = len(edition.released_languages) > 1 and language != edition.article.source_language
    return parity if parity and parity.is_behind and is_translation else None


def has_easy_text(edition, language):
    text = value_in(edition, "easy_text", language)
    return bool(text and plain_text(text))


def not_here(request, number):
    """Why there is no such article in this language: removed, not released here, or never known."""
    language = request.LANGUAGE_CODE
    last = Edition.objects.last_seen_of(number)
    if last is not None and last.status == Edition.Status.REMOVED:
        return removed(request, last)
    if last is None or last.status == Edition.Status.SUPERSEDED:
        raise Http404
    request.addresses = article_addresses(last)
    available = [
        {
            "language": code,
            "name": OWN_NAMES[code],
            "url": last.url_in(code),
            "title": value_in(last, "title", code),
        }
        for code in last.released_languages
        if code != language
    ]
    context = {"available": available, "promised_on": last.article.promised_on}
    return render(request, "news/not_released.html", context, status=404)


def removed(request, edition):
    if edition.removal_redirect:
        return HttpResponseRedirect(edition.removal_redirect)
    return render(request, "410.html", {"reason": edition.removal_reason}, status=410)


@require_safe
def source_changes(request, number, slug):
    """What changed in the source since the translation on this page was made."""
    language = request.LANGUAGE_CODE
    edition = live_edition(request.LANGUAGE_CODE, number)
    if edition is None:
        return not_here(request, number)
    behind = translation_behind(edition, language)
    if behind is None:
        return redirect(edition)
    if slug != edition.slug:
        return redirect("news:source_changes", number, edition.slug, permanent=True)
    request.addresses = PageAddresses(
        {language: reverse_in(language, "source_changes", number, slug)},
        elsewhere={code: edition.url_in(code) for code in edition.released_languages},
        noindex=True,
    )
    context = {"edition": edition, "behind": behind, "changes": behind.changes(), "source": behind.source}
    return render(request, "news/source_changes.html", context)


@page_parameters("page")
@require_safe
def article_history(request, number, slug):
    edition = live_edition(request.LANGUAGE_CODE, number)
    if edition is None:
        return not_here(request, number)
    if slug != edition.slug:
        return redirect("news:article_history", number, edition.slug, permanent=True)
    return history.history_page(request, edition)


@require_safe
def old_address(request, number, rest=""):
    """Redirects the institution's old addresses, in one step, to the page's present one."""
    edition = live_edition(request.LANGUAGE_CODE, number)
    if edition is None:
        return not_here(request, number)
    return redirect(edition, permanent=True)
