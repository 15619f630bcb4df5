"""What the smaller nouns promise, below every form."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image as Picture

from news.models import Article, Attachment, Image, Person, ViewCount
from tests.helpers.pictures import picture


def refused_by_the_database(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_database_refuses_a_number_twice(make_article):
    edition = make_article(number=77)
    refused_by_the_database(lambda: Article.objects.create(number=edition.article.number))


def test_next_article_takes_the_next_free_number(make_article):
    make_article(number=500)
    assert make_article().article.number == 501


def test_database_refuses_negative_counts(make_article):
    article = make_article().article
    ViewCount.add(article.pk, "az")
    refused_by_the_database(lambda: article.view_counts.update(reads=-1))
    refused_by_the_database(lambda: Article.objects.filter(pk=article.pk).update(imported_reads=-1))


def test_database_refuses_two_counts_of_one_day(make_article):
    article = make_article().article
    day = timezone.localdate()
    ViewCount.add(article.pk, "az")
    refused_by_the_database(lambda: ViewCount.objects.create(article=article, language="az", day=day))


def test_reads_of_both_languages_and_of_the_old_site_add_up(make_article):
    article = make_article(imported_reads=394).article
    ViewCount.add(article.pk, "az")
    ViewCount.add(article.pk, "en", reads=2, day=timezone.localdate() - timedelta(days=1))
    ViewCount.add(article.pk, "az")
    assert article.reads() == 398


def test_database_refuses_a_picture_that_nobody_described(db):
    refused_by_the_database(lambda: Image.objects.create(file=picture(), alt_az="Şəkil"))
    Image.objects.create(file=picture(), is_decorative=True)
    Image.objects.create(file=picture(), alt_az="Şəkil", alt_en="A picture")


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.jpg", b"not a picture"),
        SimpleUploadedFile("a.jpg", picture().read()[:300]),
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        SimpleUploadedFile("a.png", b"MZ\x90\x00"),
        SimpleUploadedFile("a.png", b""),
    ],
    ids=["text", "truncated", "svg", "executable", "empty"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(upload):
    with pytest.raises(ValidationError) as refusal:
        Image(file=upload, is_decorative=True).clean()
    assert refusal.value.messages[0].endswith(".")


def test_place_in_the_camera_data_is_not_kept(db):
    exif = Picture.Exif()
    exif[0x8825] = {1: "N", 2: (40.0, 22.0, 0.0)}
    image = Image.objects.create(file=picture(exif=exif), is_decorative=True)
    with Picture.open(image.file) as stored:
        assert not stored.getexif()


def test_attachment_whose_content_is_not_what_it_says_is_refused(make_edition):
    attachment = Attachment(
        edition=make_edition(),
        title_az="Hesabat",
        title_en="Report",
        file=SimpleUploadedFile("report.pdf", b"MZ\x90"),
    )
    with pytest.raises(ValidationError):
        attachment.full_clean()


def test_database_refuses_an_appointment_that_ends_before_it_begins(person, office, appoint):
    refused_by_the_database(
        lambda: appoint(person, office, "Vəzifə", "Position", date(2024, 1, 1), date(2023, 1, 1))
    )


def test_two_people_of_one_name_have_two_addresses(db):
    first = Person.objects.create(name_az="Aynur Həmidova", name_en="Aynur Hamidova")
    second = Person.objects.create(name_az="Aynur Həmidova", name_en="Aynur Hamidova")
    assert (first.slug_az, second.slug_az) == ("aynur-hemidova", "aynur-hemidova-2")


def test_whatever_was_sent_is_stored_sanitised(make_edition):
    edition = make_edition(
        body_az='<h1>A</h1><p onclick="x()">Mətn<script>alert(1)</script></p>'
        '<a href="javascript:x()">b</a><img src="https://example.org/x.png"><iframe src="/"></iframe>'
    )
    for forbidden in ("<script", "onclick", "javascript:", "example.org", "<iframe", "<h1"):
        assert forbidden not in edition.body_az
    assert "Mətn" in edition.body_az
