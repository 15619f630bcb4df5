"""A draft that was sent back says so to its author wherever they meet it, until it moves on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from tests.desk.test_dashboard import section
from tests.helpers.desk_forms import LIST, desk_of, form_of, sent_from, text_of

NOTE = "The date of the visit is wrong."


@pytest.fixture
def send_back(make_edition, writer, editor):
    def send_back(title="A visit", note=NOTE):
        edition = make_edition(title_en=title, author=writer)
        editing.submit(edition, writer)
        editing.reject(edition, editor, note)
        return edition

    return send_back


def on_top_of_the_form(client, edition):
    shown = HTMLParser(client.get(form_of(edition)).content).css_first(".desk-rejection")
    return " ".join(shown.text(separator=" ").split()) if shown else ""


def places(client, edition):
    """What the three places say to whoever is at the desk."""
    return [section(client, "returned"), text_of(client.get(LIST)), on_top_of_the_form(client, edition)]


@pytest.mark.parametrize(("language", "words"), [("en", "Sent back"), ("az", "Geri qaytarılıb")])
def test_home_list_and_form_show_the_note_and_who_wrote_it(send_back, writer, editor, language, words):
    editor.first_name, editor.last_name = "Leyla", "Əliyeva"
    editor.save()
    edition = send_back()
    for said in places(desk_of(writer, language), edition):
        assert words in said
        assert NOTE in said
        assert "Leyla Əliyeva" in said
        assert "<" not in said


def test_its_mark_stands_beside_the_state_in_the_list(send_back, writer):
    send_back()
    cell = HTMLParser(desk_of(writer).get(LIST).content).css_first("td.field-states")
    assert [mark.text() for mark in cell.css(".desk-state")] == ["Draft", "Sent back"]


def test_saving_does_not_end_it(send_back, writer):
    edition, client = send_back(), desk_of(writer)
    client.post(form_of(edition), sent_from(client.get(form_of(edition)), title_en="Mended"))
    assert all(NOTE in said for said in places(client, edition))


ENDS = {
    "submitted again": lambda edition, writer, editor: editing.submit(edition, writer),
    "published": lambda edition, writer, editor: editing.publish(edition, editor),
    "scheduled and taken back": lambda edition, writer, editor: (
        editing.publish(edition, editor, timezone.now() + timedelta(days=1)),
        editing.unschedule(edition, editor),
    ),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_ends_with_the_next_step(send_back, writer, editor, end):
    edition = send_back()
    end(edition, writer, editor)
    assert not any(NOTE in said for said in places(desk_of(writer), edition))


def test_a_discarded_draft_leaves_no_trace_of_its_rejection(send_back, writer):
    editing.discard(send_back(), writer)
    client = desk_of(writer)
    assert NOTE not in section(client, "returned") + text_of(client.get(LIST))


def test_of_two_rejections_the_last_one_is_shown(send_back, writer, editor):
    edition = send_back(note="First note")
    editing.submit(edition, writer)
    editing.reject(edition, editor, "Second note")
    for said in places(desk_of(writer), edition):
        assert "Second note" in said
        assert "First note" not in said


def test_what_was_sent_back_stands_by_itself_however_many_drafts_are_newer(send_back, make_edition, writer):
    send_back("Visit to a school")
    for number in range(9):
        make_edition(title_en=f"Newer {number}", author=writer)
    client = desk_of(writer)
    assert "Visit to a school" in section(client, "returned")
    assert "Visit to a school" not in section(client, "drafts")


@pytest.mark.once
@pytest.mark.parametrize("address", ["/admin/", LIST])
def test_it_costs_no_query_more_however_many_were_sent_back(
    send_back, writer, django_assert_num_queries, address
):
    send_back()
    client = desk_of(writer)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(4):
        send_back(f"Number {number}")
    with django_assert_num_queries(len(few)):
        client.get(address)
