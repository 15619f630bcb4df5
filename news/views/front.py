from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.addresses import absolute, in_every_language, reverse_in
from news.languages import field_in
from news.models import Article, Edition, Topic
from news.remembering import remembered

LATEST = 12
STATEMENTS = 4


@require_safe
def front_door(request):
    """To the reader's own language; which one depends on the reader, so nobody may keep the answer."""
    response = HttpResponseRedirect(reverse_in(request.LANGUAGE_CODE, "home"))
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def home(request):
    live = Edition.objects.live_in(request.LANGUAGE_CODE).for_lists()
    statements = list(live.filter(article__kind=Article.Kind.STATEMENT)[:STATEMENTS])
    latest = list(live.exclude(article__kind=Article.Kind.STATEMENT)[: LATEST + 1])
    lead = next((edition for edition in latest[:5] if edition.lead_image), latest[0] if latest else None)
    request.addresses = in_every_language("home")
    context = {
        "lead": lead,
        "latest": [edition for edition in latest if edition != lead][:LATEST],
        "statements": statements,
        "topics": topics_with_counts(request),
    }
    return render(request, "news/home.html", context)


def topics_with_counts(request):
    """Topics that have something to read in this language, each with .edition_count."""
    language = request.LANGUAGE_CODE

    def make():
        counts = dict(
            Edition.objects.live_in(language).values_list("topics").annotate(Count("pk")).order_by("topics")
        )
        topics = [
            topic
            for topic in Topic.objects.order_by(field_in("sort_key", language), "pk")
            if counts.get(topic.pk)
        ]
        for topic in topics:
            topic.edition_count = counts[topic.pk]
        return topics

    return remembered(request, f"topics:{language}", make)


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
