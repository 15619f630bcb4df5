"""Which requests are a person reading, and at which address; without a site, a database or a page."""

from ipaddress import ip_network

import pytest
from django.conf import settings as site

from news.readership.readers import client_address, is_reader, is_robot
from tests.helpers.user_agents import FIREFOX

pytestmark = pytest.mark.once
SESSION = f"{site.SESSION_COOKIE_NAME}=abc"
PLAIN = {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": FIREFOX}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"HTTP_COOKIE": "reading=size:2"},
        {"HTTP_PURPOSE": "anything else"},
        {"HTTP_SEC_PURPOSE": ""},
        {"HTTP_USER_AGENT": FIREFOX.ljust(991) + "Googlebot/"},
    ],
    ids=["plain", "settings", "another purpose", "no purpose", "long name"],
)
def test_person_with_a_browser_reads(more):
    assert is_reader(PLAIN | more)


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_RANGE": "bytes=0-"},
        {"HTTP_COOKIE": f"reading=size:2; {SESSION}"},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_PURPOSE": "other", "HTTP_X_MOZ": "prefetch"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "curl/8.0"},
        {"HTTP_USER_AGENT": "  "},
    ],
    ids=str,
)
def test_whatever_one_thing_speaks_against_it_does_so_alone(more):
    assert not is_reader(PLAIN | more)


def test_nameless_client_is_a_robot():
    assert not is_reader({"REQUEST_METHOD": "GET"})
    assert is_robot("")
    assert is_robot(" ")
    assert not is_robot(FIREFOX)


@pytest.mark.parametrize(
    ("trusted", "environ", "client"),
    [
        ([], {}, ""),
        ([], {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1"}, "10.0.0.1"),
        ([ip_network("10.0.0.0/30")], {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1"),
        (
            [ip_network("10.0.0.0/30")],
            {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9,192.0.2.1 , 10.0.0.2"},
            "192.0.2.1",
        ),
        (
            [ip_network("10.0.0.0/30")],
            {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "203.0.113.9"},
            "192.0.2.7",
        ),
        (
            [ip_network("10.0.0.0/30")],
            {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.2, 10.0.0.1"},
            "10.0.0.2",
        ),
        (
            [ip_network("10.0.0.0/30")],
            {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1, no address"},
            "no address",
        ),
        (["unix"], {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, "192.0.2.1"),
        (["unix", ip_network("10.0.0.0/30")], {"HTTP_X_FORWARDED_FOR": "192.0.2.1, 10.0.0.1"}, "192.0.2.1"),
        ([ip_network("10.0.0.0/30")], {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, ""),
    ],
    ids=[
        "no address",
        "nobody is trusted",
        "nothing was forwarded",
        "two proxies",
        "no proxy of ours",
        "only proxies",
        "what is no address",
        "Unix socket",
        "Unix socket behind a proxy",
        "Unix socket that is not declared",
    ],
)
def test_client_is_whom_the_outermost_trusted_proxy_met(settings, trusted, environ, client):
    settings.TRUSTED_PROXIES = trusted
    assert client_address(environ) == client
