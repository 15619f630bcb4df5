"""A withdrawn article keeps its page, with the reason; lists and feeds are done with it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Article, Organization, Person, Topic
from news.public import article_query
from tests.helpers.desk_forms import text_of

TITLE = "The mobile reception"
REASON = {"az": "Tarix dəyişib.", "en": "The date has changed."}
WITH_FEEDS = [
    "news/",
    "topics/migration/",
    "people/aydin-safikhanli/",
    "organizations/ombudsman-office/",
    "archive/2022/",
    "archive/2022/11/",
]
FEEDS = [f"{place}feed.{form}" for place in WITH_FEEDS for form in ("rss", "atom", "json")]
LISTS = ["", *(place for place in WITH_FEEDS if place != "archive/2022/"), "news/?topic=migration", *FEEDS]


@pytest.fixture
def reception(make_article, meeting, person, office, topic):
    """Beside the meeting of the same day, which names the same people, organizations and topics."""
    return make_article(
        at=meeting.public_from + timedelta(hours=1),
        title_en=TITLE,
        title_az="Səyyar qəbul",
        people=[person],
        organizations=[office],
        topics=[topic],
    )


@pytest.fixture
def ask(reader):
    def ask(path):
        answer = reader.get(f"/en/{path}")
        assert answer.status_code == 200, path
        return answer.content.decode()

    return ask


def showing(ask, title=TITLE):
    return [place for place in LISTS if title in ask(place)]


def test_it_leaves_every_list_and_feed_at_once_and_keeps_its_page(reception, reader, ask):
    assert showing(ask) == LISTS
    editing.withdraw(reception, None, REASON)
    assert showing(ask) == []
    assert showing(ask, "A meeting with ICMPD") == LISTS
    page = reader.get(reception.url_in("en"))
    assert page.status_code == 200
    assert "The date has changed." in page.content.decode()


def test_it_leaves_them_at_the_minute_that_was_set(reception, ask):
    editing.withdraw(reception, None, REASON, at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(minutes=59), tick=False):
        assert showing(ask) == LISTS
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert showing(ask) == []


def test_correction_brings_it_back(reception, ask):
    editing.withdraw(reception, None, REASON)
    correction = editing.new_edition(reception, None)
    correction.is_minor = True
    editing.save_draft(correction)
    editing.publish(correction, None)
    assert showing(ask) == LISTS


def test_counts_agree_with_the_lists(reception, ask):
    def counted():
        topics = HTMLParser(ask("topics/")).css_first(".topics .count").text()
        months = HTMLParser(ask("archive/2022/")).css_first("main").text()
        cards = len(HTMLParser(ask("topics/migration/")).css(".card"))
        return topics, "2 articles" in months, cards

    assert counted() == ("2 articles", True, 2)
    editing.withdraw(reception, None, REASON)
    assert counted() == ("1 article", False, 1)


def test_what_no_other_article_names_leaves_the_indexes_and_keeps_its_page(make_article, ask):
    names = {"name_az": "Ad Soyad", "name_en": "Given Surname"}
    nouns = [model.objects.create(**names) for model in (Person, Organization, Topic)]
    edition = make_article(people=nouns[:1], organizations=nouns[1:2], topics=nouns[2:])
    places = ("people/", "organizations/", "topics/")

    def naming():
        offered = [place for place in places if "given-surname/" in ask(place)]
        suggested = "given-surname" in ask("search/suggestions/?q=surname")
        found = "given-surname" in ask("search/?q=surname")
        return offered, suggested, found, 'value="given-surname"' in ask("news/")

    assert naming() == ([*places], True, True, True)
    editing.withdraw(edition, None, REASON)
    assert naming() == ([], False, False, False)
    for place in places:
        assert "Given Surname" in ask(f"{place}given-surname/")


def test_other_articles_of_the_topic_do_not_lead_to_it(meeting, reception, reader):
    address = reception.url_in("en")
    assert address in reader.get(meeting.url_in("en")).content.decode()
    editing.withdraw(reception, None, REASON)
    assert address not in reader.get(meeting.url_in("en")).content.decode()


def test_other_articles_stand_beside_many_withdrawn_ones(meeting, make_article, topic, reader, monkeypatch):
    """Only the latest of a topic are looked at: those that readers see."""
    monkeypatch.setattr(article_query, "CANDIDATES", 2)
    make_article(title_en="What remains", topics=[topic], ago=timedelta(days=3))
    for _number in range(3):
        editing.withdraw(make_article(topics=[topic]), None, REASON)
    make_article(topics=[topic], at=timezone.now() + timedelta(hours=1))
    assert "What remains" in reader.get(meeting.url_in("en")).content.decode()


def test_its_translation_is_not_announced(make_article, ask):
    edition = make_article(title_az="Səyyar qəbul", released_en=False)
    editing.change_article(Article.objects.get(pk=edition.article_id), promised_on=timezone.localdate())
    assert "Səyyar qəbul" in ask("news/")
    editing.withdraw(edition, None, REASON)
    assert "Səyyar qəbul" not in ask("news/")


def test_search_finds_it_and_says_that_it_is_withdrawn(reception, ask):
    editing.withdraw(reception, None, REASON)
    (card,) = HTMLParser(ask("search/?q=reception")).css(".card")
    assert TITLE in card.text()
    assert "Withdrawn" in card.text()


def test_search_that_finds_nothing_does_not_offer_it_among_the_latest(reception, reader):
    editing.withdraw(reception, None, REASON)
    page = text_of(reader.get("/en/search/?q=zzzzzzzz"))
    assert "A meeting with ICMPD" in page
    assert TITLE not in page


def test_site_map_keeps_it_even_when_its_year_has_nothing_else(meeting, reader):
    editing.withdraw(meeting, None, REASON)
    assert "/sitemap-news-2022.xml" in reader.get("/sitemap.xml").content.decode()
    assert meeting.url_in("en") in reader.get("/sitemap-news-2022.xml").content.decode()
    assert reader.get("/en/archive/2022/").status_code == 404
