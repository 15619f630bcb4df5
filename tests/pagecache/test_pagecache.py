"""Finished pages: made once for everybody, never stale, never anybody's own."""

import gzip
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier, Event
from types import SimpleNamespace

import brotli
import pytest
import time_machine
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news import editing
from news.models import PublicContent
from news.pagecache import FinishedPages, read_count_refresh
from news.pagecache.page import Page
from news.pagecache.page_store import PageStore
from news.pagecache.read_count_refresh import RENEW_AFTER
from news.readership import counter
from tests.helpers.user_agents import FIREFOX


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = int(status[:3]), body
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def text(self):
        return self.body.decode()


class Door:
    """The site as the server calls it, finished pages first; `asked` is what Django was asked for."""

    def __init__(self):
        self.asked = []
        django = get_wsgi_application()

        def application(environ, start_response):
            self.asked.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.pages = FinishedPages(application)

    def get(self, address, method="GET", **headers):
        head = []
        request = request_for(address, method, **headers)
        body = b"".join(self.pages(request, lambda *given: head.extend(given[:2])))
        return Answer(*head, body)


def request_for(address, method="GET", **headers):
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.7",
        "HTTP_HOST": "testserver",
        "HTTP_USER_AGENT": FIREFOX,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }


@pytest.fixture
def door(db, monkeypatch):
    """The test's own transaction must outlive the requests, as in Django's test client."""
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda connection: None)
    return Door()


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=True)


# Made once


def test_page_is_made_once_and_then_served_without_django_or_the_database(door, make_article):
    address = make_article().url_in("az")
    with time_machine.travel(timezone.now(), tick=False):  # ten times a second the generation is asked for
        first = door.get(address)
        with CaptureQueriesContext(connection) as queries:
            second = door.get(address)
    assert (first.status, second.status) == (200, 200)
    assert first.body == second.body
    assert len(door.asked) == 1
    assert len(queries) == 0


@pytest.mark.once
@pytest.mark.parametrize("noise", ["?utm_source=x", "?fbclid=1&gclid=2", "?page=1&x=y"])
def test_noise_in_the_query_neither_splits_nor_poisons(door, db, noise):
    plain = door.get("/en/news/?page=1" if "page" in noise else "/en/news/")
    noisy = door.get(f"/en/news/{noise}")
    assert noisy.body == plain.body
    assert len(door.asked) == 1


@pytest.mark.once
def test_known_parameters_make_one_page_whatever_their_order(door, db):
    door.get("/en/news/?kind=news&year=2022")
    door.get("/en/news/?year=2022&kind=news")
    door.get("/en/news/?year=2023&kind=news")
    assert len(door.asked) == 2


@pytest.mark.once
@pytest.mark.parametrize(
    "header",
    [
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_ORIGINAL_URL",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_USER_AGENT",
        "HTTP_COOKIE",
        "HTTP_RANGE",
    ],
)
def test_header_of_one_visitor_is_in_nobody_elses_page(door, make_article, header):
    address = make_article().url_in("az")
    first = door.get(address, **{header: "evil.example"})
    assert "evil.example" not in first.text
    assert door.get(address).body == first.body
    assert len(door.asked) == 1


@pytest.mark.once
def test_reader_with_settings_gets_a_variant_of_the_page(door, db):
    usual = door.get("/az/")
    dark = door.get("/az/", HTTP_COOKIE="reading=contrast:dark")
    assert 'data-contrast="dark"' in dark.text
    assert 'data-contrast="dark"' not in usual.text
    assert door.get("/az/", HTTP_COOKIE="x=1; reading=contrast:dark&size:9").body == dark.body
    assert len(door.asked) == 2


@pytest.mark.once
def test_visitor_with_a_session_neither_gets_nor_fills_the_store(door, db):
    for _time in range(2):
        door.get("/az/", HTTP_COOKIE="sessionid=abc")
    assert len(door.asked) == 2
    door.get("/az/")
    assert len(door.asked) == 3


@pytest.mark.once
def test_visitor_who_names_themselves_neither_gets_nor_fills_the_store(door, db):
    for _time in range(2):
        door.get("/az/", HTTP_AUTHORIZATION="Basic cHJlc3M6b2ZmaWNl")
    assert len(door.asked) == 2
    door.get("/az/")
    assert len(door.asked) == 3


@pytest.mark.parametrize("address", ["/az/nothing-here/", "/admin/"])
def test_what_is_not_a_page_for_everybody_goes_to_django_each_time(door, db, address):
    door.get(address)
    door.get(address)
    assert len(door.asked) == 2


# Headers


@pytest.mark.once
def test_each_form_has_its_own_strong_tag_and_the_right_length(door, make_article):
    address = make_article().url_in("en")
    plain = door.get(address)
    zipped = door.get(address, HTTP_ACCEPT_ENCODING="gzip")
    packed = door.get(address, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert gzip.decompress(zipped.body) == brotli.decompress(packed.body) == plain.body
    tags = {answer.headers["etag"] for answer in (plain, zipped, packed)}
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    for answer in (plain, zipped, packed):
        assert int(answer.headers["content-length"]) == len(answer.body)
        assert "Accept-Encoding" in answer.headers["vary"]
        assert "stale-while-revalidate" in answer.headers["cache-control"]
        assert "stale-if-error" in answer.headers["cache-control"]


@pytest.mark.once
def test_known_page_is_not_sent_again(door, make_article):
    address = make_article().url_in("en")
    tag = door.get(address).headers["etag"]
    again = door.get(address, HTTP_IF_NONE_MATCH=f'"other", {tag}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert "content-length" not in again.headers


@pytest.mark.once
def test_head_has_the_headers_of_get_and_no_body(door, db):
    page, head = door.get("/en/news/"), door.get("/en/news/", method="HEAD")
    assert head.body == b""
    assert head.headers == page.headers


@pytest.mark.once
def test_no_plain_reader_gets_a_cookie(door, make_article):
    for address in ("/az/", make_article().url_in("az"), "/en/news/feed.rss", "/sitemap.xml"):
        assert "set-cookie" not in door.get(address).headers


# How a page ends


def test_every_publishing_act_ends_every_page(door, make_article, editor):
    edition = make_article(title_en="First words")
    assert "First words" in door.get("/en/news/").text
    second = editing.new_edition(edition, None)
    second.title_en, second.is_minor = "Second words", True
    editing.save_draft(second)
    editing.publish(second, None)
    with later(seconds=1):
        assert "Second words" in door.get("/en/news/").text
    editing.withdraw(second, editor, {"az": "Səbəb", "en": "Being checked"})
    with later(seconds=2):
        assert "Being checked" in door.get(second.url_in("en")).text
    editing.remove(second, editor, {"az": "Səhv", "en": "Published in error"})
    with later(seconds=3):
        assert door.get(second.url_in("en")).status == 410
        assert "Second words" not in door.get("/en/news/").text


def test_scheduled_edition_appears_at_its_second_without_any_job(door, make_article):
    make_article(title_en="The report", at=timezone.now() + timedelta(minutes=5))
    assert "The report" not in door.get("/en/news/").text
    with later(minutes=4, seconds=58):
        assert "The report" not in door.get("/en/news/").text
    with later(minutes=5, seconds=1):
        assert "The report" in door.get("/en/news/").text


def test_change_that_is_undone_ends_nothing(door, make_article):
    make_article()
    door.get("/en/news/")
    before = PublicContent.current()
    with transaction.atomic():
        PublicContent.bump()
        transaction.set_rollback(True)
    assert PublicContent.current() == before
    with later(seconds=1):
        door.get("/en/news/")
    assert door.asked == ["/en/news/"]


@pytest.mark.once
def test_page_whose_content_changed_while_it_was_made_is_kept_for_nobody():
    epoch, made = SimpleNamespace(value=1), []
    door = Door.__new__(Door)

    def application(environ, start_response):
        made.append(environ["PATH_INFO"])
        if len(made) == 1:  # meanwhile somebody publishes, and another reader is already in the new epoch
            epoch.value = 2
            door.get("/en/")
        start_response("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=60")])
        return [b"<p>page</p>"]

    door.pages = FinishedPages(application)
    door.pages.epoch = SimpleNamespace(number=lambda now: epoch.value)
    for _time in range(3):
        door.get("/az/")
    assert made == ["/az/", "/en/", "/az/"]


# Under load


@pytest.mark.once
def test_page_is_made_once_for_all_who_ask_at_once():
    started, go = [], Event()

    def slow(environ, start_response):
        started.append(environ["PATH_INFO"])
        go.wait(10)
        start_response(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, max-age=60")]
        )
        return [b"<p>page</p>" * 50]

    door = Door.__new__(Door)
    door.pages = FinishedPages(slow)
    door.pages.epoch = SimpleNamespace(number=lambda now: 1)
    barrier = Barrier(9)

    def ask():
        barrier.wait()
        return door.get("/az/").status

    with ThreadPoolExecutor(8) as crowd:
        answers = [crowd.submit(ask) for _one in range(8)]
        barrier.wait()
        go.set()
        assert {answer.result() for answer in answers} == {200}
    assert started == ["/az/"]


def page_of(size):
    page = Page()
    page.finish("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "public")], b"x" * size)
    return page


def key_of(number):
    return "testserver", f"/en/news/{number}/", "", False, ""


@pytest.mark.once
def test_store_keeps_to_its_size_and_lets_go_of_what_nobody_asked_for():
    store = PageStore(1, 1_000_000)
    for number in range(10_000):
        store.put(key_of(number), page_of(2_000))
        store.get(key_of(0))
        assert store.bytes <= 1_000_000
    assert key_of(0) in store.pages
    assert key_of(1) not in store.pages
    assert len(store.pages) < 300


# The number of reads


def shown(answer):
    return re.search(r"<span data-reads>([^<]*)</span>", answer.text)[1]


def test_number_on_a_finished_page_is_renewed_in_all_forms_without_making_it_anew(door, make_article):
    edition = make_article(imported_reads=1393)
    address = edition.url_in("en")
    assert shown(door.get(address)) == "Read 1,393 times"
    tag = door.get(address, HTTP_ACCEPT_ENCODING="br").headers["etag"]
    with later(minutes=1, seconds=1):
        counter.save()
        door.get(address)
        packed = door.get(address, HTTP_ACCEPT_ENCODING="br")
        text = brotli.decompress(packed.body).decode()
    assert "Read 1,394 times" in text
    assert packed.headers["etag"] != tag
    assert int(packed.headers["content-length"]) == len(packed.body)
    assert len(door.asked) == 1


@pytest.fixture
def round_of_renewals():
    """Numbers are renewed at moments that all workers share: one such round has just begun."""
    with time_machine.travel(time.time() // RENEW_AFTER * RENEW_AFTER + 1, tick=True):
        yield


@pytest.mark.usefixtures("round_of_renewals")
@pytest.mark.parametrize(("most", "queries"), [(300, 1), (2, 3)])
def test_numbers_of_pages_that_nobody_asked_for_in_between_come_by_few_queries(
    door, make_article, monkeypatch, most, queries
):
    monkeypatch.setattr(read_count_refresh, "MOST_AT_ONCE", most)
    addresses = [make_article(imported_reads=number * 1000).url_in("en") for number in range(1, 6)]
    for address in addresses:
        door.get(address)
    counter.save()
    with later(minutes=3):
        with CaptureQueriesContext(connection) as asked:
            numbers = [shown(door.get(address)) for address in addresses]
        assert numbers == [f"Read {number},001 times" for number in range(1, 6)]
        assert len([query for query in asked if "imported_reads" in query["sql"]]) == queries
    assert len(door.asked) == len(addresses)


@pytest.mark.usefixtures("round_of_renewals")
def test_number_that_was_served_during_its_renewal_is_not_served_on(door, make_article, monkeypatch):
    one, other = (make_article(imported_reads=number).url_in("en") for number in (1000, 2000))
    shown_before = [shown(door.get(address)) for address in (one, other)]
    counter.save()
    ask = read_count_refresh.read_counts

    def meanwhile(articles):
        shown_before.append(shown(door.get(other)))
        return ask(articles)

    monkeypatch.setattr(read_count_refresh, "read_counts", meanwhile)
    with later(minutes=3):
        assert shown(door.get(one)) == "Read 1,001 times"
        assert shown(door.get(other)) == "Read 2,001 times"
    assert shown_before == ["Read 1,000 times", "Read 2,000 times", "Read 2,000 times"]


def test_site_without_finished_pages_shows_the_same(client, door, make_article):
    make_article(title_az="Eyni səhifə")
    for address in ("/az/", "/az/news/", "/az/archive/", "/az/news/feed.atom", "/sitemap.xml"):
        assert client.get(address).content == door.get(address).body


@pytest.mark.usefixtures("round_of_renewals")
def test_page_shows_the_number_it_had_while_the_database_is_gone(door, make_article, monkeypatch):
    address = make_article(imported_reads=1000).url_in("en")
    assert shown(door.get(address)) == "Read 1,000 times"
    counter.save()

    def is_gone(_articles):
        raise OperationalError("the server closed the connection")

    with later(minutes=3), monkeypatch.context() as outage:
        outage.setattr(read_count_refresh, "read_counts", is_gone)
        outage.setattr(connection, "close", lambda: None)  # the test's transaction goes on in it
        assert shown(door.get(address)) == "Read 1,000 times"
    with later(minutes=6):
        assert shown(door.get(address)) == "Read 1,001 times"
