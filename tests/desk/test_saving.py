"""A button of the form saves what has changed; where nothing has, it leaves no trace."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from news import editing
from news.models import AuditEntry, Autosave, EditionPerson, Person
from tests.helpers.desk_forms import desk_of, form_of, sent_from, text_of
from tests.helpers.documents import pdf_file
from tests.helpers.pictures import upload

BUTTONS = {
    "save": {"_save": "1"},
    "preview": {"_preview": "en"},
    "publish": {"_act": "publish"},
    "reject": {"_act": "reject"},
    "confirm": {"_confirm": "1"},
}


@pytest.fixture
def submitted(make_edition, writer, person, office, topic):
    """With something in every part of the form, and a date to the second."""
    edition = make_edition(
        title_en="Nothing new",
        body_en="<p>One &amp; two, “quoted”.</p>",
        author=writer,
        people=[person],
        organizations=[office],
        topics=[topic],
        first_published_at=timezone.now() - timedelta(days=1),
    )
    edition.limited_to.clear()
    editing.submit(edition, writer)
    edition.refresh_from_db()
    return edition


def saves(edition):
    return AuditEntry.objects.filter(edition=edition, action="save").count()


@pytest.mark.parametrize("button", BUTTONS.values(), ids=BUTTONS)
def test_a_button_pressed_on_an_untouched_form_saves_and_logs_nothing(submitted, editor, button):
    client = desk_of(editor)
    answer = client.post(form_of(submitted), sent_from(client.get(form_of(submitted)), **button), follow=True)
    assert answer.status_code == 200
    assert "The draft was saved." not in text_of(answer)
    before = submitted.version, submitted.updated_at
    submitted.refresh_from_db()
    assert (submitted.version, submitted.updated_at) == before
    assert saves(submitted) == 0
    assert not LogEntry.objects.exists()


def test_the_save_button_says_that_there_was_nothing_to_save(submitted, editor):
    client = desk_of(editor)
    data = sent_from(client.get(form_of(submitted)), _save="1")
    assert "there was nothing to save" in text_of(client.post(form_of(submitted), data, follow=True))


CHANGES = {
    "a text": {"title_az": "Başqa"},
    "a fact": {"first_published_at_0": "2026-01-02"},
    "of the article": {"kind": "statement"},
    "no topic any more": {"topics": []},
    "a person's row": {"edition_people-0-position_en": "Minister"},
    "a row that goes": {"edition_people-0-DELETE": "on"},
    "a file": {"attachments-TOTAL_FORMS": "1", "attachments-0-title_az": "F", "attachments-0-order": "0"},
}


@pytest.mark.parametrize("change", CHANGES, ids=CHANGES)
def test_whatever_has_changed_is_saved_and_logged_once(submitted, editor, change):
    client = desk_of(editor)
    data = sent_from(client.get(form_of(submitted)), **CHANGES[change], _act="reject")
    if change == "a file":
        data["attachments-0-file"] = upload(pdf_file("Hesabat"), "hesabat.pdf")
    answer = client.post(form_of(submitted), data)
    assert answer.status_code == 302, text_of(answer)
    version = submitted.version
    submitted.refresh_from_db()
    assert submitted.version == version + 1
    assert saves(submitted) == 1


def test_a_row_more_is_a_change(submitted, editor):
    client = desk_of(editor)
    other = Person.objects.create(name_az="Başqa Şəxs", name_en="Another Person")
    data = sent_from(client.get(form_of(submitted)), _save="1")
    data |= {"edition_people-TOTAL_FORMS": "2", "edition_people-1-person": other.pk}
    client.post(form_of(submitted), data | {"edition_people-1-order": "1"})
    assert EditionPerson.objects.filter(edition=submitted).count() == 2
    assert saves(submitted) == 1


def test_what_was_typed_and_taken_back_leaves_nothing_to_recover(submitted, editor):
    client = desk_of(editor)
    data = sent_from(client.get(form_of(submitted)))
    client.post(f"/admin/news/edition/{submitted.pk}/autosave/", data)
    client.post(form_of(submitted), data | {"_save": "1"})
    assert not Autosave.objects.unsaved().exists()
    assert saves(submitted) == 0
