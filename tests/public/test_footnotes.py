"""Readers find a footnote on the page, on paper, as text, in feeds and by the search; rules read it apart."""

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.gate.edition_text import Text
from news.gate.judging import judge

BODY = "<p>Visits in 10<sup>6</sup> homes<small>The monitoring plan of 2031.</small> began.</p>"


@pytest.fixture
def cited(make_article):
    return make_article(body_en=BODY)


@pytest.mark.parametrize("form", ["", "print/"])
def test_page_and_print_version_lead_to_the_note_and_back(reader, cited, form):
    page = HTMLParser(reader.get(f"{cited.url_in('en')}{form}").content)
    mark = page.css_first(".prose p a.note-mark")
    note = page.css_first(f".prose .notes li{mark.attributes['href']}")
    assert "The monitoring plan of 2031." in note.text()
    assert note.css_first("a.note-back").attributes["href"] == f"#{mark.attributes['id']}"
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


def test_text_form_has_the_note_under_the_text(reader, cited):
    text = reader.get(f"{cited.url_in('en')}text/").content.decode()
    assert "Visits in 10⁶ homes[1] began.\n\nNotes\n\n[1] The monitoring plan of 2031." in text


@pytest.mark.parametrize("extension", ["rss", "atom", "json"])
def test_notes_of_several_articles_in_a_feed_have_addresses_of_their_own(reader, make_article, extension):
    editions = [make_article(body_en=BODY), make_article(body_en=BODY)]
    feed = reader.get(f"/en/news/feed.{extension}").content.decode()
    for edition in editions:
        assert f"#note-{edition.article.number}-1" in feed
    assert "The monitoring plan of 2031." in feed


def test_search_finds_the_words_of_a_note(reader, cited):
    answer = reader.get("/en/search/", {"q": "monitoring plan"}).content.decode()
    assert cited.url_in("en") in answer


def test_rules_read_the_note_as_a_paragraph_of_its_own(make_edition):
    text = Text(make_edition(body_en=BODY), "en")
    assert text.blocks == ["Visits in 10⁶ homes began.", "The monitoring plan of 2031."]
    assert "2031" in text.words


def test_note_that_only_one_language_has_is_found_by_its_numbers(make_edition):
    edition = make_edition(body_en=BODY, body_az="<p>10<sup>6</sup> evə baş çəkildi.</p>")
    assert any("2031" in finding.sentence for finding in judge(edition))
