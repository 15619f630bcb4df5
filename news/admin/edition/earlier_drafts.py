"""The earlier texts of a draft: looked at, compared with the present ones, and brought back into the form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext

from news.public.edition_comparison import differences_between
from news.text import edition_texts
from news.text.languages import LANGUAGE_NAMES, LANGUAGES

from .comparing import everything_in

COMPARED = [name for name in edition_texts.WRITTEN if name != "released"]


class KeepsEarlierDrafts(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/drafts/", view(self.drafts_view), name="news_edition_drafts"),
            *super().get_urls(),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """?draft=<earlier draft>: a form that is opened shows its texts, and nothing is saved yet."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj and request.method == "GET" and (draft := chosen_draft(request, obj)):
            form.brought_back = draft.texts
        return form

    def drafts_view(self, request, pk):
        """?draft=<earlier draft>: by default the last."""
        edition = self._found(request, pk)
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        drafts = edition.earlier_drafts.recent().select_related("replaced_by")
        chosen = chosen_draft(request, edition) or drafts.first()
        context = self._page(request, edition, gettext("Earlier drafts")) | {
            "drafts": drafts,
            "chosen": chosen,
            "parts": parts_between(chosen.as_edition(), edition) if chosen else [],
            "can_bring_back": self.has_change_permission(request, edition),
        }
        return render(request, "admin/news/edition/drafts.html", context)


def chosen_draft(request, edition):
    asked = request.GET.get("draft", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return edition.earlier_drafts.recent().filter(pk=asked[:18]).first()


def parts_between(before, after):
    """The texts in each language, from the earlier draft to the present one."""
    for language in LANGUAGES:
        texts = (everything_in(one, language, COMPARED) for one in (before, after))
        yield {
            "heading": LANGUAGE_NAMES[language],
            "language": language,
            "fields": differences_between(*texts),
        }
