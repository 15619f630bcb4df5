"""Texts that were typed and not saved say what each of them holds."""

from datetime import timedelta
from uuid import uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import Autosave
from tests.helpers.desk_forms import ADD, desk_of, form_of, sent_from


@pytest.fixture
def type_into(writer):
    """As in a form of its own, left without saving."""

    def type_into(edition, **changes):
        client = desk_of(writer)
        address = f"/admin/news/edition/{edition.pk}" if edition else "/admin/news/edition"
        data = sent_from(client.get(form_of(edition) if edition else ADD), **changes)
        assert client.post(f"{address}/autosave/", data).status_code == 200
        return Autosave.objects.latest("saved_at")

    return type_into


def offers(writer, address, language="en"):
    page = HTMLParser(desk_of(writer, language).get(address).content)
    return [" ".join(item.text(separator=" ").split()) for item in page.css("#desk-recovery li")]


def test_two_texts_of_one_minute_are_told_apart_and_the_newest_stands_first(make_edition, writer, type_into):
    edition = make_edition(body_en="<p>The meeting began at noon in the large hall.</p>")
    older = type_into(edition, body_en="<p>The meeting began at noon in the small hall.</p>")
    type_into(edition, body_en="<p>The meeting began at noon in the large hall. Nobody spoke.</p>")
    first, second = offers(writer, form_of(edition))
    assert "large hall. Nobody spoke." in first
    assert "Compared with what is saved: 2 more, 0 fewer" in first
    assert "in the small hall." in second
    assert "Compared with what is saved: 1 more, 1 fewer" in second
    Autosave.objects.filter(pk=older.pk).update(saved_at=Autosave.objects.latest("saved_at").saved_at)
    first, second = offers(writer, form_of(edition))
    assert first.partition("(Baku)")[2] != second.partition("(Baku)")[2]


def test_what_differs_far_down_is_what_is_shown(make_edition, writer, type_into):
    words = " ".join(f"word{number}" for number in range(500))
    edition = make_edition(body_az=f"<p>{words}</p>")
    type_into(edition, body_az=f"<p>{words.replace('word400', 'another')}</p>")
    (said,) = offers(writer, form_of(edition))
    assert "… word396 word397 word398 word399 another word401" in said
    assert "word1 " not in said


def test_a_new_article_says_how_it_begins(writer, type_into):
    type_into(None, kind="news", title_az="Birinci yazı", body_az="<p>Uzun mətn.</p>")
    (said,) = offers(writer, ADD, "az")
    assert "Birinci yazı" in said
    assert "Söz: 4." in said


def test_the_same_text_is_offered_once_and_discarded_once(make_edition, writer, type_into):
    edition = make_edition()
    for _time in range(2):
        kept = type_into(edition, title_en="Typed twice")
    assert len(offers(writer, form_of(edition))) == 1
    desk_of(writer).post(f"/admin/news/edition/autosave/{kept.pk}/discard/")
    assert offers(writer, form_of(edition)) == []


def test_the_time_is_given_to_the_second(make_edition, writer, type_into):
    edition = make_edition()
    kept = type_into(edition, title_en="Typed")
    moment = kept.saved_at.replace(hour=8, minute=1, second=7)
    Autosave.objects.update(saved_at=moment - timedelta(days=1))
    (said,) = offers(writer, form_of(edition))
    assert "12:01:07 (Baku)" in said


def test_only_texts_are_told_of_and_markup_of_what_was_typed_is_not_run(make_edition, writer, type_into):
    edition = make_edition()
    type_into(edition, title_en="<script>alert(1)</script>", draft_token=str(uuid4()))
    page = desk_of(writer).get(form_of(edition)).content.decode()
    assert "<script>alert(1)" not in page
