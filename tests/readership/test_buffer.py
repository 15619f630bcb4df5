"""The buffer of reads in shared memory by itself: who was here lately, and what waits to be saved."""

import pytest

from news.readership.buffer import AGAIN_AFTER, CLOCK, NEIGHBOURS, PLACES, Read, ReadBuffer
from news.shared_memory import ADDED, APPLIED, MOST_READS, NEXT_PLACE, SAVED, SEEN, SharedMemory

pytestmark = pytest.mark.once
NOW = 1_800_000_000


@pytest.fixture
def buffer(tmp_path):
    return ReadBuffer(SharedMemory(tmp_path))


def reader(number, place=7):
    """A reader who belongs to that place of the table; number: above zero, and one reader each."""
    wanted = number << 40
    return wanted + (place - wanted) % PLACES


def test_read_waits_as_it_was_added(buffer):
    assert buffer.unsaved_reads() == (0, [])
    assert buffer.add(reader(1), 12, "az", NOW)
    assert buffer.add(reader(2), 70_000, "en", NOW + 1)
    assert buffer.backlog() == 2
    wanted = [Read(reader(1), 12, "az", NOW), Read(reader(2), 70_000, "en", NOW + 1)]
    assert buffer.unsaved_reads() == (0, wanted)
    buffer.mark_saved(1)
    assert buffer.backlog() == 1
    assert buffer.unsaved_reads() == (1, wanted[1:])


def test_reader_is_seen_for_half_an_hour(buffer):
    assert not buffer.was_seen(reader(1), NOW)
    assert buffer.add(reader(1), 12, "az", NOW) is True
    for seconds, seen in ((0, True), (AGAIN_AFTER - 1, True), (AGAIN_AFTER, False)):
        assert buffer.was_seen(reader(1), NOW + seconds) is seen
    assert buffer.add(reader(1), 12, "az", NOW + AGAIN_AFTER - 1) is False
    assert buffer.add(reader(1), 12, "az", NOW + AGAIN_AFTER) is True
    assert buffer.backlog() == 2


def test_clock_of_a_place_may_run_over(buffer):
    last = NOW | CLOCK
    buffer.add(reader(1), 12, "az", last)
    assert buffer.was_seen(reader(1), last + 1)
    assert not buffer.was_seen(reader(1), last + AGAIN_AFTER)


def test_readers_of_one_place_are_neighbours_and_are_told_apart(buffer):
    for number in range(1, NEIGHBOURS + 1):
        assert not buffer.was_seen(reader(number), NOW)
        assert buffer.add(reader(number), 12, "az", NOW + number)
        assert buffer.words[NEXT_PLACE] == SEEN + 7 + number - 1
    assert all(buffer.was_seen(reader(number), NOW + 100) for number in range(1, NEIGHBOURS + 1))
    assert not buffer.was_seen(reader(99), NOW + 100)
    assert buffer.words[SEEN + 6] == buffer.words[SEEN + 7 + NEIGHBOURS] == 0


def test_reader_seen_longest_ago_gives_up_the_place(buffer):
    order = [3, 1, 2, *range(4, NEIGHBOURS + 1)]
    for seconds, number in enumerate(order):
        buffer.add(reader(number), 12, "az", NOW + seconds)
    buffer.add(reader(50), 12, "az", NOW + 60)
    buffer.add(reader(51), 12, "az", NOW + 61)
    seen = {number for number in [*order, 50, 51] if buffer.was_seen(reader(number), NOW + 62)}
    assert seen == {2, *range(4, NEIGHBOURS + 1), 50, 51}


@pytest.mark.parametrize("seconds", [10, CLOCK])
def test_empty_place_is_taken_before_one_that_somebody_had(buffer, seconds):
    """Also just after the clock of the places has run over."""
    now = (NOW | CLOCK) + 6
    buffer.add(reader(1), 12, "az", now - seconds)
    buffer.add(reader(2), 12, "az", now)
    assert buffer.words[NEXT_PLACE] == SEEN + 8


def test_last_place_has_as_many_neighbours_as_the_first(buffer):
    for place in (0, PLACES - 1):
        for number in range(1, NEIGHBOURS + 1):
            assert buffer.add(reader(number, place), 12, "az", NOW)
            assert buffer.words[NEXT_PLACE] == SEEN + place + number - 1
    assert buffer.backlog() == 2 * NEIGHBOURS


def test_full_buffer_takes_no_read_and_marks_no_reader(buffer):
    buffer.words[ADDED] = buffer.words[APPLIED] = MOST_READS - 1
    assert buffer.add(reader(1), 12, "az", NOW) is True
    assert buffer.add(reader(2), 12, "az", NOW) is False
    assert not buffer.was_seen(reader(2), NOW)
    buffer.mark_saved(1)
    assert buffer.add(reader(2), 12, "az", NOW) is True
    assert buffer.backlog() == MOST_READS


def test_places_of_saved_reads_are_used_again(buffer):
    start = 5 * MOST_READS - 1
    buffer.words[ADDED] = buffer.words[APPLIED] = buffer.words[SAVED] = start
    for number in (1, 2):
        buffer.add(reader(number), number, "en", NOW)
    wanted = [Read(reader(number), number, "en", NOW) for number in (1, 2)]
    assert buffer.unsaved_reads() == (start, wanted)


def test_reader_whose_mark_a_killed_process_did_not_write_is_marked_by_the_next(buffer, monkeypatch):
    class Killed(BaseException):
        pass

    complete = ReadBuffer._complete

    def kill(dying):
        if dying.words[ADDED]:
            raise Killed
        complete(dying)

    with monkeypatch.context() as killing:
        killing.setattr(ReadBuffer, "_complete", kill)
        with pytest.raises(Killed):
            buffer.add(reader(1), 12, "az", NOW)
    assert buffer.backlog() == 1
    assert not buffer.was_seen(reader(1), NOW)
    assert not buffer.add(reader(1), 12, "az", NOW)
    assert buffer.was_seen(reader(1), NOW)
    assert buffer.backlog() == 1
