"""How readers will see an edition: in each language, on phone and desktop, even before it is saved."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext

from news.public.article_query import with_its_rows
from news.public.views.articles import article_addresses, article_context
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, value_in


def page_of(request, edition, language):
    """The page exactly as readers will see it; never counted, cached or indexed."""
    shown_in = request.LANGUAGE_CODE
    with translation.override(language):
        request.LANGUAGE_CODE, request.addresses = language, article_addresses(edition)
        context = article_context(request, with_its_rows(edition, language), is_preview=True)
        response = render(request, "news/article_detail.html", context)
        request.LANGUAGE_CODE = shown_in
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Content-Language"] = language
    return response


class PreviewsDrafts(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/look/", view(self.look_view), name="news_edition_look"),
            path("<int:pk>/preview/<str:language>/", view(self.preview_view), name="news_edition_preview"),
            *super().get_urls(),
        ]

    def _seen(self, request, pk):
        edition = self._found(request, pk)
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition

    def preview_view(self, request, pk, language):
        edition = self._seen(request, pk)
        if language not in LANGUAGES:
            raise Http404
        if not value_in(edition, "title", language):
            self.message_user(request, gettext("There is no title in this language yet."), messages.WARNING)
            return redirect("admin:news_edition_change", edition.pk)
        return page_of(request, edition, language)

    def look_view(self, request, pk):
        return self._frames(request, self._seen(request, pk), is_saved=True)

    def look_at_unsaved(self, request, edition):
        """Shows the edition as the form would save it, and rolls the save back."""
        response = self._frames(request, edition, is_saved=False)
        transaction.set_rollback(True)
        return response

    def _frames(self, request, edition, is_saved):
        edition.refresh_from_db()
        pages = [
            (code, LANGUAGE_NAMES[code], page_of(request, edition, code).content.decode())
            if value_in(edition, "title", code)
            else (code, LANGUAGE_NAMES[code], "")
            for code in LANGUAGES
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Preview: %(title)s") % {"title": edition},
            "edition": edition,
            "pages": pages,
            "is_saved": is_saved,
            "opts": self.opts,
        }
        response = render(request, "admin/news/edition/look.html", context)
        response["Cache-Control"] = "private, no-store"
        return response
