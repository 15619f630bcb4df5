"""What each act leaves behind: the state of the edition, and a row of the log with who, what and why."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from news import editing
from news.models import Article, AuditEntry, Edition, EditionPerson, Parity, Person
from tests.helpers.editions import correction_of

HOUR = timedelta(hours=1)
IN_THE_LOG = ("action", "article", "edition", "sequence", "actor", "note")
REASON = {"az": "Səbəb.", "en": "A reason."}
BAKU_NOON = datetime(2999, 11, 5, 8, tzinfo=UTC)
SCHEDULED = "05.11.2999 12:00"
pytestmark = pytest.mark.usefixtures("in_english")


# {act: (what is done to a draft, to a public edition; what the log says of it)}
OF_A_DRAFT = {
    "submit": (lambda draft, by: editing.submit(draft, by), ""),
    "publish": (lambda draft, by: editing.publish(draft, by), ""),
    "schedule": (lambda draft, by: editing.publish(draft, by, BAKU_NOON), SCHEDULED),
    "force": (lambda draft, by: editing.publish(draft, by, force_reason=" Urgent "), "Urgent"),
    "force, later": (
        lambda draft, by: editing.publish(draft, by, BAKU_NOON, "Urgent"),
        f"{SCHEDULED}\nUrgent",
    ),
    "confirm": (lambda draft, by: editing.confirm_translation(draft, by), ""),
}
OF_A_PUBLIC_ONE = {
    "withdraw": (lambda public, by: editing.withdraw(public, by, REASON), "Səbəb.\nA reason."),
    "remove": (lambda public, by: editing.remove(public, by, REASON), "Səbəb.\nA reason."),
    "remove, leading on": (lambda public, by: editing.remove(public, by, None, "/en/news/"), "/en/news/"),
}


def last_of_the_log(edition):
    return (
        AuditEntry.objects.filter(article=edition.article_id).order_by("-number").values_list(*IN_THE_LOG)[0]
    )


@pytest.mark.parametrize("act", OF_A_DRAFT)
def test_act_on_a_draft_is_in_the_log(make_edition, editor, act):
    edition, (do, note) = make_edition(), OF_A_DRAFT[act]
    do(edition, editor)
    expected = (act.split(",")[0], edition.article_id, edition.pk, 1, editor.pk, note)
    assert last_of_the_log(edition) == expected


@pytest.mark.parametrize("act", OF_A_PUBLIC_ONE)
def test_act_on_what_is_public_is_in_the_log(make_article, editor, act):
    edition, (do, note) = make_article(), OF_A_PUBLIC_ONE[act]
    do(edition, editor)
    expected = (act.split(",")[0], edition.article_id, edition.pk, 1, editor.pk, note)
    assert last_of_the_log(edition) == expected


def test_correction_its_schedule_and_its_end_are_in_the_log(make_article, editor):
    first = make_article()
    draft = editing.new_edition(first, editor)
    about = (first.article_id, draft.pk, 2, editor.pk)
    assert (draft.author, last_of_the_log(first)) == (editor, ("new_edition", *about, ""))
    draft.is_minor = True
    editing.save_draft(draft)
    editing.publish(draft, None, BAKU_NOON)
    editing.unschedule(draft, editor)
    assert last_of_the_log(first) == ("unschedule", *about, "")


@pytest.mark.parametrize("is_limited", [False, True])
def test_discarded_draft_is_in_the_log_by_its_title(make_article, editor, is_limited):
    draft = correction_of(make_article(title_en="A meeting"))
    if is_limited:
        draft.limited_to.add(editor)
    editing.discard(draft, editor)
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry.action == ("discard_limited" if is_limited else "discard")
    assert (entry.actor, entry.note, entry.sequence) == (editor, str(draft), 2)
    assert list(draft.article.editions.values_list("sequence", flat=True)) == [1]


def test_cancelled_schedule_leaves_no_trace_of_its_publishing(make_edition, writer, editor, administrator):
    edition = make_edition(author=writer)
    editing.submit(edition, writer)
    editing.publish(edition, editor, BAKU_NOON, "Urgent")
    editing.approve(edition, administrator)
    assert (edition.approved_by, edition.forced_by) == (administrator, editor)
    editing.unschedule(edition, editor)
    edition = Edition.objects.get()
    assert (edition.state, edition.force_reason) == ("draft", "")
    people = {edition.submitted_by, edition.forced_by, edition.approved_by}
    moments = {edition.public_from, edition.public_until, edition.first_published_at, edition.approved_at}
    assert people == moments == {None}


def test_date_that_was_chosen_outlives_a_cancelled_schedule(make_edition):
    chosen = timezone.now() - 9 * HOUR
    edition = make_edition(first_published_at=chosen)
    editing.publish(edition, None, BAKU_NOON)
    editing.unschedule(edition, None)
    assert Edition.objects.get().first_published_at == chosen


def test_position_that_was_typed_stays_and_one_without_an_office_stops_no_other(
    make_edition, person, office, appoint
):
    appoint(person, office, "Müşavir", "Adviser", date(2020, 1, 1))
    without = Person.objects.create(name_az="Vəzifəsiz", name_en="Without")
    edition = make_edition(people=[without, person])
    EditionPerson.objects.filter(edition=edition, person=person).update(position_az="Qonaq")
    editing.publish(edition, None)
    rows = EditionPerson.objects.filter(edition=edition).order_by("pk")
    assert [row.position_az or "" for row in rows] == ["", "Qonaq"]
    assert [row.position_en or "" for row in rows] == ["", "Adviser"]


def test_withdrawal_can_have_been_at_another_moment_and_is_now_otherwise(make_article):
    at = timezone.now() - HOUR
    edition = make_article(ago=2 * HOUR)
    editing.withdraw(edition, None, REASON, at)
    assert edition.withdrawn_at == at
    other = make_article()
    editing.withdraw(other, None, REASON)
    assert other.withdrawn_at > at + HOUR / 2
    assert (other.withdrawal_reason_az, other.withdrawal_reason_en) == ("Səbəb.", "A reason.")


def test_ordinary_publishing_forces_nothing_and_confirms_the_first_translation(make_edition, editor):
    edition = make_edition()
    editing.publish(edition, editor)
    assert (edition.forced_by, edition.force_reason) == (None, "")
    assert Parity.of(edition).confirmed_by == editor


def test_coming_back_after_a_removal_is_in_the_log_with_its_moment_and_its_reason(make_edition, editor):
    edition = make_edition(released_en=False)
    editing.publish(edition, None)
    editing.remove(edition, None, REASON)
    draft = correction_of(edition)
    draft.released_en = True
    editing.save_draft(draft)
    editing.publish_again(draft, editor, " It was right ", BAKU_NOON)
    about = (edition.article_id, draft.pk, 2, editor.pk)
    assert last_of_the_log(edition) == ("publish_again", *about, f"{SCHEDULED}\nIt was right")
    assert Parity.of(draft).confirmed_by == editor


def test_approval_and_confirmed_translation_are_by_whom_the_log_says(make_edition, editor, administrator):
    edition = make_edition(released_en=False)
    editing.confirm_translation(edition, editor)
    assert Parity.of(edition).confirmed_by == editor
    editing.publish(edition, editor, force_reason="Urgent")
    editing.approve(edition, administrator)
    about = (edition.article_id, edition.pk, 1, administrator.pk)
    assert last_of_the_log(edition) == ("approve", *about, "")


def test_translation_that_was_promised_is_promised_no_longer_once_it_is_public(make_edition):
    edition = make_edition()
    edition.article.promised_on = timezone.localdate()
    edition.article.save()
    editing.publish(edition, None)
    assert edition.article.promised_on is None
    assert Article.objects.get().promised_on is None


def test_cancelled_schedule_of_a_correction_keeps_the_date_shown_to_readers(make_article):
    shown = make_article(ago=9 * HOUR).first_published_at
    draft = correction_of(Edition.objects.get())
    Edition.objects.filter(pk=draft.pk).update(first_published_at=BAKU_NOON)
    draft.refresh_from_db()
    editing.publish(draft, None, BAKU_NOON)
    editing.unschedule(draft, None)
    assert (Edition.objects.get(sequence=2).first_published_at, shown < BAKU_NOON) == (BAKU_NOON, True)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (editing.withdraw, "The article was withdrawn."),
        (editing.remove, "The article was removed from the site."),
    ],
)
def test_schedule_that_an_act_ends_is_in_the_log_by_who_did_it_and_why(make_article, editor, act, why):
    first = make_article()
    draft = correction_of(first)
    editing.publish(draft, None, BAKU_NOON)
    act(Edition.objects.get(pk=first.pk), editor, REASON)
    entry = AuditEntry.objects.get(action="unschedule")
    assert (entry.edition, entry.actor, entry.note) == (draft, editor, why)


def test_what_is_scheduled_after_a_moment_is_of_this_article_and_begins_later(make_article):
    first, other = make_article(), make_article()
    for edition in (first, other):
        editing.publish(correction_of(edition), None, BAKU_NOON)
    scheduled = Edition.objects.get(article=first.article_id, sequence=2)
    assert list(first.scheduled_after()) == [scheduled]
    assert list(first.scheduled_after(BAKU_NOON - HOUR)) == [scheduled]
    assert list(first.scheduled_after(BAKU_NOON)) == []
    with time_machine.travel(BAKU_NOON, tick=False):
        assert list(first.scheduled_after()) == []
        assert editing.new_edition(scheduled, None).sequence == 3
