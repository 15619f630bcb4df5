"""Feeds and the site map: what is live, in one language, for machines."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import Topic


@pytest.mark.parametrize("extension", ["rss", "atom", "json"])
@pytest.mark.parametrize(
    "beside",
    [
        "news/",
        "topics/migration/",
        "people/aydin-safikhanli/",
        "organizations/ombudsman-office/",
        "archive/2022/11/",
    ],
)
def test_feed_beside_each_list_has_the_full_text(meeting, make_article, reader, beside, extension):
    make_article(
        released_en=False, title_az="Yalnız azərbaycanca", title_en="Hidden", body_en="", summary_en=""
    )
    answer = reader.get(f"/en/{beside}feed.{extension}")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "A meeting with ICMPD" in text
    assert "A text in English." in text
    assert "Hidden" not in text
    assert (
        reader.get(f"/en/{beside}feed.{extension}", headers={"if-none-match": answer["ETag"]}).status_code
        == 304
    )


def test_feed_beside_nothing_is_not_found(db, reader):
    assert reader.get("/en/people/nobody/feed.rss").status_code == 404
    assert reader.get("/en/archive/feed.rss").status_code == 404


def test_sitemap_holds_each_address_with_its_other_language(meeting, make_edition, reader, settings):
    make_edition(number=101)
    index = reader.get("/sitemap.xml").content.decode()
    assert "/sitemap-news-2022.xml" in index
    part = reader.get("/sitemap-news-2022.xml").content.decode()
    for language in ("az", "en"):
        address = f"{settings.SITE_URL}{meeting.url_in(language)}"
        assert f"<loc>{address}</loc>" in part
        assert f'hreflang="{language}" href="{address}"' in part
    assert "<lastmod>2022-11-01" in part
    assert "/101/" not in part
    assert "/en/topics/migration/" in reader.get("/sitemap-pages.xml").content.decode()


@pytest.mark.parametrize("extension", ["rss", "atom", "json"])
def test_empty_feed_is_the_same_whenever_it_is_asked_for(topic, reader, extension):
    address = f"/en/topics/{topic.slug_en}/feed.{extension}"
    tag = reader.get(address)["ETag"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert reader.get(address)["ETag"] == tag


def test_topics_of_a_text_stand_in_the_alphabets_order_in_feeds_as_on_its_page(make_article, reader):
    names = [("Çevik", "Zebra"), ("Cari", "Apple"), ("Zirvə", "Mango")]
    make_article(topics=[Topic.objects.create(name_az=az, name_en=en) for az, en in names])
    for language, in_order in (("az", ["Cari", "Çevik", "Zirvə"]), ("en", ["Apple", "Mango", "Zebra"])):
        feed = HTMLParser(reader.get(f"/{language}/news/feed.rss").content.decode())
        assert [category.text() for category in feed.css("item category")] == in_order
