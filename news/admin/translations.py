"""Articles × languages: which translation is missing, a draft, in step or behind. Also as CSV."""

import csv

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.desk.translations import latest_editions, parity_sentence
from news.models import Article, Parity
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, other_language, value_in

from .search_text import terms_of

ROWS_PER_PAGE = 50
PROMISED = "promised"
RISKY_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


class TranslationFilters(forms.Form):
    language = forms.ChoiceField(label=_("Translation into"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    q = forms.CharField(label=_("Words of the title"), required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        every = [("", _("All"))]
        self.fields["language"].choices = every + [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        self.fields["state"].choices = [*every, *Parity.State.choices, (PROMISED, _("Promised to readers"))]
        self.fields["kind"].choices = every + Article.Kind.choices

    def apply(self, editions):
        """The editions that pass; a value that cannot be understood filters nothing."""
        asked = self.cleaned_data if self.is_bound and (self.is_valid() or True) else {}
        if asked.get("language"):
            editions = editions.filter(article__source_language=other_language(asked["language"]))
        if asked.get("state") == PROMISED:
            editions = editions.filter(article__promised_on__isnull=False)
        elif asked.get("state"):
            editions = editions.filter(parity__state=asked["state"])
        if asked.get("kind"):
            editions = editions.filter(article__kind=asked["kind"])
        for term in terms_of(asked.get("q", "")):
            editions = editions.filter(search_text__contains=term)
        return editions


def cells_of(edition):
    """For each language: that it is the source, or the state of the translation."""
    source = edition.article.source_language
    parity = getattr(edition, "parity", None) or Parity(edition=edition)
    return [
        {
            "language": code,
            "is_source": code == source,
            "title": value_in(edition, "title", code),
            "is_released": value_in(edition, "released", code),
            "parity": None if code == source else parity,
            "state": "source" if code == source else parity.state,
            "says": gettext("Source") if code == source else parity_sentence(parity),
        }
        for code in LANGUAGES
    ]


def translations_view(model_admin, request):
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    filters = TranslationFilters(request.GET)
    editions = filters.apply(latest_editions(request.user))
    if request.GET.get("format") == "csv":
        return as_csv(editions)
    page = Paginator(editions, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Translations"),
        "opts": model_admin.opts,
        "filters": filters,
        "page": page,
        "rows": [{"edition": edition, "cells": cells_of(edition)} for edition in page],
        "languages": [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
        "today": timezone.localdate(),
    }
    return render(request, "admin/news/article/translations.html", context)


def as_csv(editions):
    """A spreadsheet with a line for each article, in which no title begins like a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="translations-{timezone.localdate()}.csv"'
    writer = csv.writer(response)
    names = [LANGUAGE_NAMES[code] for code in LANGUAGES]
    titles = [gettext("Title (%(language)s)") % {"language": name} for name in names]
    states = [gettext("State (%(language)s)") % {"language": name} for name in names]
    behind = [gettext("Changes behind"), gettext("Behind since"), gettext("Promised for")]
    writer.writerow([gettext("Number"), gettext("Kind"), *titles, *states, *behind])
    for edition in editions.iterator(chunk_size=500):
        cells = cells_of(edition)
        parity = next(cell["parity"] for cell in cells if cell["parity"])
        since = (
            timezone.localtime(parity.behind_since).isoformat(timespec="minutes")
            if parity.behind_since
            else ""
        )
        row = [
            edition.article.number,
            edition.article.get_kind_display(),
            *(cell["title"] for cell in cells),
            *(
                gettext("Source") if cell["is_source"] else cell["parity"].get_state_display()
                for cell in cells
            ),
            parity.behind_by,
            since,
            edition.article.promised_on or "",
        ]
        writer.writerow([harmless(value) for value in row])
    return response


def harmless(value):
    text = str(value)
    return f"'{text}" if text.startswith(RISKY_IN_A_SPREADSHEET) else text
