"""The database that comes with Python: a query is put into its spelling once, and means the same."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="runs with the suite on SQLite"),
]


@pytest.mark.parametrize(
    ("query", "params", "answer"),
    [
        ("SELECT %s || '%%s' || %s", ["a", "b"], "a%sb"),
        ("SELECT %(one)s || '%%' || %(two)s || %(one)s", {"one": "a", "two": "b"}, "a%ba"),
        ("SELECT '%s'", None, "%s"),
    ],
)
def test_parameters_arrive_where_they_belong_however_often_it_is_asked(query, params, answer):
    with connection.cursor() as cursor:
        for _time in range(2):
            assert cursor.execute(query, params).fetchone() == (answer,)
