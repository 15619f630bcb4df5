"""A Redis of the test's own is stopped for real, and started again."""

import time

import pytest
from django.core.cache import caches
from django.test import Client

from news import editing
from news.models import ViewCount
from news.operations.surviving_cache import SurvivingCache
from news.readership import counter
from tests.helpers.own_services import OwnRedis

pytestmark = pytest.mark.once


@pytest.fixture
def own_redis(tmp_path):
    server = OwnRedis(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def cache(own_redis):
    return SurvivingCache(f"redis://127.0.0.1:{own_redis.port}/0", {})


@pytest.fixture
def site(own_redis, settings, db):
    """The site with that Redis as its cache."""
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "news.operations.surviving_cache.SurvivingCache",
            "LOCATION": f"redis://127.0.0.1:{own_redis.port}/0",
        }
    }
    settings.SHARED_CACHE = True
    caches["default"].clear()
    return own_redis


def test_cache_works_without_redis_and_finds_it_again(cache, own_redis, caplog):
    assert cache.add("a", 1)
    assert cache.get("a") == 1
    own_redis.stop()
    assert cache.get("a") is None
    assert cache.add("a", 5)
    assert cache.incr("a") == 6
    assert cache.get_many(["a", "b"]) == {"a": 6}
    assert cache.get_or_set("c", 3) == 3
    assert cache.has_key("c")
    assert cache.touch("c")
    assert cache.delete("c")
    assert cache.set_many({"d": 1}) == []
    assert cache.delete_many(["d"]) is None
    assert caplog.text.count("Redis does not answer") == 1
    own_redis.start()
    time.sleep(2.1)
    assert cache.get("a") is None
    assert cache.set("a", 7) is None
    assert SurvivingCache(cache._servers[0], {}).get("a") == 7
    assert "Redis answers again" in caplog.text


def test_reader_hardly_waits_for_a_redis_that_is_gone(cache, own_redis):
    own_redis.stop()
    begun = time.monotonic()
    for number in range(200):
        cache.get(f"key{number}")
    assert time.monotonic() - begun < 3


def test_pages_are_served_and_reads_counted_without_redis(site, make_article, reader):
    edition = make_article()
    site.stop()
    for address in ("/az/", "/en/news/", "/az/topics/", edition.url_in("az")):
        assert reader.get(address).status_code == 200, address
    counter.save()
    assert ViewCount.objects.get(article=edition.article).reads == 1


def test_publishing_shows_at_once_without_redis(site, make_edition, reader):
    site.stop()
    edition = make_edition(title_az="Redissiz xəbər")
    assert "Redissiz xəbər" not in reader.get("/az/news/").content.decode()
    editing.publish(edition, None)
    assert "Redissiz xəbər" in reader.get("/az/news/").content.decode()


def test_signing_in_works_and_is_throttled_without_redis(site, administrator):
    site.stop()

    def attempt(password, name="admin"):
        return Client().post("/admin/login/", {"username": name, "password": password}).status_code

    assert attempt("a-long-password") == 302
    assert [attempt("wrong") for _guess in range(7)][-1] == 429


def test_throttle_is_shared_by_all_processes(site, administrator):
    """What one process counted, another one knows: nothing is kept beside Redis."""
    for _guess in range(5):
        Client().post("/admin/login/", {"username": "admin", "password": "wrong"})
    caches["default"].own_memory.clear()
    other = SurvivingCache(f"redis://127.0.0.1:{site.port}/0", {})
    caches["default"] = other
    assert Client().post("/admin/login/", {"username": "admin", "password": "wrong"}).status_code == 429
