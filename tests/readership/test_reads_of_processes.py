"""Reads under fire: real server processes are killed in the middle, and every read is found once."""

import os
import random
import signal
import time

import pytest
import redis

from tests.helpers.real_server import Database, serving
from tests.helpers.requirements import lack
from tests.helpers.sent_reads import counted, counted_in_the_end, send

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")


def redis_answers():
    try:
        return redis.Redis.from_url(REDIS, socket_timeout=1).ping()
    except redis.RedisError:
        return False


def kill_some_and_restart(site):
    for worker in random.sample(site.worker_pids(), 2):
        time.sleep(0.5)
        os.kill(worker, signal.SIGKILL)
    time.sleep(0.5)
    site.kill()
    site.start()


@pytest.mark.parametrize(
    ("reads", "shared"),
    [
        pytest.param(2_000, "", id="shared memory alone", marks=pytest.mark.once),
        pytest.param(1_000, REDIS, id="with Redis"),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_every_read_is_found_once_after_kills_and_a_restart(make_article, tmp_path, reads, shared):
    if shared and not redis_answers():
        lack(f"Redis at {REDIS}", "redis-server")
    if shared:
        redis.Redis.from_url(shared).flushdb()
    editions = [make_article() for _number in range(10)]
    each = reads // len(editions)
    wanted = [(edition.url_in("az"), reader) for edition in editions for reader in range(each)]
    random.shuffle(wanted)
    expected = {edition.article_id: each for edition in editions}
    database = Database(tmp_path)
    with serving(tmp_path, database, workers=4, REDIS_URL=shared) as site:
        retries = send(site, wanted, meanwhile=lambda: kill_some_and_restart(site))
        assert retries > 0  # the killing did interrupt somebody
        send(site, wanted[:500])  # the same readers again, within the half hour
        assert counted_in_the_end(database, expected) == expected
        assert "reads not saved yet: 0" in site.manage("page_cache")
        assert "Traceback" not in site.log.read_text()


@pytest.mark.django_db(transaction=True)
def test_orderly_end_saves_what_was_read(make_article, tmp_path):
    edition = make_article()
    database = Database(tmp_path)
    with serving(tmp_path, database, workers=2) as site:
        send(site, [(edition.url_in("az"), reader) for reader in range(100)])
    assert counted(database) == {edition.article_id: 100}
