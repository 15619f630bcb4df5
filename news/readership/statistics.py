"""How often articles were read: by day, by language, by article; for the desk and for spreadsheets."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Sum
from django.db.models.functions import TruncMonth

from news.models import Article, Edition, ViewCount
from news.text.languages import LANGUAGES

LONGEST_BY_DAY = 92
MOST_SHOWN = 20


@dataclass
class Span:
    """The reads of one day or one month; by_language: {language: reads}."""

    day: object
    by_language: dict

    @property
    def reads(self):
        return sum(self.by_language.values())


def counts_between(since, until, language=None, article=None):
    """From the day `since` to the day before `until`; a month in one row counts by its first day."""
    counts = ViewCount.objects.filter(day__gte=since, day__lt=until)
    if language:
        counts = counts.filter(language=language)
    return counts.filter(article=article) if article else counts


def trend(since, until, **narrowed):
    """([Span], whether they are months): months in longer periods; spans without a read are included."""
    by_month = (until - since).days > LONGEST_BY_DAY
    counts = counts_between(since, until, **narrowed).order_by()
    spans = counts.values("language", span=TruncMonth("day") if by_month else F("day"))
    totals = spans.annotate(total=Sum("reads"))
    found = Counter({(row["span"], row["language"]): row["total"] for row in totals})
    days = months_between(since, until) if by_month else days_between(since, until)
    return [Span(day, {language: found[day, language] for language in LANGUAGES}) for day in days], by_month


def days_between(since, until):
    return [since + timedelta(days=number) for number in range((until - since).days)]


def months_between(since, until):
    months, month = [], since.replace(day=1)
    while month < until:
        months.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return months


def most_read(since, until, language=None):
    """[(article, its newest public edition or None, reads)], the most read first."""
    counts = counts_between(since, until, language).order_by().values("article")
    rows = list(counts.annotate(total=Sum("reads")).order_by("-total", "-article")[:MOST_SHOWN])
    articles = Article.objects.in_bulk([row["article"] for row in rows])
    live = Edition.objects.live().filter(article__in=articles).only("title", "article", "sequence")
    editions = {edition.article_id: edition for edition in live}
    return [(articles[row["article"]], editions.get(row["article"]), row["total"]) for row in rows]
