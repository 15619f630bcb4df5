"""Two editions of an article beside each other: the draft and the live one, or any other two."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from news.public.edition_comparison import differences_between, facts, relations_in, texts_in
from news.text import edition_texts
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, value_in

NOTED = [name for name in edition_texts.NAMES if name != "released"]


class ComparesEditions(admin.ModelAdmin):
    def get_urls(self):
        compare = self.admin_site.admin_view(self.compare_view)
        return [path("<int:pk>/compare/", compare, name="news_edition_compare"), *super().get_urls()]

    def compare_view(self, request, pk):
        """?with=<edition>: by default the one before."""
        edition = self._found(request, pk)
        others = [
            other
            for other in self.get_queryset(request)
            .filter(article=edition.article_id)
            .exclude(pk=pk)
            .with_status()
            .order_by("-sequence")
            if self.has_view_permission(request, other)
        ]
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        other = self._chosen(request, edition, others)
        context = self._page(request, edition, gettext("Compare editions"))
        context |= {"others": others, "other": other}
        if other:
            before, after = sorted((edition, other), key=lambda one: one.sequence)
            context |= {"before": before, "after": after, "parts": parts_between(before, after)}
        return render(request, "admin/news/edition/compare.html", context)

    def _chosen(self, request, edition, others):
        asked = request.GET.get("with", "")
        for other in others:
            if str(other.pk) == asked:
                return other
        earlier = [other for other in others if other.sequence < edition.sequence]
        return next(iter(earlier or others[::-1]), None)


def parts_between(before, after):
    """The parts to compare, each with its heading and its language."""
    for language in LANGUAGES:
        yield {
            "heading": LANGUAGE_NAMES[language],
            "language": language,
            "fields": differences_between(everything_in(before, language), everything_in(after, language)),
        }
    desk = get_language()
    yield {
        "heading": _("About the article"),
        "language": desk,
        "fields": differences_between(
            facts(before, desk) + relations_in(before, desk), facts(after, desk) + relations_in(after, desk)
        ),
    }


def everything_in(edition, language, names=NOTED):
    released = gettext("Yes") if value_in(edition, "released", language) else gettext("No")
    return [
        *texts_in(edition, language, names),
        (gettext("Released"), [released]),
    ]
