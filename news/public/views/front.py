from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from news.addresses import absolute, reverse_in
from news.models import Article, Edition, Topic
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import in_every_language
from news.text.languages import field_in

Kind = Article.Kind
LATEST = 6
OF_EACH_KIND = 4
# What the home page calls them, and the way to all of them.
SECTIONS = {
    Kind.NEWS: (pgettext_lazy("section", "News"), _("All news")),
    Kind.EVENT_REPORT: (_("Event reports"), _("All event reports")),
    Kind.PRESS_RELEASE: (_("Press releases"), _("All press releases")),
    Kind.ANNOUNCEMENT: (_("Announcements"), _("All announcements")),
    Kind.STATEMENT: (_("Statements"), _("All statements")),
}


def newest_of_kind(language, kind):
    of_kind = Edition.objects.live_in(language).filter(article__kind=kind)
    return list(of_kind.for_lists()[: LATEST + 1])


@require_safe
def front_door(request):
    """To the reader's own language; which one depends on the reader, so nobody may keep the answer."""
    response = HttpResponseRedirect(reverse_in(request.LANGUAGE_CODE, "home"))
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def home(request):
    """The newest story with a picture leads; what else is new stands under its kind, statements apart."""
    newest = {kind: newest_of_kind(request.LANGUAGE_CODE, kind) for kind in SECTIONS}
    lead = lead_of(edition for kind in newest if kind != Kind.STATEMENT for edition in newest[kind])
    sections = {kind: section(kind, [one for one in newest[kind] if one != lead]) for kind in SECTIONS}
    request.addresses = in_every_language("home")
    context = {
        "lead": lead,
        "statements": sections.pop(Kind.STATEMENT),
        "news": sections.pop(Kind.NEWS),
        "other_kinds": [each for each in sections.values() if each["editions"]],
        "topics": topics_with_counts(request),
    }
    return render(request, "news/home.html", context)


def lead_of(editions):
    """The newest of the five newest that has a picture; without any, the newest."""
    newest = sorted(editions, key=lambda one: (one.first_published_at, one.article_id), reverse=True)
    return next((edition for edition in newest[:5] if edition.lead_image), newest[0] if newest else None)


def section(kind, editions):
    title, way_to_all = SECTIONS[kind]
    count = LATEST if kind == Kind.NEWS else OF_EACH_KIND
    return {"kind": kind, "title": title, "way_to_all": way_to_all, "editions": editions[:count]}


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
