"""From the request of a reader to the row in the database, one process at a time."""

import fcntl
import logging
import os
import threading
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError, connection
from django.utils import timezone

from news.models import SavedReads, ViewCount
from news.readership import counting, saving
from news.readership.buffer import AGAIN_AFTER, Read
from news.readership.counting import COUNT_WHEN_SERVED, Counter, count_read
from news.readership.saving import KEPT_POSITIONS, forget_old_positions, is_new_everywhere, save_reads
from tests.helpers.user_agents import FIREFOX

NOW = int(datetime(2026, 3, 5, 19, 59, 59, tzinfo=UTC).timestamp())  # the last second of the day in Baku
ENVIRON = {"REQUEST_METHOD": "GET", "REMOTE_ADDR": "10.0.0.1", "HTTP_USER_AGENT": FIREFOX}
REDIS_IS_SILENT = "Redis does not answer: a reader who changes servers may be counted twice."


@pytest.fixture
def process():
    return Counter()


@pytest.fixture
def article_id(make_article):
    return make_article().article_id


def rows():
    return sorted(ViewCount.objects.values_list("article", "language", "day", "reads", "is_month"))


# Counting


@pytest.mark.once
def test_reader_is_written_down_with_the_article_the_language_and_the_second(process):
    process.count(ENVIRON, 12, "en", NOW + 0.9)
    _saved, (read,) = process.buffer.unsaved_reads()
    assert read == Read(process.keys.hashes_of("10.0.0.1", FIREFOX, 12, NOW)[0], 12, "en", NOW)


@pytest.mark.once
def test_robot_and_reader_who_was_here_lately_are_not_written_down(process):
    process.count(ENVIRON | {"HTTP_USER_AGENT": "curl/8.0"}, 12, "en", NOW)
    process.count({"REQUEST_METHOD": "GET"}, 12, "en", NOW)
    assert process.buffer.backlog() == 0
    for moment in (NOW - 1, NOW, NOW + 1, NOW + AGAIN_AFTER - 2):  # it is midnight in between
        process.count(ENVIRON, 12, "en", moment)
    assert process.buffer.backlog() == 1


@pytest.mark.once
def test_reader_of_yesterday_is_not_asked_for_when_there_is_no_key_of_yesterday(process):
    process.keys = SimpleNamespace(hashes_of=lambda *_given: (5, None))
    process.buffer = SimpleNamespace(
        was_seen=lambda reader, _now: reader != 5, add=lambda *given: added.append(given)
    )
    added = []
    process.count(ENVIRON, 12, "en", NOW)
    assert added == [(5, 12, "en", NOW)]


def request(**more):
    return SimpleNamespace(environ=more, META=ENVIRON)


@pytest.mark.once
def test_page_that_will_be_kept_is_told_what_it_counts_and_nothing_is_counted_yet(process, monkeypatch):
    monkeypatch.setattr(counting, "counter", process)
    told = []
    count_read(request(**{COUNT_WHEN_SERVED: lambda *given: told.append(given)}), 12, "en")
    assert told == [(12, "en")]
    assert process.buffer.backlog() == 0


def test_read_is_saved_at_once_where_no_thread_saves_it_later(process, monkeypatch, article_id):
    monkeypatch.setattr(counting, "counter", process)
    with time_machine.travel(NOW, tick=False):
        count_read(request(), article_id, "en")
        assert [row[:2] for row in rows()] == [(article_id, "en")]
        process.saver = threading.current_thread()
        count_read(SimpleNamespace(environ={}, META=ENVIRON | {"REMOTE_ADDR": "10.0.0.2"}), article_id, "en")
    assert process.buffer.backlog() == 1


# Saving in the background


def test_process_starts_one_saver_that_ends_with_it(process, monkeypatch):
    started, forked, ended = [], [], []
    monkeypatch.setattr(Counter, "_save_for_ever", lambda _self: started.append(threading.current_thread()))
    monkeypatch.setattr(os, "register_at_fork", lambda **given: forked.append(given))
    monkeypatch.setattr(counting, "Finalize", lambda *given, **more: ended.append((given, more)))
    for _time in range(2):
        process.save_in_background()
        process.saver.join()
    assert started == [process.saver]
    assert (process.saver.name, process.saver.daemon) == ("saver of reads", True)
    assert forked == [{"after_in_child": process._start_saver}]
    assert ended == [((None, process.save), {"exitpriority": 0})]


def test_saver_forgets_old_positions_first_and_then_saves_every_few_seconds(process, monkeypatch):
    said = []

    class Event:
        def wait(self, seconds):
            said.append(seconds)
            return len(said) == 4  # the end of the test

    monkeypatch.setattr(counting.threading, "Event", Event)
    monkeypatch.setattr(process, "save", lambda also=None: said.append(also))
    process._save_for_ever()
    assert said == [forget_old_positions, counting.SAVE_EVERY, None, counting.SAVE_EVERY]


def test_database_that_is_gone_is_a_line_in_the_log_and_the_thread_lets_go_of_it(
    process, monkeypatch, caplog
):
    def is_gone(_buffer):
        raise OperationalError("it is gone")

    closed, also = [], []
    monkeypatch.setattr(counting, "save_reads", is_gone)
    monkeypatch.setattr(connection, "close", lambda: closed.append(1))
    with caplog.at_level(logging.WARNING):
        process.save(lambda: also.append(1))
    assert caplog.messages == ["The reads could not be saved yet: it is gone"]
    assert also == [1]
    assert closed == []  # a request's connection is not ours
    process.saver = threading.current_thread()
    process.save()
    assert closed == [1]


# Saving


def test_reads_are_added_up_by_article_language_and_day_of_baku(process, article_id):
    for reader, (language, moment) in enumerate([("az", NOW), ("az", NOW), ("en", NOW), ("az", NOW + 1)]):
        process.buffer.add(reader << 40 | 1, article_id, language, moment)
    process.buffer.add(99 << 40, article_id + 1000, "az", NOW)  # an article that is gone meanwhile
    with time_machine.travel(NOW, tick=False):
        assert save_reads(process.buffer) == 5
        assert save_reads(process.buffer) == 0
    day = date(2026, 3, 5)
    assert rows() == [
        (article_id, "az", day, 2, False),
        (article_id, "az", day + timedelta(days=1), 1, False),
        (article_id, "en", day, 1, False),
    ]
    saved = SavedReads.objects.get()
    assert (saved.buffer, saved.position) == (process.buffer.memory.name, 5)
    assert saved.saved_at.timestamp() == NOW
    assert process.buffer.backlog() == 0


@pytest.mark.once
def test_nothing_to_save_asks_the_database_nothing(process):
    """A test without a database may not ask it."""
    assert save_reads(process.buffer) == 0


@pytest.mark.parametrize(("position", "new"), [(0, 3), (1, 2), (2, 1), (3, 0)])
def test_reads_before_the_position_are_not_saved_again(process, article_id, position, new):
    """A process died between the commit and the clearing of the buffer."""
    buffer = process.buffer
    for reader in range(3):
        buffer.add(reader << 40 | 1, article_id, "az", NOW)
    SavedReads.objects.create(buffer=buffer.memory.name, position=position)
    assert save_reads(buffer) == new
    assert sum(row[3] for row in rows()) == new
    assert buffer.backlog() == 0
    assert SavedReads.objects.get().position == 3


def test_numbers_of_reads_go_on_from_the_position(process, article_id, monkeypatch):
    asked = []
    monkeypatch.setattr(
        saving, "is_new_everywhere", lambda read, number: asked.append((read.reader >> 40, number)) or True
    )
    name = process.buffer.memory.name
    for reader in range(4):
        process.buffer.add(reader << 40 | 1, article_id, "az", NOW)
        if reader == 0:
            save_reads(process.buffer)
    SavedReads.objects.update(position=2)
    save_reads(process.buffer)
    assert asked == [(0, f"{name}:0"), (2, f"{name}:2"), (3, f"{name}:3")]


def test_position_of_another_machine_stays(process, article_id):
    SavedReads.objects.create(buffer="another", position=0)
    process.buffer.add(1 << 40, article_id, "az", NOW)
    assert save_reads(process.buffer) == 1
    assert SavedReads.objects.get(pk="another").position == 0


def test_moment_of_saving_moves_on_with_the_position(process, article_id):
    for reader, moment in enumerate((NOW, NOW + 60)):
        process.buffer.add(reader << 40 | 1, article_id, "az", NOW)
        with time_machine.travel(moment, tick=False):
            save_reads(process.buffer)
    assert SavedReads.objects.get().saved_at.timestamp() == NOW + 60


def test_process_that_another_one_overtook_saves_nothing(process, article_id, monkeypatch):
    process.buffer.add(1 << 40, article_id, "az", NOW)

    def overtake(_read, _number):
        SavedReads.objects.update(position=1)
        return True

    monkeypatch.setattr(saving, "is_new_everywhere", overtake)
    assert save_reads(process.buffer) == 0
    assert rows() == []


def test_one_process_saves_at_a_time(process, article_id):
    process.buffer.add(1 << 40, article_id, "az", NOW)
    with (process.buffer.memory.folder / "saving").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert save_reads(process.buffer) == 0
    assert rows() == []
    assert save_reads(process.buffer) == 1


@pytest.mark.once
def test_lock_is_nobody_elses_and_is_given_back(tmp_path):
    before = os.listdir("/proc/self/fd")
    for _time in range(2):
        with saving.saving_lock(tmp_path) as is_ours:
            assert is_ours is True
            with saving.saving_lock(tmp_path) as is_ours:
                assert is_ours is False
    assert (tmp_path / "saving").stat().st_mode & 0o777 == 0o600
    assert os.listdir("/proc/self/fd") == before


def test_position_of_a_buffer_long_gone_is_forgotten(db):
    for name, age in (
        ("old", KEPT_POSITIONS + timedelta(hours=1)),
        ("new", KEPT_POSITIONS - timedelta(hours=1)),
    ):
        SavedReads.objects.create(buffer=name)
        SavedReads.objects.filter(pk=name).update(saved_at=timezone.now() - age)
    forget_old_positions()
    assert [saved.buffer for saved in SavedReads.objects.all()] == ["new"]


# Where several servers save


@pytest.fixture
def shared_cache(settings):
    settings.SHARED_CACHE = True
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.once
@pytest.mark.usefixtures("shared_cache")
def test_reader_who_changes_servers_is_new_to_the_first_of_them_alone():
    read = Read(0xABC, 12, "az", NOW - 60)
    assert is_new_everywhere(read, "one:0")
    assert not is_new_everywhere(read, "other:0")
    assert is_new_everywhere(read, "one:0")  # asked twice, after a crash
    assert is_new_everywhere(read._replace(reader=0xABD), "other:1")


@pytest.mark.once
@pytest.mark.usefixtures("shared_cache")
def test_reader_is_known_to_all_servers_to_the_end_of_the_half_hour(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "news.readership.saving.cache.add", lambda *given, **more: asked.append((given, more)) or True
    )
    assert is_new_everywhere(Read(0xABC, 12, "az", NOW - 60), "one:0")
    assert asked == [(("reader:0000000000000abc", "one:0"), {"timeout": AGAIN_AFTER - 60})]
    for late in (AGAIN_AFTER, AGAIN_AFTER + 1):
        assert is_new_everywhere(Read(0xABC, 12, "az", NOW - late), "other:0")
    assert len(asked) == 1
    is_new_everywhere(Read(0xABC, 12, "az", NOW - AGAIN_AFTER + 1), "other:0")
    assert asked[1][1] == {"timeout": 1}


@pytest.mark.once
@pytest.mark.usefixtures("shared_cache")
def test_reader_is_counted_when_the_shared_cache_is_gone_and_a_line_says_so(monkeypatch, caplog):
    def fail(*_given, **_more):
        raise ConnectionError

    monkeypatch.setattr("news.readership.saving.cache.add", fail)
    with caplog.at_level(logging.WARNING):
        assert is_new_everywhere(Read(1, 12, "az", NOW), "one:0") is True
    assert caplog.messages == [REDIS_IS_SILENT]


@pytest.mark.once
def test_one_server_alone_asks_nobody():
    cache.set("reader:0000000000000001", "other:0")
    assert is_new_everywhere(Read(1, 12, "az", int(timezone.now().timestamp())), "one:0") is True
