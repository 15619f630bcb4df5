"""The page of reads: how many, when, in which language, of which articles."""

import csv
from datetime import timedelta
from itertools import chain

from django import forms
from django.conf import settings
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.models import Article
from news.readership.statistics import counts_between, most_read, trend
from news.text.languages import LANGUAGES

CHART_WIDTH, CHART_HEIGHT, GAP = 720, 180, 2


class PeriodForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("Period"),
        coerce=int,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("12 months"))],
        initial=30,
        required=False,
        empty_value=30,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All languages")), *settings.LANGUAGES], required=False
    )
    article = forms.IntegerField(
        label=_("Number of the article"), min_value=1, max_value=2**31 - 1, required=False
    )

    def clean_article(self):
        number = self.cleaned_data["article"]
        if number is None:
            return None
        article = Article.objects.filter(number=number).first()
        if article is None:
            raise forms.ValidationError(_("There is no article with this number."))
        return article


def statistics(request, site):
    form = PeriodForm({"days": "30"} | request.GET.dict())
    form.is_valid()
    asked = form.cleaned_data
    until = timezone.localdate() + timedelta(days=1)
    since = until - timedelta(days=asked.get("days") or 30)
    narrowed = {"language": asked.get("language") or None, "article": asked.get("article")}
    if request.GET.get("format") == "csv" and not form.errors:
        return as_csv(since, until, narrowed)
    spans, by_month = trend(since, until, **narrowed)
    context = {
        **site.each_context(request),
        "title": gettext("Read counts"),
        "form": form,
        "article": narrowed["article"],
        "spans": spans,
        "by_month": by_month,
        "bars": bars(spans),
        "languages": [(code, dict(settings.LANGUAGES)[code]) for code in LANGUAGES],
        "total": sum(span.reads for span in spans),
        "csv_query": csv_query(request),
        "chart": {"width": CHART_WIDTH, "height": CHART_HEIGHT},
        "lists": []
        if narrowed["article"]
        else [
            (heading, most_read(until - timedelta(days=days), until, narrowed["language"]))
            for days, heading in ((7, gettext("Most read in 7 days")), (30, gettext("Most read in 30 days")))
        ],
    }
    return render(request, "admin/news/viewcount/statistics.html", context)


def csv_query(request):
    asked = request.GET.copy()
    asked["format"] = "csv"
    return asked.urlencode()


def bars(spans):
    """[(x, y, width, height, span)] in the chart's own units."""
    most = max((span.reads for span in spans), default=0) or 1
    step = CHART_WIDTH / max(len(spans), 1)
    drawn = []
    for place, span in enumerate(spans):
        height = round(span.reads / most * CHART_HEIGHT, 1)
        width = round(max(step - GAP, 1), 1)
        drawn.append((round(place * step, 1), round(CHART_HEIGHT - height, 1), width, height, span))
    return drawn


class Line:
    """A file whose write() returns the text, for csv.writer."""

    def write(self, text):
        return text


def as_csv(since, until, narrowed):
    writer = csv.writer(Line())
    rows = counts_between(since, until, **narrowed).order_by("day", "article__number", "language")
    values = rows.values_list("day", "article__number", "language", "reads", "is_month").iterator()
    header = ["day", "article", "language", "reads", "whole_month"]
    lines = map(writer.writerow, chain([header], values))
    response = StreamingHttpResponse(chain("\ufeff", lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="reads-{since}-{until - timedelta(days=1)}.csv"'
    return response
