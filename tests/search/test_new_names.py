"""Texts are found by the names that people, organizations and topics have now."""

import os

import pytest
from django.core.management import call_command
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import Organization, Person, Topic
from news.models.search import SearchDocument
from news.search import editions
from tests.helpers.desk_forms import desk_of, sent_from

CARRIED_AS = {Person: "people", Organization: "organizations", Topic: "topics"}


@pytest.fixture
def rename(administrator):
    """rename(noun, name_en="…"): at the desk."""

    def rename(noun, **names):
        name = noun._meta.model_name
        desk, form = desk_of(administrator), f"/admin/news/{name}/{noun.pk}/change/"
        answer = desk.post(form, sent_from(desk.get(form), f"#{name}_form", **names))
        assert answer.status_code == 302, answer.content.decode()

    return rename


@pytest.fixture
def found(reader):
    """found("name"): the titles of what the search finds by that very word."""

    def found(word):
        page = reader.get("/en/search/", {"q": word, "literal": 1})
        return {link.text() for link in HTMLParser(page.content).css(".card h2 a[hreflang]")}

    return found


@pytest.mark.parametrize("model", CARRIED_AS, ids=lambda model: model.__name__)
def test_text_is_found_by_the_new_name_and_no_longer_by_the_old(model, make_article, rename, found):
    noun = model.objects.create(name_az="Köhnə Florbnaxova", name_en="Old Florbnaxing")
    make_article(title_en="Of one", **{CARRIED_AS[model]: [noun]})
    assert found("Florbnaxing") == {"Of one"}
    rename(noun, name_en="New Quizzletarn")
    assert found("Quizzletarn") == {"Of one"}
    assert found("Florbnaxing") == set()


def test_text_is_found_by_the_new_abbreviation_of_a_body(make_article, rename, found):
    body = Organization.objects.create(name_az="Köhnə qurum", name_en="Old body", abbreviation_en="QZXT")
    make_article(title_en="Of one", organizations=[body])
    rename(body, abbreviation_en="WXQR")
    assert found("WXQR") == {"Of one"}
    assert found("QZXT") == set()


def test_of_many_texts_the_index_is_made_anew_beside_the_request(
    make_article, rename, found, topic, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(editions, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(os, "nice", lambda by: None)  # or all tests to come would go last
    monkeypatch.setattr(
        editions.anew, "start", lambda: call_command("rebuild_search", "--background", verbosity=0)
    )
    for number in range(2):
        make_article(title_en=f"Text {number}", topics=[topic])
    with django_capture_on_commit_callbacks(execute=True):
        rename(topic, name_en="New Quizzletarn")
        assert found("Quizzletarn") == set()
    assert found("Quizzletarn") == {"Text 0", "Text 1"}


def test_other_changes_of_a_noun_leave_the_index_alone(make_article, rename, topic, monkeypatch):
    make_article(topics=[topic])
    monkeypatch.setattr(editions, "indexed_editions", lambda: 1 / 0)
    rename(topic, description_en="Something else")


def test_text_in_the_index_stays_the_same_when_rows_of_topics_move(make_article):
    """PostgreSQL returns a row that was written again after the others, where no order is asked for."""
    names = [(f"Mövzu {number}", f"Topic {number}") for number in range(3)]
    topics = [Topic.objects.create(name_az=az, name_en=en) for az, en in names]
    edition = make_article(topics=topics)
    editions.edition_changed(edition)
    before = SearchDocument.objects.get(edition=edition, language="en").text
    topics[0].save()
    editions.edition_changed(edition)
    assert SearchDocument.objects.get(edition=edition, language="en").text == before
    assert "Topic 0\nTopic 1\nTopic 2" in before
