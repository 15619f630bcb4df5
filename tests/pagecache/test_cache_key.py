"""Which requests may share a page, without a site or a database."""

import pytest
from django.conf import settings

from news.pagecache import cache_key as cache_key_module
from news.pagecache.cache_key import CacheKey, cache_key, environ_for, is_usual

pytestmark = pytest.mark.once
PLAIN = {"REQUEST_METHOD": "GET", "PATH_INFO": "/en/news/", "HTTP_HOST": "127.0.0.1:8000"}
DARK = "reading=contrast:dark"


def test_request_that_brings_nothing_along_has_the_plain_key():
    assert cache_key(PLAIN) == CacheKey("127.0.0.1:8000", "/en/news/", "", False, "")
    assert cache_key(PLAIN | {"REQUEST_METHOD": "HEAD", "QUERY_STRING": ""}) == cache_key(PLAIN)


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"PATH_INFO": "/admin/"},
        {"PATH_INFO": "/"},
        {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"CONTENT_LENGTH": "5"},
    ],
    ids=str,
)
def test_whatever_one_thing_makes_it_private_does_so_alone(more):
    assert cache_key(PLAIN | more) is None


def test_parameters_that_the_page_declares_are_part_of_the_key_and_noise_is_not():
    assert cache_key(PLAIN | {"QUERY_STRING": "page=2&utm_source=x"}).query == "page=2"
    assert cache_key(PLAIN | {"QUERY_STRING": "utm_source=x"}) == cache_key(PLAIN)


def test_settings_of_a_reader_are_part_of_the_key_and_other_cookies_are_not():
    assert cache_key(PLAIN | {"HTTP_COOKIE": f"a=b; {DARK}"}).reading == "contrast:dark"
    assert cache_key(PLAIN | {"HTTP_COOKIE": "a=b"}) == cache_key(PLAIN)


def test_page_is_made_for_nobody_in_particular():
    asked = PLAIN | {"QUERY_STRING": "utm_source=x", "REMOTE_ADDR": "192.0.2.1", "HTTP_REFERER": "x"}
    asked |= {"HTTP_COOKIE": f"{DARK}; a=b", "wsgi.errors": "errors", "SERVER_NAME": "site"}
    made = environ_for(cache_key(asked), asked)
    assert made.pop("wsgi.input").read() == b""
    assert made == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/en/news/",
        "QUERY_STRING": "",
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_NAME": "site",
        "REMOTE_ADDR": "",
        "wsgi.errors": "errors",
        "wsgi.url_scheme": "http",
        "HTTP_COOKIE": DARK,
    }


@pytest.mark.parametrize("header", ["wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO"])
def test_page_is_made_as_securely_as_it_was_asked_for(monkeypatch, header):
    monkeypatch.setattr(cache_key_module, "SECURE", (header, "https"))
    secure = PLAIN | {header: "https"}
    assert cache_key(secure).is_secure
    made = environ_for(cache_key(secure), secure)
    assert (made["wsgi.url_scheme"], made[header]) == ("https", "https")
    plain = PLAIN | {header: "http"}
    assert not cache_key(plain).is_secure
    made = environ_for(cache_key(plain), plain)
    assert made["wsgi.url_scheme"] == "http"
    assert "https" not in made.values()


def test_path_that_is_no_text_goes_on_to_be_answered_by_django():
    asked = PLAIN | {"PATH_INFO": "/en/\xff/", "QUERY_STRING": "page=2"}
    assert cache_key(asked).path == "/en/\xff/"


def test_usual_page_is_the_one_at_the_sites_own_address_without_settings(settings):
    settings.SITE_URL = "https://site.example"
    usual = CacheKey("site.example", "/en/", "", True, "")
    assert is_usual(usual)
    assert not is_usual(usual._replace(is_secure=False))
    assert not is_usual(usual._replace(host="other.example"))
    assert not is_usual(usual._replace(reading="contrast:dark"))
    settings.SITE_URL = "http://site.example"
    assert is_usual(usual._replace(is_secure=False))
