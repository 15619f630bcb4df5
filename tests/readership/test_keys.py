"""The key of the day, by which a reader is recognised for half an hour and by nobody after it."""

import hashlib
import logging
import struct
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from news.readership import keys as module
from news.readership.buffer import AGAIN_AFTER
from news.readership.keys import DAY, ReaderKeys
from news.shared_memory import KEY, KEY_DAY, OLD_KEY, SharedMemory

pytestmark = pytest.mark.once
NOON = datetime(2026, 3, 5, 12, 0, tzinfo=timezone.get_fixed_timezone(4 * 60))  # in Baku
MIDNIGHT = NOON + timedelta(hours=12)
REDIS_IS_SILENT = "Redis gives no key of the day: readers are recognised by this server alone."


class Process:
    """One process of a machine."""

    def __init__(self, memory):
        self.keys = ReaderKeys(memory)

    def hashes(self, moment, address="10.0.0.1", browser="Firefox", article=12, seconds=0):
        return self.keys.hashes_of(address, browser, article, int(moment.timestamp()) + seconds)


@pytest.fixture
def memory(tmp_path):
    return SharedMemory(tmp_path)


@pytest.fixture
def process(memory):
    return Process(memory)


def key_in(memory, place):
    return struct.pack("4Q", *memory.words[place : place + 4])


def test_hash_is_the_keyed_one_of_browser_address_and_article(process, memory):
    today, yesterday = process.hashes(NOON)
    text = b"Firefox\n10.0.0.1\n12"
    keyed = hashlib.blake2s(text, key=key_in(memory, KEY), digest_size=8)
    assert today == int.from_bytes(keyed.digest(), "big")
    assert yesterday is None
    assert 0 not in memory.words[KEY : KEY + 4].tolist()  # all of it is random


def test_address_browser_and_article_make_another_hash_each_and_time_none(process):
    first = process.hashes(NOON)
    assert process.hashes(NOON + timedelta(hours=11)) == first
    others = [{"address": "10.0.0.2"}, {"browser": "Safari"}, {"article": 13}]
    assert len({first, *(process.hashes(NOON, **other) for other in others)}) == 4
    assert process.hashes(NOON) == first


def test_processes_of_one_machine_agree(process, memory):
    assert Process(memory).hashes(NOON) == process.hashes(NOON)
    late = Process(memory)
    assert late.hashes(MIDNIGHT) == process.hashes(MIDNIGHT)


def test_two_machines_do_not_know_each_others_readers(process, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    assert Process(SharedMemory(folder)).hashes(NOON) != process.hashes(NOON)


def test_reader_is_known_by_yesterdays_key_for_half_an_hour_after_midnight(process, memory):
    before, _none = process.hashes(MIDNIGHT, seconds=-1)
    after, known = process.hashes(MIDNIGHT)
    assert known == before != after
    assert process.hashes(MIDNIGHT, seconds=AGAIN_AFTER - 1) == (after, before)
    assert Process(memory).hashes(MIDNIGHT, seconds=AGAIN_AFTER - 1) == (after, before)
    assert process.hashes(MIDNIGHT, seconds=AGAIN_AFTER) == (after, None)
    assert key_in(memory, OLD_KEY) == bytes(32)  # with it gone, nobody can tell who the hashes were


def test_key_lives_for_one_day_of_baku(process, memory):
    first, _none = process.hashes(NOON)
    day = memory.words[KEY_DAY]
    assert day == NOON.date().toordinal()
    assert process.hashes(MIDNIGHT, seconds=-1)[0] == first
    process.hashes(MIDNIGHT)
    assert memory.words[KEY_DAY] == day + 1
    second, _first = process.hashes(MIDNIGHT, seconds=AGAIN_AFTER)
    third, known = process.hashes(MIDNIGHT + timedelta(days=1))
    assert known == second
    assert len({first, second, third}) == 3


def test_key_of_the_day_before_yesterday_is_never_used(process, memory):
    process.hashes(NOON)
    assert process.hashes(MIDNIGHT + timedelta(days=1))[1] is None
    assert key_in(memory, OLD_KEY) == bytes(32)


def test_key_is_read_from_the_shared_memory_only_twice_a_day(process, monkeypatch):
    renewed, renew = [], ReaderKeys._renew
    monkeypatch.setattr(ReaderKeys, "_renew", lambda keys, now: renewed.append(now) or renew(keys, now))
    for seconds in (0, 1, AGAIN_AFTER - 1, AGAIN_AFTER, AGAIN_AFTER + 1, DAY - 1, DAY):
        process.hashes(MIDNIGHT, seconds=seconds)
    midnight = MIDNIGHT.timestamp()
    assert renewed == [midnight, midnight + AGAIN_AFTER, midnight + DAY]


def test_browser_is_hashed_once_and_few_are_remembered(process, monkeypatch):
    hashed, begin = [], module.begin_hash
    monkeypatch.setattr(module, "begin_hash", lambda key, text: hashed.append(text) or begin(key, text))
    monkeypatch.setattr(module, "MOST_BROWSERS", 2)
    for browser in ("a", "b", "a", "b", "c", "c", "a"):
        process.hashes(NOON, browser=browser)
    assert hashed == [b"a\n", b"b\n", b"c\n", b"a\n"]


def test_process_that_comes_second_to_a_new_day_takes_the_key_of_the_first(process, memory, monkeypatch):
    other, propose = Process(memory), ReaderKeys._agreed_key
    first = []

    def meanwhile(keys, today):
        proposed = propose(keys, today)
        monkeypatch.setattr(ReaderKeys, "_agreed_key", propose)
        first.append(other.hashes(NOON))
        return proposed

    monkeypatch.setattr(ReaderKeys, "_agreed_key", meanwhile)
    assert process.hashes(NOON) == first[0]


# Where several servers must agree


@pytest.fixture
def two_servers(settings, tmp_path):
    settings.SHARED_CACHE = True
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    return [Process(SharedMemory(folder)) for folder in folders]


def test_servers_with_a_shared_cache_agree_each_day_anew(two_servers, caplog):
    one, other = two_servers
    first, second = [(one.hashes(moment), other.hashes(moment)) for moment in (NOON, MIDNIGHT)]
    assert first[0] == first[1]
    assert second[0] == second[1]
    assert second[0][0] != first[0][0]
    assert caplog.messages == []


def test_key_is_shared_as_long_as_readers_are_known_by_it(two_servers, monkeypatch):
    asked, ask = [], cache.get_or_set

    def get_or_set(name, value, timeout):
        asked.append((name, timeout))
        return ask(name, value, timeout=timeout)

    monkeypatch.setattr("news.readership.keys.cache.get_or_set", get_or_set)
    two_servers[0].hashes(NOON)
    assert asked == [("reader-key:2026-03-05", DAY + AGAIN_AFTER)]


@pytest.mark.parametrize("held", ["", "abcd", "no key", "00" * 33, 5])
def test_what_is_no_key_is_not_used_and_a_line_says_so(two_servers, caplog, held):
    cache.set("reader-key:2026-03-05", held)
    with caplog.at_level(logging.WARNING):
        one, other = (server.hashes(NOON) for server in two_servers)
    assert one != other
    assert caplog.messages == [REDIS_IS_SILENT] * 2


def test_cache_that_is_gone_leaves_each_server_its_own_key(two_servers, monkeypatch, caplog):
    def fail(*_given, **_options):
        raise ConnectionError

    monkeypatch.setattr("news.readership.keys.cache.get_or_set", fail)
    one, other = (server.hashes(NOON) for server in two_servers)
    assert one[0] != other[0]
    assert caplog.messages == [REDIS_IS_SILENT] * 2
