"""What an edition is by the clock: asked of one in memory and of the database, the answer is the same."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from news.models import Article, Edition
from news.models.edition_status import IN_PREPARATION, State, Status, status_of

NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)
HOURS = (None, -1, 0, 1)


def moment(hours):
    return None if hours is None else NOW + timedelta(hours=hours)


def possible():
    """The moments of every kind of edition that the database accepts, around one moment."""
    for began, ended, withdrawn, removed in product((-2, -1, 0, 1), HOURS, HOURS, HOURS):
        if ended is None or ended > began:
            yield {
                "state": State.PUBLISHED,
                "public_from": moment(began),
                "first_published_at": moment(began),
                "public_until": moment(ended),
                "withdrawn_at": moment(withdrawn),
                "removed_at": moment(removed),
            }
    for state in IN_PREPARATION:
        yield {"state": state}


@pytest.fixture
def editions(db):
    kinds = list(possible())
    articles = Article.objects.bulk_create(Article(number=1 + place) for place in range(len(kinds)))
    texts = {
        f"{name}_{code}": "mətn" for name in ("title", "slug", "summary", "body") for code in ("az", "en")
    }
    return Edition.objects.bulk_create(
        Edition(article=article, **texts, **kind) for article, kind in zip(articles, kinds, strict=True)
    )


@pytest.mark.parametrize("hours", [-3, -1, 0, 1, 3])
def test_memory_and_database_agree_on_every_status(editions, hours):
    at = moment(hours)
    stored = Edition.objects.with_status(at).in_bulk()
    assert len(stored) == len(editions) > 100
    assert [stored[one.pk].status_value for one in editions] == [status_of(one, at) for one in editions]


def test_every_status_is_reached(editions):
    assert {status_of(one, NOW) for one in editions} == set(Status)


def test_live_and_withdrawn_are_what_readers_can_see(editions):
    live = set(Edition.objects.live(NOW).exclude(removed_at__lte=NOW).values_list("pk", flat=True))
    seen = {one.pk for one in editions if status_of(one, NOW) in (Status.LIVE, Status.WITHDRAWN)}
    assert live == seen
