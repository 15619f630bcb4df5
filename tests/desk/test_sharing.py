"""A draft is shown to somebody without an account, and to nobody else, and no longer than it should be."""

import re
from datetime import timedelta
from pathlib import PurePosixPath

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from news import editing
from news.images.renditions import paths_of
from news.models import Article, Attachment, AuditEntry, Image, ShareLink, ShareOpening
from tests.helpers.desk_forms import sent_from, text_of
from tests.helpers.pictures import drawn


@pytest.fixture
def share(writer):
    def share(edition, **fields):
        values = {
            "recipient": "Reuters",
            "expires_at": timezone.now() + timedelta(days=1),
            "created_by": writer,
        }
        return ShareLink.objects.create(edition=edition, **(values | fields))

    return share


def address(link, language="en"):
    return reverse("shared_in", args=[link.key, language])


def test_writer_makes_a_link_and_somebody_without_an_account_reads_the_draft(writes, reader, make_edition):
    edition = make_edition(title_en="Not public yet")
    page = writes.get(f"/admin/news/edition/{edition.pk}/share/")
    sent = sent_from(page, form="#content-main form", recipient="Turan agency")
    shown = writes.post(f"/admin/news/edition/{edition.pk}/share/", sent, follow=True)
    link = ShareLink.objects.get()
    assert link.url in shown.content.decode()
    answer = reader.get(reverse("shared", args=[link.key]), headers={"accept-language": "en"}, follow=True)
    assert "Not public yet" in text_of(answer)
    assert "Shown to you in confidence" in text_of(answer)
    assert list(AuditEntry.objects.values_list("action", "note")) == [("share", "Turan agency")]


def test_link_shows_each_language_that_the_draft_has_and_no_other(reader, share, make_edition):
    link = share(make_edition(title_az="Hazırlıq", title_en=""))
    assert "Hazırlıq" in text_of(reader.get(address(link, "az")))
    assert reader.get(address(link, "en")).status_code == 404
    assert reader.get(reverse("shared", args=[link.key]))["Location"] == address(link, "az")


def test_shared_page_is_never_indexed_cached_or_told_to_other_sites(reader, share, make_edition):
    answer = reader.get(address(share(make_edition())))
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.has_header("ETag")
    assert b'rel="canonical"' not in answer.content


def test_pictures_and_files_come_through_the_link_and_end_with_it(reader, share, make_edition):
    image = Image.objects.create(file=ContentFile(drawn(), "p.jpg"), alt_az="Zal", alt_en="A hall")
    edition = make_edition(lead_image=image)
    Attachment.objects.create(
        edition=edition, file=ContentFile(b"%PDF-1.4 text", "plan.pdf"), title_az="Plan", title_en="Plan"
    )
    link = share(edition)
    page = reader.get(address(link)).content.decode()
    assert "/media/" in page
    assert page.count("/media/") == page.count(f"/share/{link.key}/media/")
    files = set(re.findall(r"/share/[^\s\"]+/media/[^\s\"]+", page))
    kinds = {path.rpartition(".")[2] for path in files}
    assert {"jpg", "pdf"} <= kinds
    for path in files:
        file = reader.get(path)
        assert file.status_code == 200
        assert file["Cache-Control"] == "private, no-store"
        assert "noindex" in file["X-Robots-Tag"]
    ShareLink.objects.update(revoked_at=timezone.now())
    assert {reader.get(path).status_code for path in files} == {410}


def test_whoever_had_a_link_does_not_know_the_files_own_addresses(reader, share, make_edition):
    image = Image.objects.create(file=ContentFile(drawn(), "p.jpg"), alt_az="Zal", alt_en="A hall")
    link = share(make_edition(lead_image=image))
    other = share(make_edition(lead_image=image))
    page = reader.get(address(link)).content.decode()
    for made in [image.file.name, *paths_of(image.renditions)]:
        assert PurePosixPath(made).stem not in page or PurePosixPath(made).stem.isdigit()
        assert str(PurePosixPath(made).parent) + "/" not in page
    (path, *_) = re.findall(rf"/share/{link.key}/media/[^\s\"]+", page)
    assert reader.get(path).status_code == 200
    assert reader.get(path.replace(link.key, other.key)).status_code == 404
    assert reader.get(f"/share/{link.key}/media/{image.file.name}").status_code == 404


def test_link_is_dead_at_publication_and_leads_to_the_public_page(reader, share, editor, make_edition):
    edition = make_edition(title_en="Now public")
    link = share(edition)
    editing.publish(edition, editor)
    answer = reader.get(address(link), headers={"accept-language": "en"})
    assert answer.status_code == 410
    assert edition.url_in("en") in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_scheduled_edition_is_shown_until_its_minute(reader, share, editor, make_edition):
    edition = make_edition(title_en="Tomorrow")
    editing.publish(edition, editor, at=timezone.now() + timedelta(hours=1))
    link = share(edition)
    assert "Tomorrow" in text_of(reader.get(address(link)))
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        assert reader.get(address(link)).status_code == 410


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "Its time is over"),
        ({"revoked_at": timezone.now()}, "The Press Office has closed it"),
    ],
    ids=["expired", "revoked"],
)
def test_ended_link_says_why(reader, share, make_edition, fields, sentence):
    link = share(make_edition(title_en="Secret"), **fields)
    answer = reader.get(address(link), headers={"accept-language": "en"})
    assert answer.status_code == 410
    assert sentence in text_of(answer)
    assert "Secret" not in text_of(answer)
    assert not ShareOpening.objects.exists()


def test_guessed_key_finds_nothing(reader, db):
    assert reader.get("/share/" + "x" * 43 + "/en/").status_code == 404
    assert reader.get("/share/x/media/a/file.jpg").status_code == 404


def test_link_leads_to_its_one_edition_only(reader, share, make_article, editor):
    edition = make_article(title_en="First")
    draft = editing.new_edition(edition, editor)
    other = draft.article.editions.get(sequence=2)
    other.title_en, other.is_minor = "Second, in preparation", True
    editing.save_draft(other)
    link = share(other)
    assert "Second, in preparation" in text_of(reader.get(address(link)))
    editing.publish(other, None)
    third = editing.new_edition(other, editor)
    third.title_en = "Third, in preparation"
    editing.save_draft(third)
    assert "Third" not in text_of(reader.get(address(link)))


def test_openings_are_listed_with_when_and_from_which_network(writes, reader, share, make_edition):
    edition = make_edition()
    link = share(edition)
    reader.get(address(link), REMOTE_ADDR="203.0.113.77")
    reader.head(address(link))
    page = text_of(writes.get(f"/admin/news/edition/{edition.pk}/share/"))
    assert "Opened 1 time" in page
    assert "203.0.113.0/24" in page
    assert "203.0.113.77" not in page


def test_reading_a_shared_draft_is_not_counted(reader, share, make_edition):
    link = share(make_edition())
    reader.get(address(link))
    assert link.edition.article.reads() == 0


def test_writer_closes_a_link(writes, reader, share, make_edition):
    link = share(make_edition())
    assert writes.get(f"/admin/news/edition/share/{link.pk}/close/").status_code == 405
    writes.post(f"/admin/news/edition/share/{link.pk}/close/")
    assert reader.get(address(link)).status_code == 410
    assert AuditEntry.objects.filter(action="unshare").exists()


@pytest.mark.parametrize("days", [-1, 400], ids=["past", "too far"])
def test_link_cannot_be_valid_for_ever(writes, make_edition, days):
    edition = make_edition()
    address = f"/admin/news/edition/{edition.pk}/share/"
    moment = timezone.localtime() + timedelta(days=days)
    sent = sent_from(writes.get(address), form="#content-main form", recipient="X")
    answer = writes.post(address, sent | {"expires_at_0": f"{moment:%Y-%m-%d}", "expires_at_1": "12:00"})
    assert "Choose a moment within the next 60 days" in text_of(answer)
    assert not ShareLink.objects.exists()


# --- Preview ------------------------------------------------------------------


def test_an_article_is_previewed_in_both_languages_before_its_first_save(writes, person):
    rows = {
        "edition_people-TOTAL_FORMS": "1",
        "edition_people-0-person": person.pk,
        "edition_people-0-order": 0,
    }
    texts = {"title_az": "Hələ saxlanmayıb", "title_en": "Never saved", "body_en": "<p>Words</p>"}
    sent = sent_from(writes.get("/admin/news/edition/add/"), kind="news", _look="1", **texts, **rows)
    answer = writes.post("/admin/news/edition/add/", sent)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Never saved" in shown
    assert "Hələ saxlanmayıb" in shown
    assert "Aydin Safikhanli" in shown
    assert "nothing was saved" in text_of(answer)
    assert not AuditEntry.objects.exists()
    assert not ShareLink.objects.exists()
    assert not Article.objects.exists()


def test_preview_of_the_form_leaves_the_saved_draft_and_the_typed_text_alone(writes, make_edition):
    edition = make_edition(title_en="Saved")
    form = f"/admin/news/edition/{edition.pk}/change/"
    answer = writes.post(form, sent_from(writes.get(form), title_en="Typed", _look="1"))
    assert "Typed" in answer.content.decode()
    edition.refresh_from_db()
    assert (edition.title_en, edition.version) == ("Saved", 0)
    writes.post(form, sent_from(writes.get(form), title_en="Then saved"))
    edition.refresh_from_db()
    assert edition.title_en == "Then saved"


def test_files_sent_for_a_preview_are_not_kept(writes, make_edition, settings):
    edition = make_edition()
    kept = Attachment(edition=edition, file=SimpleUploadedFile("kept.pdf", b"%PDF-1.4"), title="Kept")
    kept.save()
    form = f"/admin/news/edition/{edition.pk}/change/"
    sent = sent_from(writes.get(form), _look="1") | {
        "attachments-TOTAL_FORMS": "2",
        "attachments-1-file": SimpleUploadedFile("plan.pdf", b"%PDF-1.4 text"),
        "attachments-1-title_az": "Plan",
        "attachments-1-title_en": "The plan",
        "attachments-1-order": "1",
        "recordings-TOTAL_FORMS": "1",
        "recordings-0-kind": "sign_language",
        "recordings-0-language": "az",
        "recordings-0-file": SimpleUploadedFile("signs.webm", b"\x1a\x45\xdf\xa3"),
        "recordings-0-captions": SimpleUploadedFile("signs.vtt", b"WEBVTT\n\n00:01 --> 00:02\nSalam"),
        "recordings-0-order": "0",
    }
    shown = writes.post(form, sent).content.decode()
    assert "The plan" in shown
    assert ".webm" in shown
    assert [file.name for file in settings.MEDIA_ROOT.rglob("*.*")] == [kept.file.name.rpartition("/")[2]]
    assert edition.attachments.get() == kept


def test_language_without_a_title_is_said_not_shown(writes, make_edition):
    edition = make_edition(title_en="")
    page = writes.get(f"/admin/news/edition/{edition.pk}/look/")
    assert "There is no title in this language yet" in text_of(page)
    answer = writes.get(f"/admin/news/edition/{edition.pk}/preview/en/", follow=True)
    assert "There is no title in this language yet" in text_of(answer)
