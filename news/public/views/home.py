from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.addresses import absolute, reverse_in
from news.models import Edition, Topic
from news.models.article_kind import SECTIONS, Place
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import in_every_language
from news.text.languages import field_in

from .lists import all_articles, with_feed

IN_GRID, ELSEWHERE = 6, 4  # editions of one kind


def newest_of_kind(language, kind):
    of_kind = Edition.objects.listed_in(language).filter(article__kind=kind)
    return list(of_kind.for_lists()[: IN_GRID + 1])


@require_safe
def choose_language(request):
    """Redirects to the home page in the reader's own language; the answer differs, so nobody may cache it."""
    response = HttpResponseRedirect(reverse_in(request.LANGUAGE_CODE, "home"))
    response["Cache-Control"] = "private, no-cache"
    return response


@with_feed(all_articles)
@require_safe
def home(request):
    """The newest story with a picture leads; other new ones stand under their kinds, statements apart."""
    newest = {kind: newest_of_kind(request.LANGUAGE_CODE, kind) for kind in SECTIONS}
    lead = lead_of(
        edition for kind, of_kind in newest.items() if not is_at(kind, Place.BESIDE) for edition in of_kind
    )
    request.addresses = in_every_language("home")
    context = {
        "lead": lead,
        "beside": sections_at(Place.BESIDE, newest, lead),
        "grid": sections_at(Place.GRID, newest, lead),
        "beneath": sections_at(Place.BENEATH, newest, lead),
        "topics": topics_with_counts(request),
    }
    return render(request, "news/home.html", context)


def is_at(kind, place):
    return SECTIONS[kind].place == place


def lead_of(editions):
    """The newest of the five newest that has a picture; without any, the newest."""
    newest = sorted(editions, key=lambda one: (one.first_published_at, one.article_id), reverse=True)
    return next((edition for edition in newest[:5] if edition.lead_image), newest[0] if newest else None)


def sections_at(place, newest, lead):
    """The kinds shown at that place that have something to show besides the lead story."""
    count = IN_GRID if place == Place.GRID else ELSEWHERE
    sections = [
        {
            "kind": kind,
            "title": SECTIONS[kind].title,
            "way_to_all": SECTIONS[kind].way_to_all,
            "editions": [edition for edition in editions if edition != lead][:count],
        }
        for kind, editions in newest.items()
        if is_at(kind, place)
    ]
    return [section for section in sections if section["editions"]]


def topics_with_counts(request):
    """Topics that have something to read in this language, each with .edition_count."""
    language = request.LANGUAGE_CODE

    def make():
        counts = dict(
            Edition.objects.listed_in(language).values_list("topics").annotate(Count("pk")).order_by("topics")
        )
        topics = [
            topic
            for topic in Topic.objects.order_by(field_in("sort_key", language), "pk")
            if counts.get(topic.pk)
        ]
        for topic in topics:
            topic.edition_count = counts[topic.pk]
        return topics

    return cached_per_generation(request.generation, f"topics:{language}", make)


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/search/",
        "Disallow: /*/reading/",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
