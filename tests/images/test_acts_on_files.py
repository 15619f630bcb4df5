"""Another file for a picture, and a part of it as a picture: what has been public stays as readers saw it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image as Picture
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.images import pending, renditions
from news.models import AuditEntry, EditionImage, Image, Page, Person, PublicContent, Takedown
from tests.helpers.desk_forms import desk_of, text_of
from tests.helpers.pictures import drawn, take_in, upload

pytestmark = pytest.mark.once

WORDS = {"alt_az": "Görüş", "alt_en": "A meeting", "credit_en": "A. Aliyev", "licence": "own"}


def address(image, act):
    return f"/admin/news/image/{image.pk}/{act}/"


@pytest.fixture
def image(db):
    return take_in(drawn(size=(400, 300)), is_decorative=False, focus_x=10, **WORDS)


def exchange(client, image, content=None):
    sent = {"file": upload(content or drawn(size=(500, 200), colour="navy"))}
    return client.post(address(image, "replace"), sent, follow=True)


# --- Another file ------------------------------------------------------------------------


def test_other_file_takes_the_place_of_the_old_one(
    writer, image, stored, django_capture_on_commit_callbacks, make_edition
):
    pending.make_missing()
    draft = make_edition(lead_image=image)
    old = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        answer = exchange(desk_of(writer), image)
    assert "The file is replaced" in text_of(answer)
    image.refresh_from_db()
    assert (image.width, image.height, image.focus_x, image.alt_en) == (500, 200, 50, "A meeting")
    assert list(Image.objects.pending()) == [image]
    assert sorted(stored()) == sorted([image.file.name, image.url.removeprefix("/media/")])
    draft.refresh_from_db()
    assert draft.lead_image.file.name != old
    pending.make_missing()
    image.refresh_from_db()
    assert image.renditions["jpg"] == [160, 320, 480, 500]


def test_replacing_is_logged_and_ends_every_page_that_showed_the_old_file(writer, image, settings):
    old, generation, taken = image.file.name, PublicContent.current(), Takedown.objects.count()
    exchange(desk_of(writer), image)
    image.refresh_from_db()
    entry = AuditEntry.objects.get(action="change")
    assert (entry.actor, entry.about_pk) == (writer, image.pk)
    assert ["file", old, image.file.name] in entry.changes
    assert PublicContent.current() > generation
    assert Takedown.objects.count() > taken


def in_lead(image, make_article, make_edition):
    make_article(title_en="Its place", lead_image=image)


def in_gallery_of_the_past(image, make_article, make_edition):
    edition = make_edition(title_en="Its place")
    EditionImage.objects.create(edition=edition, image=image)
    editing.publish(edition, None)
    following = editing.new_edition(edition, None)
    following.is_minor = True
    editing.save_draft(following)
    following.gallery.all().delete()
    editing.publish(following, None)


def in_text_of_a_draft(image, make_article, make_edition):
    make_edition(title_en="Its place", body_az=f'<p>x</p><img src="{image.file.url}" alt="x">')


def scheduled(image, make_article, make_edition):
    edition = make_edition(title_en="Its place", lead_image=image)
    editing.publish(edition, None, at=timezone.now() + timedelta(days=1))


def in_page(image, make_article, make_edition):
    Page.objects.create(title_en="Its place", body_az=f'<img src="{image.file.url}" alt="x">')


@pytest.mark.parametrize("use", [in_lead, in_gallery_of_the_past, in_text_of_a_draft, scheduled, in_page])
def test_file_that_a_record_or_a_text_shows_stays_and_the_desk_says_where(
    writer, image, make_article, make_edition, use
):
    use(image, make_article, make_edition)
    client, before = desk_of(writer), image.file.name
    shown = client.get(address(image, "replace"))
    assert "This file must stay" in text_of(shown)
    assert "Its place" in text_of(shown)
    assert not HTMLParser(shown.content).css("input[type=file]")
    exchange(client, image)
    with pytest.raises(ValidationError):
        image.replace_file(upload(drawn(colour="navy")))
    image.refresh_from_db()
    assert image.file.name == before


def test_file_that_is_no_picture_or_in_the_library_already_replaces_nothing(writer, image, stored):
    take_in(drawn(colour="navy"))
    before = stored()
    client = desk_of(writer)
    assert "not a JPEG, PNG or WebP" in text_of(exchange(client, image, b"<svg></svg>"))
    assert "in the library already" in text_of(exchange(client, image, drawn(colour="navy")))
    assert "This field is required" in text_of(client.post(address(image, "replace"), {}))
    image.refresh_from_db()
    assert (image.width, stored()) == (400, before)


def test_sizes_of_the_old_file_that_are_finished_late_are_not_taken_for_the_new_ones(
    image, stored, django_capture_on_commit_callbacks
):
    late = Image.objects.get(pk=image.pk)
    content = late.file.read()
    with django_capture_on_commit_callbacks(execute=True):
        image.replace_file(upload(drawn(size=(500, 200), colour="navy")))
    late.file.storage.save(late.file.name, upload(content))  # it was open when the other file came
    with django_capture_on_commit_callbacks(execute=True):
        assert not renditions.make_all(late)
    image.refresh_from_db()
    assert image.recipe == 0
    assert not [name for name in stored() if name.startswith(renditions.folder_for(late.file.name))]


def test_picture_says_where_it_is_used_and_in_which_state(writer, image, make_article, make_edition):
    make_article(title_az="Açıq", title_en="Open", lead_image=image)
    make_edition(title_az="Qaralama", title_en="A draft", lead_image=image)
    Person.objects.create(name_az="Aynur Həmidova", name_en="Aynur Hamidova", photo=image)
    page = HTMLParser(desk_of(writer).get(address(image, "change")).content)
    uses = [" ".join(use.text().split()) for use in page.css(".field-used_in li")]
    assert uses == ["A draft Draft", "Open Live", "Aynur Hamidova"]


def test_list_of_uses_is_bounded(writer, image):
    for number in range(52):
        Person.objects.create(name_az=f"Ad {number}", name_en=f"Name {number}", photo=image)
    page = HTMLParser(desk_of(writer).get(address(image, "change")).content)
    uses = [use.text().strip() for use in page.css(".field-used_in li")]
    assert len(uses) == 51
    assert uses[-1].startswith("And elsewhere")


# --- A part -------------------------------------------------------------------------------


PART = {"left": 100, "top": 50, "width": 200, "height": 150}


@pytest.fixture
def two_halves(db):
    """Left teal, right red."""
    whole = Picture.new("RGB", (400, 300), "teal")
    whole.paste("red", (200, 0, 400, 300))
    buffer = BytesIO()
    whole.save(buffer, "PNG")
    return take_in(buffer.getvalue(), is_decorative=False, **WORDS)


def test_part_becomes_a_picture_with_the_same_words_and_the_whole_stays(writer, two_halves, make_article):
    article = make_article(lead_image=two_halves)
    before = (two_halves.file.name, two_halves.renditions)
    answer = desk_of(writer).post(address(two_halves, "crop"), PART, follow=True)
    part = Image.objects.exclude(pk=two_halves.pk).get()
    assert answer.redirect_chain == [(address(part, "change"), 302)]
    assert (part.width, part.height) == (200, 150)
    assert {name: getattr(part, name) for name in WORDS} == WORDS
    with Picture.open(part.file.path) as pixels:
        assert [pixels.getpixel(place) for place in ((99, 0), (100, 149))] == [(0, 128, 128), (255, 0, 0)]
    two_halves.refresh_from_db()
    article.refresh_from_db()
    assert (two_halves.file.name, two_halves.renditions) == before
    assert article.lead_image == two_halves
    assert AuditEntry.objects.get(action="add").about_pk == part.pk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"left": 300}, "The part must lie inside the picture"),
        ({"top": 200}, "The part must lie inside the picture"),
        ({"left": 0, "top": 0, "width": 400, "height": 300}, "This is the whole picture"),
        ({"width": 20}, "greater than or equal to 100"),
        ({"left": -1}, "greater than or equal to 0"),
        ({"left": ""}, "This field is required"),
        ({"left": "9" * 30}, "The part must lie inside the picture"),
    ],
    ids=str,
)
def test_part_that_cannot_be_cut_out_is_refused_with_a_sentence(writer, two_halves, changes, sentence):
    answer = desk_of(writer).post(address(two_halves, "crop"), PART | changes)
    assert sentence in text_of(answer)
    assert Image.objects.count() == 1


def test_part_that_was_cut_out_before_is_shown_instead(writer, two_halves):
    client = desk_of(writer)
    client.post(address(two_halves, "crop"), PART)
    assert "in the library already" in text_of(client.post(address(two_halves, "crop"), PART))
    assert Image.objects.count() == 2


@pytest.mark.parametrize("act", ["crop", "replace"])
def test_act_on_a_picture_that_is_not_there_is_not_found(writer, db, act):
    assert desk_of(writer).get(f"/admin/news/image/99/{act}/").status_code == 404
