"""What is public, when, and what can never happen to it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from news import editing
from news.models import AuditEntry, Edition, EditionChanged, PublicContent

HOUR = timedelta(hours=1)


def page_of(edition, reader, language="az"):
    return reader.get(edition.url_in(language))


def refused_by_the_database(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


# --- What readers see -----------------------------------------------------------------


def test_published_article_is_read_in_both_languages(make_article, reader):
    edition = make_article(title_az="Görüş keçirilib", title_en="A meeting was held")
    assert "Görüş keçirilib" in page_of(edition, reader).content.decode()
    assert "A meeting was held" in page_of(edition, reader, "en").content.decode()


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_edition_in_preparation_is_hidden_from_readers(make_edition, reader, state):
    edition = make_edition(title_az="Hələ gizli")
    if state == "submitted":
        editing.submit(edition, None)
    assert page_of(edition, reader).status_code == 404
    assert "Hələ gizli" not in reader.get("/az/news/").content.decode()


def test_scheduled_edition_is_hidden_from_readers_until_its_minute(make_edition, reader):
    edition = make_edition(title_az="Sabahın xəbəri")
    editing.publish(edition, None, timezone.now() + HOUR)
    assert edition.status == Edition.Status.SCHEDULED
    assert page_of(edition, reader).status_code == 404
    with time_machine.travel(timezone.now() + HOUR + timedelta(seconds=1)):
        assert page_of(edition, reader).status_code == 200
        assert "Sabahın xəbəri" in reader.get("/az/news/").content.decode()


def test_language_that_is_not_released_does_not_exist_for_readers(make_article, reader):
    edition = make_article(
        title_az="Yalnız azərbaycanca", released_en=False, title_en="", body_en="", summary_en=""
    )
    assert page_of(edition, reader).status_code == 200
    answer = reader.get(f"/en/news/{edition.article.number}/")
    assert answer.status_code == 404
    assert edition.url_in("az") in answer.content.decode()
    assert "Yalnız azərbaycanca" not in reader.get("/en/news/").content.decode()


def test_correction_replaces_the_edition_before_it_at_the_same_moment(make_article, reader):
    first = make_article(title_az="Səhvli başlıq", ago=HOUR)
    second = editing.new_edition(first, None)
    second.title_az, second.change_note_az, second.change_note_en = "Düzgün başlıq", "Düzəliş", "Correction"
    editing.save_draft(second)
    editing.publish(second, None)
    first.refresh_from_db()
    assert first.public_until == second.public_from
    assert first.status == Edition.Status.SUPERSEDED
    text = reader.get(second.url_in("az"), follow=True).content.decode()
    assert "Düzgün başlıq" in text
    assert "Səhvli başlıq" not in text


def test_what_the_page_said_on_a_day_is_the_same_question_with_that_day(make_article):
    first = make_article(ago=3 * HOUR)
    second = editing.new_edition(first, None)
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, None)
    then = Edition.objects.live_in("az", timezone.now() - HOUR).get(article=first.article)
    assert then == first
    assert Edition.objects.live_in("az").get(article=first.article) == second


def test_correction_keeps_the_date_of_the_article(make_article):
    first = make_article(ago=timedelta(days=400))
    second = editing.new_edition(first, None)
    assert second.first_published_at == first.first_published_at


def test_withdrawn_article_stays_with_a_banner_that_says_why(make_article, reader):
    edition = make_article(title_az="Geri çağırılmış xəbər")
    editing.withdraw(edition, None, {"az": "Faktlar yoxlanılır.", "en": "The facts are being checked."})
    answer = page_of(edition, reader)
    assert answer.status_code == 200
    assert "Faktlar yoxlanılır." in answer.content.decode()
    assert "The facts are being checked." in page_of(edition, reader, "en").content.decode()


def test_removed_article_answers_gone_with_the_reason(make_article, reader):
    edition = make_article(title_az="Səhvən dərc olunub")
    address = edition.url_in("az")
    editing.remove(edition, None, {"az": "Səhvən dərc edilmişdi.", "en": "Published in error."})
    answer = reader.get(address)
    assert answer.status_code == 410
    assert "Səhvən dərc edilmişdi." in answer.content.decode()
    assert "Səhvən dərc olunub" not in answer.content.decode()
    assert edition.status == Edition.Status.REMOVED


def test_removed_article_can_lead_elsewhere(make_article, reader):
    edition = make_article()
    address = edition.url_in("az")
    editing.remove(edition, None, redirect_to="/az/news/")
    assert reader.get(address)["Location"] == "/az/news/"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "/admin/"])
def test_removal_never_leads_out_of_the_site(make_article, target):
    with pytest.raises(ValidationError):
        editing.remove(make_article(), None, redirect_to=target)


def test_cancelled_schedule_leaves_the_edition_before_it_public(make_article):
    first = make_article(ago=HOUR)
    second = editing.new_edition(first, None)
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, None, timezone.now() + HOUR)
    editing.unschedule(second, None)
    first.refresh_from_db()
    assert first.public_until is None
    assert second.state == Edition.State.DRAFT
    assert second.first_published_at == first.first_published_at


# --- The record is not rewritten --------------------------------------------------------


def test_public_edition_cannot_be_saved_again(make_article):
    edition = make_article(title_az="Sabit")
    edition.title_az = "Dəyişdirilmiş"
    with pytest.raises(ValidationError):
        editing.save_draft(edition)
    edition.refresh_from_db()
    assert edition.title_az == "Sabit"


def test_public_edition_cannot_be_deleted(make_article):
    edition = make_article()
    with pytest.raises(ValidationError):
        edition.delete()
    with pytest.raises(ValidationError):
        Edition.objects.all().delete()
    with pytest.raises(ProtectedError):
        edition.article.delete()
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_people_of_a_public_edition_are_frozen_with_it(make_article, person):
    edition = make_article(people=[person])
    named = edition.edition_people.get()
    named.position_az = "Başqa vəzifə"
    with pytest.raises(ValidationError):
        named.save()
    with pytest.raises(ValidationError):
        named.delete()


def test_position_is_the_one_held_on_the_day_of_the_article(make_article, person, office, appoint, reader):
    appoint(person, office, "Aparat rəhbəri", "Chief of the Staff", date(2020, 1, 1), date(2023, 12, 31))
    appoint(person, office, "Müşavir", "Adviser", date(2024, 1, 1))
    then = timezone.make_aware(timezone.datetime(2022, 11, 1))
    edition = make_article(at=then, people=[person], organizations=[office])
    text = page_of(edition, reader, "en").content.decode()
    assert "Chief of the Staff" in text
    assert "Adviser" not in text


def test_position_in_an_article_survives_a_change_of_the_appointment(
    make_article, person, office, appoint, reader
):
    held = appoint(person, office, "Aparat rəhbəri", "Chief of the Staff", date(2020, 1, 1))
    edition = make_article(people=[person])
    held.delete()
    assert "Aparat rəhbəri" in page_of(edition, reader).content.decode()


def test_second_of_two_savers_is_refused_and_the_first_is_kept(make_edition):
    edition = make_edition()
    mine, theirs = Edition.objects.get(pk=edition.pk), Edition.objects.get(pk=edition.pk)
    theirs.title_az = "Onların"
    editing.save_draft(theirs)
    mine.title_az = "Mənim"
    with pytest.raises(EditionChanged):
        editing.save_draft(mine)
    edition.refresh_from_db()
    assert edition.title_az == "Onların"


# --- Acts ---------------------------------------------------------------------------------


def test_every_act_is_in_the_history_of_the_article(make_edition, writer, editor):
    edition = make_edition()
    editing.submit(edition, writer)
    editing.reject(edition, editor, "Mənbəni göstərin.")
    editing.submit(edition, writer)
    editing.publish(edition, editor)
    editing.withdraw(edition, editor, {"az": "Səbəb", "en": "Reason"})
    entries = edition.article.audit_entries.order_by("pk").values_list("action", "actor__username", "note")
    assert list(entries) == [
        ("submit", "yazar", ""),
        ("reject", "redaktor", "Mənbəni göstərin."),
        ("submit", "yazar", ""),
        ("publish", "redaktor", ""),
        ("withdraw", "redaktor", "Səbəb\nReason"),
    ]


def test_rejected_edition_is_its_authors_again_and_nobody_has_submitted_it(make_edition, writer, editor):
    edition = make_edition()
    editing.submit(edition, writer)
    editing.reject(edition, editor, "Mənbəni göstərin.")
    edition.refresh_from_db()
    assert (edition.state, edition.submitted_by) == (Edition.State.DRAFT, None)


@pytest.mark.parametrize("missing", ["title_az", "summary_en", "body_az"], ids=["title", "summary", "text"])
def test_incomplete_draft_is_kept_but_cannot_be_published(make_edition, missing):
    edition = make_edition(**{missing: ""})
    with pytest.raises(ValidationError):
        editing.publish(edition, None)
    edition.refresh_from_db()
    assert edition.state == Edition.State.DRAFT


def test_correction_needs_a_note_for_readers(make_article):
    second = editing.new_edition(make_article(ago=HOUR), None)
    with pytest.raises(ValidationError):
        editing.publish(second, None)


def test_refused_act_leaves_no_trace(make_article):
    edition = make_article()
    before = AuditEntry.objects.count(), PublicContent.current()
    with pytest.raises(ValidationError):
        editing.withdraw(edition, None, {"az": "Səbəb", "en": " "})
    assert (AuditEntry.objects.count(), PublicContent.current()) == before
    assert edition.withdrawn_at is None


@pytest.mark.parametrize("act", ["publish", "unschedule", "withdraw", "remove"])
def test_each_act_that_readers_can_see_starts_a_new_generation(make_article, make_edition, act):
    edition = make_edition()
    if act == "unschedule":
        editing.publish(edition, None, timezone.now() + HOUR)
    elif act != "publish":
        editing.publish(edition, None, timezone.now() - HOUR)
    before = PublicContent.current()
    reason = [{"az": "Səbəb", "en": "Reason"}] if act in ("withdraw", "remove") else []
    getattr(editing, act)(edition, None, *reason)
    assert PublicContent.current() == before + 1


def test_discarded_first_draft_takes_its_article_along(make_edition, writer):
    edition = make_edition()
    article = edition.article
    editing.discard(edition, writer)
    assert not type(article).objects.filter(pk=article.pk).exists()


# --- Held by the database itself, below every form ------------------------------------------


def test_database_refuses_a_second_edition_in_preparation(make_edition):
    edition = make_edition()
    refused_by_the_database(lambda: Edition.objects.create(article=edition.article, sequence=2))


def test_database_refuses_two_open_ended_public_editions(make_article):
    first = make_article(ago=HOUR)
    second = editing.new_edition(first, None)
    refused_by_the_database(
        lambda: Edition.objects.filter(pk=second.pk).update(
            state="published", public_from=timezone.now() + HOUR, first_published_at=timezone.now()
        )
    )


def test_database_refuses_overlapping_intervals(make_article):
    first = make_article(ago=5 * HOUR)
    second = editing.new_edition(first, None)
    now = timezone.now()
    Edition.objects.filter(pk=first.pk).update(public_until=now)
    refused_by_the_database(
        lambda: Edition.objects.filter(pk=second.pk).update(
            state="published", public_from=now - HOUR, public_until=now + HOUR, first_published_at=now - HOUR
        )
    )


def test_database_refuses_an_interval_that_ends_before_it_begins(make_article):
    edition = make_article()
    refused_by_the_database(
        lambda: Edition.objects.filter(pk=edition.pk).update(public_until=edition.public_from - HOUR)
    )


@pytest.mark.parametrize("column", ["title_az", "slug_en", "body_az"])
@pytest.mark.parametrize("nothing", ["", None], ids=["empty", "null"])
def test_database_refuses_a_public_edition_with_a_hole(make_article, column, nothing):
    edition = make_article()
    refused_by_the_database(lambda: Edition.objects.filter(pk=edition.pk).update(**{column: nothing}))


def test_database_refuses_a_public_edition_in_no_language(make_article):
    edition = make_article()
    refused_by_the_database(
        lambda: Edition.objects.filter(pk=edition.pk).update(released_az=False, released_en=False)
    )


def test_database_refuses_a_published_state_without_a_moment(make_edition):
    edition = make_edition()
    refused_by_the_database(lambda: Edition.objects.filter(pk=edition.pk).update(state="published"))


def test_act_makes_the_edition_one_version_later_and_says_when(make_edition, writer):
    edition = make_edition()
    version, saved_at = edition.version, edition.updated_at
    editing.submit(edition, writer)
    assert edition.version == version + 1
    assert edition.updated_at > saved_at
