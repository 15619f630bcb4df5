"""Internal notes, days for a review, and letters that remind of them and of promised translations."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.desk.reminding import remind
from news.models import ArticleNote, AuditEntry, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_writer(client, writer):
    client.force_login(writer)
    return client


@pytest.fixture
def as_editor(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def article(make_article):
    return make_article(title_en="Prison visited").article


@pytest.fixture
def notes(article):
    return reverse("admin:news_article_notes", args=[article.pk])


def text_of(client, address):
    return client.get(address, headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize("sent", ["Call the ministry back", "<script>alert(1)</script>"])
def test_note_is_kept_for_the_desk_and_never_shown_to_readers(as_writer, reader, article, notes, sent):
    assert as_writer.post(notes, {"_note": "1", "text": sent}).status_code == 302
    shown = text_of(as_writer, notes)
    assert "<script>alert" not in shown
    assert "Call the ministry" in shown or "&lt;script&gt;" in shown
    assert AuditEntry.objects.filter(article=article, action="note").count() == 1
    public = article.latest_edition.url_in("en")
    assert sent not in reader.get(public).content.decode()
    assert sent not in reader.get(f"{public}history/").content.decode()


def test_note_stays_as_it_was_written(article, writer):
    note = ArticleNote.objects.create(article=article, author=writer, text="First")
    note.text = "Second"
    with pytest.raises(ValidationError):
        note.save()


def test_empty_note_is_refused_with_a_sentence(as_writer, article, notes):
    answer = as_writer.post(notes, {"_note": "1", "text": " "})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not article.notes.exists()


def test_review_is_planned_overdue_and_done(as_writer, as_editor, article, notes):
    day = timezone.localdate() + timedelta(days=10)
    as_writer.post(notes, {"_plan": "1", "due": f"{day:%Y-%m-%d}", "reason": "The law changes"})
    Review.objects.update(due=timezone.localdate() - timedelta(days=1))
    assert "The law changes" in text_of(as_editor, reverse("admin:index"))
    listed = reverse("admin:news_article_changelist")
    assert "Prison visited" in text_of(as_editor, f"{listed}?review=overdue")
    as_editor.post(notes, {"_done": "1"})
    assert "Prison visited" not in text_of(as_editor, f"{listed}?review=overdue")
    assert "The law changes" not in text_of(as_editor, reverse("admin:index"))
    assert list(
        AuditEntry.objects.filter(action__in=["plan_review", "review"]).values_list("action", flat=True)
    )


def test_day_that_is_over_is_refused_with_a_sentence(as_writer, article, notes):
    answer = as_writer.post(
        notes, {"_plan": "1", "due": "2020-01-01", "reason": ""}, headers={"accept-language": "en"}
    )
    assert "Choose today or a later day" in answer.content.decode()
    assert not article.reviews.exists()


def test_one_reminder_for_each_day_however_often_it_is_asked_for(article, writer):
    Review.plan(article, timezone.localdate(), "Numbers of the year", writer)
    call_command("remind", verbosity=0)
    call_command("remind", verbosity=0)
    assert [letter.to for letter in mail.outbox] == [["yazar@example.org"]]
    assert "Numbers of the year" in mail.outbox[0].body
    assert "Prison visited" in mail.outbox[0].body
    Review.plan(article, timezone.localdate() - timedelta(days=1), "", writer)
    remind()
    assert len(mail.outbox) == 2


def test_desk_is_reminded_before_and_after_the_day_that_readers_were_promised(make_article, editor):
    edition = make_article(released_en=False)
    today = date(2026, 5, 10)
    type(edition.article).objects.update(promised_on=date(2026, 5, 12))
    assert remind(today)[0] == 1
    assert remind(today)[0] == 0
    assert remind(date(2026, 5, 13))[0] == 1
    assert "12" in mail.outbox[0].subject + mail.outbox[0].body
    assert "is overdue" in mail.outbox[1].subject


def test_promise_that_was_kept_reminds_nobody(article, editor):
    type(article).objects.update(promised_on=date(2026, 5, 12))
    assert remind(date(2026, 5, 20)) == (0, [])


def test_letter_that_could_not_be_sent_is_tried_again(article, writer, settings, monkeypatch):
    Review.plan(article, timezone.localdate(), "", writer)

    def down(*args, **kwargs):
        raise OSError("no route to the mail server")

    with monkeypatch.context() as broken:
        broken.setattr("news.desk.letters.send_mail", down)
        assert remind()[0] == 0
    assert remind()[0] == 1
