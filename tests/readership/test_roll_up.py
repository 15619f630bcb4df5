"""Days long past become months, month by month."""

from datetime import date

import pytest
import time_machine

from news.models import ViewCount
from news.readership.roll_up import months_ago, roll_up_before


@pytest.fixture
def articles(make_article):
    return [make_article().article_id for _number in range(2)]


def rows():
    return sorted(ViewCount.objects.values_list("day", "is_month", "article", "language", "reads"))


def test_each_month_that_ended_becomes_one_row_for_an_article_and_a_language(articles):
    first, second = articles
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1), date(2024, 3, 5)]
    for number, day in enumerate(days, start=1):
        ViewCount.add(first, "az", 10**number, day)
    ViewCount.add(first, "en", 7, days[1])
    ViewCount.add(second, "az", 8, days[2])
    removed = []
    assert roll_up_before(date(2024, 3, 31), removed.append) == (6, 5)
    assert removed == [1, 4, 1]
    assert rows() == [
        (date(2023, 12, 1), True, first, "az", 10),
        (date(2024, 1, 1), True, first, "az", 1100),
        (date(2024, 1, 1), True, first, "en", 7),
        (date(2024, 1, 1), True, second, "az", 8),
        (date(2024, 2, 1), True, first, "az", 10_000),
        (date(2024, 3, 5), False, first, "az", 100_000),
    ]


def test_day_that_comes_after_its_month_was_rolled_up_is_added_to_it(articles):
    for reads in (3, 4):
        ViewCount.add(articles[0], "az", reads, date(2024, 1, 15))
        assert roll_up_before(date(2024, 2, 1)) == (1, 1)
    assert rows() == [(date(2024, 1, 1), True, articles[0], "az", 7)]


def test_month_that_has_not_ended_before_that_day_stays(articles):
    ViewCount.add(articles[0], "az", 3, date(2024, 1, 1))
    assert roll_up_before(date(2024, 1, 31)) == (0, 0)
    assert rows() == [(date(2024, 1, 1), False, articles[0], "az", 3)]


def test_interrupted_command_leaves_every_month_either_done_or_as_it_was(articles):
    for month in (1, 2):
        ViewCount.add(articles[0], "az", month, date(2024, month, 2))

    class Killed(BaseException):
        pass

    def die(_rows):
        raise Killed

    with pytest.raises(Killed):
        roll_up_before(date(2024, 3, 1), die)
    assert rows() == [
        (date(2024, 1, 1), True, articles[0], "az", 1),
        (date(2024, 2, 2), False, articles[0], "az", 2),
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("months", "begin"),
    [
        (1, date(2024, 2, 1)),
        (2, date(2024, 1, 1)),
        (3, date(2023, 12, 1)),
        (14, date(2023, 1, 1)),
        (15, date(2022, 12, 1)),
    ],
)
def test_months_are_counted_back_from_the_present_one_in_baku(months, begin):
    with time_machine.travel("2024-02-29T20:00:00Z", tick=False):  # the first of March in Baku
        assert months_ago(months) == begin


@pytest.mark.once
def test_month_before_begins_on_its_first_day_also_on_the_last_of_a_longer_one():
    with time_machine.travel("2024-03-31T12:00:00Z", tick=False):
        assert months_ago(1) == date(2024, 2, 1)
