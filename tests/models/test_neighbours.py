"""An act on one article leaves every other as it is, also one with the same moments and the same fate."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from news import editing
from news.models import Article, Edition, Parity, Tombstone
from tests.helpers.editions import correction_of
from tests.helpers.users import make_user

HOUR = timedelta(hours=1)
REASON = {"az": "Səhvən dərc edilmişdi.", "en": "Published in error."}
TABLES = (Article, Edition, Tombstone, Parity)


def live(make, by):
    return make(ago=HOUR)


def corrected(make, by):
    return correction_of(live(make, by))


def scheduled(make, by):
    draft = corrected(make, by)
    editing.publish(draft, by, timezone.now() + HOUR)
    return draft


def removed(make, by):
    edition = live(make, by)
    editing.remove(edition, by, REASON)
    return edition


def written_again(make, by):
    return correction_of(removed(make, by))


def scheduled_again(make, by):
    draft = written_again(make, by)
    editing.publish_again(draft, by, "It was right", timezone.now() + HOUR)
    return draft


ACTS = {
    "publishing": (corrected, editing.publish),
    "scheduling": (corrected, lambda one, by: editing.publish(one, by, timezone.now() + HOUR)),
    "cancelling a schedule": (scheduled, editing.unschedule),
    "withdrawing": (live, lambda one, by: editing.withdraw(one, by, REASON)),
    "removing": (live, lambda one, by: editing.remove(one, by, REASON)),
    "beginning a correction": (live, editing.new_edition),
    "publishing again": (written_again, lambda one, by: editing.publish_again(one, by, "It was right")),
    "cancelling a return": (scheduled_again, editing.unschedule),
    "discarding": (corrected, editing.discard),
    "submitting": (corrected, editing.submit),
}


@pytest.fixture
def clock(db):
    with time_machine.travel(timezone.now(), tick=False) as standing:
        yield standing


def rows_of(articles):
    return [
        row
        for table in TABLES
        for row in table.objects.order_by("pk").values()
        if (row["id"] if table is Article else article_of(row)) in articles
    ]


def article_of(row):
    return row.get("article_id") or Edition.objects.get(pk=row["edition_id"]).article_id


@pytest.mark.parametrize(("begin", "act"), ACTS.values(), ids=ACTS)
def test_act_on_one_article_changes_no_other(make_article, editor, clock, begin, act):
    others = {begin(make_article, editor).article_id, scheduled(make_article, editor).article_id}
    others.add(removed(make_article, editor).article_id)
    edition = begin(make_article, editor)
    before = rows_of(others)
    act(edition, editor)
    assert rows_of(others) == before


def test_removal_that_holds_on_is_by_whoever_removed_this_article(make_article, editor, clock):
    edition = scheduled_again(make_article, editor)
    editing.remove(make_article(ago=HOUR), make_user("other", "administrator"), REASON)
    editing.unschedule(edition, None)
    assert Tombstone.objects.get(article=edition.article_id).removed_by == editor
