"""Counting: a request only writes a read to shared memory; soon after, a thread saves all of them."""

import logging
import os
import threading
from functools import cached_property
from multiprocessing.util import Finalize
from time import time

from django.db import Error, connection

from news.shared_memory import shared_memory

from .buffer import ReadBuffer
from .keys import ReaderKeys
from .readers import client_address, is_reader
from .saving import forget_old_positions, save_reads

SAVE_EVERY = 3.0
# The key in the WSGI environment under which news.pagecache leaves a function of (article_id, language), to
# be told which article's reads the page counts.
COUNT_WHEN_SERVED = "news.count_when_served"

log = logging.getLogger(__name__)


class Counter:
    """One in each process."""

    def __init__(self):
        self.saver = None

    @cached_property
    def buffer(self):
        return ReadBuffer(shared_memory())

    @cached_property
    def keys(self):
        return ReaderKeys(shared_memory())

    def count(self, environ, article_id, language, now):
        """Count the request if it comes from a reader who was not here lately."""
        if not is_reader(environ):
            return
        now = int(now)
        browser = environ["HTTP_USER_AGENT"]
        today, yesterday = self.keys.hashes_of(client_address(environ), browser, article_id, now)
        was_seen = self.buffer.was_seen
        if not was_seen(today, now) and not (yesterday and was_seen(yesterday, now)):
            self.buffer.add(today, article_id, language, now)

    def save_in_background(self):
        """Start a thread that saves what any process has counted, as long as this process lives."""
        if self.saver is None:
            self._start_saver()
            os.register_at_fork(after_in_child=self._start_saver)
            # Unlike atexit, it also runs at the end of a process that multiprocessing has forked.
            Finalize(None, self.save, exitpriority=0)

    def _start_saver(self):
        self.saver = threading.Thread(target=self._save_for_ever, name="saver of reads", daemon=True)
        self.saver.start()

    def _save_for_ever(self):
        stop = threading.Event()
        self.save(forget_old_positions)
        while not stop.wait(SAVE_EVERY):
            self.save()

    def save(self, also=None):
        """Save now. A database that does not answer is asked again next time; nothing is lost meanwhile."""
        try:
            if also:
                also()
            save_reads(self.buffer)
        except Error as error:
            log.warning("The reads could not be saved yet: %s", error)
        finally:
            if self.saver:
                connection.close()


counter = Counter()


def count_read(request, article_id, language):
    """Count the request now or, when its answer becomes a finished page, each serving of that page."""
    if count_when_served := request.environ.get(COUNT_WHEN_SERVED):
        count_when_served(article_id, language)
        return
    counter.count(request.META, article_id, language, time())
    if counter.saver is None:
        counter.save()
