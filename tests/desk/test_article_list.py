"""The list of articles: found by what one remembers, narrowed, and as quick however long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import editing
from news.models import Edition, ViewCount
from tests.helpers.desk_forms import LIST, text_of


def test_the_list_says_where_each_article_stands(edits, editor, make_edition, make_article):
    scheduled = make_edition(title_en="Tomorrow's news")
    moment = timezone.now() + timedelta(days=1)
    editing.publish(scheduled, editor, moment)
    corrected = make_article(title_en="Being corrected", imported_reads=394)
    ViewCount.add(corrected.article_id, "en", 1)
    editing.new_edition(corrected, editor)
    seen = text_of(edits.get(LIST))
    assert f"Scheduled for {timezone.localtime(moment):%d.%m.%Y %H:%M} (Baku)" in seen
    assert "Draft (edition 2)" in seen
    assert "Live" in seen
    assert "395" in seen
    assert "az, en" in seen


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("muzakire", True),
        ("MÜZAKİRƏ", True),
        ("meeting", True),
        ("2857", True),
        ("№ 2857", True),
        ("başqa", False),
        ("9999", False),
        ("99999999999999999999", False),
    ],
)
def test_search_finds_both_languages_and_the_number(edits, make_edition, query, found):
    make_edition(number=2857, title_az="Əməkdaşlıq müzakirə edilib", title_en="A meeting on cooperation")
    assert ("Əməkdaşlıq" in text_of(desk_search(edits, query))) == found


def desk_search(client, query):
    return client.get(LIST, {"q": query}, headers={"accept-language": "az"})


@pytest.mark.parametrize("state", Edition.Status.values)
def test_the_state_filter_shows_the_articles_in_that_state(edits, editor, make_edition, make_article, state):
    titles = {
        "draft": make_edition(title_en="In state draft"),
        "submitted": make_edition(title_en="In state submitted"),
        "scheduled": make_edition(title_en="In state scheduled"),
        "live": make_article(title_en="In state live"),
        "withdrawn": make_article(title_en="In state withdrawn"),
        "removed": make_article(title_en="In state removed"),
        "superseded": make_article(title_en="In state superseded", ago=timedelta(days=1)),
    }
    editing.submit(titles["submitted"], None)
    editing.publish(titles["scheduled"], editor, timezone.now() + timedelta(days=1))
    editing.withdraw(titles["withdrawn"], editor, {"az": "s", "en": "r"})
    editing.remove(titles["removed"], editor, {"az": "s", "en": "r"})
    second = editing.new_edition(titles["superseded"], None)
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, editor)
    seen = text_of(edits.get(LIST, {"state": state}))
    expected = {f"In state {state}"} | ({"In state superseded"} if state == "live" else set())
    assert {f"In state {name}" for name in titles if f"In state {name}" in seen} == expected


def test_filters_by_kind_topic_person_organization_and_author_combine(
    edits, writer, make_edition, person, office, topic
):
    make_edition(
        title_en="The one",
        kind="statement",
        author=writer,
        people=[person],
        organizations=[office],
        topics=[topic],
    )
    make_edition(title_en="Another", kind="statement", organizations=[])
    filters = {
        "kind__exact": "statement",
        "topics": topic.pk,
        "person": person.pk,
        "organization": office.pk,
        "author": writer.pk,
    }
    for chosen in [*({name: value} for name, value in filters.items() if name != "kind__exact"), filters]:
        seen = text_of(edits.get(LIST, chosen))
        assert "The one" in seen
        assert "Another" not in seen


def test_the_list_costs_the_same_however_long(
    edits, editor, make_article, django_assert_num_queries, django_assert_max_num_queries
):
    make_article(by=editor)
    with django_assert_max_num_queries(25) as few:
        edits.get(LIST)
    for _number in range(15):
        editing.new_edition(make_article(by=editor), editor)
    with django_assert_num_queries(len(few)):
        edits.get(LIST)
