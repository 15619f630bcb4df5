"""What pictures promise: nothing harmful is taken, nothing is left behind, readers get the lightest file."""

import os
import struct
import zlib
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from PIL import Image as Picture
from PIL import ImageCms
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.images import pending
from news.images.decoding import read_picture
from news.models import EditionImage, Image, Page, Person
from tests.helpers.desk_forms import text_of
from tests.helpers.pictures import drawn, sent_to, take_in, upload

pytestmark = pytest.mark.once


# --- What is refused ---------------------------------------------------------------


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height, *chunks):
    """A PNG of a few bytes whose head promises a picture of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = png_chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + b"".join(chunks) + body + png_chunk(b"IEND", b"")


def moving(kind, frames=40):
    buffer = BytesIO()
    first, *others = [Picture.new("RGB", (64, 64), (shade, 0, 0)) for shade in range(frames)]
    first.save(buffer, kind, save_all=True, append_images=others)
    return buffer.getvalue()


def iso_file(*brands):
    """The head of a file in the family of HEIC, AVIF and MP4; the first brand is its own."""
    own, *others = brands
    box = b"ftyp" + own + b"\0\0\0\0" + b"".join(others)
    return struct.pack(">I", len(box) + 4) + box + b"\0" * 500


ZEROS = zlib.compress(b"\0" * 80_000_000, 9)
HARMFUL = {
    "hundred megapixels": (png_that_says(10_000, 10_000), "more than 50 million pixels"),
    "a bomb by its head": (png_that_says(60_000, 60_000), "more than 50 million pixels"),
    "a strip": (png_that_says(40_000, 10), "longer than 16,000 pixels"),
    "truncated": (drawn(size=(800, 600))[:900], "or the file is damaged"),
    "a GIF bomb": (moving("GIF"), "not a JPEG, PNG or WebP"),
    "a moving WebP": (moving("WEBP"), "This picture moves"),
    "a moving PNG": (moving("PNG"), "This picture moves"),
    "an SVG with a script": (
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "not a JPEG",
    ),
    "a film": (iso_file(b"isom", b"mp42"), "not a JPEG"),
    "an AVIF": (iso_file(b"avif", b"mif1", b"miaf"), "not a JPEG"),
    "a HEIC": (iso_file(b"heic", b"mif1", b"heic"), "This is a HEIC picture"),
    "a HEIC by its second name": (iso_file(b"mif1", b"heic"), "This is a HEIC picture"),
    "the head of a HEIC alone": (iso_file(b"heic")[:12], "This is a HEIC picture"),
    "less than a head": (b"\0\0\0", "not a JPEG"),
    "a program": (b"MZ\x90\x00" + b"\0" * 500, "not a JPEG"),
    "a zipped text of 80 MB": (
        png_that_says(8, 8, png_chunk(b"zTXt", b"Comment\0\0" + ZEROS)),
        "or the file is damaged",
    ),
    "a zipped profile of 80 MB": (
        png_that_says(8, 8, png_chunk(b"iCCP", b"icc\0\0" + ZEROS)),
        "or the file is damaged",
    ),
    "nothing but a page": (b"<!doctype html><script>alert(1)</script>", "not a JPEG"),
    "21 MB": (drawn() + b"\0" * 21 * 1024 * 1024, "larger than 20 MB"),
}


@pytest.mark.parametrize(("content", "sentence"), HARMFUL.values(), ids=HARMFUL)
def test_what_is_harmful_or_no_picture_is_refused_with_a_sentence(desk, stored, content, sentence):
    desk.cookies["django_language"] = "en"
    answer = sent_to(desk, content)
    assert sentence in text_of(answer)
    with pytest.raises(ValidationError, match=sentence):
        read_picture(upload(content))
    assert not Image.objects.exists()
    assert stored() == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "az",
            "Bu, iPhone-un çəkdiyi HEIC formatında şəkildir; brauzerlər onu göstərə bilmir. Şəkli JPEG kimi",
        ),
        ("en", "browsers cannot show it. Save it as JPEG and upload that."),
    ],
)
def test_who_uploads_the_picture_of_an_iphone_is_told_what_to_do(desk, language, sentence):
    desk.cookies["django_language"] = language
    answer = sent_to(desk, iso_file(b"heic", b"mif1", b"heic"), name="IMG_0001.HEIC")
    assert sentence in text_of(answer)


def test_nothing_stays_of_a_picture_that_the_database_refuses(db, stored):
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.create(file=upload(drawn()), alt_az="Yalnız bir dildə")
    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_what_stays_of_a_transaction_that_fails_later_is_swept(stored, settings):
    def upload_and_fail():
        with transaction.atomic():
            take_in()
            assert len(stored()) == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        upload_and_fail()
    for name in stored():
        os.utime(settings.MEDIA_ROOT / name, (1, 1))
    take_in()
    assert len(stored()) == 4
    call_command("sweep_files", stdout=StringIO())
    assert len(stored()) == 2


# --- What is kept --------------------------------------------------------------------


def opened(image):
    with Picture.open(image.file.path) as picture:
        picture.load()
        return picture


def test_place_and_camera_are_not_kept(db):
    exif = Picture.Exif()
    exif[0x010F] = "Telephone"
    exif[0x8825] = {1: "N", 2: (40.0, 22.0, 0.0)}
    image = take_in(drawn(exif=exif))
    call_command("make_renditions", "--background")
    files = [image.file.path, *Path(image.file.storage.location).rglob("renditions/**/*.*")]
    assert len(files) == 4
    for file in files:
        with Picture.open(file) as picture:
            assert not picture.getexif()
            assert b"Telephone" not in Path(file).read_bytes()


def test_picture_taken_sideways_stands_upright(db):
    exif = Picture.Exif()
    exif[0x0112] = 6
    image = take_in(drawn(size=(60, 30), exif=exif))
    assert (image.width, image.height) == (30, 60)
    assert opened(image).size == (30, 60)


def test_profile_for_other_colours_is_passed_over(db):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000)).tobytes()
    assert opened(take_in(drawn("PNG", colour=(200, 40, 40), icc_profile=lab))).getpixel((5, 5)) == (
        200,
        40,
        40,
    )


def srgb():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def wide_gamut():
    """sRGB's own profile with red and green exchanged: a profile that visibly says something else."""
    data = bytearray(srgb())
    tags = {}
    for number in range(int.from_bytes(data[128:132], "big")):
        place = 132 + 12 * number
        tags[bytes(data[place : place + 4])] = place
    red, green = tags[b"rXYZ"] + 4, tags[b"gXYZ"] + 4
    data[red : red + 8], data[green : green + 8] = data[green : green + 8], data[red : red + 8]
    return bytes(data).replace("sRGB".encode("utf-16-be"), "tEST".encode("utf-16-be"))


def test_profile_is_honoured(db):
    image = take_in(drawn("PNG", colour=(255, 0, 0), icc_profile=wide_gamut()))
    red, green, _blue = opened(image).getpixel((5, 5))
    assert green > 200 > 100 > red


@pytest.mark.parametrize(
    ("mode", "colour"), [("L", 128), ("P", 3), ("RGBA", (0, 90, 90, 128)), ("I;16", 32_768), ("1", 1)]
)
def test_every_kind_of_png_is_taken(db, mode, colour):
    image = take_in(drawn("PNG", mode=mode, colour=colour))
    pending.make_missing()
    image.refresh_from_db()
    assert set(image.renditions) == {"folder", "avif", "webp", "jpg"}


def test_sixteen_bits_of_grey_stay_grey(db):
    assert opened(take_in(drawn("PNG", mode="I;16", colour=32_768))).getpixel((5, 5)) == (128, 128, 128)


def test_print_colours_and_telephone_pairs_are_taken(db):
    take_in(drawn(mode="CMYK", colour=(0, 255, 255, 0)))
    pair = BytesIO()
    Picture.new("RGB", (64, 36)).save(
        pair, "MPO", save_all=True, append_images=[Picture.new("RGB", (32, 18))]
    )
    assert take_in(pair.getvalue()).file.name.endswith(".jpg")


# --- Twice the same -----------------------------------------------------------------


def test_second_upload_of_a_picture_is_led_to_the_first(desk):
    first = take_in(alt_az="Görüş", alt_en="A meeting", is_decorative=False)
    exif = Picture.Exif()
    exif[0x010F] = "Telephone"
    answer = sent_to(desk, drawn(exif=exif), name="another-name.jpeg")
    assert Image.objects.count() == 1
    link = HTMLParser(answer.content).css_first(".errorlist a")
    assert link.attributes["href"] == f"/admin/news/image/{first.pk}/change/"
    assert "Görüş" in link.text()


def test_the_librarys_own_file_is_known_when_it_comes_back(desk):
    image = take_in(drawn(size=(300, 200)))
    answer = sent_to(desk, Path(image.file.path).read_bytes())
    assert HTMLParser(answer.content).css_first(".errorlist a")
    assert Image.objects.count() == 1


def test_another_picture_is_welcome(desk):
    take_in()
    assert sent_to(desk, drawn(colour="navy"), focus_x="20", focus_y="90").status_code == 302
    newest = Image.objects.first()
    assert (newest.focus_x, newest.focus_y) == (20, 90)


def test_file_of_a_picture_is_never_exchanged(desk):
    image = take_in()
    form = HTMLParser(desk.get(f"/admin/news/image/{image.pk}/change/").content)
    assert form.css_first("input[type=file]") is None
    image.file = upload(drawn(colour="navy"))
    with pytest.raises(ValidationError):
        image.save()


# --- Where it is shown -------------------------------------------------------------------


def test_picture_in_use_is_not_deleted_and_the_desk_says_where(editor, make_article, make_edition):
    image = take_in(drawn(size=(30, 20)))
    make_article(title_en="In its text", title_az="Mətndə", body_az=f'<p>x</p><img src="{image.file.url}">')
    make_edition(title_az="Asan oxunan", easy_text_az=f'<p>x</p><img src="{image.file.url}">')
    make_edition(title_az="Başında", lead_image=image)
    EditionImage.objects.create(edition=make_edition(title_az="Qalereyada"), image=image)
    Person.objects.create(name_az="Aynur Həmidova", photo=image)
    Page.objects.create(title_az="Haqqımızda", body_az=f'<img src="{image.file.url}">')
    client = Client()
    client.force_login(editor)
    for address in (f"/admin/news/image/{image.pk}/delete/", f"/admin/news/image/{image.pk}/change/"):
        shown = text_of(client.get(address))
        for place in ("Mətndə", "Asan oxunan", "Başında", "Qalereyada", "Aynur Həmidova", "Haqqımızda"):
            assert place in shown
    client.post(f"/admin/news/image/{image.pk}/delete/", {"post": "yes"})
    for delete in (image.delete, Image.objects.all().delete):
        with pytest.raises(ProtectedError):
            delete()
    assert Image.objects.count() == 1


def test_files_of_a_deleted_picture_go_with_it(db, stored, django_capture_on_commit_callbacks):
    image = take_in(drawn(size=(400, 300)))
    pending.make_missing()
    with django_capture_on_commit_callbacks(execute=True):
        Image.objects.get(pk=image.pk).delete()
    assert stored() == []
