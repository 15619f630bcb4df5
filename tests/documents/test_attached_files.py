"""Attached files are read beside the requests: nobody waits for it, and what was read is found."""

import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.documents.reading import ReadingInterrupted
from news.models import AttachedText, Attachment, Edition, PublicContent, Topic
from news.operations.attached_files import read_pending
from tests.helpers.desk_forms import act_page, desk_of, do, form_of, text_of
from tests.helpers.documents import bomb, pdf_file, word_file
from tools import run

READING = "news.operations.attached_files.read"


@pytest.fixture
def attach(db):
    """attach(edition, "report.pdf", content): the stored row, not read yet."""

    def attach(edition, name="report.pdf", content=None):
        file = ContentFile(pdf_file("Conditions in penitentiaries") if content is None else content, name)
        return Attachment.objects.create(edition=edition, title_az="Əlavə", title_en="Annex", file=file)

    return attach


def found(reader, query):
    page = HTMLParser(reader.get("/en/search/", {"q": query}).content)
    return [link.text() for link in page.css(".card h2 a")] == ["Annexed"]


# --- Outside requests and transactions ----------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_saving_starts_the_reading_after_the_commit(make_edition, attach, settings, monkeypatch):
    started = []
    monkeypatch.setattr(
        "news.images.background.run_beside", lambda command: started.append(command) or Ended()
    )
    settings.WORK_IN_BACKGROUND = True
    with transaction.atomic():
        attach(make_edition())
        assert not started
    assert [command[-2:] for command in started] == [["read_attachments", "--background"]]
    assert not AttachedText.objects.exists()


class Ended:
    def wait(self):
        return 0


def test_saving_judging_and_publishing_never_open_the_file(make_edition, attach, monkeypatch):
    edition = make_edition()
    attach(edition)
    monkeypatch.setattr(FileSystemStorage, "open", lambda *args: pytest.fail("opened"))
    editing.save_draft(edition)
    editing.publish(edition, None)


@pytest.mark.django_db(transaction=True)
def test_others_write_while_a_file_is_read(make_edition, attach, monkeypatch):
    """On SQLite one writer keeps all others out: the file is read when nobody writes."""
    attach(make_edition())

    def slow(file, extension):
        assert not connection.in_atomic_block
        writer = threading.Thread(target=write_elsewhere)
        writer.start()
        writer.join(10)
        return "read", "words"

    monkeypatch.setattr(READING, slow)
    assert read_pending() == (1, {})
    assert Topic.objects.filter(name_en="Written meanwhile").exists()


def write_elsewhere():
    Topic.objects.create(name_az="Bu arada", name_en="Written meanwhile")
    connection.close()


# --- Whatever happens to the reading ----------------------------------------------------------------


def test_reading_that_was_ended_is_taken_up_again(make_edition, attach, monkeypatch):
    attach(make_edition())

    def ended(file, extension):
        raise ReadingInterrupted

    with monkeypatch.context() as killed:
        killed.setattr(READING, ended)
        assert read_pending()[0] == 0
    assert not AttachedText.objects.exists()
    assert read_pending() == (1, {})
    assert "penitentiaries" in AttachedText.objects.get().text


def test_command_that_was_killed_leaves_the_rest_for_the_next(make_edition, attach, monkeypatch):
    edition = make_edition()
    for number in range(3):
        attach(edition, f"{number}.txt", b"words")
    read = []

    def killed_at_the_second(file, extension):
        if read:
            raise KeyboardInterrupt
        read.append(extension)
        return "read", "words"

    with monkeypatch.context() as killed:
        killed.setattr(READING, killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            read_pending()
    assert AttachedText.objects.count() == 1
    assert read_pending() == (2, {})


def test_file_that_is_not_in_the_store_keeps_no_other_waiting(make_edition, attach):
    edition = make_edition()
    sound, lost = attach(edition), attach(edition)
    Path(lost.file.path).unlink()
    with pytest.raises(CommandError, match=lost.file.name):
        call_command("read_attachments", stdout=StringIO())
    assert sound.reading.outcome == "read"
    assert list(Attachment.objects.not_read_yet()) == [lost]


def test_what_could_not_be_read_is_read_again_when_somebody_asks(make_edition, attach):
    attachment = attach(make_edition())
    AttachedText.objects.create(file=attachment.file.name, outcome="too_much")
    call_command("read_attachments", stdout=StringIO())
    assert attachment.reading.outcome == "too_much"
    call_command("read_attachments", "--again", stdout=StringIO())
    assert attachment.reading.outcome == "read"


def test_next_edition_shares_what_was_read(make_article, attach, make_edition, administrator):
    edition = make_edition()
    attach(edition)
    editing.publish(edition, None)
    read_pending()
    draft = editing.new_edition(edition, administrator)
    assert read_pending() == (0, {})
    assert draft.attachments.get().is_readable


def test_text_of_a_deleted_file_is_swept(make_edition, attach):
    edition = make_edition()
    attach(edition)
    read_pending()
    call_command("sweep_files", stdout=StringIO())
    assert AttachedText.objects.count() == 1
    edition.attachments.get().delete()
    call_command("sweep_files", stdout=StringIO())
    assert not AttachedText.objects.exists()


# --- What follows from it ---------------------------------------------------------------------------


def test_readers_find_a_public_edition_by_what_was_read(make_article, attach, make_edition, reader):
    edition = make_edition(title_en="Annexed")
    attach(edition)
    editing.publish(edition, None)
    assert not found(reader, "penitentiary")
    generation = PublicContent.current()
    read_pending()
    assert PublicContent.current() > generation
    assert found(reader, "penitentiary")


def test_reading_for_a_draft_ends_no_finished_page(make_edition, attach):
    attach(make_edition())
    generation = PublicContent.current()
    read_pending()
    assert PublicContent.current() == generation


def test_publishing_waits_until_the_file_was_read(make_edition, attach, editor):
    edition = make_edition()
    attach(edition)
    refused = text_of(do(desk_of(editor), edition, "publish"))
    assert "is being read for the search just now" in refused
    read_pending()
    assert "is being read" not in text_of(desk_of(editor).get(act_page(edition, "publish")))
    do(desk_of(editor), edition, "publish")
    assert Edition.objects.get(pk=edition.pk).state == Edition.State.PUBLISHED


def test_drafts_are_judged_anew_when_their_file_was_read(make_edition, attach):
    edition = make_edition()
    attach(edition, "scan.pdf", pdf_file(""))
    editing.save_draft(edition)
    read_pending()
    edition.refresh_from_db()
    assert '"searchable-attachment"' in edition.findings
    assert '"attachment-being-read"' not in edition.findings


SENTENCES = {
    "report.pdf": (None, "Oxunub", "Read: the search finds its words"),
    "scan.pdf": (pdf_file(""), "səhifələri şəkildir", "its pages are pictures"),
    "half.pdf": (pdf_file("Words")[:200], "zədələnib", "It cannot be read: it is damaged"),
    "bomb.docx": (bomb(), "açılanda çox böyükdür", "It cannot be read: it is too large when unpacked"),
    "files.zip": (word_file("x"), "bu növ faylların", "does not look into files of this kind"),
}


@pytest.mark.once
@pytest.mark.parametrize("name", SENTENCES)
def test_desk_says_in_words_what_came_of_the_reading(make_edition, attach, writer, reader, name):
    content, azerbaijani, english = SENTENCES[name]
    edition = make_edition()
    attachment = attach(edition, name, content)
    assert "It is being read" in text_of(desk_of(writer).get(form_of(edition)))
    read_pending()
    assert english in text_of(desk_of(writer).get(form_of(edition)))
    assert azerbaijani in text_of(desk_of(writer, "az").get(form_of(edition)))
    assert reader.get(attachment.file.url).status_code == 200


@pytest.mark.once
def test_start_of_the_site_takes_up_what_the_last_one_left(monkeypatch):
    started = []
    monkeypatch.setattr(run.subprocess, "Popen", lambda command, **options: started.append(command[2:]))
    run.take_up_again({"WORK_IN_BACKGROUND": "off"})
    assert started == []
    run.take_up_again({"WORK_IN_BACKGROUND": "1"})
    assert started == [["make_renditions", "--background"], ["read_attachments", "--background"]]
