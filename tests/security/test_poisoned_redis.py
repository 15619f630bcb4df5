"""Whoever can write to Redis cannot run anything here by it, and the site goes on answering."""

import json
import pickle
from itertools import count
from time import time

import pytest
import redis
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from news.models import ViewCount
from news.operations.surviving_cache import SurvivingCache
from news.readership import counter
from news.readership.buffer import Read
from news.readership.saving import is_new_everywhere
from tests.helpers.own_services import OwnRedis

CODE_PAGE = "/admin/account/second-factor/authenticate/"
SECRET = "JBSWY3DPEHPK3PXP"
KINDS = ["sign-in", "reader-key", "reader", "allauth", "health"]


class Payload:
    """Unpickling it makes the file."""

    def __init__(self, file):
        self.file = file

    def __reduce__(self):
        return open, (str(self.file), "w")


@pytest.fixture
def executed(tmp_path):
    return tmp_path / "executed"


@pytest.fixture
def poisons(executed):
    """{what it is: what somebody else could put into Redis}"""
    return {
        "pickle": pickle.dumps(Payload(executed)),
        "old pickle": pickle.dumps(Payload(executed), 0),
        "bytes": b"\xff\xfe\x00",
        "deep JSON": b"[" * 100_000,
        "list": None,
    }


@pytest.fixture
def own_redis(tmp_path):
    with OwnRedis(tmp_path) as server:
        yield redis.Redis(port=server.port)


@pytest.fixture
def site(own_redis, settings, db):
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "news.operations.surviving_cache.SurvivingCache",
            "LOCATION": f"redis://127.0.0.1:{own_redis.get_connection_kwargs()['port']}/0",
        }
    }
    settings.SHARED_CACHE = settings.SECOND_FACTOR = True
    return own_redis


@pytest.fixture
def use(site, make_article, office, topic, editor, reader, settings, tmp_path):
    """use(): on a server that has just started, a reader reads everything and an editor tries to sign in."""
    edition = make_article(topics=[topic], organizations=[office])
    totp.TOTP.activate(editor, SECRET)
    addresses = [edition.url_in("az"), edition.url_in("en"), "/az/", "/en/news/", "/az/topics/"]
    addresses += ["/en/archive/", "/az/organizations/", "/en/people/", "/en/news/feed.atom"]
    starts = count()

    def use():
        caches["generation"].clear()
        settings.RUN_DIR = str(tmp_path / str(next(starts)))
        vars(counter).clear()
        counter.__init__()
        settings.PAGE_CACHE = False
        for address in addresses:
            assert reader.get(address).status_code == 200, address
        counter.save()
        assert Client(REMOTE_ADDR="127.0.0.1").get("/readyz").status_code == 200
        browser = Client()
        sign_in = {"username": editor.username, "password": "wrong"}
        assert browser.post("/admin/login/", sign_in).status_code == 200
        browser.post("/admin/login/", sign_in | {"password": "a-long-password"})
        assert browser.post(CODE_PAGE, {"code": "000000"}).status_code == 200
        moment = next(iter(totp.yield_hotp_counters_from_time()))
        code = totp.format_hotp_value(totp.hotp_value(SECRET, moment))
        return edition, browser.post(CODE_PAGE, {"code": code}).status_code

    return use


def kinds_in(site):
    return {
        kind for key in site.scan_iter() for kind in KINDS if key.decode().split(":", 2)[2].startswith(kind)
    }


def poison(site, value):
    for key in site.scan_iter():
        kept = site.ttl(key)
        site.delete(key)
        if value is None:
            site.rpush(key, "one", "two")
        else:
            site.set(key, value)
        site.expire(key, max(kept, 60))


def test_nothing_but_numbers_and_json_is_written_there(site, use):
    assert use()[1] == 302
    assert kinds_in(site) == set(KINDS)
    for key in site.scan_iter():
        json.loads(site.get(key))


@pytest.mark.parametrize("what", ["pickle", "old pickle", "bytes", "deep JSON", "list"])
def test_poison_under_every_kind_of_key_is_not_executed_and_every_page_is_answered(
    site, use, poisons, executed, what
):
    use()
    assert kinds_in(site) == set(KINDS)
    poison(site, poisons[what])
    edition, status = use()
    assert status == 200  # the code was used before, and the mark of that is there, whatever it says
    assert not executed.exists()
    assert ViewCount.objects.filter(article=edition.article).exists()


def test_the_poison_would_work_where_values_are_unpickled(poisons, executed):
    """So that the test above is known to try something."""
    pickle.loads(poisons["pickle"])  # noqa: S301 - our own
    assert executed.exists()


@pytest.mark.parametrize("what", ["pickle", "bytes", "list"])
def test_foreign_value_counts_as_missing_in_every_call(site, poisons, executed, what):
    cache = SurvivingCache(f"redis://127.0.0.1:{site.get_connection_kwargs()['port']}/0", {})

    def foreign(key):
        cache.set(key, 1)
        poison(site, poisons[what])
        return key

    assert cache.get(foreign("a"), "missing") == "missing"
    assert cache.get_many([foreign("a"), "b"]) == {}
    assert cache.get_or_set(foreign("a"), "own") == "own"
    assert cache.get("a") == "own"
    with pytest.raises(ValueError, match="not found"):
        cache.incr(foreign("a"))
    cache.set(foreign("a"), 5)
    assert cache.incr("a") == 6
    assert not executed.exists()


def test_mark_of_a_reader_that_is_foreign_is_forgotten(site, poisons, executed):
    read = Read(reader=7, article_id=1, language="az", at=int(time()))
    assert is_new_everywhere(read, "here:1")
    poison(site, poisons["pickle"])
    is_new_everywhere(read, "here:1")
    assert is_new_everywhere(read, "here:1")
    assert not executed.exists()


@pytest.mark.parametrize("agreed", ["not hexadecimal", "00", ["a list"], 5])
def test_key_of_the_day_that_is_none_is_not_taken(site, agreed, caplog):
    day = timezone.localdate()
    caches["default"].set(f"reader-key:{day:%Y-%m-%d}", agreed)
    assert counter.keys.hashes_of("192.0.2.1", "Firefox", 1, time())[0]
    assert "no key of the day" in caplog.text
