"""The list of articles: found by what one remembers, narrowed, and as quick however long."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Edition, ViewCount
from tests.helpers.desk_forms import LIST, desk_of, text_of


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


def titles(client, address=LIST, **question):
    """The titles in the list, in its order."""
    page = HTMLParser(client.get(address, question).content)
    return [link.text() for link in page.css("#result_list tbody .field-shown_title a")]


@pytest.mark.parametrize("query", ["pensiya", "pensiyalar", "PENSİYALARIN", "pension", "pensiya 2857"])
def test_search_finds_words_of_the_text_as_readers_find_them(edits, make_article, query):
    make_article(
        title_en="Said in the text",
        number=2857,
        body_az="<p>Pensiyaların <strong>artırılması</strong> 2857 nəfərə aiddir.</p>",
        body_en="<p>The pensions of 2857 people rise.</p>",
    )
    make_article(title_en="Not said")
    assert titles(edits, q=query) == ["Said in the text"]


@pytest.mark.parametrize("query", ["pensiya", "PENSİYALARIN", "artirilmasi", "pensions rise"])
def test_search_finds_words_of_a_text_that_nobody_has_read_yet(edits, editor, make_edition, query):
    texts = {
        "body_az": "<p>Pensiyaların <strong>artırılması</strong>.</p>",
        "body_en": "<p>The pensions <em>rise</em>.</p>",
    }
    make_edition(title_en="A draft", **texts)
    editing.publish(make_edition(title_en="Tomorrow", **texts), editor, timezone.now() + timedelta(days=1))
    make_edition(title_en="Not said")
    assert titles(edits, q=query) == ["Tomorrow", "A draft"]


def test_search_does_not_find_the_marks_of_a_text(edits, make_edition):
    make_edition(body_az="<p><strong>Söz</strong></p>")
    assert titles(edits, q="strong") == []


def test_search_reads_through_a_bounded_number_of_drafts(edits, make_edition, monkeypatch):
    monkeypatch.setattr("news.admin.search_text.MOST_READ_THROUGH", 2)
    for number in range(3):
        make_edition(title_en=f"Draft {number}", body_en="<p>Pensions.</p>")
    assert titles(edits, q="pensions") == ["Draft 2", "Draft 1"]


def in_baku(*moment):
    return datetime(*moment, tzinfo=ZoneInfo("Asia/Baku"))


@pytest.fixture
def three_days(make_article, make_edition, editor):
    """Public on the last minute of the 9th, on the first and the last of the 10th; and a draft."""
    make_article(title_en="Second", number=30, at=in_baku(2025, 11, 10, 0, 0))
    make_article(title_en="Third", number=20, at=in_baku(2025, 11, 10, 23, 59))
    make_article(title_en="First", number=10, at=in_baku(2025, 11, 9, 23, 59))
    make_edition(title_en="Draft", number=40)


def test_public_date_is_a_column_in_baku_time(edits, three_days):
    page = HTMLParser(edits.get(LIST, {"q": "First"}).content)
    assert "09.11.2025 23:59" in page.css_first("td.field-public_date").text()


def test_list_is_sorted_by_the_public_date_with_drafts_at_the_far_end(edits, three_days):
    page = HTMLParser(edits.get(LIST).content)
    rising = page.css_first("th.column-public_date a").attributes["href"]
    assert titles(edits, LIST + rising) == ["Draft", "First", "Second", "Third"]
    page = HTMLParser(edits.get(LIST + rising).content)
    falling = page.css_first("th.column-public_date .text a").attributes["href"]
    assert titles(edits, LIST + falling) == ["Third", "Second", "First", "Draft"]


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ({"since": "2025-11-10"}, ["Second", "Third"]),
        ({"until": "2025-11-09"}, ["First"]),
        ({"since": "2025-11-10", "until": "2025-11-10"}, ["Second", "Third"]),
        ({"since": "10.11.2025"}, ["Second", "Third"]),
        ({"since": "", "until": ""}, ["Draft", "Second", "Third", "First"]),
    ],
)
def test_list_is_narrowed_down_to_days_of_baku(edits, three_days, span, shown):
    assert titles(edits, **span) == shown


@pytest.mark.parametrize("sent", ["tomorrow", "2025-13-40", "10"])
def test_day_that_is_none_gets_a_sentence_and_narrows_nothing(edits, three_days, sent):
    answer = edits.get(LIST, {"since": sent})
    page = HTMLParser(answer.content)
    assert page.css_first(".desk-find details[open] .desk-error").text() == "Enter a valid date."
    assert len(page.css("#result_list tbody tr")) == 4


def test_usual_spans_are_one_click_away(edits, make_article, three_days):
    make_article(title_en="Today")
    links = HTMLParser(edits.get(LIST).content).css(".desk-quick a")
    assert [link.text() for link in links] == ["Today", "Last seven days", "This month", "This year"]
    assert {tuple(titles(edits, LIST + link.attributes["href"])) for link in links} == {("Today",)}


def test_what_the_list_is_narrowed_down_to_is_said_and_taken_away_by_one_click(edits, topic, make_article):
    make_article(title_en="The one", topics=[topic])
    make_article(title_en="Another", topics=[topic], kind="statement")
    asked = {"topics": topic.pk, "kind__exact": "news", "q": "one"}
    page = HTMLParser(edits.get(LIST, asked).content)
    parts = page.css(".desk-asked li")
    said = ["".join(part.text().split("Take away")[0].split("\n")).strip() for part in parts]
    assert said == ["“one”", "Kind: News", "Topic: Migration"]
    without = [part.css_first("a").attributes["href"] for part in parts]
    assert titles(edits, LIST + without[1]) == ["The one"]
    assert "kind" not in without[1]
    assert "q=one" not in without[0]
    assert not HTMLParser(edits.get(LIST).content).css(".desk-asked")


def test_somebody_elses_draft_is_not_found_by_what_it_says(make_edition, writer, editor):
    edition = make_edition(title_en="Inquiry", body_en="<p>The witness spoke.</p>")
    edition.limited_to.add(writer)
    assert titles(desk_of(writer), q="witness") == ["Inquiry"]
    assert titles(desk_of(editor), q="witness") == []


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


@pytest.mark.once
def test_the_list_costs_the_same_however_long(
    edits, editor, make_article, django_assert_num_queries, django_assert_max_num_queries
):
    make_article(by=editor)
    edits.get(LIST)  # the first use of a sign-in is written down
    with django_assert_max_num_queries(25) as few:
        edits.get(LIST)
    for _number in range(15):
        editing.new_edition(make_article(by=editor), editor)
    with django_assert_num_queries(len(few)):
        edits.get(LIST)
