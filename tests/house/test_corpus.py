"""The corpus for benchmarks: plausible, in both languages, the same on every machine."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Article, Edition
from news.search.editions import site_index
from news.text.richtext import plain_text, sanitise
from tests.benchmarks import corpus
from tests.benchmarks.make_corpus import make, parsed

PEOPLE = [SimpleNamespace(name_az=f"Ad {n}", name_en=f"Name {n}") for n in range(5)]
BODIES = [SimpleNamespace(name_az=f"Birlik {n}", name_en=f"Union {n}") for n in range(4)]


def written(number):
    topics = {key: key for key in corpus.words()["subjects"]}
    return corpus.write(number, PEOPLE, BODIES, topics)


def test_same_number_says_the_same_and_another_number_something_else():
    assert written(100_007) == written(100_007)
    assert written(100_007).texts != written(100_008).texts


def test_every_sentence_has_all_its_words_in_both_languages():
    for number in range(100_001, 100_301):
        for texts in written(number).texts.values():
            assert not set("{}") & set("".join(texts.values()))
            assert sanitise(texts["body"]) == texts["body"]
            assert len(plain_text(texts["body"]).split()) > 95


def test_articles_are_long_enough_to_measure_a_search():
    lengths = [
        len(plain_text(texts["body"]).split())
        for number in range(100_001, 100_101)
        for texts in written(number).texts.values()
    ]
    assert sum(lengths) / len(lengths) >= 120


@pytest.mark.django_db
def test_corpus_is_read_and_found_like_any_article(reader, capsys):
    make(12)

    article = Article.objects.get(number=corpus.FIRST_NUMBER)
    edition = article.latest_edition
    assert edition.status == Edition.Status.LIVE
    for language in edition.released_languages:
        answer = reader.get(edition.url_in(language))
        assert answer.status_code == 200
        assert edition.people.first().name_en in answer.content.decode() or language == "az"
    found = site_index().search(edition.title_az, "az")
    assert edition.pk in {document.edition_id for document in found.found}
    assert "12 articles made" in capsys.readouterr().out


@pytest.mark.django_db
def test_second_corpus_goes_on_after_the_first_with_the_same_people():
    make(3, without_search=True)
    people = {edition.pk: list(edition.people.all()) for edition in Edition.objects.all()}
    make(2, without_search=True)

    numbers = list(Article.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [corpus.FIRST_NUMBER + index for index in range(5)]
    assert {pk: list(Edition.objects.get(pk=pk).people.all()) for pk in people} == people


@pytest.mark.django_db
def test_making_more_articles_asks_the_database_hardly_more_often():
    corpus.make(1, lambda done: None)
    with CaptureQueriesContext(connection) as context:
        corpus.make(400, lambda done: None)
    assert len(context) < 60


@pytest.mark.parametrize("count", ["0", "-1", "x", "1e3", "1000001"])
def test_impossible_number_of_articles_is_refused_in_words(count, capsys):
    with pytest.raises(SystemExit):
        parsed([count])
    assert "from 1 to 1,000,000" in capsys.readouterr().err
