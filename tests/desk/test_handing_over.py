"""What a colleague who leaves had open goes to another, who is chosen when the account is made inactive."""

import pytest
from django.core import mail
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.desk.reminding import remind
from news.models import AuditEntry, Preferences
from tests.helpers.desk_forms import sent_from, text_of


@pytest.fixture
def deactivate(administers, writer):
    """What the administrator's form answers when the writer is made inactive."""

    def deactivate(**changes):
        address = f"/admin/auth/user/{writer.pk}/change/"
        sent = sent_from(administers.get(address), form="#user_form", **changes)
        sent.pop("is_active")
        return administers.post(address, sent, follow=True)

    return deactivate


def test_drafts_become_another_persons_and_it_is_in_the_log(
    deactivate, make_edition, make_article, writer, editor, administrator
):
    draft, public = make_edition(author=writer), make_article(author=writer)
    submitted = make_edition(author=writer)
    editing.submit(submitted, writer)
    deactivate(heir=str(editor.pk))
    for edition in (draft, submitted, public, writer):
        edition.refresh_from_db()
    assert not writer.is_active
    assert (draft.author, submitted.author, public.author) == (editor, editor, writer)
    assert submitted.submitted_by == writer
    entry = AuditEntry.objects.get(edition=draft, action="change")
    ((name, before, after),) = entry.changes
    assert entry.actor == administrator
    assert name == "author"
    assert "yazar" in before
    assert "redaktor" in after


def test_heir_of_a_limited_draft_may_see_it(deactivate, make_edition, writer, editor):
    draft = make_edition(author=writer)
    draft.limited_to.add(writer)
    deactivate(heir=str(editor.pk))
    assert editor in draft.limited_to.all()


def test_heir_is_told_of_all_drafts_in_one_letter(
    deactivate, make_edition, make_article, writer, editor, django_capture_on_commit_callbacks
):
    Preferences.objects.create(user=editor, language="en")
    make_edition(author=writer, title_en="Of the first draft")
    make_edition(author=writer, title_en="Of the second draft")
    make_article(author=writer, title_en="Of what is public")
    with django_capture_on_commit_callbacks(execute=True):
        deactivate(heir=str(editor.pk))
    (letter,) = mail.outbox
    assert letter.to == [editor.email]
    assert letter.subject == "Handed over to you: Of the second draft – and 1 more"
    for said in ("admin has handed", "Of the first draft", "Written so far by: yazar"):
        assert said in letter.body
    assert "Of what is public" not in letter.body


def test_heir_hears_of_them_once_a_day_or_not_at_all_as_they_chose(
    deactivate, make_edition, writer, editor, django_capture_on_commit_callbacks
):
    chosen = Preferences.objects.create(user=editor, letters="daily", language="en")
    make_edition(author=writer, title_en="A draft")
    with django_capture_on_commit_callbacks(execute=True):
        deactivate(heir=str(editor.pk))
    assert not mail.outbox
    chosen.letters = "none"
    chosen.save()
    assert remind() == (0, [])


def test_draft_that_was_handed_on_meanwhile_is_not_told_of(
    deactivate, make_edition, writer, editor, administrator, django_capture_on_commit_callbacks
):
    Preferences.objects.create(user=editor, letters="daily")
    draft = make_edition(author=writer)
    with django_capture_on_commit_callbacks(execute=True):
        deactivate(heir=str(editor.pk))
    draft.refresh_from_db()
    editing.hand_over(draft, administrator, administrator)
    assert remind() == (0, [])


def test_administrator_who_takes_them_over_is_told_nothing(
    deactivate, make_edition, writer, administrator, django_capture_on_commit_callbacks
):
    make_edition(author=writer)
    with django_capture_on_commit_callbacks(execute=True):
        deactivate(heir=str(administrator.pk))
    assert not mail.outbox


def test_nobody_leaves_open_drafts_behind(deactivate, make_edition, writer):
    make_edition(author=writer)
    assert "1 draft is open: choose who takes it over." in text_of(deactivate())
    writer.refresh_from_db()
    assert writer.is_active


def test_who_has_no_drafts_needs_no_heir(deactivate, writer):
    deactivate()
    writer.refresh_from_db()
    assert not writer.is_active


def test_heirs_are_active_people_of_the_desk_other_than_themselves(
    administers, writer, editor, django_user_model
):
    django_user_model.objects.create_user("left", password="a-long-password", is_staff=True, is_active=False)
    page = HTMLParser(administers.get(f"/admin/auth/user/{writer.pk}/change/").content)
    assert [option.text() for option in page.css("#id_heir option")] == ["–", "admin", "redaktor"]


def test_account_that_one_may_only_look_at_asks_for_no_heir(administers, django_user_model):
    keeper = django_user_model.objects.create_superuser("keeper", password="a-long-password")
    answer = administers.get(f"/admin/auth/user/{keeper.pk}/change/")
    assert answer.status_code == 200
    assert "id_heir" not in answer.content.decode()
