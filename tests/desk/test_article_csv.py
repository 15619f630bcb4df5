"""The list of articles as a spreadsheet: what the list shows, in parts, and harmless to whoever opens it."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from news import editing
from tests.helpers.desk_forms import LIST, desk_of

CSV = f"{LIST}csv/"


def text(answer):
    return b"".join(answer.streaming_content).decode()


def rows(client, **question):
    answer = client.get(CSV, question)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(text(answer).removeprefix("\ufeff"))))


def test_it_has_a_line_for_each_article_of_the_list_in_its_order(edits, editor, make_edition, make_article):
    make_article(title_az="Bəyanat", title_en="A statement", number=7, kind="statement", by=editor)
    make_edition(title_az="Xəbər", title_en="News", number=9, released_en=False)
    head, *lines = rows(edits)
    assert head[:5] == ["Number", "Kind", "State", "Title (Azerbaijani)", "Title (English)"]
    assert [line[:6] for line in lines] == [
        ["9", "News", "Draft", "Xəbər", "News", "az"],
        ["7", "Statement", "Live", "Bəyanat", "A statement", "az, en"],
    ]
    assert [line[0] for line in rows(edits, kind__exact="statement")[1:]] == ["7"]
    assert [line[0] for line in rows(edits, q="xəbər")[1:]] == ["9"]
    assert [line[0] for line in rows(edits, o="1")[1:]] == ["7", "9"]


def test_it_is_in_the_language_of_the_desk_whatever_is_spoken_while_it_is_sent(editor, make_article):
    make_article(kind="statement")
    answer = desk_of(editor, "az").get(CSV)
    with translation.override("en"):
        said = text(answer)
        assert translation.get_language() == "en"
    assert "Bəyanat" in said
    assert "Statement" not in said


def test_spreadsheets_read_its_letters(edits, make_edition):
    make_edition(title_az="Şəhər")
    said = b"".join(edits.get(CSV).streaming_content)
    assert said.startswith(b"\xef\xbb\xbf")
    assert "Şəhər" in said.decode()


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_title_is_a_formula(edits, make_edition, title):
    make_edition(title_en=title)
    assert rows(edits)[1][4] == f"'{title}"


def test_it_is_sent_in_parts_and_each_costs_the_same(edits, make_edition, make_article, monkeypatch):
    monkeypatch.setattr("news.admin.article_csv.ROWS_AT_ONCE", 2)
    for _number in range(5):
        editing.new_edition(make_article(ago=timedelta(days=1)), None)
    answer = edits.get(CSV)
    costs = []
    for part in answer.streaming_content:
        costs.append((part.count(b"\r\n"), len(connection.queries)))
    assert [lines for lines, _queries in costs] == [1, 2, 2, 1]
    costs = []
    for size in (2, 4):
        monkeypatch.setattr("news.admin.article_csv.ROWS_AT_ONCE", size)
        parts = edits.get(CSV).streaming_content
        next(parts)
        with CaptureQueriesContext(connection) as captured:
            next(parts)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_it_holds_no_draft_that_is_limited_to_others(edits, writer, make_edition):
    make_edition(title_en="Inquiry").limited_to.add(writer)
    assert len(rows(edits)) == 1


def test_it_is_for_those_who_may_see_articles(db):
    nobody = get_user_model().objects.create_user("qonaq", password="a-long-password", is_staff=True)
    assert desk_of(nobody).get(CSV).status_code == 403


def test_question_that_the_list_does_not_know_leads_to_the_list(edits):
    assert edits.get(CSV, {"nothing__of_this": "1"}).headers["Location"] == LIST
