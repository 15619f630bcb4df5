"""Which other forms, for readers who need one, the most read articles lack."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, Subquery, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from news.models import Edition, Recording, ViewCount
from news.text.languages import LANGUAGE_NAMES, value_in
from news.text.richtext import plain_text

DAYS = 90
SHOWN = 50


def most_read(days=DAYS):
    """Listed editions, ordered by their articles' reads in the last days, each with .recent_reads."""
    since = timezone.localdate() - timedelta(days=days)
    reads = ViewCount.objects.filter(article=OuterRef("article"), day__gte=since).order_by().values("article")
    recent = Subquery(reads.annotate(total=Sum("reads")).values("total"))
    recordings = Prefetch("recordings", Recording.objects.only("edition", "kind", "language"))
    listed = Edition.objects.listed().select_related("article").annotate(recent_reads=recent)
    return (
        listed.filter(recent_reads__gt=0)
        .prefetch_related(recordings)
        .order_by("-recent_reads", "-article_id")[:SHOWN]
    )


def forms_in(edition, language):
    """[(name of the form, whether readers of that language have it)]"""
    kinds = {recording.kind for recording in edition.recordings.all() if recording.language == language}
    return [
        (_("Easy to read"), bool(plain_text(value_in(edition, "easy_text", language)))),
        (Recording.Kind.SIGN_LANGUAGE.label, Recording.Kind.SIGN_LANGUAGE in kinds),
        (Recording.Kind.AUDIO.label, Recording.Kind.AUDIO in kinds),
    ]


def missing_forms_view(model_admin, request):
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    rows = [
        {
            "edition": edition,
            "reads": edition.recent_reads,
            "languages": [
                {"code": code, "name": LANGUAGE_NAMES[code], "forms": forms_in(edition, code)}
                for code in edition.released_languages
            ],
        }
        for edition in most_read()
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("What the articles most read lack"),
        "opts": model_admin.opts,
        "rows": rows,
        "days": DAYS,
    }
    return render(request, "admin/news/article/missing_forms.html", context)
