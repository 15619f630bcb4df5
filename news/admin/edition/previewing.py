"""How readers will see an edition: in each language, on phone and desktop, even before it is saved."""

from copy import copy

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext

from news.images.files import delete_now
from news.models import Attachment, Recording
from news.public.article_query import with_its_rows
from news.public.views.articles import article_addresses, article_context
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, value_in


def page_of(request, edition, language):
    """The page exactly as readers will see it at its address; never counted, cached or indexed."""
    asked = copy(request)
    asked.LANGUAGE_CODE, asked.addresses = language, article_addresses(edition)
    address = asked.addresses.paths.get(language) or asked.addresses.elsewhere[language]
    asked.path = asked.path_info = address
    asked.META = request.META | {"PATH_INFO": address, "QUERY_STRING": ""}
    with translation.override(language):
        context = article_context(asked, with_its_rows(edition, language), is_preview=True)
        response = render(asked, "news/article_detail.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Content-Language"] = language
    return response


class OnlyALook(Exception):
    """Undoes the transaction in which an edition was saved so that its page could be made."""

    def __init__(self, page, files):
        super().__init__()
        self.page, self.files = page, files


def files_of(edition):
    attached = edition.attachments.values_list("file", flat=True)
    recorded = edition.recordings.values_list("file", "captions")
    return {*attached, *(name for names in recorded for name in names if name)}


def named_by_a_row(names):
    return {
        *Attachment.objects.filter(file__in=names).values_list("file", flat=True),
        *Recording.objects.filter(file__in=names).values_list("file", flat=True),
        *Recording.objects.filter(captions__in=names).values_list("captions", flat=True),
    }


class PreviewsDrafts(admin.ModelAdmin):
    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except OnlyALook as look:
            delete_now(default_storage, look.files - named_by_a_row(look.files))
            return look.page

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
        """Shows the edition as the form would save it, and undoes the save: see changeform_view()."""
        raise OnlyALook(self._frames(request, edition, is_saved=False), files_of(edition))

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
