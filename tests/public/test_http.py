"""Whatever stands in the address is answered, cacheably, compressed, without a server error."""

import gzip

import brotli
import pytest

from tests.helpers.articles import make_article
from tests.helpers.reader import Reader

STRANGE = [
    "0",
    "-1",
    "1e9",
    "x",
    "\0",
    "'",
    '"',
    "%",
    "a" * 10_000,
    "../../etc/passwd",
    "İ",
    "<script>",
    "🙂",
    "٣",
    "½",
    "αβγ",
    "Ъ",
    "\u0301",
    "\ue000",
]
LISTS = ["/az/news/", "/en/people/", "/az/archive/", "/en/search/"]


@pytest.fixture
def visitor(db):
    return Reader(raise_request_exception=False)


NAMES = ["page", "kind", "topic", "person", "year", "month", "date_from", "date_to", "q", "zzz"]


@pytest.fixture(scope="class")
def article(kept_for_class):
    return make_article().url_in("az")


@pytest.mark.usefixtures("db", "article")
class TestStrangeParameters:
    @pytest.mark.parametrize("name", NAMES)
    def test_anything_in_a_parameter_is_answered(self, visitor, name):
        for path in ("/az/news/", "/en/search/"):
            for value in STRANGE:
                assert visitor.get(path, {name: value}).status_code < 500, (path, value)

    def test_anything_in_all_parameters_of_a_feed_is_answered(self, visitor):
        for value in STRANGE:
            answer = visitor.get("/az/news/feed.rss", dict.fromkeys(NAMES, value))
            assert answer.status_code < 500, value


@pytest.mark.parametrize("query", [b"page=%00", b"page=%ff%fe", b"q=%ff", b"&&&==", b"%", b"a" * 5000])
def test_malformed_query_is_answered(visitor, query):
    for path in LISTS:
        assert visitor.get(path, QUERY_STRING=query.decode("latin-1")).status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/az/news/%00/",
        "/az/news/%ff%fe/",
        "/az/topics/%27/",
        "/az/" + "x" * 5000,
        "/xx/news/",
        "/az/news/99999999999999999999/x/",
        "/az/archive/0000/",
        "/az/archive/2022/13/",
        "/media/" + "x" * 5000 + ".jpg",
        "/media/../../manage.py",
        "/media/%00",
        "/media/",
        "/static/nothing.css",
        "/sitemap-nothing.xml",
    ],
)
def test_what_is_not_there_is_not_found(visitor, path):
    assert visitor.get(path).status_code in (400, 404)


def test_error_page_has_the_language_and_the_navigation_of_its_address(visitor):
    for language, said in (("az", "Axtarış"), ("en", "Search")):
        answer = visitor.get(f"/{language}/nothing/")
        assert answer.status_code == 404
        assert f'<html lang="{language}"' in answer.content.decode()
        assert said in answer.content.decode()
        assert f'href="/{language}/news/"' in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "POST"])
@pytest.mark.parametrize("path", ["/", "/az/", "/az/news/", "/sitemap.xml", "/az/news/feed.rss"])
def test_other_methods_are_not_allowed(visitor, path, method):
    assert visitor.generic(method, path).status_code == 405


def test_failing_site_says_so_in_the_language_of_the_address(visitor, monkeypatch, settings):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    monkeypatch.setattr("news.models.edition.EditionQuerySet.listed_in", lambda *given: 1 / 0)
    answer = visitor.get("/en/")
    assert answer.status_code == 500
    assert 'lang="en"' in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    "path",
    ["/az/", "/az/news/", "/en/topics/", "/en/news/feed.atom", "/sitemap.xml", "/robots.txt", "article"],
)
class TestEveryPage:
    @pytest.fixture
    def address(self, path, article):
        return article if path == "article" else path

    def test_is_not_sent_twice(self, visitor, address):
        visitor.head(address)  # not counted, so the page stays as it is
        first = visitor.head(address)
        again = visitor.head(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert again["ETag"] == first["ETag"]

    @pytest.mark.parametrize("encoding", ["br", "gzip"])
    def test_is_compressed_with_a_tag_of_its_own(self, visitor, address, encoding, settings):
        headers = {"user-agent": "Googlebot/2.1"}  # not counted, so the page stays as it is
        plain = visitor.get(address, headers=headers)
        small = visitor.get(address, headers=headers | {"accept-encoding": encoding})
        expand = {"br": brotli.decompress, "gzip": gzip.decompress}[encoding]
        if small.has_header("Content-Encoding"):
            assert expand(small.content) == plain.content
            assert int(small["Content-Length"]) == len(small.content) < len(plain.content)
        else:
            assert len(plain.content) < 400
        assert small["ETag"] != plain["ETag"]
        assert "Accept-Encoding" in small["Vary"]
        tagged = visitor.get(
            address, headers=headers | {"accept-encoding": encoding, "if-none-match": small["ETag"]}
        )
        assert tagged.status_code == 304

    def test_says_how_long_it_may_be_kept_and_sets_nothing(self, visitor, address):
        answer = visitor.get(address)
        assert "public" in answer["Cache-Control"]
        assert "max-age=" in answer["Cache-Control"]
        assert not answer.cookies
        # Of all cookies only the reader's own settings change a page.
        assert set(answer["Vary"].split(", ")) <= {"Accept-Encoding", "Accept-Language", "Cookie"}

    def test_lets_nothing_from_outside_in(self, visitor, address):
        policy = visitor.get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy + ";"
        assert "style-src 'self';" in policy + ";"
        assert "unsafe" not in policy
        assert "nonce" not in policy


def test_page_names_its_language(visitor):
    assert visitor.get("/az/")["Content-Language"] == "az"
    assert visitor.get("/en/")["Content-Language"] == "en"


def test_head_request_has_the_headers_and_no_body(visitor):
    answer = visitor.head("/az/")
    assert answer.status_code == 200
    assert not answer.content
    assert int(answer["Content-Length"]) > 1000


def test_answer_to_staff_is_kept_by_nobody_else(visitor, editor):
    visitor.force_login(editor)
    assert "private" in visitor.get("/az/")["Cache-Control"]
