"""People, organizations, topics and pages have a name in each language; whatever is chosen from has words."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from news.models import EditionPerson, Organization, Page, Person, ReleaseTemplate, Topic
from news.text.languages import LANGUAGES, field_in
from tests.helpers.desk_forms import desk_of, sent_from, text_of

NOUNS = {Person: "name", Organization: "name", Topic: "name", Page: "title", ReleaseTemplate: "name"}
SENTENCE = {
    "az": "Bunu hər iki dildə yazın",
    "en": "Write this in both languages",
}
EMPTY = {"nothing": "", "spaces": "  ", "what nobody sees": "\u200b\u2060", "signs": "–"}
by_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)


def address(noun, page="add/"):
    return f"/admin/news/{noun._meta.model_name}/{page}"


def named(noun, **names):
    fields = {field_in(NOUNS[noun], language): f"Ad {language}" for language in LANGUAGES}
    return noun(**fields | {field_in(NOUNS[noun], language): name for language, name in names.items()})


@pytest.mark.once
@pytest.mark.django_db
@by_noun
@pytest.mark.parametrize("missing", LANGUAGES)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_form_without_a_name_in_one_language_is_refused_in_a_sentence(editor, noun, missing, spoken):
    desk = desk_of(editor, spoken)
    names = {field_in(NOUNS[noun], language): "Hüquq" for language in LANGUAGES}
    form = f"#{noun._meta.model_name}_form"

    for value in EMPTY.values():
        sent = sent_from(desk.get(address(noun)), form, **names | {field_in(NOUNS[noun], missing): value})
        answer = desk.post(address(noun), sent)
        assert answer.status_code == 200
        assert text_of(answer).count(SENTENCE[spoken]) == 1, repr(value)
    assert not noun.objects.exists()

    assert desk.post(address(noun), sent_from(desk.get(address(noun)), form, **names)).status_code == 302
    assert noun.objects.count() == 1


@pytest.mark.django_db
@by_noun
def test_noun_that_came_with_one_name_gets_the_other_at_its_next_change(editor, noun):
    desk = desk_of(editor)
    kept = named(noun, en="")
    kept.save()
    page, form = address(noun, f"{kept.pk}/change/"), f"#{noun._meta.model_name}_form"
    assert SENTENCE["en"] in text_of(desk.post(page, sent_from(desk.get(page), form)))
    whole = sent_from(desk.get(page), form, **{field_in(NOUNS[noun], "en"): "Rights"})
    assert desk.post(page, whole).status_code == 302


@pytest.mark.django_db
@by_noun
@pytest.mark.parametrize("empty", ["", None])
def test_database_refuses_a_noun_without_any_name(noun, empty):
    kept = named(noun, az=empty)
    kept.save()
    for act in (
        lambda: noun.objects.update(**{field_in(NOUNS[noun], language): empty for language in LANGUAGES}),
        lambda: noun.objects.bulk_create([named(noun, az=empty, en=empty)]),
        lambda: named(noun, az=" ", en="\n").save(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert noun.objects.get() == kept


@pytest.mark.django_db
def test_choosers_offer_nothing_without_words(editor, reader, make_article):
    """Neither at the desk nor among the filters of a public list in the language that the name lacks."""
    person = named(Person, en="")
    person.save()
    person.save()  # now it has an address in English too, made of its number
    topic = named(Topic, en="")
    topic.save()
    topic.save()
    edition = make_article(topics=[topic])
    EditionPerson.objects.filter(edition=edition).update(person=person)

    for language in LANGUAGES:
        query = {"app_label": "news", "model_name": "editionperson", "field_name": "person", "term": ""}
        with translation.override(language):
            found = desk_of(editor, language).get("/admin/autocomplete/", query).json()["results"]
        assert [choice["text"] for choice in found] == ["Ad az"]

    filters = {language: reader.get(f"/{language}/news/") for language in LANGUAGES}
    assert "Ad az" in filters["az"].content.decode()
    for answer in filters.values():
        options = [line for line in answer.content.decode().split("<option")[1:] if not text_in_option(line)]
        assert options == []


def text_in_option(markup):
    return markup.partition(">")[2].partition("<")[0].strip()
