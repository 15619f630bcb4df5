"""What readers get of a picture: the lightest file that serves, its words, and videos as links."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.images import pending
from news.models import EditionImage, Image
from tests.helpers.pictures import drawn, sent_to, take_in

pytestmark = pytest.mark.once


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
    for other in (make_article(), make_article()):  # what pages share is made then, the cards of all four too
        client.get(other.url_in("en"))
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
