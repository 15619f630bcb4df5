"""What a reader finds at each address, in both languages."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from news import editing
from news.models import Page, Topic, ViewCount
from news.public import article_query

HOUR = timedelta(hours=1)


@pytest.fixture
def standing_page(db):
    return Page.objects.create(
        title_az="Haqqımızda", title_en="About us", body_az="<p>Biz</p>", body_en="<p>We</p>", order=1
    )


def text_of(answer):
    return answer.content.decode()


def head_of(answer):
    return re.search(r"<head>.*</head>", text_of(answer), re.DOTALL)[0]


class TestOneArticle:
    def test_article_page_says_all_that_there_is_to_say(self, meeting, reader):
        text = text_of(reader.get(meeting.url_in("az")))
        for said in (
            "<h1>ICMPD ilə görüş</h1>",
            "1 noyabr 2022",
            "394 dəfə oxunub",
            "Qısa məzmun",
            "Azərbaycan dilində mətn.",
            "Aydın Səfixanlı",
            "Ombudsman Aparatı",
            "Miqrasiya",
            'href="tel:916"',
            "Azərbaycan Respublikasının İnsan Hüquqları üzrə Müvəkkili (Ombudsman)",
        ):
            assert said in text, said
        text = text_of(reader.get(meeting.url_in("en")))
        for said in (
            "1 November 2022",
            "times",
            "Aydin Safikhanli",
            "Ombudsman Office",
            "Migration",
            "Call center 916",
        ):
            assert said in text, said

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("person=aydin-sefixanli", True),
            ("organization=ombudsman-aparati", True),
            ("date_from=2022-11-01&date_to=2022-11-01", True),
            ("date_from=2022-11-02", False),
            ("date_to=2022-10-31", False),
            ("year=2022&kind=statement", False),
        ],
    )
    def test_each_filter_narrows_the_list(self, meeting, make_article, reader, query, shown):
        make_article()
        answer = text_of(reader.get(f"/az/news/?{query}"))
        assert ("ICMPD ilə görüş" in answer) == shown

    def test_mistaken_filter_is_explained_and_the_rest_still_works(self, meeting, reader):
        answer = reader.get("/az/news/?kind=event_report&topic=yoxdur&date_from=2024-02-31")
        assert answer.status_code == 200
        assert "ICMPD ilə görüş" in text_of(answer)
        assert 'aria-invalid="true"' in text_of(answer)

    @pytest.mark.parametrize(
        "page", ["0", "-1", "1e9", "x", "99999999999999999999", "", "\x00", "%F0%28", "'"]
    )
    def test_any_page_number_is_answered(self, meeting, reader, page):
        assert reader.get(f"/az/news/?page={page}").status_code == 200

    def test_filters_combine_and_show_what_is_on(self, meeting, make_article, topic, reader):
        make_article(kind="news", title_az="Başqa xəbər", topics=[topic])
        text = text_of(reader.get("/az/news/?kind=event_report&topic=miqrasiya&year=2022&month=11"))
        assert "ICMPD ilə görüş" in text
        assert "Başqa xəbər" not in text
        assert re.search(r"<h1[^>]*>[^<]*Miqrasiya[^<]*</h1>", text)
        assert "?kind=event_report&amp;topic=miqrasiya&amp;year=2022" in text  # the way to drop the month

    def test_archive_counts_what_it_leads_to(self, meeting, make_article, reader):
        make_article()
        assert "2022" in text_of(reader.get("/az/archive/"))
        text = text_of(reader.get("/az/archive/2022/11/"))
        assert "ICMPD ilə görüş" in text
        assert "noyabr 2022" in text
        assert reader.get("/az/archive/2021/").status_code == 404
        assert reader.get("/az/archive/2022/12/").status_code == 404

    def test_people_organizations_and_topics_lead_to_their_articles(self, meeting, reader):
        for listed, detail in (
            ("/en/people/", "/en/people/aydin-safikhanli/"),
            ("/en/organizations/", "/en/organizations/ombudsman-office/"),
            ("/en/topics/", "/en/topics/migration/"),
        ):
            assert f'href="{detail}"' in text_of(reader.get(listed))
            assert "A meeting with ICMPD" in text_of(reader.get(detail))

    def test_slug_of_the_other_language_leads_to_this_one(self, meeting, reader):
        assert reader.get("/en/topics/miqrasiya/")["Location"] == "/en/topics/migration/"

    def test_wrong_or_old_slug_leads_to_the_right_address(self, meeting, reader):
        for address in (
            "/az/news/100/kohne-ad/",
            "/az/news/100/",
            "/az/news/100",
            "/az/view/news/100/Köhnə-ad?x=1",
        ):
            answer = reader.get(address)
            assert (answer.status_code, answer["Location"]) == (301, meeting.url_in("az")), address

    def test_language_switch_leads_to_the_same_page(self, meeting, reader):
        assert f'href="{meeting.url_in("en")}"' in text_of(reader.get(meeting.url_in("az")))
        assert f'href="{meeting.url_in("az")}"' in text_of(reader.get(meeting.url_in("en")))

    def test_head_names_the_canonical_address_and_each_language(self, meeting, reader, settings):
        head = head_of(reader.get(f"{meeting.url_in('az')}?utm_source=x"))
        assert f'<link rel="canonical" href="{settings.SITE_URL}{meeting.url_in("az")}">' in head
        for language, code in (("az", "az"), ("en", "en"), ("az", "x-default")):
            assert f'hreflang="{code}" href="{settings.SITE_URL}{meeting.url_in(language)}"' in head
        assert 'property="og:title" content="ICMPD ilə görüş"' in head
        assert 'name="description" content="Qısa məzmun. Azərbaycan Ombudsmanının' in head

    def test_structured_data_is_a_complete_news_article(self, meeting, reader):
        found = re.search(
            r'<script type="application/ld\+json">(.*?)</script>',
            text_of(reader.get(meeting.url_in("en"))),
            re.S,
        )
        data = json.loads(found[1])
        assert data["@type"] == "NewsArticle"
        assert data["headline"] == "A meeting with ICMPD"
        assert data["datePublished"] == "2022-11-01T12:00:00+04:00"
        assert data["inLanguage"] == "en"
        assert {"publisher", "author", "dateModified", "mainEntityOfPage", "description"} <= data.keys()


def test_date_is_the_day_in_baku(make_article, reader):
    edition = make_article(at=datetime(2022, 10, 31, 20, 30, tzinfo=UTC))
    assert "1 noyabr 2022" in text_of(reader.get(edition.url_in("az")))


@pytest.mark.parametrize("address", ["/az/news/100", "/az/news/100/x/", "/en/view/news/100/anything/at/all"])
def test_old_address_of_nothing_is_not_found(db, reader, address):
    assert reader.get(address).status_code == 404


def test_front_door_leads_to_the_language_of_the_cookie_then_of_the_browser_then_azerbaijani(db, client):
    def led(**headers):
        return client.get("/", headers=headers)["Location"]

    assert led() == "/az/"
    assert led(accept_language="en-GB,en;q=0.9") == "/en/"
    assert led(accept_language="de") == "/az/"
    client.cookies["django_language"] = "az"
    assert led(accept_language="en") == "/az/"


def test_language_switch_says_where_the_page_does_not_exist(make_article, reader):
    edition = make_article(released_en=False, title_en="", body_en="", summary_en="")
    text = text_of(reader.get(edition.url_in("az")))
    assert 'href="/en/news/"' in text
    assert f'hreflang="en" href="http://127.0.0.1:8000/en/news/{edition.article.number}' not in text


def test_pages_of_a_list_hold_every_article_once(make_article, reader, settings):
    settings.ARTICLES_PER_PAGE = 3
    editions = [make_article(ago=timedelta(days=n), title_az=f"Xəbər nömrə {n:03}") for n in range(8)]
    same_moment = editions[0].first_published_at
    editions += [make_article(at=same_moment, title_az=f"Xəbər nömrə {n:03}") for n in (100, 101)]
    seen = []
    for number in range(1, 5):
        seen += re.findall(r"Xəbər nömrə \d{3}", text_of(reader.get(f"/az/news/?page={number}")))
    assert sorted(set(seen)) == sorted(edition.title_az for edition in editions)
    assert len(seen) == len(editions)


def test_deep_page_is_read_by_key_and_never_by_offset(
    make_article, client, settings, django_assert_max_num_queries
):
    settings.ARTICLES_PER_PAGE = 2
    for n in range(9):
        make_article(ago=timedelta(days=n))
    for page in (1, 5):  # its cards are made once
        client.get(f"/az/news/?page={page}")
    with django_assert_max_num_queries(30) as first:
        client.get("/az/news/?page=1")
    with django_assert_max_num_queries(30) as deep:
        client.get("/az/news/?page=5")
    assert len(deep) == len(first)
    assert not any("OFFSET" in query["sql"] for query in deep.captured_queries)


def test_nobody_unpublished_is_listed(make_edition, person, reader):
    make_edition(people=[person])
    assert "Səfixanlı" not in text_of(reader.get("/az/people/"))


def test_standing_page_is_in_the_menu_of_every_page(standing_page, reader):
    assert 'href="/az/pages/haqqimizda/"' in text_of(reader.get("/az/"))
    assert "<p>We</p>" in text_of(reader.get("/en/pages/about-us/"))


def test_history_shows_each_edition_with_its_note(meeting, reader):
    second = editing.new_edition(meeting, None)
    second.change_note_az, second.change_note_en = "Ad düzəldilib.", "A name was corrected."
    editing.save_draft(second)
    editing.publish(second, None)
    assert "A name was corrected." in text_of(reader.get(f"{second.url_in('en')}history/"))
    assert "Ad düzəldilib." in text_of(reader.get(second.url_in("az")))


def test_related_articles_share_a_topic(meeting, make_article, topic, reader):
    make_article(title_az="Qohum xəbər", topics=[topic])
    make_article(title_az="Kənar xəbər")
    text = text_of(reader.get(meeting.url_in("az")))
    assert "Qohum xəbər" in text
    assert "Kənar xəbər" not in text


def related_titles(answer):
    related = re.search(r'<section class="wrap related".*?</section>', text_of(answer), re.DOTALL)
    return re.findall(r'<a href="[^"]*">([^<]*)</a>', related[0])


def test_four_newest_others_are_related_however_many_drafts_the_topic_has(
    make_article, make_edition, topic, reader, monkeypatch
):
    monkeypatch.setattr(article_query, "CANDIDATES", 6)
    editions = [
        make_article(title_en=f"{days} days ago", topics=[topic], ago=timedelta(days=days))
        for days in (3, 1, 6, 2, 5, 4)
    ]
    for _number in range(7):
        make_edition(title_en="A draft", topics=[topic])
    oldest, newest = editions[2], editions[1]
    four = ["1 days ago", "2 days ago", "3 days ago", "4 days ago"]
    assert related_titles(reader.get(oldest.url_in("en"))) == four
    assert related_titles(reader.get(newest.url_in("en"))) == [*four[1:], "5 days ago"]


def test_same_articles_are_related_in_both_languages(make_article, topic, reader):
    other = Topic.objects.create(name_az="Azadlıq", name_en="Zone of freedom")
    make_article(title_az="Miqrasiya xəbəri", title_en="News of migration", topics=[topic])
    make_article(title_az="Azadlıq xəbəri", title_en="News of freedom", topics=[other])
    article = make_article(topics=[topic])
    article.topics.add(other)
    assert related_titles(reader.get(article.url_in("az"))) == ["Miqrasiya xəbəri"]
    assert related_titles(reader.get(article.url_in("en"))) == ["News of migration"]


def test_related_articles_change_with_what_is_public(make_article, topic, reader, editor):
    address = make_article(topics=[topic], ago=timedelta(days=9)).url_in("en")
    other = make_article(title_en="The other one", topics=[topic])
    assert related_titles(reader.get(address)) == ["The other one"]
    make_article(title_en="Published just now", topics=[topic], ago=timedelta())
    assert related_titles(reader.get(address)) == ["Published just now", "The other one"]
    editing.remove(other, editor, {"az": "Səhv", "en": "Published in error"})
    assert related_titles(reader.get(address)) == ["Published just now"]


# --- Head ------------------------------------------------------------------------------------


def test_canonical_of_a_later_page_keeps_the_page_and_drops_the_noise(make_article, reader, settings):
    settings.ARTICLES_PER_PAGE = 1
    make_article(), make_article()
    head = head_of(reader.get("/az/news/?utm_source=x&page=2"))
    assert f'<link rel="canonical" href="{settings.SITE_URL}/az/news/?page=2">' in head


def test_structured_data_cannot_break_out_of_its_element(make_article, reader):
    edition = make_article(title_az="</script><script>alert(1)</script>")
    assert "<script>alert(1)" not in text_of(reader.get(edition.url_in("az")))


# --- Reads ----------------------------------------------------------------------------------------


class TestReads:
    def test_opening_an_article_counts_one_read_in_its_language(self, meeting, reader):
        reader.get(meeting.url_in("en"))
        assert list(ViewCount.objects.values_list("language", "reads")) == [("en", 1)]
        assert meeting.article.reads() == 395

    @pytest.mark.once
    @pytest.mark.parametrize(
        "headers",
        [
            {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            {"user-agent": ""},
            {"sec-purpose": "prefetch;prerender"},
            {"purpose": "prefetch"},
            {"x-moz": "prefetch"},
            {"range": "bytes=0-10"},
        ],
        ids=["robot", "nameless", "prerender", "prefetch", "old prefetch", "part"],
    )
    def test_what_is_no_reader_is_not_counted(self, meeting, reader, headers):
        reader.get(meeting.url_in("az"), headers=headers)
        assert not ViewCount.objects.exists()

    def test_head_request_is_not_counted(self, meeting, reader):
        reader.head(meeting.url_in("az"))
        assert not ViewCount.objects.exists()

    def test_staff_are_not_counted(self, meeting, reader, editor):
        reader.force_login(editor)
        reader.get(meeting.url_in("az"))
        assert not ViewCount.objects.exists()

    def test_counting_leaves_the_row_of_the_article_alone(
        self, meeting, reader, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(40) as queries:
            reader.get(meeting.url_in("az"))
        assert not any(
            re.match(r'UPDATE "news_(article|edition)"', query["sql"]) for query in queries.captured_queries
        )

    def test_number_of_reads_follows_while_the_page_is_not_made_again(self, meeting, reader):
        address = meeting.url_in("en")
        assert "Read 394 times" in text_of(reader.get(address))
        with time_machine.travel(timezone.now() + timedelta(minutes=2)):
            assert "Read 395 times" in text_of(reader.get(address))
