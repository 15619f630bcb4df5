"""What making a page asks of the database: little, however much there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Organization, Person, Topic
from tests.helpers import articles

LISTS = {"/az/": 12, "/az/news/": 6, "/az/news/?kind=news&page=2": 6, "/az/archive/": 6}


@pytest.fixture(scope="class")
def many(kept_for_class):
    around = {
        "people": [Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")],
        "topics": [Topic.objects.create(name_az="Miqrasiya", name_en="Migration")],
        "organizations": [Organization.objects.create(name_az="Aparat", name_en="Office")],
    }
    for number in range(25):
        articles.make_article(ago=timedelta(days=number + 1), **around)


@pytest.mark.usefixtures("db", "many")
class TestManyArticles:
    @pytest.mark.parametrize("address", LISTS)
    def test_page_asks_few_questions_however_much_there_is(self, client, address):
        assert_few_questions(client, address, LISTS[address])


def test_article_asks_a_dozen_questions_whatever_it_carries(client, make_article, person, office, topic):
    make_article(topics=[topic])
    edition = make_article(people=[person], organizations=[office], topics=[topic])
    assert_few_questions(client, edition.url_in("az"), 12)


def assert_few_questions(client, address, most):
    client.get(address)  # menus and the like are worked out once per generation
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= most, [query["sql"][:150] for query in queries]
