"""One act on several articles: it asks once, goes through the door for each, and says what happened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.admin.bulk_acts import ACTS
from news.models import AuditEntry, Edition, Notification, Review
from tests.helpers.desk_forms import LIST, sent_from, text_of

BULK = f"{LIST}bulk/"


def ask(client, act, *editions, **fields):
    keys = [edition.article_id for edition in editions]
    return client.post(BULK, {"act": act, "article": keys, "asked": "kind__exact=news", **fields})


def confirm(client, act, *editions, **fields):
    """Press the button of the page that asks."""
    page = ask(client, act, *editions)
    data = sent_from(page, "#content form", **fields) | {"article": [one.article_id for one in editions]}
    return client.post(BULK, data | {"_confirmed": "1"})


def said(answer):
    """{title: what happened}"""
    rows = HTMLParser(answer.content).css("#content tbody tr")
    return {row.css_first("th").text(): " ".join(row.css("td")[1].text().split()) for row in rows}


@pytest.fixture
def values(topic):
    due = timezone.localdate() + timedelta(days=9)
    return {
        "topic": {"topic": topic.pk},
        "release": {"language": "en"},
        "submit": {},
        "review": {"due": due.isoformat(), "reason": "The law"},
    }


def stored():
    rows = Edition.objects.order_by("pk").values_list("pk", "state", "released_en", "version")
    topics = Edition.topics.through.objects.values_list("edition", "topic")
    return list(rows), sorted(topics), list(Review.objects.values_list("article", "due"))


def test_topic_is_added_to_each_draft_and_the_log_says_so(writes, make_edition, topic):
    one, other = make_edition(title_en="One"), make_edition(title_en="Other")
    before = set(one.topics.all())
    answer = confirm(writes, "topic", one, other, topic=topic.pk)
    assert said(answer) == {"One": "The topic was added.", "Other": "The topic was added."}
    assert set(one.topics.all()) == before | {topic}
    entry = AuditEntry.objects.filter(edition=one, action="save").last()
    assert entry.actor.username == "yazar"
    assert "Migration" in str(entry.changes)
    assert "Topics:" in text_of(writes.get("/admin/news/auditentry/"))


def test_language_is_released_in_each_draft_that_lacks_it(writes, make_edition):
    lacks = make_edition(title_en="Lacks it", released_en=False)
    has = make_edition(title_en="Has it")
    answer = confirm(writes, "release", lacks, has, language="en")
    assert said(answer) == {
        "Lacks it": "It is released in this language now.",
        "Has it": "Not done: It is released in this language already.",
    }
    lacks.refresh_from_db()
    assert lacks.released_languages == ["az", "en"]


def test_what_the_gate_refuses_stays_a_draft_and_the_others_are_submitted(
    writes, editor, make_edition, django_capture_on_commit_callbacks
):
    ready, blocked = make_edition(title_en="Ready"), make_edition(title_en="Blocked", topics=[])
    with django_capture_on_commit_callbacks(execute=True):
        answer = confirm(writes, "submit", ready, blocked)
    assert list(Notification.objects.values_list("kind", "person", "edition")) == [
        ("waiting", editor.pk, ready.pk)
    ]
    happened = said(answer)
    assert happened["Ready"] == "It was submitted."
    assert happened["Blocked"].startswith("Not done: ")
    ready.refresh_from_db()
    blocked.refresh_from_db()
    assert (ready.state, blocked.state) == ("submitted", "draft")
    assert ready.submitted_by.username == "yazar"


def test_day_of_the_review_is_set_for_public_articles_too(edits, make_article, make_edition, values):
    live, draft = make_article(title_en="Live"), make_edition(title_en="Draft")
    confirm(edits, "review", live, draft, **values["review"])
    assert {review.article for review in Review.objects.all()} == {live.article, draft.article}
    assert AuditEntry.objects.filter(action="plan_review").count() == 2


@pytest.mark.parametrize("act", ["topic", "release"])
def test_public_edition_is_not_changed_and_its_line_says_why(edits, make_article, act, values):
    live = make_article(title_en="Live", released_en=False, title_az="Live")
    before = stored()
    answer = confirm(edits, act, live, **values[act])
    assert "Not done: It is published. Begin a new edition to change it." in said(answer).values()
    assert stored() == before


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_before_the_button_is_pressed_nor_when_one_goes_back(
    edits, make_edition, act, values
):
    edition = make_edition(title_en="A draft", released_en=False)
    before, entries = stored(), AuditEntry.objects.count()
    page = ask(edits, act, edition, **values[act])
    back = HTMLParser(page.content).css_first(".closelink").attributes["href"]
    assert back == f"{LIST}?kind__exact=news"
    edits.get(back)
    assert stored() == before
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("act", "wrong"),
    [("topic", {"topic": "x"}), ("release", {"language": "de"}), ("review", {"due": "2020-01-01"})],
)
def test_what_cannot_be_meant_gets_a_sentence_and_changes_nothing(edits, make_edition, act, wrong):
    edition = make_edition()
    before = stored()
    answer = confirm(edits, act, edition, **wrong)
    assert HTMLParser(answer.content).css_first(".errorlist")
    assert stored() == before


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"act": "topic"}, "Choose at least one article first."),
        ({"act": "topic", "article": ["x", "-1", "9" * 30]}, "Choose at least one article first."),
        ({"act": "", "article": ["1"]}, "Choose what to do first."),
        ({"act": "topic", "article": list(range(1, 60))}, "At most 50 articles at once."),
    ],
)
def test_choice_that_cannot_be_done_leads_back_with_a_sentence(edits, sent, sentence):
    answer = edits.post(BULK, sent, follow=True)
    assert answer.status_code == 200
    assert sentence in text_of(answer)


def test_somebody_elses_limited_draft_is_out_of_reach(edits, writer, make_edition, topic):
    edition = make_edition(title_en="Inquiry")
    edition.limited_to.add(writer)
    answer = confirm(edits, "topic", edition, topic=topic.pk)
    assert "Inquiry" not in answer.content.decode()
    assert topic not in edition.topics.all()


def test_acts_are_for_those_who_may_change_articles(client, edits, make_edition, django_user_model):
    from django.contrib.auth.models import Permission

    looker = django_user_model.objects.create_user("looker", password="a-long-password", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "view_edition"]))
    edition = make_edition()
    client.force_login(looker)
    page = HTMLParser(client.get(LIST).content)
    assert not page.css(".desk-bulk, [name=article]")
    assert ask(client, "topic", edition).status_code == 403
    assert len(HTMLParser(edits.get(LIST).content).css("#bulk-act option")) == 1 + len(ACTS)


def test_asking_costs_the_same_for_many_articles(edits, make_edition, django_assert_num_queries):
    few = [make_edition() for _number in range(2)]
    ask(edits, "submit", *few)
    with CaptureQueriesContext(connection) as captured:
        ask(edits, "submit", *few)
    many = [*few, *(make_edition() for _number in range(6))]
    with django_assert_num_queries(len(captured)):
        ask(edits, "submit", *many)
