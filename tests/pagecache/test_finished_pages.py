"""Who makes a page, who waits for it and where it goes, with an application that is no site."""

import logging
from math import inf
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection

from news.kept_pages import kept_pages
from news.pagecache import read_count_refresh as refresh_module
from news.pagecache import wsgi
from news.pagecache.epoch import Epoch
from news.pagecache.page import Page
from news.pagecache.page_store import PageStore
from news.pagecache.read_count_refresh import RENEW_AFTER, ReadCountRefresh, next_renewal, next_round, write
from news.pagecache.stats import HITS, MISSES
from news.pagecache.wsgi import LONGEST_WAIT, FinishedPages
from news.readership.counting import COUNT_WHEN_SERVED
from tests.pagecache.test_pagecache import request_for

NOW = 1_800_000_010.0
PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, max-age=60")]
READ_ONCE = b"<p><span data-reads>Read 1 time</span></p>"


class Application:
    """Answers with what it is told to; `asked` is every environment that it was called with."""

    def __init__(self):
        self.asked, self.closed = [], 0
        self.status, self.headers, self.content = "200 OK", PUBLIC, [b"<p>", b"page</p>"]
        self.counts = None

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        if self.counts:
            environ[COUNT_WHEN_SERVED](*self.counts)
        start_response(self.status, self.headers)
        return self

    def __iter__(self):
        return iter(self.content)

    def close(self):
        self.closed += 1


@pytest.fixture
def application():
    return Application()


@pytest.fixture
def pages(application, monkeypatch, settings, tmp_path):
    settings.DATA_DIR, settings.KEPT_PAGES_BYTES, settings.SITE_URL = tmp_path, 0, "http://testserver"
    monkeypatch.setattr(wsgi, "time", lambda: NOW)
    made = FinishedPages(application)
    made.epoch = Mock(number=Mock(return_value=1), is_current=Mock(return_value=True))
    return made


def get(pages, address="/en/", **headers):
    """(status, body)"""
    head = []
    body = pages(request_for(address, **headers), lambda *given: head.extend(given))
    return head[0], b"".join(body)


@pytest.mark.once
def test_page_is_made_once_and_every_serving_is_counted_among_the_statistics(pages, application):
    for _time in range(3):
        assert get(pages) == ("200 OK", b"<p>page</p>")
    assert len(application.asked) == application.closed == 1
    at = pages.stats.at
    assert (pages.stats.words[at + MISSES], pages.stats.words[at + HITS]) == (1, 2)
    pages.epoch.number.assert_called_with(NOW)
    assert pages.in_progress == {}


@pytest.mark.once
def test_private_request_is_answered_by_the_application_as_it_came(pages, application):
    request, start = request_for("/admin/"), Mock()
    assert pages(request, start) is application
    assert application.asked == [request]
    assert start.call_args.args == ("200 OK", PUBLIC)


@pytest.mark.once
def test_every_serving_of_an_article_is_counted_as_a_read(pages, application, monkeypatch):
    counter = Mock()
    monkeypatch.setattr(wsgi, "counter", counter)
    get(pages, "/en/news/")
    counter.count.assert_not_called()
    application.counts = (12, "en")
    pages.read_counts = Mock()
    for reader in ("192.0.2.1", "192.0.2.2"):
        get(pages, REMOTE_ADDR=reader)
    counted = [call.args for call in counter.count.call_args_list]
    assert [given[0]["REMOTE_ADDR"] for given in counted] == ["192.0.2.1", "192.0.2.2"]
    assert {given[1:] for given in counted} == {(12, "en", NOW)}
    assert application.asked[-1]["REMOTE_ADDR"] == ""


@pytest.mark.once
def test_number_of_reads_is_renewed_when_it_is_due_and_not_before(pages, application, monkeypatch):
    monkeypatch.setattr(wsgi, "counter", Mock())
    application.counts = (12, "en")
    pages.read_counts = Mock()
    get(pages)
    (page,) = pages.store.values()
    assert page.renew_at == next_round(NOW)
    for now, renewed in ((next_round(NOW) - 1, 0), (next_round(NOW), 1)):
        monkeypatch.setattr(wsgi, "time", lambda now=now: now)
        get(pages)
        assert pages.read_counts.renew.call_count == renewed
    pages.read_counts.renew.assert_called_with(page, pages.store, next_round(NOW))


@pytest.mark.once
def test_store_takes_note_of_each_form_that_a_page_has_grown_by(pages, application):
    application.content = [b"<p>page</p>" * 100]
    get(pages)
    get(pages, HTTP_ACCEPT_ENCODING="gzip")
    get(pages)
    (page,) = pages.store.values()
    assert pages.store.bytes == page.size
    assert not page.has_grown


@pytest.mark.once
def test_store_of_an_older_epoch_never_replaces_the_newer(pages, settings):
    first = pages.store
    assert first.epoch == 0
    newer = pages.store_of(2)
    assert (newer.epoch, newer.most_bytes) == (2, settings.PAGE_CACHE_BYTES) == (2, first.most_bytes)
    assert pages.store_of(2) is pages.store_of(1) is newer


@pytest.mark.once
def test_thread_that_comes_second_to_a_new_epoch_takes_the_store_of_the_first(pages):
    class Lock:
        def __enter__(self):
            pages.store = PageStore(2, 1000)

        def __exit__(self, *failure):
            pass

    pages._changing_store = Lock()
    store = pages.store_of(2)
    assert store is pages.store
    assert store.most_bytes == 1000


@pytest.mark.once
def test_page_that_another_thread_has_just_stored_is_not_made_again(pages, application):
    store, key, done = pages.store_of(1), wsgi.cache_key(request_for("/en/")), Page()
    done.finish("200 OK", PUBLIC, b"by another")
    store.put(key, done)
    assert pages.make_once(key, request_for("/en/"), store) is done
    assert application.asked == []


@pytest.mark.once
def test_page_that_is_somebodys_own_is_made_for_each(pages, application):
    application.headers = PUBLIC[:1]
    for _time in range(2):
        get(pages)
    assert len(application.asked) == 2
    assert len(pages.store) == 0
    assert pages.in_progress == {}


@pytest.mark.once
def test_waiting_request_gets_the_page_of_the_first_or_makes_its_own(pages, application):
    waited = []

    class Making:
        """Another request's page in the making: it is done when somebody begins to wait."""

        def wait(self, seconds):
            waited.append(seconds)
            if kept:
                pages.store_of(1).put(key, done)

    key = wsgi.cache_key(request_for("/en/"))
    done = Page()
    done.finish("200 OK", PUBLIC, b"by another")
    pages.in_progress[1, key] = making = Making()
    kept = False
    assert get(pages) == ("200 OK", b"<p>page</p>")
    kept = True
    assert get(pages) == ("200 OK", b"by another")
    assert waited == [LONGEST_WAIT] * 2
    assert len(application.asked) == 1
    assert pages.in_progress == {(1, key): making}


@pytest.mark.once
def test_page_that_was_finished_a_moment_ago_is_not_made_again(pages, application):
    done = Page()
    done.finish("200 OK", PUBLIC, b"by another")
    store = pages.store_of(1)
    found = iter([None, done])
    store.get = lambda _key: next(found)
    assert get(pages) == ("200 OK", b"by another")
    assert application.asked == []


@pytest.mark.once
def test_failure_ends_the_making_and_closes_what_was_begun(pages, application):
    def fail():
        yield b"<p>"
        raise RuntimeError("in the middle")

    application.content = fail()
    with pytest.raises(RuntimeError):
        get(pages)
    assert application.closed == 1
    assert pages.in_progress == {}
    application.content = [b"again"]
    assert get(pages) == ("200 OK", b"again")


@pytest.mark.once
def test_application_may_answer_with_a_plain_list(pages):
    def plain(environ, start_response):
        start_response("200 OK", PUBLIC, None)
        return [b"plain"]

    pages.application = plain
    assert get(pages) == ("200 OK", b"plain")


@pytest.mark.once
def test_usual_page_is_kept_for_an_outage_as_long_as_its_epoch_lasts(pages, application, settings):
    settings.KEPT_PAGES_BYTES = 1_000_000
    folder = kept_pages().pages
    get(pages, HTTP_COOKIE="reading=contrast:dark")
    application.status = "410 Gone"
    get(pages, "/en/news/5/")
    assert not folder.exists()
    application.status = "200 OK"
    get(pages, "/en/news/?kind=news")
    (file,) = [path for path in folder.rglob("*") if path.is_file()]
    assert str(file.relative_to(folder)) == "en/news/@kind=news.html"
    assert file.read_bytes() == b"<p>page</p>"
    pages.epoch.is_current.assert_called_with(1)
    pages.epoch.is_current.return_value = False
    get(pages, "/en/topics/")
    assert not (folder / "en" / "topics").exists()


@pytest.mark.once
def test_worker_uses_the_memory_of_its_machine(application, settings):
    pages = FinishedPages(application)
    assert isinstance(pages.epoch, Epoch)
    assert pages.epoch.memory is wsgi.shared_memory()
    assert pages.stats.words is pages.epoch.words


# The number of reads


def article_page(article_id=12, language="en", content=READ_ONCE):
    page = Page()
    page.count_as(article_id, language)
    page.finish("200 OK", PUBLIC, content)
    page.renew_at = NOW
    return page


@pytest.mark.once
def test_rounds_are_the_same_for_every_worker():
    assert next_round(0.0) == next_round(RENEW_AFTER - 1) == RENEW_AFTER
    assert next_round(RENEW_AFTER) == 2 * RENEW_AFTER
    assert next_renewal(article_page(), RENEW_AFTER) == 2 * RENEW_AFTER
    assert next_renewal(article_page(article_id=None), RENEW_AFTER) == inf


@pytest.fixture
def counts(monkeypatch):
    """{article: reads}, and what was asked for, in place of the database."""
    answers = SimpleNamespace(reads={12: 2, 13: 3, 14: 4}, asked=[])

    def read_counts(articles):
        answers.asked.append(articles)
        return {article: answers.reads[article] for article in articles if article in answers.reads}

    monkeypatch.setattr(refresh_module, "read_counts", read_counts)
    monkeypatch.setattr(refresh_module, "refresh_connection", lambda: None)
    return answers


def stored(*pages):
    store = PageStore(1, 1_000_000)
    for number, page in enumerate(pages):
        store.put(number, page)
    return store


@pytest.mark.once
def test_one_question_renews_every_page_that_is_due(counts):
    due, other, later, gone = (article_page(article) for article in (12, 13, 14, 99))
    later.renew_at = NOW + 1
    ReadCountRefresh().renew(due, stored(due, other, later, gone), NOW)
    assert counts.asked == [{12, 13, 99}]
    assert [
        b"Read %d time" % n in page.body.content for n, page in ((2, due), (3, other), (1, later), (1, gone))
    ] == [True] * 4
    assert [page.read_count for page in (due, other, later, gone)] == [2, 3, None, None]
    assert [page.renew_at for page in (due, other, later, gone)] == [
        *[next_round(NOW)] * 2,
        NOW + 1,
        next_round(NOW),
    ]


@pytest.mark.once
def test_page_that_another_request_renewed_meanwhile_is_not_asked_for_again(counts):
    refresh, page = ReadCountRefresh(), article_page()
    store = stored(page)
    refresh.renew(page, store, NOW)
    refresh.renew(page, store, NOW)
    assert counts.asked == [{12}, set()]
    late = article_page(13)
    store.put("late", late)  # in this round the others had their turn
    page.renew_at = NOW
    refresh.renew(page, store, NOW)
    assert counts.asked[2:] == [{12}]
    late.renew_at = page.renew_at = next_round(NOW)
    refresh.renew(page, store, next_round(NOW))
    assert counts.asked[3:] == [{12, 13}]


@pytest.mark.once
@pytest.mark.parametrize(
    ("most", "asked"), [(2, [{12, 13}, {14, 15}]), (3, [{12, 13, 14}, {15}]), (5, [{12, 13, 14, 15}, set()])]
)
def test_round_goes_on_until_every_page_had_its_turn(counts, monkeypatch, most, asked):
    monkeypatch.setattr(refresh_module, "MOST_AT_ONCE", most)
    pages = [article_page(article) for article in (12, 13, 14, 15)]
    refresh, store = ReadCountRefresh(), stored(*pages)
    refresh.renew(pages[0], store, NOW)
    last = pages[3] if pages[3].renew_at == NOW else pages[0]
    if most == 2:
        last = pages[2]
    refresh.renew(last, store, NOW)
    assert counts.asked == asked


@pytest.mark.once
def test_number_is_written_in_the_language_of_the_page_when_it_is_another():
    page = article_page(language="az")
    page.write_reads = Mock()
    for count in (5, 5, 6):
        write(page, count)
    assert page.read_count == 6
    written = [call.args[0].decode() for call in page.write_reads.call_args_list]
    assert len(written) == 2
    assert all("Read" not in element and "<span data-reads>" in element for element in written)
    assert "6" in written[1]


@pytest.mark.once
def test_page_keeps_its_number_while_the_database_is_gone_and_a_line_says_so(counts, monkeypatch, caplog):
    closed, page = [], article_page()
    monkeypatch.setattr(connection, "close", lambda: closed.append(1))
    monkeypatch.setattr(refresh_module, "read_counts", Mock(side_effect=OperationalError("it is gone")))
    with caplog.at_level(logging.WARNING):
        ReadCountRefresh().renew(page, stored(page), NOW)
    assert caplog.messages == ["The number of reads can't be renewed: it is gone"]
    assert closed == [1]
    assert page.body.content == READ_ONCE
    assert page.renew_at == next_round(NOW)


def test_numbers_come_from_the_database_by_article(make_article):
    first, second = (make_article(imported_reads=number).article_id for number in (7, 8))
    make_article()
    assert refresh_module.read_counts({first, second}) == {first: 7, second: 8}
