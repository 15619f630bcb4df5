"""The list of articles as it is narrowed down, as a spreadsheet that is sent while it is made."""

import csv

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext

from news.models import Edition
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, value_in

from .article_columns import author_of, latest
from .translations import harmless

ROWS_AT_ONCE = 500


class Line:
    """A file for csv.writer that hands back what is written into it."""

    def write(self, text):
        return text


def csv_view(model_admin, request):
    """Only keys are read at once: the rows are read and sent in parts, whatever their number."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    try:
        changelist = model_admin.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return redirect("admin:news_article_changelist")
    keys = list(changelist.queryset.values_list("pk", flat=True))
    articles = model_admin.get_queryset(request)
    response = StreamingHttpResponse(
        parts(articles, keys, translation.get_language()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="articles-{timezone.localdate()}.csv"'
    return response


def parts(articles, keys, language):
    """The text, part by part. Each is made in the language of the question: other work comes between them."""
    write = csv.writer(Line()).writerow
    with translation.override(language):
        head = "\ufeff" + write(heads())
    yield head
    for start in range(0, len(keys), ROWS_AT_ONCE):
        found = articles.in_bulk(keys[start : start + ROWS_AT_ONCE])
        with translation.override(language):
            rows = [row_of(found[key]) for key in keys[start : start + ROWS_AT_ONCE] if key in found]
            part = "".join(write([harmless(value) for value in row]) for row in rows)
        yield part


def heads():
    return [
        gettext("Number"),
        gettext("Kind"),
        gettext("State"),
        *(gettext("Title (%(language)s)") % {"language": LANGUAGE_NAMES[code]} for code in LANGUAGES),
        gettext("Languages"),
        gettext("Public date"),
        gettext("Reads"),
        gettext("Author"),
        gettext("Last saved"),
    ]


def row_of(article):
    edition = latest(article)
    return [
        article.number,
        article.get_kind_display(),
        Edition.Status(edition.status_value).label,
        *(value_in(edition, "title", language) for language in LANGUAGES),
        ", ".join(edition.released_languages),
        in_a_spreadsheet(article.public_at),
        article.read_count,
        author_of(edition),
        in_a_spreadsheet(edition.updated_at),
    ]


def in_a_spreadsheet(moment):
    """Baku time, as every spreadsheet reads it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
