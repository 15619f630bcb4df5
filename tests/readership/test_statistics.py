"""Reads at the desk: what was read when, and months that hold exactly what their days held."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from news import editing
from news.models import Article, ViewCount
from news.readership.roll_up import roll_up_before
from news.readership.statistics import counts_between, months_between, most_read, trend
from tests.helpers.desk_forms import text_of


@pytest.fixture
def desk(writer):
    client = Client(headers={"accept-language": "en"})
    client.force_login(writer)
    return client


@pytest.fixture
def counted(make_article):
    """Two articles: 30 and 12 reads this week, 500 more of the first forty days ago."""
    today = timezone.localdate()
    first, second = (
        make_article(title_en="Read a lot", imported_reads=394),
        make_article(title_en="Read less"),
    )
    ViewCount.add(first.article_id, "az", 20, today)
    ViewCount.add(first.article_id, "en", 10, today - timedelta(days=2))
    ViewCount.add(second.article_id, "az", 12, today - timedelta(days=6))
    ViewCount.add(first.article_id, "az", 500, today - timedelta(days=40))
    return first.article, second.article


STATISTICS = "/admin/news/viewcount/statistics/"


def test_statistics_show_totals_trend_and_what_is_read_most(desk, counted):
    page = desk.get(STATISTICS, {"days": 7})
    text = text_of(page)
    assert "Reads of all articles : 42" in text.replace("articles:", "articles :")
    assert text.index("Read a lot") < text.index("Read less")
    assert page.content.decode().count("<rect") == 7
    assert "542" in text_of(desk.get(STATISTICS, {"days": 90}))


def test_one_article_and_one_language_can_be_looked_at(desk, counted):
    text = text_of(desk.get(STATISTICS, {"days": 7, "article": counted[0].number, "language": "en"}))
    assert f"Reads of article № {counted[0].number}: 10" in text
    assert "394 reads were brought from the old site" in text


def test_year_is_shown_by_months(desk, counted):
    assert desk.get(STATISTICS, {"days": 365}).content.decode().count("<rect") in (12, 13)


def test_table_holds_every_count_of_the_period(desk, counted):
    answer = desk.get(STATISTICS, {"days": 7, "format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "day,article,language,reads,whole_month"
    assert sum(int(line.split(",")[3]) for line in lines[1:]) == 42


@pytest.mark.parametrize(
    "asked",
    [{"days": "x"}, {"article": "0"}, {"article": "999999"}, {"article": "9" * 40}, {"language": "ru"}],
)
def test_question_that_makes_no_sense_is_answered_with_a_sentence(desk, counted, asked):
    page = desk.get(STATISTICS, asked)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()


BEGIN = date(2026, 3, 1)


@pytest.fixture
def reads(make_article):
    """reads(article's number among three, language, reads, days after the first of March)."""
    articles = [make_article().article for _number in range(3)]

    def add(number, language, reads, days):
        ViewCount.add(articles[number].pk, language, reads, BEGIN + timedelta(days=days))
        return articles[number]

    return add


def test_period_begins_with_its_first_day_and_ends_before_its_last(reads):
    for days, number in ((-1, 1), (0, 10), (2, 100), (3, 1000)):
        article = reads(0, "az", number, days)
    reads(1, "az", 5, 0)
    reads(0, "en", 7, 0)

    def total(*narrowed):
        return sum(
            counts_between(BEGIN, BEGIN + timedelta(days=3), *narrowed).values_list("reads", flat=True)
        )

    assert [total(), total("az"), total("az", article), total(None, article)] == [122, 115, 110, 117]


def test_trend_is_by_day_up_to_ninety_two_days_and_holds_days_without_a_read(reads):
    reads(0, "az", 3, 1)
    reads(1, "az", 4, 1)
    reads(0, "en", 5, 1)
    spans, by_month = trend(BEGIN, BEGIN + timedelta(days=3))
    assert not by_month
    assert [(span.day, span.by_language, span.reads) for span in spans] == [
        (BEGIN, {"az": 0, "en": 0}, 0),
        (BEGIN + timedelta(days=1), {"az": 7, "en": 5}, 12),
        (BEGIN + timedelta(days=2), {"az": 0, "en": 0}, 0),
    ]
    spans, by_month = trend(BEGIN, BEGIN + timedelta(days=92))
    assert (len(spans), by_month) == (92, False)


def test_trend_of_a_longer_period_is_by_month(reads):
    for days in (1, 2, 31):
        reads(0, "az", 3, days)
    spans, by_month = trend(BEGIN, BEGIN + timedelta(days=93))
    assert by_month
    assert [(span.day, span.by_language["az"]) for span in spans] == [
        (date(2026, 3, 1), 6),
        (date(2026, 4, 1), 3),
        (date(2026, 5, 1), 0),
        (date(2026, 6, 1), 0),
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2026, 1, 31), date(2026, 3, 1), [date(2026, 1, 1), date(2026, 2, 1)]),
        (date(2026, 1, 1), date(2026, 3, 2), [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]),
    ],
)
def test_months_of_a_period_are_those_that_it_touches(since, until, months):
    assert months_between(since, until) == months


def test_most_read_comes_first_and_of_two_equals_the_newer(reads):
    first, second, third = (reads(number, "az", 5, 0) for number in range(3))
    reads(0, "en", 3, 0)
    reads(1, "az", 100, 9)
    until = BEGIN + timedelta(days=3)
    assert [(article, total) for article, _edition, total in most_read(BEGIN, until)] == [
        (first, 8),
        (third, 5),
        (second, 5),
    ]
    [(article, edition, total)] = most_read(BEGIN, until, "en")
    assert (article, edition.article_id, total) == (first, first.pk, 3)
    removed = first.latest_edition
    editing.remove(removed, None, {"az": "Səbəb.", "en": "A reason."})
    assert [edition for _article, edition, _total in most_read(BEGIN, until, "en")] == [None]


def test_visitors_see_no_statistics(client, db):
    assert client.get(STATISTICS).status_code == 302


def test_statistics_cost_the_same_however_much_was_read(
    desk, counted, make_article, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.get(STATISTICS)  # the first use of a sign-in is written down
    with CaptureQueriesContext(connection) as few:
        desk.get(STATISTICS)
    for _number in range(10):
        ViewCount.add(make_article().article_id, "az", 3)
    with django_assert_num_queries(len(few)):
        desk.get(STATISTICS)


class Folding(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 2),
                st.sampled_from(["az", "en"]),
                st.dates(date(2022, 1, 1), date(2023, 12, 31)),
                st.integers(1, 1000),
            ),
            max_size=60,
        ),
        st.dates(date(2022, 1, 1), date(2024, 1, 31)),
    )
    def test_rolling_up_keeps_every_total_to_the_one(self, reads, limit):
        articles = [Article.objects.create(kind="news") for _number in range(3)]
        for place, language, day, number in reads:
            ViewCount.add(articles[place].pk, language, number, day)
        by_day = Counter()
        for place, language, _day, number in reads:
            by_day[articles[place].pk, language] += number
        for _twice in range(2):
            roll_up_before(limit)
            rows = ViewCount.objects.values_list("article", "language").annotate(total=Sum("reads"))
            assert Counter({(article, language): total for article, language, total in rows}) == by_day
        first = limit.replace(day=1)
        assert not ViewCount.objects.filter(is_month=False, day__lt=first).exists()
        assert not ViewCount.objects.filter(is_month=True, day__gte=first).exists()


def test_command_says_what_it_rolled_up_and_never_touches_the_present(counted, capsys):
    old = timezone.localdate().replace(year=timezone.localdate().year - 3)
    for day in (old, old - timedelta(days=1)):
        ViewCount.add(counted[0].pk, "az", 5, day)
    call_command("roll_up_reads")
    assert "2 rows by day became" in capsys.readouterr().out
    assert counted[0].reads() == 394 + 530 + 10
    with pytest.raises(CommandError, match="at least 1"):
        call_command("roll_up_reads", older_than=0)
