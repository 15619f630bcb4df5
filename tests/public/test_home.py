"""The front page: a lead story, news apart from statements, every kind under its own heading."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Article, Image, Organization
from news.models.article_kind import SECTIONS
from tests.helpers.pictures import picture as picture_file

pytestmark = pytest.mark.django_db


def words_of(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def part(response, heading):
    """From that heading to the next."""
    page = response.content.decode()
    begin = page.index(f'id="{heading}"')
    return page[begin : page.find("<h2", begin)]


@pytest.fixture
def picture(db):
    return Image.objects.create(file=picture_file(), alt_az="Şəkil", alt_en="A picture")


def test_every_kind_has_a_place_on_the_home_page():
    assert set(SECTIONS) == set(Article.Kind)


def test_every_kind_stands_under_its_own_heading(reader, make_article):
    make_article(kind="news", title_en="The lead")
    for place, kind in enumerate(Article.Kind):
        make_article(kind=kind, title_en=f"One {kind}", ago=timedelta(days=1 + place))
    page = reader.get("/en/")
    for kind in Article.Kind:
        shown = part(page, kind)
        assert f"One {kind}" in shown
        assert shown.count("One ") == 1


def test_statement_never_leads_and_never_stands_among_the_news(reader, make_article):
    make_article(kind="news", title_en="Older news", ago=timedelta(days=3))
    make_article(kind="statement", title_en="Newest of all")
    page = reader.get("/en/").content.decode()
    assert page.index("Older news") < page.index("Newest of all")
    assert 'id="news"' not in page


def test_newest_story_with_a_picture_leads(reader, make_article, picture):
    make_article(kind="news", title_en="Without", ago=timedelta(hours=1))
    make_article(kind="announcement", title_en="With a picture", lead_image=picture, ago=timedelta(hours=2))
    page = reader.get("/en/").content.decode()
    assert page.index("With a picture") < page.index("Without")
    assert page.count("With a picture") == 1


@pytest.mark.parametrize("language", ["az", "en"])
def test_home_says_what_the_ombudsman_does_and_how_to_complain(reader, language):
    page = reader.get(f"/{language}/")
    assert page.content.decode().count('href="tel:916"') >= 3
    assert ("Necə şikayət etmək olar" if language == "az" else "How to complain") in words_of(page)
    assert ("müstəqildir" in words_of(page)) if language == "az" else ("independent" in words_of(page))


@pytest.mark.once
def test_home_asks_the_database_as_often_for_five_articles_as_for_fifty(client, make_article):
    def queries():
        client.get("/en/")  # what is remembered is worked out
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/")
        return len(asked)

    kinds = list(Article.Kind)
    for kind in kinds:
        make_article(kind=kind)
    few = queries()
    for number in range(45):
        make_article(kind=kinds[number % len(kinds)], ago=timedelta(hours=number))
    assert queries() == few


def test_letter_of_an_index_stands_there_once(reader, make_article):
    names = ["Ədliyyə Nazirliyi", "Academy", "Zoo", "Азия", "Bureau"]
    make_article(organizations=[Organization.objects.create(name_az=name, name_en=name) for name in names])
    for language in ("az", "en"):
        page = reader.get(f"/{language}/organizations/").content.decode()
        identities = re.findall(r'<h2 id="([^"]+)"', page)
        assert len(identities) == len(set(identities))


def test_kinds_above_the_list_keep_the_other_filters(reader, make_article):
    edition = make_article(kind="statement")
    page = reader.get(f"/en/news/?year={edition.first_published_at.year}&kind=statement").content.decode()
    assert f'href="?kind=press_release&amp;year={edition.first_published_at.year}"' in page
    assert re.search(r'href="\?kind=statement[^"]*" aria-current="true">Statements', page)
