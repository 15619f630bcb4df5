"""Reads under fire: real server processes are killed in the middle, and every read is found once."""

import os
import random
import signal
import socket
import threading
import time

import pytest
import redis

from tests.helpers.real_server import Database, serving
from tests.helpers.requirements import lack
from tests.helpers.user_agents import FIREFOX

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")
SENDERS = 8
AT_ONCE = 25


def redis_answers():
    try:
        return redis.Redis.from_url(REDIS, socket_timeout=1).ping()
    except redis.RedisError:
        return False


class Reading(threading.Thread):
    """Sends its reads until each of them is acknowledged, however often the server goes away.

    The last of them wait until nothing happens to the server any more, so that what happens does interrupt.
    """

    def __init__(self, port, reads, is_over):
        super().__init__(daemon=True)
        self.port, self.left, self.retries, self.codes = port, list(reads), 0, set()
        self.is_over = is_over

    def run(self):
        while self.left:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=20) as self.line:
                    while self.left:
                        self.send_some()
            except OSError:
                self.retries += 1
                time.sleep(0.05)

    def send_some(self):
        some = self.left[:AT_ONCE]
        if len(self.left) <= AT_ONCE:
            self.is_over.wait()
        self.line.sendall(b"".join(self.request(*read) for read in some))
        pending = b""
        while self.left and some:
            received = self.line.recv(65536)
            if not received:
                raise ConnectionError
            *answers, pending = (pending + received).split(b"\r\n\r\n")
            self.codes |= {answer[:12] for answer in answers}
            del self.left[: len(answers)], some[: len(answers)]

    def request(self, path, reader):
        address = f"10.{reader >> 16 & 255}.{reader >> 8 & 255}.{reader & 255}"
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: {FIREFOX}\r\n"
            f"X-Forwarded-For: {address}\r\nIf-None-Match: *\r\n\r\n"
        ).encode()


def send(site, reads, meanwhile=lambda: None):
    """All reads by several senders at once; returns how often they had to begin again."""
    is_over = threading.Event()
    senders = [Reading(site.port, reads[number::SENDERS], is_over) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    meanwhile()
    is_over.set()
    for sender in senders:
        sender.join()
    assert {code for sender in senders for code in sender.codes} == {b"HTTP/1.1 304"}
    return sum(sender.retries for sender in senders)


def kill_some_and_restart(site):
    for worker in random.sample(site.worker_pids(), 2):
        time.sleep(0.5)
        os.kill(worker, signal.SIGKILL)
    time.sleep(0.5)
    site.kill()
    site.start()


def counted(database):
    return dict(database.rows("select article_id, sum(reads) from news_viewcount group by article_id"))


def counted_in_the_end(database, expected):
    end = time.monotonic() + 20
    while counted(database) != expected and time.monotonic() < end:
        time.sleep(0.2)
    return counted(database)


@pytest.mark.parametrize(
    ("reads", "shared"), [(20_000, ""), (3_000, REDIS)], ids=["shared memory alone", "with Redis"]
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
    with serving(tmp_path, database, workers=8, REDIS_URL=shared) as site:
        retries = send(site, wanted, meanwhile=lambda: kill_some_and_restart(site))
        assert retries > 0  # the killing did interrupt somebody
        send(site, wanted[:1000])  # the same readers again, within the half hour
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
