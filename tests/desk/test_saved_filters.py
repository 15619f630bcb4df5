"""Everybody names the questions that they ask the list of articles again and again; nobody sees another's."""

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import SavedFilter
from tests.desk.test_article_list import titles
from tests.helpers.desk_forms import LIST, sent_from, text_of

KEEP = f"{LIST}filters/keep/"


def keep(client, name, query):
    return client.post(KEEP, {"name": name, "query": query}, follow=True)


def saved(client):
    links = HTMLParser(client.get(LIST).content).css(".desk-saved a")
    return {link.text(): LIST + link.attributes["href"] for link in links}


def test_filter_is_named_chosen_again_and_deleted(writes, make_edition):
    make_edition(title_en="A statement", kind="statement")
    make_edition(title_en="News")
    page = writes.get(LIST, {"kind__exact": "statement", "state": "draft", "gate": "", "p": "1"})
    writes.post(KEEP, sent_from(page, ".desk-asked form", name="Statements to write"))
    [(name, address)] = saved(writes).items()
    assert name == "Statements to write"
    assert titles(writes, address) == ["A statement"]
    page = writes.get(address)
    assert HTMLParser(page.content).css_first(".desk-saved a").attributes["aria-current"] == "true"
    forget = HTMLParser(page.content).css_first(".desk-saved form").attributes["action"]
    writes.post(forget)
    assert saved(writes) == {}


def test_nobody_sees_or_deletes_the_filter_of_another(writes, edits):
    keep(writes, "Mine", "state=draft")
    pk = SavedFilter.objects.get().pk
    assert saved(edits) == {}
    edits.post(f"{LIST}filters/{pk}/forget/")
    assert "Mine" in saved(writes)
    assert edits.get(f"{LIST}filters/{pk}/forget/").status_code == 405


def test_same_name_stands_for_the_last_question(writes):
    keep(writes, "Mine", "state=draft")
    keep(writes, "Mine", "state=live")
    assert saved(writes) == {"Mine": f"{LIST}?state=live"}


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("", "state=draft", "Give the filter a name."),
        ("Mine", "", "Narrow the list down first, then keep the filter."),
        ("Mine", "next=//elsewhere.example/&password=x", "Narrow the list down first, then keep the filter."),
        ("x" * 61, "state=draft", "at most 60 characters"),
    ],
)
def test_filter_that_cannot_be_kept_gets_a_sentence(writes, name, query, sentence):
    answer = keep(writes, name, query)
    assert sentence in text_of(answer)
    assert not SavedFilter.objects.exists()


def test_only_what_the_list_understands_is_kept(writes):
    keep(writes, "Mine", "state=draft&next=//elsewhere.example/&e=1")
    assert SavedFilter.objects.get().query == "state=draft"


def test_number_of_filters_is_bounded(writes, monkeypatch):
    monkeypatch.setattr("news.admin.saved_filters.MOST", 2)
    for number in range(3):
        answer = keep(writes, f"Number {number}", "state=draft")
    assert "You have 2 filters already. Delete one first." in text_of(answer)
    assert set(saved(writes)) == {"Number 0", "Number 1"}
    assert "The filter is saved." in text_of(keep(writes, "Number 1", "state=live"))
