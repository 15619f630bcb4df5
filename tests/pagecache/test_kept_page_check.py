"""The thread that takes out of the kept pages what was removed, one step at a time."""

import logging
import os
import threading
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection

from news.kept_pages import kept_pages
from news.models.public_content import LOOK_EVERY
from news.pagecache.epoch import LOOK_AGAIN_AFTER_FAILURE
from news.pagecache.kept_page_check import LIMIT_EVERY, KeptPageCheck
from news.shared_memory import shared_memory

pytestmark = pytest.mark.once
module = import_module("news.pagecache.kept_page_check")  # its package has an object of that name


@pytest.fixture
def kept(settings, tmp_path):
    settings.DATA_DIR, settings.KEPT_PAGES_BYTES = tmp_path, 1_000_000
    return kept_pages()


@pytest.fixture
def steps(kept, monkeypatch):
    """What the check did, in order; `steps.at` is the time on its clock."""
    steps = Mock(at=1000.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: steps.at))
    monkeypatch.setattr(module, "refresh_connection", steps.refresh)
    monkeypatch.setattr(module, "check_kept_pages", steps.take_out)
    monkeypatch.setattr(type(kept), "limit", lambda _self: steps.limit())
    monkeypatch.setattr(connection, "close", steps.close)
    return steps


def names(steps):
    return [call[0] for call in steps.mock_calls]


def test_process_starts_one_thread_and_each_process_forked_from_it_another(kept, monkeypatch):
    started, forked = [], []
    monkeypatch.setattr(
        KeptPageCheck, "_check_for_ever", lambda _self: started.append(threading.current_thread())
    )
    monkeypatch.setattr(os, "register_at_fork", lambda **given: forked.append(given))
    check = KeptPageCheck()
    assert check.thread is None
    for _time in range(2):
        check.start()
        check.thread.join()
    assert started == [check.thread]
    assert (check.thread.name, check.thread.daemon) == ("check of kept pages", True)
    assert forked == [{"after_in_child": check._start_thread}]


def test_folder_of_pages_that_are_no_longer_kept_goes_and_no_thread_is_started(kept, settings):
    kept.keep("/en/", "", "text/html", b"page", is_current=lambda: True)
    settings.KEPT_PAGES_BYTES = 0
    check = KeptPageCheck()
    for _time in range(2):  # the second finds no folder
        check.start()
    assert not kept.folder.exists()
    assert check.thread is None


def test_check_is_made_at_once_and_then_often_or_after_a_failure_seldom(kept, monkeypatch):
    said, answers = [], iter([True, False])

    class End(BaseException):
        pass

    @contextmanager
    def locked(_self, name):
        said.append(name)
        yield

    def sleep(seconds):
        said.append(seconds)
        if len(said) == 3:
            raise End

    monkeypatch.setattr(type(kept), "locked", locked)
    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=sleep))
    check = KeptPageCheck()
    monkeypatch.setattr(check, "check", lambda: next(answers))
    with pytest.raises(End):
        check._check_for_ever()
    assert said == ["being checked", LOOK_EVERY, LOOK_AGAIN_AFTER_FAILURE]


def test_check_ends_finished_pages_before_it_takes_anything_out(steps):
    assert KeptPageCheck().check() is True
    assert names(steps) == ["refresh", "take_out", "limit"]
    assert steps.take_out.call_args.kwargs == {"before": shared_memory().end_finished_pages}


def test_room_is_made_once_a_minute(steps):
    check, made = KeptPageCheck(), []
    for seconds in (0, 1, LIMIT_EVERY - 1, LIMIT_EVERY, LIMIT_EVERY + 1):
        steps.at = 1000.0 + seconds
        assert check.check() is True
        made.append(steps.limit.call_count)
    assert made == [1, 1, 1, 2, 2]


@pytest.mark.parametrize("failure", [OperationalError("it is gone"), OSError("it is gone")])
def test_check_that_fails_is_a_line_in_the_log_and_is_tried_again(steps, caplog, failure):
    check = KeptPageCheck()
    steps.take_out.side_effect = failure
    with caplog.at_level(logging.WARNING):
        assert check.check() is False
    assert caplog.messages == ["The pages kept for an outage can't be checked: it is gone"]
    assert names(steps) == ["refresh", "take_out", "close"]
    steps.take_out.side_effect = None
    assert check.check() is True
