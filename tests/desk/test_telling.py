"""Letters about articles: to whom they concern, in their language, at once or daily, never on an own act."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from news import editing
from news.desk.reminding import remind
from news.models import Edition, Notification, Preferences, Review
from tests.helpers.desk_forms import desk_of, do, text_of

TITLES = {"title_az": "Görüş", "title_en": "A meeting"}


@pytest.fixture
def act(django_capture_on_commit_callbacks):
    """act(person, edition, name, **fields): on its page, with the letters that follow it."""

    def act(person, edition, name, **fields):
        edition.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            return do(desk_of(person), edition, name, **fields)

    return act


@pytest.fixture
def draft(make_edition, writer):
    return make_edition(author=writer, **TITLES)


@pytest.fixture
def submitted(draft, writer):
    editing.submit(draft, writer)
    return draft


def prefers(person, **choices):
    Preferences.objects.create(user=person, **choices)


def letters():
    return [(letter.to[0].partition("@")[0], letter.subject) for letter in mail.outbox]


def in_baku(days):
    moment = timezone.localtime() + timedelta(days=days)
    return {"moment_0": f"{moment:%Y-%m-%d}", "moment_1": "10:00"}


def test_what_waits_is_told_to_those_who_may_approve_it(act, draft, writer, editor, administrator):
    act(writer, draft, "submit")
    said = "Təsdiqinizi gözləyir: Görüş / Waits for your approval: A meeting"
    assert sorted(letters()) == [("admin", said), ("redaktor", said)]
    assert f"/admin/news/edition/{draft.pk}/change/" in mail.outbox[0].body


def test_nobody_is_told_of_what_they_did_themselves(act, make_edition, editor):
    act(editor, make_edition(author=editor), "submit")
    assert letters() == []


@pytest.mark.parametrize(
    ("language", "subject"),
    [("az", "Qeydlə geri qaytarılıb: Görüş"), ("en", "Sent back with a note: A meeting")],
)
def test_letter_is_in_the_language_that_its_reader_has_chosen(
    act, submitted, writer, editor, language, subject
):
    prefers(writer, language=language)
    act(editor, submitted, "reject", note="Tarixi yoxlayın.")
    assert letters() == [("yazar", subject)]
    assert "Tarixi yoxlayın." in mail.outbox[0].body


ACTS = {
    "now": ("publish", {}, "Published: A meeting"),
    "later": ("publish", {"when": "later", **in_baku(3)}, "Scheduled: A meeting"),
    "sent back": ("reject", {"note": "Why"}, "Sent back with a note: A meeting"),
}


@pytest.mark.parametrize(("name", "fields", "subject"), ACTS.values(), ids=ACTS)
def test_author_is_told_what_became_of_it(act, submitted, writer, editor, name, fields, subject):
    prefers(writer, language="en")
    act(editor, submitted, name, **fields)
    assert letters() == [("yazar", subject)]


def test_author_is_told_when_it_is_moved_and_when_it_is_scheduled_no_more(act, submitted, writer, editor):
    prefers(writer, language="en")
    editing.publish(submitted, editor, timezone.now() + timedelta(days=2))
    act(editor, submitted, "reschedule", **in_baku(4))
    act(editor, submitted, "unschedule")
    assert [subject for _to, subject in letters()] == [
        "Scheduled: A meeting",
        "Not scheduled any more: A meeting",
    ]
    assert "10:00 (Baku)" in mail.outbox[0].body


def test_author_is_told_when_a_withdrawal_ends_the_schedule_of_a_correction(
    act, make_article, writer, editor
):
    prefers(writer, language="en")
    first = make_article(**TITLES)
    second = editing.new_edition(first, writer)
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, editor, timezone.now() + timedelta(days=2))
    act(editor, first, "withdraw", reason_az="Səbəb.", reason_en="A reason.")
    assert letters() == [("yazar", "Not scheduled any more: A meeting")]


def test_what_one_person_published_alone_is_told_to_those_who_approve_it(
    act, draft, writer, editor, administrator
):
    prefers(administrator, language="en")
    Edition.objects.filter(pk=draft.pk).update(author=editor)
    act(editor, draft, "force-publish", reason="Flood")
    assert letters() == [("admin", "Published without a second person: A meeting")]
    assert "Flood" in mail.outbox[0].body


def test_who_wants_no_letters_gets_none_and_whoever_sends_back_is_told_to_say_it(
    act, submitted, writer, editor
):
    prefers(writer, letters="none")
    answer = act(editor, submitted, "reject", note="Why")
    assert letters() == []
    assert "tell them yourself" in text_of(answer)


def test_whoever_may_not_see_a_limited_edition_is_not_told_of_it(act, draft, writer, editor, administrator):
    draft.limited_to.add(writer, administrator)
    act(writer, draft, "submit")
    assert [to for to, _subject in letters()] == ["admin"]


def test_all_of_a_day_comes_in_one_letter_to_whoever_wishes_so(
    act, make_edition, make_article, writer, editor
):
    prefers(editor, letters="daily", language="en")
    for title in ("One", "Two"):
        act(writer, make_edition(author=writer, title_en=title), "submit")
    Review.plan(make_article(title_en="Three").article, timezone.localdate(), "", editor)
    assert letters() == []
    assert remind() == (1, [])
    assert letters() == [("redaktor", "Waits for your approval: One – and 2 more")]
    for said in ("Waits for your approval: Two", "Three” was to be looked at again"):
        assert said in mail.outbox[0].body
    assert remind() == (0, [])


def test_what_waits_no_more_is_left_out_of_the_letter_of_the_day(act, draft, writer, editor, administrator):
    prefers(editor, letters="daily")
    prefers(administrator, letters="none")
    act(writer, draft, "submit")
    draft.refresh_from_db()
    editing.publish(draft, administrator)
    assert remind() == (0, [])


def test_letter_that_did_not_go_out_does_not_undo_the_act_and_is_tried_again(
    act, draft, writer, editor, monkeypatch
):
    def down(*args, **kwargs):
        raise OSError("no route to the mail server")

    with monkeypatch.context() as broken:
        broken.setattr("news.desk.letters.send_mail", down)
        act(writer, draft, "submit")
    draft.refresh_from_db()
    assert draft.state == Edition.State.SUBMITTED
    assert letters() == []
    assert remind() == (1, [])
    assert [to for to, _subject in letters()] == ["redaktor"]


def test_what_the_gate_would_stop_by_now_is_told_once(submitted, writer, editor):
    prefers(editor, letters="none")
    prefers(writer, language="en")
    editing.publish(submitted, editor, timezone.now() + timedelta(days=2))
    assert remind() == (0, [])
    Edition.objects.filter(pk=submitted.pk).update(summary_en="")
    assert remind() == (1, [])
    assert remind() == (0, [])
    assert letters() == [("yazar", "Scheduled, but with a fault: A meeting")]


def test_where_no_letters_are_sent_none_are_kept_for_later(act, draft, writer, editor, settings):
    settings.SENDS_LETTERS = False
    act(writer, draft, "submit")
    assert remind() == (0, [])
    assert not Notification.objects.exists()


def test_what_was_told_long_ago_is_forgotten(act, draft, writer, editor):
    act(writer, draft, "submit")
    Notification.objects.update(at=timezone.now() - timedelta(days=61))
    remind()
    assert not Notification.objects.exists()


def test_letters_are_chosen_on_ones_own_page(writer):
    desk = desk_of(writer)
    desk.post("/admin/own/", {"_letters": "", "letters": "daily", "language": "en"})
    chosen = Preferences.objects.get(user=writer)
    assert (chosen.letters, chosen.language, chosen.languages) == ("daily", "en", ("en",))
    answer = desk.post("/admin/own/", {"_letters": "", "letters": "hourly"})
    assert "errorlist" in answer.content.decode()
