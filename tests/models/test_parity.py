"""Nobody has to guess which translation is out of date: not the press office, and not the reader."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news import editing
from news.models import Article, Parity, PublicContent
from tests.helpers.desk_forms import ADD, desk_of, form_of, sent_from, text_of

TABLE = "/admin/news/article/translations/"
State = Parity.State
TOMORROW = timedelta(days=1)


def state_of(edition):
    return Parity.objects.get(edition=edition).state


@pytest.fixture
def behind(make_article):
    """A live article whose Azerbaijani was corrected and whose English was not."""
    first = make_article(
        ago=timedelta(days=2),
        body_az="<p>Görüş bazar ertəsi olub.</p><p>Zal dolu idi.</p>",
        title_en="Behind",
    )
    second = editing.new_edition(first, None)
    second.body_az = second.body_az.replace("bazar ertəsi", "çərşənbə")
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, None)
    return second


def test_what_is_in_step_is_behind_by_nothing_and_keeps_the_words_that_were_confirmed(make_article, behind):
    parity = Parity.of(make_article(title_az="Ədalət"))
    assert (str(parity), parity.behind_by, parity.behind_since) == (str(State.IN_STEP.label), 0, None)
    assert '"Ədalət"' in parity.confirmed_text
    assert Parity.of(behind).behind_by == 1


def test_a_translation_is_missing_then_a_draft_then_in_step_then_behind(make_edition, editor):
    edition = make_edition(title_en="", summary_en="", body_en="")
    assert state_of(edition) == State.MISSING
    edition.body_en = "<p>A text.</p>"
    editing.save_draft(edition)
    assert state_of(edition) == State.DRAFT
    editing.confirm_translation(edition, editor)
    assert state_of(edition) == State.IN_STEP
    edition.body_az += "<p>Yeni abzas.</p>"
    editing.save_draft(edition)
    assert state_of(edition) == State.BEHIND
    editing.confirm_translation(edition, editor)
    assert state_of(edition) == State.IN_STEP


def test_taking_a_change_back_brings_the_translation_in_step_again(make_edition, editor):
    edition = make_edition()
    editing.confirm_translation(edition, editor)
    before = edition.title_az
    edition.title_az = "Başqa başlıq"
    editing.save_draft(edition)
    assert state_of(edition) == State.BEHIND
    edition.title_az = before
    editing.save_draft(edition)
    assert state_of(edition) == State.IN_STEP
    assert Parity.objects.get(edition=edition).behind_since is None


def test_markup_alone_is_no_change(make_edition, editor):
    edition = make_edition(body_az="<p>Görüş keçirilib.</p>")
    editing.confirm_translation(edition, editor)
    edition.body_az = "<p>Görüş <strong>keçirilib</strong>.</p>"
    editing.save_draft(edition)
    assert state_of(edition) == State.IN_STEP


def test_behind_says_by_how_many_changes_since_when_and_exactly_which(make_edition, editor):
    edition = make_edition(body_az="<p>Bir.</p><p>İki.</p><p>Üç.</p>")
    editing.confirm_translation(edition, editor)
    before = timezone.now()
    edition.title_az = "Yeni başlıq"
    edition.body_az = "<p>Bir.</p><p>İki yarım.</p><p>Üç.</p><p>Dörd.</p>"
    editing.save_draft(edition)
    parity = Parity.objects.get(edition=edition)
    assert parity.behind_by == 3
    assert before <= parity.behind_since <= timezone.now()
    changes = [(change.field, change.before, change.after) for change in parity.changes()]
    assert changes[1:] == [("body", "İki.", "İki yarım."), ("body", "", "Dörd.")]
    since = parity.behind_since
    edition.body_az += "<p>Beş.</p>"
    editing.save_draft(edition)
    parity.refresh_from_db()
    assert parity.behind_since == since


def test_the_diff_marks_words_not_whole_passages(make_edition, editor):
    edition = make_edition(body_az="<p>Görüş bazar ertəsi olub.</p>")
    editing.confirm_translation(edition, editor)
    edition.body_az = "<p>Görüş çərşənbə olub.</p>"
    editing.save_draft(edition)
    (change,) = Parity.objects.get(edition=edition).changes()
    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        ("same", "Görüş "),
        ("gone", "bazar ertəsi"),
        ("new", "çərşənbə"),
        ("same", " olub."),
    ]


def test_a_text_that_came_to_be_compared_later_is_a_change_only_where_it_is_written(make_edition, editor):
    edition = make_edition()
    editing.confirm_translation(edition, editor)
    parity = Parity.objects.get(edition=edition)
    confirmed = json.loads(parity.confirmed_text)
    summary = confirmed.pop("summary")
    parity.confirmed_text = json.dumps(confirmed)
    parity.save()
    assert [(change.field, change.before, change.after) for change in parity.changes()] == [
        ("summary", "", *summary)
    ]
    edition.summary_az = ""
    edition.save()
    assert Parity.objects.get(edition=edition).changes() == []


def test_a_missing_translation_cannot_be_confirmed(make_edition, editor):
    edition = make_edition(title_en="", summary_en="", body_en="")
    with pytest.raises(ValidationError):
        editing.confirm_translation(edition, editor)


def test_publishing_both_languages_for_the_first_time_confirms_them(make_article, make_edition):
    assert state_of(make_article()) == State.IN_STEP
    assert state_of(make_edition()) == State.DRAFT


def test_a_new_edition_begins_where_the_one_before_it_stood(behind):
    third = editing.new_edition(behind, None)
    assert state_of(third) == State.BEHIND
    assert Parity.objects.get(edition=third).behind_by == 1


def test_what_is_written_in_english_alone_has_english_as_its_source(make_edition):
    edition = make_edition(title_az="", summary_az="", body_az="", released_az=False)
    edition.article.refresh_from_db()
    assert edition.article.source_language == "en"
    edition.title_az = "Başlıq"
    editing.save_draft(edition)
    assert state_of(edition) == State.DRAFT
    assert Parity.objects.get(edition=edition).language == "az"


# --- Readers ------------------------------------------------------------------------------


def test_reader_of_a_translation_that_is_behind_is_told_and_led_to_the_changes(behind, reader):
    page = reader.get(behind.url_in("en"))
    assert "This translation is not up to date" in text_of(page)
    address = f"{behind.url_in('en')}changes/"
    assert address in page.content.decode()
    changes = reader.get(address)
    assert changes.status_code == 200
    assert "<del>bazar ertəsi</del>" in changes.content.decode()
    assert "<ins>çərşənbə</ins>" in changes.content.decode()
    assert 'lang="az"' in changes.content.decode()
    assert "noindex" in changes.content.decode()


def test_reader_of_the_source_is_not_told(behind, reader):
    assert f"{behind.url_in('az')}changes/" not in reader.get(behind.url_in("az")).content.decode()
    assert reader.get(f"{behind.url_in('az')}changes/")["Location"] == behind.url_in("az")


def test_in_azerbaijani_the_reader_is_told_in_azerbaijani(make_article, reader):
    first = make_article(ago=timedelta(days=1))
    Article.objects.filter(pk=first.article_id).update(source_language="en")
    second = editing.new_edition(type(first).objects.get(pk=first.pk), None)
    second.article.refresh_from_db()
    editing.confirm_translation(second, None)
    second.body_en = "<p>Another text.</p>"
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, None)
    seen = text_of(reader.get(second.url_in("az")))
    assert "Tərcümə" in seen
    assert "up to date" not in seen


def test_a_translation_in_step_says_nothing(make_article, reader):
    edition = make_article()
    assert "not up to date" not in text_of(reader.get(edition.url_in("en")))
    assert reader.get(f"{edition.url_in('en')}changes/").status_code == 302


def test_confirming_a_public_translation_takes_the_notice_away(behind, editor, reader):
    before = PublicContent.current()
    edits = desk_of(editor)
    page = edits.get(form_of(behind))
    assert "Behind by 1 change since" in text_of(page)
    answer = edits.post(f"/admin/news/edition/{behind.pk}/confirm/", follow=True)
    assert "The translation is confirmed." in text_of(answer)
    assert "not up to date" not in text_of(reader.get(behind.url_in("en")))
    assert PublicContent.current() > before
    assert behind.article.audit_entries.first().action == "confirm"


def test_the_changes_cost_the_same_however_many(behind, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = f"{behind.url_in('en')}changes/"
    PublicContent.bump()
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    third = editing.new_edition(behind, None)
    third.body_az = "".join(f"<p>Abzas {number}.</p>" for number in range(40))
    third.is_minor = True
    editing.save_draft(third)
    editing.publish(third, None)
    with django_assert_num_queries(len(few)):
        client.get(address)


# --- Releasing one language first -----------------------------------------------------------


def test_readers_of_the_list_are_told_what_is_to_follow_and_by_when(make_article, reader):
    edition = make_article(title_az="Yalnız azərbaycanca", released_en=False)
    day = timezone.localdate() + timedelta(days=9)
    Article.objects.filter(pk=edition.article_id).update(promised_on=day)
    PublicContent.bump()
    seen = text_of(reader.get("/en/news/"))
    assert "Soon in English" in seen
    assert "Yalnız azərbaycanca" in seen
    assert f"promised by {day.day} " in seen
    assert "Tezliklə" not in text_of(reader.get("/az/news/"))
    assert "Soon in English" not in text_of(reader.get("/en/news/?kind=statement"))
    assert str(day.year) in text_of(reader.get(f"/en/news/{edition.article.number}/"))


def test_a_draft_is_promised_to_nobody(make_edition, reader):
    edition = make_edition(title_az="Qaralama hələ", released_en=False)
    Article.objects.filter(pk=edition.article_id).update(promised_on=timezone.localdate())
    assert "Qaralama hələ" not in text_of(reader.get("/en/news/"))


def test_publishing_the_other_language_keeps_the_promise(make_article, reader):
    edition = make_article(released_en=False, ago=TOMORROW)
    Article.objects.filter(pk=edition.article_id).update(promised_on=timezone.localdate())
    second = editing.new_edition(type(edition).objects.get(pk=edition.pk), None)
    second.released_en = True
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, None)
    assert Article.objects.get(pk=edition.article_id).promised_on is None
    assert "Soon in English" not in text_of(reader.get("/en/news/"))


def test_the_promise_is_made_in_the_form_and_not_for_a_day_that_has_passed(writer):
    writes = desk_of(writer)
    past, day = timezone.localdate() - TOMORROW, timezone.localdate() + TOMORROW
    fields = {"kind": "news", "title_az": "Vədli"}
    answer = writes.post(ADD, sent_from(writes.get(ADD), promised_on=past.isoformat(), **fields))
    assert "This day has passed" in text_of(answer)
    writes.post(ADD, sent_from(writes.get(ADD), promised_on=day.isoformat(), **fields))
    assert Article.objects.get().promised_on == day


# --- The desk's table ------------------------------------------------------------------------


def test_confirming_is_one_button_beside_the_form(make_edition, writer):
    edition = make_edition()
    writes = desk_of(writer)
    page = writes.get(form_of(edition))
    assert "Not confirmed yet" in text_of(page)
    answer = writes.post(form_of(edition), sent_from(page, _confirm="1"), follow=True)
    assert "In step" in text_of(answer)
    assert state_of(edition) == State.IN_STEP


def test_the_table_shows_and_filters_articles_by_the_state_of_their_translation(make_edition, behind, editor):
    make_edition(title_az="Tərcüməsiz", title_en="", summary_en="", body_en="")
    edits = desk_of(editor)
    seen = text_of(edits.get(TABLE))
    assert "Behind by 1 change since" in seen
    assert "Missing" in seen
    missing = text_of(edits.get(TABLE, {"state": "missing"})).split("Promised for")[-1]
    assert "Tərcüməsiz" in missing
    assert "Behind by" not in missing
    assert "Behind by" in text_of(edits.get(TABLE, {"state": "behind", "language": "en"}))
    assert "Behind by" not in text_of(edits.get(TABLE, {"state": "behind", "language": "az"}))
    assert edits.get(TABLE, {"state": "nonsense", "p": "x", "kind": "'"}).status_code == 200


def test_the_table_is_exported_with_its_filters_and_runs_no_formula(make_edition, behind, editor):
    make_edition(title_az="=1+1", title_en="", summary_en="", body_en="")
    answer = desk_of(editor).get(TABLE, {"state": "missing", "format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert "'=1+1" in rows[1]
    assert "Missing" in rows[1]


def test_the_table_costs_the_same_however_long(make_edition, editor, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_edition()
    edits = desk_of(editor)
    edits.get(TABLE)
    with CaptureQueriesContext(connection) as few:
        edits.get(TABLE)
    for _number in range(12):
        make_edition()
    with django_assert_num_queries(len(few)):
        edits.get(TABLE)


def test_the_table_is_closed_to_visitors(client, db):
    assert client.get(TABLE).status_code == 302
