"""What pictures promise: nothing harmful is taken, nothing is left behind, readers get the lightest file."""

import os
import struct
import subprocess
import zlib
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture
from PIL import ImageCms
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.images import pending, renditions
from news.images.background import Background
from news.images.decoding import read_picture
from news.images.files import store_whole
from news.models import EditionImage, Image, Page, Person
from tests.helpers.desk_forms import sent_from, text_of
from tests.helpers.pictures import drawn, upload

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def own_pace(monkeypatch):
    """What steps back for readers while it works would make the rest of the suite step back too."""
    monkeypatch.setattr(os, "nice", lambda _by: 0)


def take_in(content=None, **fields):
    return Image.objects.create(file=upload(content or drawn()), **({"is_decorative": True} | fields))


@pytest.fixture
def stored(settings):
    """stored() lists every file below the folder of uploads."""
    root = Path(settings.MEDIA_ROOT)
    return lambda: sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def desk(writer):
    client = Client()
    client.force_login(writer)
    return client


def sent_to(desk, content, name="picture.jpg", **changes):
    page = desk.get("/admin/news/image/add/")
    data = sent_from(page, form="#image_form", **({"is_decorative": "on"} | changes))
    return desk.post("/admin/news/image/add/", data | {"file": upload(content, name)})


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


def test_nothing_stays_of_a_picture_that_the_database_refuses(db, stored):
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.create(file=upload(drawn()), alt_az="Yalnız bir dildə")
    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_of_a_transaction_that_is_rolled_back(stored):
    def upload_and_fail():
        with transaction.atomic():
            take_in()
            assert len(stored()) == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        upload_and_fail()
    assert stored() == []
    take_in()
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


# --- Sizes and formats -----------------------------------------------------------------


def test_upload_itself_makes_one_jpeg_of_960_pixels(db, stored):
    image = take_in(drawn(size=(2400, 1600)))
    assert image.renditions["jpg"] == [960]
    assert len(stored()) == 2
    assert image.url.endswith("/960.jpg")
    assert (image.sources, image.srcset) == ([], "")
    assert image.for_sharing[1:] == (960, 640)


def test_every_size_is_made_in_three_formats(db, stored):
    image = take_in(drawn(size=(1000, 500)))
    assert pending.make_missing() == (1, {})
    image.refresh_from_db()
    assert image.renditions["avif"] == [160, 320, 480, 720, 960, 1000]
    assert [source["type"] for source in image.sources] == ["image/avif", "image/webp"]
    for address in image.srcset.split(", "):
        url, width = address.split()
        with Picture.open(Path(image.file.storage.location) / url.removeprefix("/media/")) as picture:
            assert f"{picture.width}w" == width
            assert picture.height == round(picture.width / 2)
    assert len(stored()) == 1 + 3 * 6


def test_small_picture_is_not_made_larger():
    assert renditions.widths_for(200) == [160, 200]
    assert renditions.widths_for(1920)[-1] == 1920
    assert renditions.widths_for(8000)[-1] == 1920


def test_second_run_makes_nothing_and_two_at_once_do_no_harm(db, stored):
    image = take_in(drawn(size=(400, 300)))
    stale = Image.objects.get()
    pending.make_missing()
    before = {name: (Path(image.file.storage.location) / name).stat().st_mtime_ns for name in stored()}
    assert pending.make_missing() == (0, {})
    assert renditions.make_all(stale)
    after = {name: (Path(image.file.storage.location) / name).stat().st_mtime_ns for name in stored()}
    assert before == after


def test_run_that_was_killed_is_completed_by_the_next(db, stored, monkeypatch):
    image = take_in(drawn(size=(400, 300)))
    real, written = store_whole, []

    def killed_after_three(*arguments):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(arguments)
        real(*arguments)

    monkeypatch.setattr(renditions, "store_whole", killed_after_three)
    with pytest.raises(KeyboardInterrupt):
        pending.make_missing()
    image.refresh_from_db()
    assert image.sources == []
    monkeypatch.setattr(renditions, "store_whole", real)
    pending.make_missing()
    image.refresh_from_db()
    assert len(image.sources) == 2
    assert not [name for name in stored() if name.endswith(".part")]


def make_old(settings, *names):
    for name in names:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (1, 1))


def test_files_that_killed_processes_left_are_swept_and_no_others(db, stored, settings):
    take_in()
    call_command("make_renditions", "--background", stdout=StringIO())
    good = stored()
    make_old(settings, *good)
    unfinished = "/".join([*Path(good[-1]).parts[:-1], "1440.avif"])  # of a picture that is there
    abandoned = [
        "images/dead.jpg",
        "attachments/2026/11/letter.pdf",
        "renditions/1/dead/960.jpg",
        "renditions/0/dead/960.jpg",
    ]
    make_old(settings, unfinished, *abandoned)
    new = Path(settings.MEDIA_ROOT) / "images" / "on-its-way.jpg"
    new.touch()
    said = StringIO()
    call_command("sweep_files", "--dry-run", stdout=said)
    assert set(abandoned) < set(stored())
    call_command("sweep_files", stdout=said)
    *_named, told = said.getvalue().splitlines()
    assert told == "4 files older than 24 hours that no row names: deleted."
    assert set(stored()) == {*good, unfinished, "images/on-its-way.jpg"}


def test_file_that_is_lost_keeps_no_other_waiting(db, capsys):
    lost, sound = take_in(), take_in(drawn(colour="navy"))
    Path(lost.file.path).unlink()
    with pytest.raises(CommandError, match=lost.file.name):
        call_command("make_renditions")
    sound.refresh_from_db()
    assert sound.sources
    assert list(Image.objects.pending()) == [lost]


def test_whoever_asks_during_a_run_gets_another(settings, monkeypatch):
    settings.RENDITIONS_IN_BACKGROUND = True
    started = []

    class Process:
        def wait(self):
            if len(started) == 1:
                background.start()
                background.start()

    monkeypatch.setattr("news.images.background.run_beside", lambda: started.append(1) or Process())
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    background = Background()
    background.start()
    assert len(started) == 2


@pytest.mark.django_db(transaction=True)
def test_upload_starts_the_making_after_the_commit(settings, monkeypatch):
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **kwargs: started.append(args) or Finished())
    settings.RENDITIONS_IN_BACKGROUND = True
    with transaction.atomic():
        take_in()
        assert not started
    assert "make_renditions" in started[0][0]


class Finished:
    def wait(self):
        return 0


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


# --- What readers get ---------------------------------------------------------------------


@pytest.fixture
def photo(db):
    image = take_in(
        drawn(size=(2000, 1500)),
        alt_az="Görüş",
        alt_en="A meeting",
        is_decorative=False,
        focus_x=23,
        focus_y=88,
    )
    pending.make_missing()
    image.refresh_from_db()
    return image


def page_of(reader, edition, language="en"):
    return HTMLParser(reader.get(edition.url_in(language)).content)


def test_lead_picture_comes_in_three_formats_and_first(reader, make_article, photo):
    page = page_of(reader, make_article(lead_image=photo))
    sources = [source.attributes["type"] for source in page.css(".lead-image source")]
    picture = page.css_first(".lead-image img").attributes
    assert sources == ["image/avif", "image/webp"]
    assert picture["srcset"].count("w,") == 6
    assert (picture["width"], picture["height"]) == ("2000", "1500")
    assert (picture["fetchpriority"], picture.get("loading")) == ("high", None)
    assert picture["class"] == "focus-x-20 focus-y-90"


def test_gallery_is_lazy_and_leads_to_the_large_picture(reader, make_edition, photo):
    edition = make_edition()
    EditionImage.objects.create(edition=edition, image=photo)
    editing.publish(edition, None)
    page = page_of(reader, edition)
    assert page.css_first(".gallery img").attributes["loading"] == "lazy"
    assert page.css_first(".gallery a").attributes["href"].endswith("/1920.jpg")
    assert page.css_first(".gallery a img").attributes["alt"] == "A meeting"


def test_picture_in_a_text_is_offered_in_the_same_sizes(reader, make_article, photo):
    body = f'<p>x</p><figure><img src="{photo.file.url}" alt="Her own &lt;words&gt;"></figure>'
    page = page_of(reader, make_article(body_en=body))
    picture = page.css_first(".prose figure img").attributes
    assert len(page.css(".prose picture source")) == 2
    assert (picture["alt"], picture["loading"], picture["width"]) == ("Her own <words>", "lazy", "2000")


def test_text_may_name_a_picture_that_is_not_in_the_library(reader, make_article):
    page = page_of(reader, make_article(body_en='<p>x</p><img src="/media/images/old.jpg" alt="Old">'))
    assert page.css_first(".prose img").attributes["loading"] == "lazy"


def test_number_of_queries_does_not_grow_with_the_pictures(client, make_article, photo):
    one = make_article(body_en=f'<p>x</p><img src="{photo.file.url}" alt="">')
    many = make_article(body_en=f'<p>x</p><img src="{photo.file.url}" alt="">' * 9)
    client.get(make_article().url_in("en"))  # what every page remembers is remembered
    counts = []
    for edition in (one, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(edition.url_in("en"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_video_is_a_link_that_says_where_it_leads(reader, make_article):
    address = "https://www.youtube.com/watch?v=abc123&amp;t=5"
    page = page_of(
        reader,
        make_article(
            body_en=f'<p><a href="{address}">The speech</a></p><p>See <a href="{address}">this</a>.</p>'
        ),
    )
    (card,) = page.css(".prose .video")
    assert "Video on YouTube" in card.text()
    assert card.css_first("a").attributes["href"] == address.replace("&amp;", "&")
    assert not page.css("iframe, video, embed, object")


@pytest.mark.parametrize(
    "address", ["https://example.org/youtube.com/watch?v=1", "https://notyoutube.com/watch?v=1"]
)
def test_other_links_are_no_videos(reader, make_article, address):
    page = page_of(reader, make_article(body_en=f'<p><a href="{address}">A page</a></p>'))
    assert not page.css(".video")


def test_free_licence_is_named(reader, make_article, photo):
    Image.objects.filter(pk=photo.pk).update(licence=Image.Licence.CC_BY, credit_en="A. Aliyev")
    page = page_of(reader, make_article(lead_image=photo))
    assert "A. Aliyev · CC BY 4.0" in page.css_first("figcaption").text()


@pytest.mark.parametrize("field", ["focus_x", "focus_y"])
def test_focal_point_lies_inside_the_picture(desk, field):
    answer = sent_to(desk, drawn(), **{field: "101"})
    assert answer.status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=take_in().pk).update(**{field: 101})
