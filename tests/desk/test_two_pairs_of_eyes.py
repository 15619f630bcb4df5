"""Nothing becomes public on the word of one person, and what does is marked until a second has looked."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from news import editing
from news.models import AuditEntry, Edition
from ombudsman_site.environment import mail_settings
from tests.helpers.desk_forms import LIST, act_page, desk_of, do, form_of, text_of
from tests.helpers.users import make_user

LATER = timedelta(hours=1)


@pytest.fixture
def second_editor(db):
    return make_user("ikinci", "editor")


@pytest.mark.parametrize("when", [None, LATER], ids=["now", "later"])
def test_whoever_submitted_an_edition_cannot_publish_it(make_edition, editor, second_editor, when):
    edition = make_edition()
    editing.submit(edition, editor)
    at = timezone.now() + when if when else None
    with pytest.raises(ValidationError):
        editing.publish(edition, editor, at)
    editing.publish(edition, second_editor, at)
    assert edition.state == Edition.State.PUBLISHED


def test_whoever_wrote_a_draft_cannot_publish_it_unread(make_edition, editor, second_editor):
    edition = make_edition(author=editor)
    with pytest.raises(ValidationError):
        editing.publish(edition, editor)
    editing.publish(edition, second_editor)


def test_the_desk_says_why_one_cannot_publish_ones_own(make_edition, editor):
    edition = make_edition()
    editing.submit(edition, editor)
    edits = desk_of(editor)
    page = edits.get(form_of(edition))
    assert "somebody else has to publish it" in text_of(page)
    assert b'value="publish"' not in page.content
    assert b'value="force-publish"' in page.content
    assert "somebody else has to publish it" in text_of(edits.get(act_page(edition, "publish"), follow=True))


def test_an_emergency_needs_a_reason_and_stays_marked_until_somebody_else_approves(
    make_edition, editor, second_editor, reader
):
    edition = make_edition(title_en="Urgent")
    editing.submit(edition, editor)
    edits = desk_of(editor)
    do(edits, edition, "force-publish", reason=" ")
    edition.refresh_from_db()
    assert edition.state == Edition.State.SUBMITTED
    do(edits, edition, "force-publish", reason="The flood warning cannot wait.")
    assert reader.get(edition.refresh_from_db() or edition.url_in("en")).status_code == 200
    assert "Published without a second person" in text_of(edits.get(LIST, {"q": "urgent"}))
    assert "The flood warning cannot wait." in text_of(edits.get(form_of(edition)))
    assert "Somebody else has to approve" in text_of(edits.get(act_page(edition, "approve"), follow=True))
    others = desk_of(second_editor)
    do(others, edition, "approve")
    edition.refresh_from_db()
    assert edition.approved_by == second_editor
    assert "Urgent" not in text_of(others.get(LIST, {"gate": "forced"}))
    acts = edition.article.audit_entries.order_by("pk").values_list("action", "note")
    assert list(acts)[-2:] == [("force", "The flood warning cannot wait."), ("approve", "")]


def test_the_mark_outlives_a_later_edition(make_edition, editor, second_editor):
    first = make_edition(title_en="Forced once")
    editing.publish(first, editor, timezone.now() - LATER, force_reason="Urgent")
    second = editing.new_edition(first, editor)
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, second_editor)
    seen = text_of(desk_of(editor).get(LIST, {"gate": "forced"}))
    assert "Forced once" in seen
    assert "Published without a second person" in seen.split("Forced once", 1)[1]


def test_the_one_who_forced_it_cannot_approve_it(make_edition, editor, second_editor):
    edition = make_edition()
    editing.publish(edition, editor, force_reason="Urgent")
    with pytest.raises(ValidationError):
        editing.approve(edition, editor)
    editing.approve(edition, second_editor)
    with pytest.raises(ValidationError):
        editing.approve(edition, second_editor)


def test_force_does_not_open_the_gate(make_edition, editor):
    edition = make_edition(topics=[])
    with pytest.raises(ValidationError):
        editing.publish(edition, editor, force_reason="Urgent")


def test_a_writer_can_force_and_approve_nothing(make_edition, writer, editor):
    edition = make_edition(author=writer)
    writes = desk_of(writer)
    assert writes.get(act_page(edition, "force-publish")).status_code == 403
    editing.publish(edition, editor, force_reason="Urgent")
    assert writes.post(act_page(edition, "approve"), {"version": edition.version}).status_code == 403


def test_force_is_not_offered_where_the_ordinary_way_is_open(make_edition, writer, editor):
    edition = make_edition(author=writer)
    editing.submit(edition, writer)
    page = desk_of(editor).get(form_of(edition))
    assert b'value="publish"' in page.content
    assert b'value="force-publish"' not in page.content


def test_rejecting_tells_the_author_in_both_languages(
    make_edition, writer, editor, django_capture_on_commit_callbacks
):
    edition = make_edition(author=writer, title_en="To be checked")
    editing.submit(edition, writer)
    with django_capture_on_commit_callbacks(execute=True):
        do(desk_of(editor), edition, "reject", note="Mənbəni göstərin.")
    (letter,) = mail.outbox
    assert letter.to == [writer.email]
    for said in (
        "Mənbəni göstərin.",
        "To be checked",
        "redaktor",
        form_of(edition),
        "Qeydlə geri",
        "Sent back",
    ):
        assert said in letter.body + letter.subject


def test_an_author_without_an_address_is_no_failure(make_edition, writer, editor):
    writer.email = ""
    writer.save()
    edition = make_edition(author=writer)
    editing.submit(edition, writer)
    answer = do(desk_of(editor), edition, "reject", note="Mənbəni göstərin.")
    assert "tell them yourself" in text_of(answer)
    assert mail.outbox == []


def test_a_dead_mail_server_stops_nothing(
    make_edition, writer, editor, settings, django_capture_on_commit_callbacks
):
    for name, value in mail_settings("smtp://127.0.0.1:9", timeout=1).items():
        setattr(settings, name, value)
    edition = make_edition(author=writer)
    editing.submit(edition, writer)
    with django_capture_on_commit_callbacks(execute=True):
        do(desk_of(editor), edition, "reject", note="Mənbəni göstərin.")
    edition.refresh_from_db()
    assert edition.state == Edition.State.DRAFT


def test_what_is_brought_from_elsewhere_needs_no_second_person(make_edition):
    edition = make_edition(topics=[], organizations=[])
    editing.publish(edition, None, timezone.now() - LATER)
    assert edition.state == Edition.State.PUBLISHED
    assert AuditEntry.objects.get(edition=edition).actor is None
