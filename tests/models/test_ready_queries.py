"""Queries that are worked out once give the same rows as if they were worked out each time."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from news.models import Edition
from news.ready_queries import ReadyQuery

LIVE_AT = ReadyQuery(
    lambda language, number, at: Edition.objects.live_in(language, at).filter(article__number=number),
    number=int,
    at=datetime,
)


@pytest.mark.django_db
def test_each_asking_is_answered_by_its_own_values(make_article):
    first, second = make_article(number=1), make_article(number=2, released_en=False)
    now = timezone.now()
    assert LIVE_AT.rows("az", number=1, at=now) == [first]
    assert LIVE_AT.rows("az", number=2, at=now) == [second]
    assert LIVE_AT.rows("en", number=2, at=now) == []
    assert LIVE_AT.rows("az", number=1, at=now - timedelta(days=1)) == []
    assert LIVE_AT.rows("az", number=1, at=now)[0].title_az == first.title_az


@pytest.mark.django_db
def test_value_that_the_query_does_not_ask_for_is_refused():
    forgetful = ReadyQuery(lambda number: Edition.objects.all(), number=int)
    with pytest.raises(ValueError, match="number"):
        forgetful.rows(number=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file is never lost")
def test_connection_that_was_lost_is_made_anew_and_asked_again(make_article):
    edition, now = make_article(number=1), timezone.now()
    assert LIVE_AT.rows("az", number=1, at=now) == [edition]
    connection.connection.close()
    assert LIVE_AT.rows("az", number=1, at=now) == [edition]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file is never lost")
def test_connection_that_was_lost_before_the_first_asking_is_made_anew_too(make_article):
    """The server has ended it, and nobody has noticed yet."""
    edition, now = make_article(number=1), timezone.now()
    never_asked = ReadyQuery(lambda number: Edition.objects.filter(article__number=number), number=int)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = cursor.fetchone()[0]
    with connection._nodb_cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [ours])
    assert never_asked.rows(number=1) == [edition]
    assert LIVE_AT.rows("az", number=1, at=now) == [edition]
