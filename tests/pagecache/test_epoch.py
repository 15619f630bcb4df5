"""When finished pages end, as the processes of one machine see it and with the moments chosen here."""

import logging
from datetime import timedelta
from math import inf

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from news.models import PublicContent
from news.models.public_content import LOOK_EVERY
from news.pagecache.epoch import LOOK_AGAIN_AFTER_FAILURE, Epoch
from news.shared_memory import BOUNDARY, DEADLINE, EPOCH, GENERATION, SharedMemory

NOW = 1_800_000_000.0


@pytest.fixture
def memory(tmp_path):
    return SharedMemory(tmp_path)


@pytest.fixture
def epoch(db, memory):
    PublicContent.objects.update_or_create(pk=1, defaults={"generation": 7})
    return Epoch(memory)


@pytest.fixture
def looks(monkeypatch):
    """One entry for each time that the database is asked for the generation."""
    asked, ask = [], PublicContent.current
    monkeypatch.setattr(PublicContent, "current", lambda: asked.append(1) or ask())
    return asked


@pytest.fixture
def outage(monkeypatch):
    def is_gone():
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as gone:
        gone.setattr(PublicContent, "current", is_gone)
        closed = []
        gone.setattr(connection, "close", lambda: closed.append(1))  # the test's transaction goes on in it
        yield closed


def test_first_look_learns_the_generation_and_ends_nothing(epoch, memory):
    assert epoch.generation(NOW) == 7
    assert epoch.number(NOW) == memory.words[EPOCH] == 1
    assert epoch.is_current(1)
    assert not epoch.is_current(2)


def test_database_is_asked_ten_times_a_second_by_one_process_of_all(epoch, memory, looks):
    other = Epoch(memory)
    for moment in (0, 0.05, LOOK_EVERY - 0.001):
        for process in (epoch, other):
            process.number(NOW + moment)
    assert len(looks) == 1
    assert memory.floats[DEADLINE] == NOW + LOOK_EVERY
    other.number(NOW + LOOK_EVERY)
    epoch.number(NOW + LOOK_EVERY)
    assert len(looks) == 2


def test_nobody_looks_while_another_process_is_looking(epoch, memory, monkeypatch):
    other, asked = Epoch(memory), []

    def current():
        asked.append(1)
        other.number(NOW)
        return 7

    monkeypatch.setattr(PublicContent, "current", current)
    epoch.number(NOW)
    assert len(asked) == 1


def test_change_by_another_server_ends_all_pages_once(epoch):
    epoch.number(NOW)
    PublicContent.bump()
    assert epoch.number(NOW + 0.05) == 1
    assert epoch.number(NOW + 1) == 2
    assert epoch.generation(NOW + 1) == 8
    assert epoch.number(NOW + 2) == 2


def test_older_generation_ends_all_pages_too(epoch):
    epoch.number(NOW)
    PublicContent.objects.update(generation=0)
    assert epoch.number(NOW + 1) == 2
    assert epoch.generation(NOW + 1) == 0


def test_nothing_scheduled_ends_nothing_by_the_clock(epoch, memory):
    epoch.number(NOW)
    assert memory.floats[BOUNDARY] == inf
    assert epoch.number(NOW + 1_000_000) == 1


def test_scheduled_moment_ends_all_pages_and_the_next_one_is_waited_for(epoch, memory, make_article):
    now = timezone.now()
    first, second = now + timedelta(seconds=0.05), now + timedelta(hours=1)
    for moment in (first, second):
        make_article(at=moment)
    with time_machine.travel(now, tick=False):
        number = epoch.number(now.timestamp())
    assert memory.floats[BOUNDARY] == memory.floats[DEADLINE] == first.timestamp()  # looked at to the instant
    assert epoch.number(first.timestamp() - 0.001) == number
    with time_machine.travel(first, tick=False):
        assert epoch.number(first.timestamp()) == number + 1
    assert memory.floats[BOUNDARY] == second.timestamp()
    assert memory.floats[DEADLINE] == first.timestamp() + LOOK_EVERY


def test_moment_that_passes_during_a_look_is_not_missed(epoch, memory, make_article, monkeypatch):
    now = timezone.now()
    moment = now + timedelta(seconds=1)
    make_article(at=moment)
    with time_machine.travel(now, tick=False) as clock:
        ask = PublicContent.current
        monkeypatch.setattr(PublicContent, "current", lambda: clock.shift(10) or ask())
        epoch.number(now.timestamp())
    assert memory.floats[BOUNDARY] == moment.timestamp()


def test_plan_is_asked_for_anew_only_when_it_may_have_changed(epoch, memory):
    epoch.number(NOW)
    memory.floats[BOUNDARY] = NOW + 3  # not what the database says
    epoch.number(NOW + 1)
    assert memory.floats[BOUNDARY] == NOW + 3
    epoch.number(NOW + 3)
    assert memory.floats[BOUNDARY] == inf
    memory.floats[BOUNDARY] = NOW + 9
    PublicContent.bump()
    epoch.number(NOW + 4)
    assert memory.floats[BOUNDARY] == inf


def test_epoch_that_ended_during_a_look_is_looked_at_again(epoch, memory, monkeypatch):
    epoch.number(NOW)
    ask = PublicContent.current

    def meanwhile():
        found = ask()
        memory.end_finished_pages()  # somebody publishes on this machine
        return found

    with monkeypatch.context() as busy:
        busy.setattr(PublicContent, "current", meanwhile)
        assert epoch.number(NOW + 1) == 2
    assert memory.floats[DEADLINE] == 0
    assert memory.words[GENERATION] == 0
    assert epoch.number(NOW + 1) == 2
    assert epoch.generation(NOW + 1) == 7


def test_pages_are_served_on_while_the_database_is_gone_and_a_line_says_so(epoch, memory, outage, caplog):
    with caplog.at_level(logging.WARNING):
        assert epoch.generation(NOW) is None
    assert caplog.messages == [
        "The generation can't be asked for; finished pages are served on: the server closed the connection"
    ]
    assert len(outage) == 1
    assert memory.floats[DEADLINE] == NOW + LOOK_AGAIN_AFTER_FAILURE
    memory.floats[BOUNDARY] = NOW + 10
    assert epoch.number(NOW + 20) == 1  # not even the clock ends them
    assert len(outage) == 2


def test_waiting_process_does_not_look_after_the_one_it_waited_for(epoch, memory, looks, monkeypatch):
    """Both saw that a look was due; the other had it done by the time the lock was free."""
    other, wait = Epoch(memory), SharedMemory.__enter__

    def wait_for_other(held):
        monkeypatch.setattr(SharedMemory, "__enter__", wait)
        other.number(NOW)
        wait(held)

    monkeypatch.setattr(SharedMemory, "__enter__", wait_for_other)
    epoch.number(NOW)
    assert len(looks) == 1
