from datetime import UTC, datetime

from django.db.models import Count, Func
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from news.addresses import absolute, in_every_language, reverse_in
from news.models import Article, Edition, Topic
from news.public.generation_cache import remembered
from news.ready_queries import ReadyQuery
from news.text.languages import field_in

Kind = Article.Kind
LATEST = 6
END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
OF_EACH_KIND = 4
# What the home page calls them, and the way to all of them.
SECTIONS = {
    Kind.NEWS: (pgettext_lazy("section", "News"), _("All news")),
    Kind.EVENT_REPORT: (_("Event reports"), _("All event reports")),
    Kind.PRESS_RELEASE: (_("Press releases"), _("All press releases")),
    Kind.ANNOUNCEMENT: (_("Announcements"), _("All announcements")),
    Kind.STATEMENT: (_("Statements"), _("All statements")),
}


class NotByIndex(Func):
    """SQLite's unary plus: the column is compared, not looked up. PostgreSQL knows better by itself."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def newest_of_kind(language, kind, now):
    """From the newest backwards; the bound leads SQLite to that index."""
    live = Edition.objects.live_in(language, now).filter(first_published_at__lte=END_OF_TIME)
    of_kind = live.alias(kind=NotByIndex("article__kind")).filter(kind=kind)
    return of_kind.for_lists()[: LATEST + 1]


NEWEST = ReadyQuery(newest_of_kind, now=datetime)


@require_safe
def front_door(request):
    """To the reader's own language; which one depends on the reader, so nobody may keep the answer."""
    response = HttpResponseRedirect(reverse_in(request.LANGUAGE_CODE, "home"))
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def home(request):
    """The newest story with a picture leads; what else is new stands under its kind, statements apart."""
    now = timezone.now()
    newest = {kind: NEWEST.rows(request.LANGUAGE_CODE, kind, now=now) for kind in SECTIONS}
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
    shown = editions[: LATEST if kind == Kind.NEWS else OF_EACH_KIND]
    return {"kind": kind, "title": title, "way_to_all": way_to_all, "editions": shown}


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
