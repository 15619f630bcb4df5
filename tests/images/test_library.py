"""The picture library at the desk: a grid with filters, on its own page and in the dialog that uploads."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.images import pending
from news.models import AuditEntry, EditionImage, Image, Page, Person
from tests.helpers.desk_forms import desk_of, form_of
from tests.helpers.pictures import drawn, take_in, upload

pytestmark = pytest.mark.once

LIST, DIALOG, UPLOAD = "/admin/news/image/", "/admin/news/image/library/", "/admin/news/image/upload/"
ALT = {"alt_az": "Görüş", "alt_en": "A meeting", "is_decorative": False}


def pictures_of(client, address=DIALOG, **query):
    """What the dialog is offered."""
    page = HTMLParser(client.get(address, query).content)
    return [json.loads(tile.attributes["data-picture"]) for tile in page.css("[data-picture]")]


def on_the_page(client, **query):
    page = HTMLParser(client.get(LIST, query).content)
    return [tile.attributes["href"].split("/")[-3] for tile in page.css("a.desk-tile")]


# --- The grid --------------------------------------------------------------------------


@pytest.fixture
def photo(db):
    image = take_in(drawn(size=(700, 500)), **ALT)
    pending.make_missing()
    image.refresh_from_db()
    return image


@pytest.mark.parametrize("address", [LIST, DIALOG])
@pytest.mark.parametrize(("language", "name"), [("az", "Görüş"), ("en", "A meeting")])
def test_tile_shows_a_small_file_and_is_named_by_the_alternative_text(writer, photo, address, language, name):
    tile = HTMLParser(desk_of(writer, language).get(address).content).css_first(".desk-tile")
    image = tile.css_first("img").attributes
    assert tile.text().strip() == name
    assert (image["alt"], image["loading"]) == ("", "lazy")
    assert image["src"].endswith("/320.jpg")


@pytest.mark.parametrize("address", [LIST, DIALOG])
def test_number_of_queries_does_not_grow_with_the_library(writer, address):
    client, counts = desk_of(writer), []
    for colour in ("teal", "navy", "red"):
        take_in(drawn(colour=colour))
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def make_many(number):
    Image.objects.bulk_create(
        Image(file=f"images/{place}.jpg", width=640, height=360, is_decorative=True)
        for place in range(number)
    )


def test_grid_has_pages(writer):
    make_many(30)
    client = desk_of(writer)
    first = client.get(DIALOG)
    more = HTMLParser(first.content).css_first("[data-next]").attributes["data-next"]
    rest = client.get(DIALOG, {"p": more})
    assert [len(HTMLParser(page.content).css("[data-picture]")) for page in (first, rest)] == [24, 6]
    assert HTMLParser(rest.content).css_first(".desk-pictures-more").attributes.keys() >= {"hidden"}
    assert [len(on_the_page(client, p=page)) for page in (1, 2)] == [24, 6]
    assert len(on_the_page(client, all="")) == 24


@pytest.mark.parametrize(
    "query", [{"p": "99"}, {"p": "x"}, {"use": "x"}, {"uploaded": "x"}, {"nonsense": "1"}]
)
@pytest.mark.parametrize("address", [LIST, DIALOG])
def test_nothing_in_the_address_breaks_it(writer, photo, address, query):
    assert desk_of(writer).get(address, query, follow=True).status_code == 200


# --- The filters -------------------------------------------------------------------------


def found(client, **query):
    """The numbers of the pictures; the page and the dialog find the same."""
    here = {int(pk) for pk in on_the_page(client, **query)}
    assert {picture["id"] for picture in pictures_of(client, **query)} == here
    return here


def test_unused_pictures_are_those_that_nothing_shows(writer, make_edition, make_article):
    places = ["text", "easy", "lead", "gallery", "photo", "page", "nowhere"]
    shown = {place: take_in(drawn(colour=(number, 9, 9))) for number, place in enumerate(places)}
    make_article(body_az=f'<p>x</p><img src="{shown["text"].file.url}" alt="x">')
    make_edition(easy_text_en=f'<p>x</p><img src="{shown["easy"].file.url}" alt="x">')
    EditionImage.objects.create(edition=make_edition(lead_image=shown["lead"]), image=shown["gallery"])
    Person.objects.create(name_az="Aynur Həmidova", photo=shown["photo"])
    Page.objects.create(title_az="Haqqımızda", body_az=f'<img src="{shown["page"].file.url}" alt="x">')
    client, nowhere = desk_of(writer), {shown["nowhere"].pk}
    assert found(client, use="unused") == nowhere
    assert found(client, use="used") == {image.pk for image in shown.values()} - nowhere


def test_pictures_without_licence_and_without_credit_are_found(writer):
    whole = take_in(licence="own", credit_az="A. Əliyev", credit_en="A. Aliyev")
    half = take_in(drawn(colour="navy"), licence="own", credit_az="A. Əliyev")
    bare = take_in(drawn(colour="red"))
    client = desk_of(writer)
    assert found(client) == {whole.pk, half.pk, bare.pk}
    assert found(client, without="licence") == {bare.pk}
    assert found(client, without="credit") == {half.pk, bare.pk}


def test_pictures_are_found_by_the_day_of_their_upload(writer):
    ages = {"new": 1, "recent": 20, "old": 800}
    images = {name: take_in(drawn(colour=(age % 250, 0, 0))) for name, age in ages.items()}
    moments = {name: timezone.now() - timedelta(days=age) for name, age in ages.items()}
    for name, image in images.items():
        Image.objects.filter(pk=image.pk).update(uploaded_at=moments[name])
    client = desk_of(writer)
    assert found(client, uploaded="7") == {images["new"].pk}
    assert found(client, uploaded="30") == {images["new"].pk, images["recent"].pk}
    assert found(client, uploaded=str(timezone.localtime(moments["old"]).year)) == {images["old"].pk}


def test_words_and_a_filter_narrow_together(writer):
    wanted = take_in(**ALT)
    take_in(drawn(colour="navy"), **ALT | {"licence": "own"})
    take_in(drawn(colour="red"))
    assert found(desk_of(writer), q="gorus", without="licence") == {wanted.pk}


# --- Uploading in the dialog ---------------------------------------------------------------


def send(client, content=None, **texts):
    """The answer's JSON and status."""
    file = {"file": upload(content if content is not None else drawn())}
    answer = client.post(UPLOAD, texts | file)
    return answer.json(), answer.status_code


def test_picture_is_taken_with_its_words_and_offered_at_once(writer):
    client = desk_of(writer)
    texts = {"alt_az": "Zal", "alt_en": "A hall", "credit_en": "A. Aliyev", "licence": "own"}
    answer, status = send(client, **texts)
    image = Image.objects.get()
    assert status == 200
    assert answer["picture"] in pictures_of(client)
    assert (answer["picture"]["id"], answer["picture"]["alt"]) == (image.pk, {"az": "Zal", "en": "A hall"})
    assert {name: getattr(image, name) for name in texts} == texts
    assert (image.focus_x, image.focus_y) == (50, 50)
    assert AuditEntry.objects.get().action == "add"


@pytest.mark.parametrize(
    ("language", "sentence"), [("az", "Şəkli təsvir edin"), ("en", "Describe the picture")]
)
def test_alternative_text_is_asked_for_in_each_language(writer, stored, language, sentence):
    client = desk_of(writer, language)
    answer, status = send(client, alt_az="Zal")
    assert status == 400
    assert list(answer["errors"]) == ["alt_en"]
    assert answer["errors"]["alt_en"][0].startswith(sentence)
    assert not Image.objects.exists()
    assert stored() == []
    assert send(client, is_decorative="on")[1] == 200


def test_what_is_no_picture_is_refused_with_a_sentence_and_leaves_nothing(writer, stored):
    client = desk_of(writer)
    answer, status = send(client, b"<svg onload='x()'>", is_decorative="on")
    assert status == 400
    assert "not a JPEG, PNG or WebP" in answer["errors"]["file"][0]
    without_file = client.post(UPLOAD, {"is_decorative": "on"})
    assert (without_file.status_code, list(without_file.json()["errors"])) == (400, ["file"])
    assert not Image.objects.exists()
    assert stored() == []


def test_picture_that_is_there_already_is_offered_instead(writer):
    first = take_in(**ALT | {"alt_en": "A <meeting> & more"})
    answer, status = send(desk_of(writer), is_decorative="on")
    assert status == 400
    assert answer["twin"]["id"] == first.pk
    (sentence,) = answer["errors"]["file"]
    assert "A <meeting> & more" in sentence
    assert "href" not in sentence


def test_dialog_and_upload_are_for_those_who_may(db):
    client = desk_of(get_user_model().objects.create_user("nobody", password="x", is_staff=True))
    assert client.get(DIALOG).status_code == 403
    assert client.post(UPLOAD, {"file": upload(drawn()), "is_decorative": "on"}).status_code == 403
    assert not Image.objects.exists()


# --- Choosing in a form ------------------------------------------------------------------


def test_lead_image_is_chosen_from_the_newest_without_scripts_and_keeps_an_older_one(writer, make_edition):
    old = take_in(**ALT)
    Image.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=900))
    make_many(60)
    draft = make_edition(author=writer, lead_image=old)
    page = HTMLParser(desk_of(writer).get(form_of(draft)).content)
    options = page.css("select[name=lead_image] option")
    chosen = [option for option in options if "selected" in option.attributes]
    assert len(options) == 1 + 1 + 50
    assert [option.attributes["value"] for option in chosen] == [str(old.pk)]
    assert page.css_first(".field-lead_image .desk-picked").attributes["src"] == old.thumbnail.url
    assert not page.css(".field-lead_image .related-widget-wrapper-link")


def test_number_of_queries_does_not_grow_with_the_gallery(writer, make_edition):
    draft = make_edition(author=writer)
    client, counts = desk_of(writer), []
    make_many(60)
    for image in Image.objects.order_by("pk")[:6]:
        EditionImage.objects.create(edition=draft, image=image)
        with CaptureQueriesContext(connection) as queries:
            client.get(form_of(draft))
        counts.append(len(queries))
    assert counts[1] == counts[-1]
