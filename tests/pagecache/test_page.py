"""One finished page, and the store that holds many, without a site or a database."""

import gzip

import pytest

from news.pagecache.page import OVERHEAD, Page, depends_on, has_tag
from news.pagecache.page_store import PageStore
from news.public.middleware import SMALLEST_WORTH_COMPRESSING

pytestmark = pytest.mark.once
HTML = ("Content-Type", "text/html; charset=utf-8")
PUBLIC = ("Cache-Control", "public, max-age=60")
LONG = b"<p>" + b"A sentence. " * 200 + b"<span data-reads>Read 1 time</span></p>"


def page_of(content=LONG, status="200 OK", headers=(HTML, PUBLIC)):
    page = Page()
    page.finish(status, list(headers), content)
    return page


def answer(page, method="GET", **headers):
    """(status, {header: value}, body)"""
    head = []
    body = page.answer({"REQUEST_METHOD": method, **headers}, lambda *given: head.extend(given))
    assert len(dict(head[1])) == len(head[1]), "a header is sent twice"
    return head[0], dict(head[1]), body


# What it is


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [HTML, PUBLIC]),
        ("301 Moved Permanently", [HTML, PUBLIC]),
        ("410 Gone", [HTML, PUBLIC]),
        ("200 OK", [HTML, PUBLIC, ("Vary", "Cookie, accept-encoding")]),
        ("200 OK", [("CACHE-CONTROL", "max-age=60, public")]),
    ],
    ids=str,
)
def test_page_is_for_everybody(status, headers):
    assert page_of(status=status, headers=headers).is_for_everybody


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", [HTML, PUBLIC]),
        ("302 Found", [HTML, PUBLIC]),
        ("500 Internal Server Error", [HTML, PUBLIC]),
        ("200 OK", [HTML]),
        ("200 OK", [HTML, ("Cache-Control", "private")]),
        ("200 OK", [HTML, PUBLIC, ("Set-Cookie", "a=b")]),
        ("200 OK", [HTML, PUBLIC, ("Vary", "Accept-Language")]),
        ("200 OK", [HTML, PUBLIC, ("Vary", "Accept-Encoding, Origin")]),
    ],
    ids=str,
)
def test_whatever_one_thing_makes_it_somebodys_own_does_so_alone(status, headers):
    assert not page_of(status=status, headers=headers).is_for_everybody


def test_only_a_page_that_is_there_counts_as_read():
    for status, article_id in (("200 OK", 5), ("410 Gone", None)):
        page = Page()
        page.count_as(5, "en")
        page.finish(status, [HTML, PUBLIC], LONG)
        assert (page.article_id, page.language, page.is_ok) == (article_id, "en", article_id == 5)


def test_new_page_counts_nothing_and_has_no_number_yet():
    page = Page()
    assert page.article_id is page.language is page.read_count is None
    assert page.renew_at == page.stored_size == 0
    assert page.has_grown is page.was_served is False


def test_fields_of_vary_are_compared_whatever_their_letters():
    assert depends_on(" Cookie ,, ACCEPT-Encoding") == {"cookie", "accept-encoding"}
    assert depends_on("") == set()


# How it is sent


def test_page_is_sent_as_django_made_it_with_a_tag_and_its_length():
    made = [HTML, PUBLIC, ("X-Own", "1"), ("Content-Length", "9"), ("ETag", '"old"'), ("Vary", "Cookie")]
    page = page_of(headers=made)
    assert page.content_type == HTML[1]
    status, headers, body = answer(page)
    assert (status, body) == ("200 OK", [LONG])
    tag = headers.pop("ETag")
    assert tag == f'"{tag[1:-1]}"' != '"old"'
    assert headers == dict([HTML, PUBLIC]) | {
        "X-Own": "1",
        "Vary": "Cookie",
        "Content-Length": str(len(LONG)),
    }


def test_what_can_be_packed_says_that_it_depends_on_the_encoding():
    assert answer(page_of())[1]["Vary"] == "Accept-Encoding"
    picture = page_of(headers=[("Content-Type", "image/png"), PUBLIC])
    _status, headers, body = answer(picture, HTTP_ACCEPT_ENCODING="gzip")
    assert body == [LONG]
    assert "Vary" not in headers
    assert "Content-Encoding" not in headers
    assert page_of(headers=[PUBLIC]).content_type == ""


def test_page_is_packed_for_whoever_can_unpack_it_under_a_tag_of_its_own():
    page = page_of()
    _status, plain, _body = answer(page)
    status, headers, (body,) = answer(page, HTTP_ACCEPT_ENCODING="gzip")
    assert (status, gzip.decompress(body)) == ("200 OK", LONG)
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Length"] == str(len(body))
    assert headers["ETag"] == f'{plain["ETag"][:-1]}-gzip"'


def test_page_is_packed_from_the_size_on_at_which_it_pays():
    for size, packed in ((SMALLEST_WORTH_COMPRESSING - 1, False), (SMALLEST_WORTH_COMPRESSING, True)):
        content = b"x" * size
        _status, headers, body = answer(page_of(content), HTTP_ACCEPT_ENCODING="gzip")
        assert ("Content-Encoding" in headers) is packed
        assert (body == [content]) is not packed


def test_each_form_is_made_once_and_grows_the_page():
    page = page_of()
    assert page.size == len(LONG) + OVERHEAD
    assert not page.has_grown
    first = page.response_for("gzip")
    assert page.has_grown
    assert page.size == len(LONG) + len(first.body) + OVERHEAD
    page.has_grown = False
    assert page.response_for("gzip") is first
    assert not page.has_grown
    assert page.response_for("br") is not first


def test_head_is_answered_without_a_body():
    page = page_of()
    assert answer(page, "HEAD") == (*answer(page)[:2], [])


def test_known_page_is_answered_with_the_headers_that_a_cache_renews():
    page = page_of(headers=[HTML, PUBLIC, ("Content-Language", "en"), ("X-Own", "1")])
    tag = answer(page)[1]["ETag"]
    status, headers, body = answer(page, HTTP_IF_NONE_MATCH=tag)
    assert (status, body) == ("304 Not Modified", [])
    assert headers == {
        "Cache-Control": PUBLIC[1],
        "Content-Language": "en",
        "Vary": "Accept-Encoding",
        "ETag": tag,
    }


def test_page_that_is_gone_is_never_not_modified():
    assert answer(page_of(status="410 Gone"), HTTP_IF_NONE_MATCH="*")[0] == "410 Gone"


def test_server_that_adds_headers_adds_them_to_one_answer_only():
    page = page_of()
    for known in ({}, {"HTTP_IF_NONE_MATCH": "*"}):
        before = answer(page, **known)
        page.answer(
            {"REQUEST_METHOD": "GET", **known}, lambda status, headers: headers.append(("Date", "now"))
        )
        assert answer(page, **known) == before


@pytest.mark.parametrize("known", ['"a"', "*", " * ", 'W/"a"', '"b", "a"', '"b",W/"a" , "c"'])
def test_tag_is_known(known):
    assert has_tag(known, '"a"')


@pytest.mark.parametrize("known", ['"b"', '"ab"', 'W/"b"', '"b", "*"', "a"])
def test_tag_is_not_known(known):
    assert not has_tag(known, '"a"')


# The number of reads


def test_number_is_written_into_every_form_of_the_page_once():
    page = page_of(LONG + b"<span data-reads>another</span>")
    before = page.response_for("gzip")
    page.has_grown = False
    page.write_reads(b"<span data-reads>Read 2 times</span>")
    assert page.has_grown
    (body,) = answer(page)[2]
    assert body == LONG.replace(b"Read 1 time", b"Read 2 times") + b"<span data-reads>another</span>"
    after = page.response_for("gzip")
    assert gzip.decompress(after.body) == body
    assert after.tag != before.tag


def test_same_number_changes_nothing():
    page = page_of()
    before = page.response_for(None)
    page.has_grown = False
    page.write_reads(b"<span data-reads>Read 1 time</span>")
    assert page.response_for(None) is before
    assert not page.has_grown


# The store


def test_store_knows_its_pages_and_their_size():
    store, one = PageStore(3, 100_000), page_of()
    assert (store.epoch, store.bytes, len(store), store.get("one")) == (3, 0, 0, None)
    store.put("one", one)
    assert store.get("one") is one
    assert one.was_served
    assert store.values() == [one]
    assert (store.bytes, len(store)) == (one.size, 1) == (one.stored_size, 1)


def test_page_that_grew_is_stored_in_its_new_size():
    store, page = PageStore(1, 100_000), page_of()
    for encoding in ("gzip", "br"):
        store.put("one", page)
        page.response_for(encoding)
        assert page.has_grown
    store.put("one", page)
    assert page.has_grown is False
    assert store.bytes == page.size
    assert len(store) == 1


def test_page_that_fills_the_store_to_the_byte_is_kept_and_one_byte_more_is_not():
    page = page_of()
    for most, kept in ((page.size, 1), (page.size - 1, 0)):
        store = PageStore(1, most)
        store.put("one", page)
        assert len(store) == kept
        assert store.bytes == page.size * kept


def test_page_that_was_served_is_spared_once():
    pages = [page_of() for _number in range(5)]
    store = PageStore(1, pages[0].size * 2)
    store.put(0, pages[0])
    store.put(1, pages[1])
    store.get(0)
    store.put(2, pages[2])
    assert list(store.pages) == [2, 0]
    assert not pages[0].was_served
    store.put(3, pages[3])
    assert list(store.pages) == [0, 3]
    store.put(4, pages[4])
    assert list(store.pages) == [3, 4]
    assert store.bytes == pages[0].size * 2
